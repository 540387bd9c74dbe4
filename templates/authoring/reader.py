"""Reads the wording of a letter from its text file and draws it on a page, from top to bottom.

The notation is our own (`docs/wording.md`): Markdown has no rows that come and go, no lines within a cell, and takes
the bar in `{{ names | join(', ') }}` for the end of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path

from templates.authoring.notation import OpenBlocks, SourceLine, WordingUnreadable, sentences
from templates.authoring.page import BOX, LINE_TO_WRITE_ON, ROWS, Cell, Page
from templates.authoring.paper import WIDTH

WORDING = Path(__file__).parent.parent / "wording"
SHARED = WORDING / "shared"
TITLE = "Document:"
NEVER_PRINTED = "About:"
STYLES = {"# ": "Title", "## ": "heading 1", "- ": "List Bullet", "~ ": "Note"}
"""What a paragraph begins with, and its style in Word."""
WRITE_INSTEAD = {
    "#": "Write “# ” before the title, “## ” before a heading.",
    "* ": "Write “- ” before each item of a list.",
    "• ": "Write “- ” before each item of a list.",
    "|": "Rows stand right below {box}, {rows} or {table 5.2 11.4}, without an empty line between them.",
}
NUMBER = r"\d+(?:\.\d+)?"
TABLE = re.compile(rf"(box|rows|envelope window|(?:rows|table)((?: {NUMBER})+))(?:, (on one page|over pages))?")
PICTURE = re.compile(rf"picture (\w+) ({NUMBER}) ({NUMBER}): (.+)")
ROUNDING = 0.01
BAR = re.compile(r"\|(?![^{}]*\}\})")
"""Between two cells: a bar that is not inside a fact."""


def read(file: Path) -> Page:
    """The letter as its wording says it. Raises WordingUnreadable."""
    lines = [*source_lines(file)]
    first = lines[0] if lines else SourceLine("", file, 1)
    if not first.text.startswith(TITLE):
        raise WordingUnreadable(first, f"Begin with “{TITLE}” and the title of the Word file.")
    drawing = _Drawing(Page(first.text.removeprefix(TITLE).strip()))
    drawing.draw(lines[1:])
    return drawing.page


def source_lines(file: Path, within: tuple[Path, ...] = ()) -> Iterator[SourceLine]:
    """Every line that is printed, and in place of each {insert …} those of the passage."""
    try:
        texts = file.read_text("utf-8-sig").rstrip().splitlines()
    except UnicodeDecodeError as fault:
        raise WordingUnreadable(SourceLine("", file, 1), "Save this file as plain text in UTF-8.") from fault
    lines = (SourceLine(text.strip(), file, number) for number, text in enumerate(texts, 1))
    printed = (line for line in lines if not line.text.startswith(NEVER_PRINTED))
    for line in dropwhile(lambda line: not line.text, printed):
        if line.instruction.startswith("insert "):
            yield from _passage(line, (*within, file))
        else:
            yield line


def _passage(line: SourceLine, within: tuple[Path, ...]) -> Iterator[SourceLine]:
    passages = {each.stem: each for each in SHARED.glob("*.txt")}
    file = passages.get(line.instruction.removeprefix("insert "))
    if file is None:
        raise WordingUnreadable(line, f"There is no such passage. There are {', '.join(sorted(passages))}.")
    if file in within:
        raise WordingUnreadable(line, "This passage would insert itself without end. Take the line out.")
    return source_lines(file, within)


def blocks(lines: Sequence[SourceLine]) -> Iterator[Sequence[SourceLine]]:
    """The lines of one heading, paragraph, table or instruction at a time."""
    block: list[SourceLine] = []
    for line in lines:
        if block and not _goes_on(block, line):
            yield block
            block = []
        if line.text:
            block.append(line)
    if block:
        yield block


def _goes_on(block: Sequence[SourceLine], line: SourceLine) -> bool:
    first = block[0]
    if not line.text:
        return False
    if TABLE.fullmatch(first.instruction):
        return not (line.instruction in ("otherwise", "end") and _all_ended(block[1:]))
    alone = first.instruction or first.text.startswith("#")
    return not (alone or line.instruction or line.text.startswith((*STYLES, *WRITE_INSTEAD)))


def _all_ended(rows: Sequence[SourceLine]) -> bool:
    begun = sum(row.instruction.startswith(("only when", "for each")) for row in rows)
    return begun == sum(row.instruction == "end" for row in rows)


class _Drawing:
    """A page, and what has begun on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._opened = OpenBlocks("p")
        self._style = ""
        self._on_a_new_page = False

    def draw(self, lines: Sequence[SourceLine]) -> None:
        for block in blocks(lines):
            if block[0].instruction:
                self._follow(block[0].instruction, block)
            else:
                self._paragraph(block)
        self._opened.all_ended()

    def _paragraph(self, block: Sequence[SourceLine]) -> None:
        first = block[0]
        mark = next((each for each in STYLES if first.text.startswith(each)), "")
        mistaken = next((each for each in WRITE_INSTEAD if first.text.startswith(each)), "")
        if mistaken and not mark:
            raise WordingUnreadable(first, WRITE_INSTEAD[mistaken])
        within = OpenBlocks()
        words = sentences([replace(first, text=first.text.removeprefix(mark).strip()), *block[1:]], within)
        within.all_ended()
        self.page.say(words, self._style or STYLES.get(mark, "Normal"), self._on_a_new_page)
        self._style, self._on_a_new_page = "", False

    def _follow(self, instruction: str, block: Sequence[SourceLine]) -> None:
        """Do what an instruction that is alone on its line says."""
        if table := TABLE.fullmatch(instruction):
            self._table(table, block)
        elif picture := PICTURE.fullmatch(instruction):
            self.page.picture(picture[1], float(picture[2]), float(picture[3]), picture[4])
        elif instruction == "new page":
            self._on_a_new_page = True
        elif instruction.startswith("style "):
            self._style = self._known_style(instruction.removeprefix("style "), block[0])
        elif instruction == "keep with next":
            self.page.keep_with_next()
        else:
            self.page.say(self._opened.tag(instruction, block[0]), "Instruction")

    def _known_style(self, name: str, line: SourceLine) -> str:
        if name not in self.page.styles():
            raise WordingUnreadable(line, f"There is no such style. There are {', '.join(self.page.styles())}.")
        return name

    def _table(self, found: re.Match[str], block: Sequence[SourceLine]) -> None:
        kind, numbers, pages = found[1].split()[0], found[2] or "", found[3]
        widths = tuple(float(each) for each in numbers.split()) or {"box": BOX, "rows": ROWS}.get(kind, ())
        if self._on_a_new_page:
            raise WordingUnreadable(block[0], "Put {new page} before a heading or a sentence above this table.")
        if sum(widths) > WIDTH + ROUNDING:
            raise WordingUnreadable(block[0], f"The columns are {sum(widths):.1f} cm wide. The page has {WIDTH}.")
        if len(block) == 1 or (kind in ("table", "envelope") and block[1].instruction):
            raise WordingUnreadable(block[0], "Write the first row right below this line: | Name | Date |.")
        if kind == "envelope":
            self.page.envelope_window(*_rows(block[1:], 2)[0])
            return
        together = kind == "box" or pages == "on one page" or (kind == "rows" and pages is None)
        self.page.table(kind, widths, _rows(block[1:], len(widths)), together)


def _rows(lines: Sequence[SourceLine], columns: int) -> Sequence[Sequence[Cell]]:
    opened = OpenBlocks("tr")
    rows = [
        [[("Instruction", opened.tag(group[0].instruction, group[0]))]]
        if group[0].instruction
        else _row(group, columns)
        for group in _lines_of_each_row(lines)
    ]
    opened.all_ended()
    return rows


def _lines_of_each_row(lines: Sequence[SourceLine]) -> Sequence[Sequence[SourceLine]]:
    groups: list[list[SourceLine]] = []
    for line in lines:
        if line.instruction or line.text.startswith("|"):
            groups.append([line])
        elif line.text.startswith("+") and groups and not groups[-1][0].instruction:
            groups[-1].append(line)
        else:
            raise WordingUnreadable(
                line, "Begin each row with | and each further line of it with +. A table ends with an empty line."
            )
    return groups


def _row(group: Sequence[SourceLine], columns: int) -> Sequence[Cell]:
    split = [_split(line, columns) for line in group]
    return [_cell([first, *(each for each in further if each.text)]) for first, *further in zip(*split, strict=True)]


def _split(line: SourceLine, columns: int) -> Sequence[SourceLine]:
    texts = BAR.split(line.text[1:-1])
    if not line.text.endswith("|") or len(texts) != columns:
        raise WordingUnreadable(
            line, f"This row is to have {columns} cells, with a | after each. An empty cell is a space."
        )
    return [replace(line, text=text.strip()) for text in texts]


def _cell(lines: Sequence[SourceLine]) -> Cell:
    """Each line of a cell with its style: nothing for the usual one."""
    whole_lines, within = OpenBlocks("p"), OpenBlocks()
    cell = [_line_of_a_cell(line, whole_lines, within) for line in lines]
    whole_lines.all_ended()
    within.all_ended()
    return cell


def _line_of_a_cell(line: SourceLine, whole_lines: OpenBlocks, within: OpenBlocks) -> tuple[str, str]:
    if line.instruction:
        return "Instruction", whole_lines.tag(line.instruction, line)
    if line.text == "_":
        return LINE_TO_WRITE_ON, ""
    if line.text.startswith("~"):
        return "Cell small", sentences([replace(line, text=line.text[1:].strip())], within)
    return "", sentences([line], within)
