"""Writes the workbook: the tabs of the spreadsheet with their headings frozen, formats, and drop-downs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from casework.keeping.workbook.layout import CHOICES, choices_of, settings, sheet_of, standing, tabs
from casework.reading.door import note
from casework.reading.office import Office
from record.person import Person
from store.sheets.layout.cells import Cell
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import FINGERPRINT, Style, Tab, TabColumn

Progress = Callable[[int], object]
"""Told how many rows are written."""
NOT_HERE = "(This text is too long for a workbook, or holds a character that one cannot hold. Change it in the app.)"
LONGEST_CELL = 32_000
"""Characters: Excel holds 32,767."""
ROWS = 20_000
"""As far down as drop-downs reach."""
_FORMATS = {Style.DATE: "d mmm yyyy", Style.TIME: "h:mm", Style.NUMBER: "0.######", Style.TEXT: "@"}
_OWN = PatternFill("solid", fgColor="EEF1F4")
_DAY_0 = date(1899, 12, 30)


def workbook(office: Office, person: Person, *, only_live: bool, tell: Progress = lambda rows: None) -> bytes:
    """The whole workbook. Raises StoreError."""
    book = Workbook()
    book.remove(book.worksheets[0])
    pages = {title: _page(book, title, tab) for title, tab in tabs(office.authority.own).items()}
    looks = _Looks(book)
    lines = [line for each in standing(office, person, only_live=only_live) for line in each.lines]
    lines += [line for _, line in settings(office, person)]
    for number, line in enumerate(lines, start=1):
        _write(pages[sheet_of(line.tab)], line, looks)
        if number % 500 == 0:
            tell(number)
    _drop_downs(book, pages.values())
    note(office, person, "made a workbook")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass
class _SheetWriter:
    """One sheet in the making."""

    sheet: Worksheet
    columns: Sequence[TabColumn]
    last: int = 1
    """The number of its last row."""


def _page(book: Workbook, title: str, tab: Tab) -> _SheetWriter:
    sheet: Worksheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    columns = [each for each in tab.columns if each.key != FINGERPRINT]
    for place, column in enumerate(columns, start=1):
        heading = sheet.cell(1, place)
        _fill_in_words(heading, column.heading)
        heading.font, heading.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        if column.note:
            heading.comment = Comment(column.note, "Managed Moves", width=320, height=90)
        sheet.column_dimensions[get_column_letter(place)].width = 14 if column.style is not Style.TEXT else 24
    return _SheetWriter(sheet, columns)


class _Looks:
    """How cells look: each look made once and shared, where making it anew for each cell takes most of the time."""

    def __init__(self, book: Workbook) -> None:
        self._made: dict[tuple[Style, bool, bool], Any] = {}
        self._pattern = book.create_sheet("looks")
        book.remove(self._pattern)

    def put_on(self, cell: Any, style: Style, *, is_text: bool, is_own: bool) -> None:
        """Give a cell the look of its column."""
        which = (style, is_text, is_own)
        if which not in self._made:
            pattern: Any = self._pattern.cell(1, 1 + len(self._made))
            pattern.number_format = _FORMATS[style]
            if is_text:
                pattern.quotePrefix = True
            if is_own:
                pattern.fill = _OWN
            self._made[which] = pattern._style
        cell._style = copy(self._made[which])


def _write(page: _SheetWriter, line: SheetRow, looks: _Looks) -> None:
    page.last += 1
    for place, column in enumerate(page.columns, start=1):
        value = line.cells.get(column.key)
        if value is None:
            continue
        cell = page.sheet.cell(page.last, place)
        assert isinstance(cell, XlsxCell)
        _fill(cell, value, column.style)
        looks.put_on(cell, column.style, is_text=isinstance(value, str), is_own=column.is_own)


def _fill(cell: XlsxCell, value: Cell, style: Style) -> None:
    if isinstance(value, str):
        _fill_in_words(cell, value)
    elif style is Style.DATE:
        cell.value = _DAY_0 + timedelta(days=int(value))
    elif style is Style.TIME:
        minutes = round(float(value) * 24 * 60)
        cell.value = time(minutes // 60 % 24, minutes % 60)
    else:
        cell.value = value


def _fill_in_words(cell: Any, text: str) -> None:
    """A text is never a formula, whatever it begins with: an answer, a heading, or what a list offers."""
    cell.value = as_text(text)
    cell.data_type = "s"


def as_text(value: str) -> str:
    """A text as a cell of a workbook holds it."""
    return NOT_HERE if len(value) > LONGEST_CELL or ILLEGAL_CHARACTERS_RE.search(value) else value


def _drop_downs(book: Workbook, pages: Iterable[_SheetWriter]) -> None:
    """What cells may say, listed on a sheet of its own: a list within the rule itself may have 255 characters."""
    listed, places = book.create_sheet(CHOICES), dict[tuple[str, ...], str]()
    listed.sheet_state = "hidden"
    for page in pages:
        for place, column in enumerate(page.columns, start=1):
            if choices := choices_of(column):
                if choices not in places:
                    places[choices] = _listed(listed, len(places) + 1, choices)
                rule = DataValidation("list", formula1=places[choices], allow_blank=True, showErrorMessage=False)
                letter = get_column_letter(place)
                rule.add(f"{letter}2:{letter}{ROWS}")
                page.sheet.add_data_validation(rule)


def _listed(sheet: Worksheet, place: int, choices: tuple[str, ...]) -> str:
    letter = get_column_letter(place)
    for row, choice in enumerate(choices, start=1):
        _fill_in_words(sheet[f"{letter}{row}"], choice)
    return f"{CHOICES}!${letter}$1:${letter}${len(choices)}"
