"""Draws a letter: paragraphs, tables, pictures, each in its style. No wording here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from templates.authoring.paper import BESIDE_THE_WINDOW, WIDTH, empty, for_a_window
from templates.authoring.picture import place

BOX = (4.2, WIDTH - 4.3)
ROWS = (4.2, WIDTH - 4.2)
TABLES = {"box": "Box", "rows": "Rows", "table": "Grid", "envelope": "Window"}
USUAL = {"box": "Cell label", "rows": "Cell label", "table": "Cell", "envelope": "Address"}
"""What the first cell of a row looks like; the others are as any cell."""
HEADINGS = ("Title", "Heading 1")
LINE_TO_WRITE_ON = "a line to write on"
"""Of a cell: not a style of Word's, for only a blank form has such lines."""
END = 10
"""Lines that stand together at the end of a letter: in large print they are a fifth of a page, and in usual print a sixth."""
SEVERAL = 3
"""How many there are of a thing that comes for each of something."""
TAG, FACT = re.compile(r"\{%.*?%\}"), re.compile(r"\{\{.*?\}\}")
OF_A_FACT = "a dozen words"
TO_A_LINE = 90
"""Letters, about."""
Cell = Sequence[tuple[str, str]]
"""The lines of a cell, each with its style: nothing for the usual one."""
Row = Sequence[Cell]


class Page:
    """One letter being drawn, from top to bottom."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.document: Any = empty(title)

    def styles(self) -> Sequence[str]:
        """What a paragraph can look like."""
        return [each.name for each in self.document.styles if each.type == WD_STYLE_TYPE.PARAGRAPH]

    def say(self, text: str, style: str, on_a_new_page: bool = False) -> None:
        """One paragraph; **these words** are strong."""
        paragraph = self.document.add_paragraph(style=style)
        _write(paragraph, text)
        if on_a_new_page:
            paragraph.paragraph_format.page_break_before = True

    def keep_with_next(self) -> None:
        """The last words so far stand on the same page as what follows."""
        last = next(each for each in reversed(self.document.paragraphs) if not _is(each, "Instruction"))
        last.paragraph_format.keep_with_next = True

    def envelope_window(self, address: Cell, beside_it: Cell) -> None:
        """Whom it is to, where an envelope has its window, and who writes beside it."""
        self.table("envelope", BESIDE_THE_WINDOW, [[address, [("", "")], beside_it]], together=False)
        for_a_window(self.document, self.document.tables[-1])

    def keep_the_end_together(self) -> None:
        """The last words of the letter stand on one page, a sixth of it at least, with the heading above them: no page is nearly
        empty, and nobody signs on a page of its own."""
        always, sometimes, within = 0, 0, list[str]()
        for block in reversed(list(self.document.iter_inner_content())):
            if always >= END or _begins_a_page(block):
                return
            _enter_and_leave(within, block)
            is_near = not within or sometimes < END  # what comes and goes may be long: it is parted where it must be
            if is_near and not _is_long(block):
                _keep_with_next(block)
            sometimes += _lines(block) * (SEVERAL if "for" in within else 1)
            always += 0 if within else _lines(block)

    def picture(self, name: str, width: float, height: float, says: str) -> None:
        """A place for a picture of that name, in centimetres; `says` is read out to who cannot see it."""
        number = len(self.document.inline_shapes) + 2
        place(self.document.add_paragraph(style="Picture"), name, width, height, says, number)

    def table(self, kind: str, widths: Sequence[float], rows: Sequence[Row], together: bool) -> None:
        """A `box` (pale, near the top) or `rows` of label and answer, or a `table` with a head that each page repeats.

        `widths` in centimetres. No row is broken over two pages; `together`, nor is the table.
        """
        table = self.document.add_table(0, len(widths), TABLES[kind])
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, cells in enumerate(rows):
            _row(table, cells, widths, USUAL[kind])
            if together and number < len(rows) - 1:
                _keep_with_next(table.rows[-1])
        if kind == "table":
            _repeat(table.rows[0])
        self._call(table)
        self.document.add_paragraph(style="Gap")

    def _call(self, table: Any) -> None:
        """What the table is called, for who has it read out: the heading above it, or the letter's title."""
        headings = (each.text for each in reversed(self.document.paragraphs) if each.style.name in HEADINGS)
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), next((each for each in headings if "{" not in each), self._title))
        table._tbl.tblPr.append(caption)


def _begins_a_page(block: Any) -> bool:
    return isinstance(block, Paragraph) and bool(block.paragraph_format.page_break_before)


def _enter_and_leave(within: list[str], block: Any) -> None:
    """What comes and goes, read from its end: `for` or `if`, the innermost last."""
    if not isinstance(block, Paragraph) or not _is(block, "Instruction"):
        return
    if found := re.search(r" end(for|if) ", block.text):
        within.append(found[1])
    elif re.search(r" (if|for) ", block.text):
        within.pop()


def _is(paragraph: Any, *styles: str) -> bool:
    return paragraph.style.name in styles


def _is_long(block: Any) -> bool:
    """Whether a table has a row for each of something."""
    return isinstance(block, Table) and any("{%tr for" in each.text for each in _paragraphs(block))


def _paragraphs(block: Any) -> Sequence[Any]:
    """Of a paragraph itself, a row, or a table."""
    if isinstance(block, Paragraph):
        return [block]
    rows = block.rows if isinstance(block, Table) else [block]
    return [paragraph for row in rows for cell in row.cells for paragraph in cell.paragraphs]


def _lines(block: Any) -> int:
    """How many lines it takes, at least: one of a list, and a row that comes for each of something, are counted once."""
    if isinstance(block, Paragraph):
        said = _read(block).split("\n") if not _is(block, "Gap", "Instruction") else []
        return sum(1 + len(line) // TO_A_LINE for line in said)
    return sum(max(map(len, map(_said, row.cells))) for row in block.rows)


def _said(cell: Any) -> Sequence[str]:
    return [line for each in cell.paragraphs if not _is(each, "Instruction") for line in _read(each).split("\n")]


def _read(paragraph: Any) -> str:
    """About what is read where the tags stand."""
    return FACT.sub(OF_A_FACT, TAG.sub("", paragraph.text))


def _row(table: Any, cells: Row, widths: Sequence[float], first: str) -> None:
    """A row, its first cell in a style of its own; what is missing of its cells is empty."""
    row = table.add_row()
    _mark(row, "w:cantSplit")
    for number, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        cell.width = Cm(width)
        usual = "Cell" if number else first
        for count, (style, text) in enumerate(cells[number] if number < len(cells) else [("", "")]):
            paragraph = cell.paragraphs[0] if count == 0 else cell.add_paragraph()
            if style == LINE_TO_WRITE_ON:
                paragraph.style = "Cell"
                _rule(paragraph)
                continue
            paragraph.style = style or usual
            _write(paragraph, text)


def _rule(paragraph: Any) -> None:
    """A line between it and the next, and room for handwriting: below the last is the row's own line."""
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Cm(0.85)
    borders = OxmlElement("w:pBdr")
    between = OxmlElement("w:between")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "8FA3B0")):
        between.set(qn(f"w:{key}"), value)
    borders.append(between)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _write(paragraph: Any, text: str) -> None:
    for number, part in enumerate(_with_printers_apostrophes(text).split("**")):
        if part:
            paragraph.add_run(part, "Strong" if number % 2 else None)


def _with_printers_apostrophes(text: str) -> str:
    """In the words, not in the tags."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text)
    return "".join(part if part.startswith("{") else part.replace("'", "’") for part in parts)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _repeat(row: Any) -> None:
    _mark(row, "w:tblHeader")
    _keep_with_next(row)
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.style = "Cell label"
            paragraph.paragraph_format.keep_with_next = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "EAF1F5")
        cell._tc.get_or_add_tcPr().append(shade)


def _keep_with_next(block: Any) -> None:
    """A paragraph, a row, or a whole table."""
    for paragraph in _paragraphs(block):
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True
