"""Draws a letter: paragraphs, tables, pictures, each in its style. No wording here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from templates.authoring.paper import WIDTH, empty, for_a_window
from templates.authoring.picture import place

BOX = (4.2, WIDTH - 4.3)
ROWS = (4.2, WIDTH - 4.2)
TABLES = {"box": "Box", "rows": "Rows", "table": "Grid"}
Cell = Sequence[tuple[str, str]]
"""The lines of a cell, each with its style: nothing for the usual one."""
Row = Sequence[Cell]


class Page:
    """One letter being drawn, from top to bottom."""

    def __init__(self, title: str) -> None:
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
        last = next(each for each in reversed(self.document.paragraphs) if each.style.name != "Instruction")
        last.paragraph_format.keep_with_next = True

    def leave_an_envelope_window(self) -> None:
        """What comes first stands where an envelope has its window."""
        for_a_window(self.document)

    def picture(self, name: str, width: float, height: float, says: str) -> None:
        """A place for a picture of that name, in centimetres; `says` is read out to who cannot see it."""
        place(self.document.add_paragraph(style="Picture"), name, width, height, says)

    def table(self, kind: str, widths: Sequence[float], rows: Sequence[Row], together: bool) -> None:
        """A `box` (pale, near the top) or `rows` of label and answer, or a `table` with a head that each page repeats.

        `widths` in centimetres. No row is broken over two pages; `together`, nor is the table.
        """
        table = self.document.add_table(0, len(widths), TABLES[kind])
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, cells in enumerate(rows):
            _row(table, cells, widths, labelled=kind != "table")
            if together and number < len(rows) - 1:
                _keep_with_next(table.rows[-1])
        if kind == "table":
            _repeat(table.rows[0])
        self.document.add_paragraph(style="Gap")


def _row(table: Any, cells: Row, widths: Sequence[float], labelled: bool) -> None:
    """A row; what is missing of its cells is empty."""
    row = table.add_row()
    _mark(row, "w:cantSplit")
    for number, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        cell.width = Cm(width)
        usual = "Cell label" if labelled and number == 0 else "Cell"
        for count, (style, text) in enumerate(cells[number] if number < len(cells) else [("", "")]):
            paragraph = cell.paragraphs[0] if count == 0 else cell.add_paragraph()
            paragraph.style = style or usual
            _write(paragraph, text)


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


def _keep_with_next(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
