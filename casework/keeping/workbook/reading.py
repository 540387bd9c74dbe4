"""Reads a workbook that was given back: its sheets, its rows under our headings, each cell as the spreadsheet counts it.

The file itself is read in a process apart, which knows nothing of what its columns mean.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from casework.keeping.workbook.layout import CHOICES, tabs
from casework.reading.given_files import FileDoor, PackedLimits
from casework.reading.workbooks import look_through, shown_percentage
from record.apart import FileRefused, Limits
from record.own_questions import OwnQuestions
from store.sheets.layout.cells import Cell, serial
from store.sheets.layout.tabs import NONE, Tab, key_in

LIMITS = PackedLimits(unpacked=150_000_000)
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 100_000, 400, 1_000_000
"""Blank ones between others, too."""
BLANK_ROWS = 2_000
"""So many running end a sheet."""
HEADINGS_WITHIN = 10
"""Rows from the top that may stand above the headings."""
NO_WORKBOOK = "This is not an Excel workbook (.xlsx), or it is damaged. Save it again as .xlsx, and upload that file."
INSTEAD = "Download only the live cases, and change those."


class NoWorkbook(FileRefused):
    """It cannot be read; its text says what to give instead."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row that holds anything, as it stands there."""

    number: int
    cells: tuple[Cell | None, ...]
    formulas: tuple[int, ...] = ()
    """Places of cells with a formula."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet."""

    title: str
    """Of our sheet that it is; empty for one that is none of ours."""
    rows: tuple[RawRow, ...]
    called: str = ""
    """Its name in the workbook, where that is another."""

    @property
    def name(self) -> str:
        """What it is called there."""
        return self.called or self.title


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
    unknown: tuple[str, ...] = field(default=())
    """Sheets that are none of ours, by name or by headings."""


def read(content: bytes, own: OwnQuestions = NONE) -> Given:
    """Every row of the sheets that are ours, with their answers to `own` questions. Raises FileRefused."""
    return given(raw(content), own)


def given(sheets: Sequence[RawSheet], own: OwnQuestions = NONE) -> Given:
    """Every row of these sheets under its headings. Raises NoWorkbook."""
    ours = tabs(own)
    rows: list[GivenRow] = []
    lost: list[str] = []
    unknown = tuple(sheet.name for sheet in sheets if not sheet.title)
    for sheet in (each for each in sheets if each.title):
        found = _headings(sheet, ours[sheet.title])
        if found is None:
            lost.append(sheet.name)
        else:
            rows += _rows(sheet, ours[sheet.title], *found)
    if not rows and not lost:
        raise NoWorkbook("This workbook has none of the app’s sheets. Upload the workbook that you downloaded here.")
    return Given(tuple(rows), tuple(lost), unknown)


def raw(content: bytes) -> Sequence[RawSheet]:
    """The sheets that have the name of one of ours, or its headings; of any other the name alone. Raises FileRefused."""
    try:
        look_through(content, LIMITS, NO_WORKBOOK, INSTEAD)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        named = {sheet.title: sheet for sheet in book.worksheets}
        ours = {title: sheet for title, sheet in named.items() if title in tabs()}
        others = [sheet for title, sheet in named.items() if title not in ours and title != CHOICES]
        found = [RawSheet(title, tuple(_raw_rows(ours[title], title))) for title in tabs() if title in ours]
        return [*found, *_of_another_name(others, set(ours))]
    except (FileRefused, MemoryError):
        raise
    except Exception:  # openpyxl raises what its parts raise, whatever a file can be
        raise NoWorkbook(NO_WORKBOOK) from None


def _of_another_name(sheets: Iterable[Any], there: set[str]) -> Iterator[RawSheet]:
    """Sheets that somebody renamed, known by their headings, each as the one of ours that is not there by its name."""
    for sheet in sheets:
        sheet.reset_dimensions()
        top = [_raw_row(number, row) for number, row in enumerate(sheet.iter_rows(max_row=HEADINGS_WITHIN), start=1)]
        title = _by_headings(RawSheet("", tuple(row for row in top if row)), there)
        there.add(title)
        yield RawSheet(title, tuple(_raw_rows(sheet, sheet.title)) if title else (), sheet.title)


def _by_headings(sheet: RawSheet, there: set[str]) -> str:
    """Our sheet with most of these headings, where no other has as many; nothing where that cannot be told."""
    told = [(len(found[1]), title) for title, tab in tabs().items() if (found := _headings(sheet, tab))]
    best = max((count for count, _ in told), default=0)
    those = [title for count, title in told if count == best]
    return those[0] if len(those) == 1 and those[0] not in there else ""


def _raw_rows(sheet: Any, title: str) -> Iterator[RawRow]:
    sheet.reset_dimensions()  # what a workbook says of its size may be wrong
    blank = cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row) + 1
        made = _raw_row(number, row)
        blank = 0 if made else blank + 1
        if blank > BLANK_ROWS:
            return
        if number > MOST_ROWS or len(made.cells if made else ()) > MOST_COLUMNS or cells > MOST_CELLS:
            raise NoWorkbook(
                f"The sheet “{title}” is larger than any of the app’s sheets. Remove what was added, and upload it "
                "again."
            )
        if made:
            yield made


def _raw_row(number: int, row: Sequence[Any]) -> RawRow | None:
    formulas = tuple(place for place, cell in enumerate(row) if cell.data_type == "f")
    cells = [
        None if cell.value is None or cell.data_type == "f" else shown_percentage(cell) or _cell(cell.value)
        for cell in row
    ]
    while cells and cells[-1] is None and len(cells) - 1 not in formulas:
        cells.pop()
    return RawRow(number, tuple(cells), formulas) if cells else None


def _headings(sheet: RawSheet, tab: Tab) -> tuple[int, Mapping[str, int]] | None:
    """The row of the headings, and the column of each key; None when less than half of them are there."""
    ours = {_plain(column.heading): column.key for column in tab.columns}
    needed = sum(not key_in(column.heading) for column in tab.columns)
    for row in _first(sheet.rows):
        found: dict[str, int] = {}
        for place, value in enumerate(row.cells):
            key = (ours.get(_plain(value)) or key_in(value)) if isinstance(value, str) else ""
            if key and tab.column(key):
                found.setdefault(key, place)
        if 2 * len(found) >= needed - 1:
            return row.number, found
    return None


def _first(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    return (row for row in rows if row.number <= HEADINGS_WITHIN)


def _plain(heading: str) -> str:
    return " ".join(heading.lower().split())


def _rows(sheet: RawSheet, tab: Tab, headings: int, at: Mapping[str, int]) -> Iterator[GivenRow]:
    letters = {key: get_column_letter(place + 1) for key, place in at.items()}
    for row in sheet.rows:
        if row.number <= headings:
            continue
        formulas = frozenset(key for key, place in at.items() if place in row.formulas)
        cells = {key: row.cells[place] for key, place in at.items() if place < len(row.cells)}
        kept = {key: cell for key, cell in cells.items() if cell is not None and cell != "" and key not in formulas}
        if kept or formulas:
            yield GivenRow(tab, sheet.name, row.number, kept, letters, formulas)


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


WORKBOOK = FileDoor(
    "casework.keeping.workbook.reading:WORKBOOK",
    raw,
    list[RawSheet],
    60,
    INSTEAD,
    Limits(memory=250_000_000, seconds=60, said=40_000_000),
)
