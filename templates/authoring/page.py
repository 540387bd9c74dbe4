"""The words for writing a letter: say, bullets, box, rows, signatures. No wording here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from templates.authoring.paper import WIDTH, empty, for_a_window
from templates.authoring.picture import place

SHORT = {
    "[child]": "{{ pupil.preferred_name }}",
    "[home]": "{{ home.name }}",
    "[new]": "{{ receiving.name }}",
    "[us]": "{{ sender.school.name }}",
    "[placement]": "{{ placement_word }}",
}
"""Written in the wording for the facts nearly every sentence names."""

TICK = "☐"
BOX = (4.2, WIDTH - 4.3)
ROWS = (4.2, WIDTH - 4.2)
Row = tuple[str, ...]


def tags(text: str) -> str:
    """The wording with tags in place of [child] and the like, and printers' apostrophes outside tags."""
    for short, tag in SHORT.items():
        text = text.replace(short, tag)
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text)
    return "".join(part if part.startswith("{") else part.replace("'", "’") for part in parts)


class Page:
    """One letter being written, from top to bottom."""

    def __init__(self, title: str) -> None:
        self.document: Any = empty(title)

    def say(self, text: str, style: str = "Normal") -> None:
        """One paragraph; **these words** are strong."""
        _write(self.document.add_paragraph(style=style), text)

    def title(self, text: str) -> None:
        self.say(text, "Title")

    def heading(self, text: str, on_a_new_page: bool = False) -> None:
        self.say(text, "heading 1")
        if on_a_new_page:
            self.document.paragraphs[-1].paragraph_format.page_break_before = True

    def note(self, text: str) -> None:
        self.say(text, "Note")

    def bullets(self, *texts: str) -> None:
        for text in texts:
            if text.startswith("{%p"):
                self.say(text, "Instruction")
            else:
                self.say(text, "List Bullet")

    @contextmanager
    def given(self, condition: str) -> Iterator[None]:
        """What is written inside stands in the letter only if the condition holds."""
        self.say(f"{{%p if {condition} %}}", "Instruction")
        yield
        self.say("{%p endif %}", "Instruction")

    def otherwise(self) -> None:
        self.say("{%p else %}", "Instruction")

    @contextmanager
    def each(self, one: str, many: str) -> Iterator[None]:
        """What is written inside stands in the letter once for each item of the list."""
        self.say(f"{{%p for {one} in {many} %}}", "Instruction")
        yield
        self.say("{%p endfor %}", "Instruction")

    def letter_top(self) -> None:
        """Who it is to, in the window of the envelope, with the date beside it; and the greeting."""
        for_a_window(self.document)
        self.say("{{ addressee.name }}\t{{ written_on }}", "Address")
        with self.each("line", "addressee.address_lines"):
            self.say("{{ line }}", "Address")
        self.say("Dear {{ addressee.salutation }}", "Greeting")

    def letter_end(self) -> None:
        """The greeting and the name, on the same page as the last words before them."""
        last = next(each for each in reversed(self.document.paragraphs) if each.style.name != "Instruction")
        last.paragraph_format.keep_with_next = True
        # One paragraph: word processors part a chain of them, and leave a name alone on a page.
        self.say("Yours sincerely\n\n\n{{ sender.name }}\n{{ sender.role }}, [us]", "Closing")

    def box(self, *rows: Row) -> None:
        """The pale box near the top: label and answer, never broken over two pages. Further cells are further lines."""
        self._table("Box", BOX, rows, together=True)
        self._gap()

    def rows(self, *rows: Row, together: bool = True) -> None:
        """Label and answer, one line each."""
        self._table("Rows", ROWS, rows, together=together)
        self._gap()

    def grid(self, widths: Sequence[float], head: Row, *rows: Row, together: bool = False) -> None:
        """A table with a head that is repeated on every page."""
        self._table("Grid", widths, (head, *rows), together=together, headed=True)
        self._gap()

    def choices(self, *statements: Row) -> None:
        """Statements to tick yes or no."""
        rows = [one if one[0].startswith("{%tr") else (one[0], TICK, TICK) for one in statements]
        self.grid((13.4, 1.6, 1.6), ("Please tick one box on each line", "Yes", "No"), *rows, together=True)

    def signatures(self) -> None:
        """A line to sign for everybody the policy pack asks."""
        self.grid(
            (5.2, 3.9, 4.7, 2.8),
            ("Who", "Name", "Signature", "Date"),
            ("{%tr for one in signatories %}",),
            ("{{ one.role }}", "{% if one.name %}{{ one.name }}{% endif %}", "\n", ""),
            ("{%tr endfor %}",),
            together=True,
        )

    def lines(self, one: str, many: str, text: str) -> str:
        """For a cell: one line for each item of the list."""
        return f"{{% for {one} in {many} %}}{text}{{% if not loop.last %}}\n{{% endif %}}{{% endfor %}}"

    def picture(self, name: str, width: float, height: float, says: str) -> None:
        """A place for a picture of that name, in centimetres; `says` is read out to who cannot see it."""
        place(self.document.add_paragraph(style="Picture"), name, width, height, says)

    def _gap(self) -> None:
        self.document.add_paragraph(style="Gap")

    def _table(
        self, style: str, widths: Sequence[float], rows: Sequence[Row], together: bool = False, headed: bool = False
    ) -> None:
        table = self.document.add_table(0, len(widths), style)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, cells in enumerate(rows):
            _row(table, cells, widths, labelled=style in ("Box", "Rows"))
            if together and number < len(rows) - 1:
                _keep_with_next(table.rows[-1])
        if headed:
            _repeat(table.rows[0])


def _row(table: Any, cells: Row, widths: Sequence[float], labelled: bool) -> None:
    row = table.add_row()
    _mark(row, "w:cantSplit")
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)
    for number, (cell, text) in enumerate(zip(row.cells, _spread(cells, len(widths)), strict=True)):
        style = "Cell label" if labelled and number == 0 else "Cell"
        lines = text.split("¶")
        for count, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if count == 0 else cell.add_paragraph()
            paragraph.style = "Instruction" if line.startswith(("{%tr", "{%p")) else style
            if line.startswith("~"):
                paragraph.style, line = "Cell small", line[1:]
            _write(paragraph, line)


def _spread(cells: Row, columns: int) -> Row:
    return (*cells, *("" for _ in range(columns - len(cells))))


def _write(paragraph: Any, text: str) -> None:
    for number, part in enumerate(re.split(r"\*\*", tags(text))):
        if part:
            paragraph.add_run(part, "Strong" if number % 2 else None)


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


def _keep_with_next(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
