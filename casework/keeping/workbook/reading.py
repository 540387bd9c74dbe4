"""Reads a workbook that was given back: its sheets, its rows under our headings, each cell as the spreadsheet counts it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casework.keeping.workbook.layout import tabs
from record.own_questions import OwnQuestions
from store.sheets.layout.cells import Cell, serial
from store.sheets.layout.tabs import NONE, Tab, key_in

MOST_BYTES = 300_000_000
"""Unpacked."""
MOST_ROWS, MOST_COLUMNS = 300_000, 400
HEADINGS_WITHIN = 10
"""Rows from the top that may stand above the headings."""
NO_WORKBOOK = "This is no Excel workbook (.xlsx), or it is damaged. Save it again as .xlsx, and give that file."


class NoWorkbook(ValueError):
    """It cannot be read; its text says what to give instead."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row that holds anything."""

    tab: Tab
    sheet: str
    number: int
    cells: Mapping[str, Cell]
    """By the keys of the columns; nothing for a blank cell."""
    letters: Mapping[str, str]
    """The letter of each column that is there."""
    formulas: frozenset[str]
    """Keys of cells with a formula, whose result nobody knows here."""

    def at(self, key: str) -> str:
        """`Meeting record, D7`."""
        return f"{self.sheet}, {self.letters.get(key, '')}{self.number}"


@dataclass(frozen=True, slots=True)
class Given:
    """A whole workbook."""

    rows: tuple[GivenRow, ...]
    without_headings: tuple[str, ...] = field(default=())
    """Sheets of ours in which no heading of ours stands."""


def read(content: bytes, own: OwnQuestions = NONE) -> Given:
    """Every row of the sheets that are ours, with their answers to `own` questions. Raises NoWorkbook."""
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
    except Exception:  # openpyxl raises what its parts raise, whatever a file can be
        raise NoWorkbook(NO_WORKBOOK) from None
    rows: list[GivenRow] = []
    lost: list[str] = []
    for title, tab in tabs(own).items():
        if title not in book.sheetnames or not isinstance(book[title], Worksheet):
            continue
        sheet = book[title]
        if (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS:
            raise NoWorkbook(
                f"The sheet “{title}” is larger than any of ours. Remove what was added, and give it again."
            )
        found = _headings(sheet, tab)
        if found is None:
            lost.append(title)
        else:
            rows += _rows(sheet, title, tab, *found)
    if not rows and not lost:
        raise NoWorkbook(
            "None of the sheets of this workbook is one of ours. Give the workbook that you downloaded here."
        )
    return Given(tuple(rows), tuple(lost))


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise NoWorkbook(NO_WORKBOOK) from None
    if unpacked > MOST_BYTES:
        raise NoWorkbook("This workbook is too large. Download only the live cases, and change those.")


def _headings(sheet: Worksheet, tab: Tab) -> tuple[int, Mapping[str, int]] | None:
    """The row of the headings, and the column of each key; None when less than half of them are there."""
    ours = {_plain(column.heading): column.key for column in tab.columns}
    needed = sum(not key_in(column.heading) for column in tab.columns)
    for number, row in enumerate(sheet.iter_rows(max_row=HEADINGS_WITHIN, values_only=True), start=1):
        found: dict[str, int] = {}
        for place, value in enumerate(row):
            key = (ours.get(_plain(value)) or key_in(value)) if isinstance(value, str) else ""
            if key and tab.column(key):
                found.setdefault(key, place)
        if 2 * len(found) >= needed - 1:
            return number, found
    return None


def _plain(heading: str) -> str:
    return " ".join(heading.lower().split())


def _rows(sheet: Worksheet, title: str, tab: Tab, headings: int, at: Mapping[str, int]) -> Iterator[GivenRow]:
    letters = {key: get_column_letter(place + 1) for key, place in at.items()}
    for number, row in enumerate(sheet.iter_rows(min_row=headings + 1), start=headings + 1):
        cells = {key: row[place] for key, place in at.items() if place < len(row) and row[place].value is not None}
        formulas = frozenset(key for key, cell in cells.items() if cell.data_type == "f")
        read = {key: _cell(cell.value) for key, cell in cells.items() if key not in formulas}
        kept = {key: cell for key, cell in read.items() if cell != ""}
        if kept or formulas:
            yield GivenRow(tab, title, number, kept, letters, formulas)


def _cell(value: Any) -> Cell:
    """As the spreadsheet counts: a day in days, a time of day as its part."""
    if isinstance(value, datetime):
        return serial(value.date()) if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / (24 * 60)
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, bool | int | float):
        return value
    return str(value).strip(" ")
