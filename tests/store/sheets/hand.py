"""What a coordinator does at the sheet, said by heading and row: for stories in which it matters what exactly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.sheets import changes
from tests.sheets.a1 import Area
from tests.sheets.grid import Sheet
from tests.sheets.server import Running
from tests.sheets.spreadsheet import Spreadsheet
from tests.sheets.values import put


class AtTheSheet:
    """A person with one spreadsheet open."""

    def __init__(self, google: Running, spreadsheet: str) -> None:
        self.google, self.spreadsheet = google, spreadsheet

    def rows(self, tab: str) -> list[list[Any]]:
        """The values of a tab that hold something, headings first."""
        sheet = self._sheet(self.google.book(self.spreadsheet), tab)
        return [row for row in map(_values, sheet.rows) if any(row)]

    def rows_of(self, tab: str, reference: str) -> list[list[Any]]:
        """The rows of a case."""
        return [row for row in self.rows(tab) if reference in row]

    def correct(self, tab: str, reference: str, heading: str, text: str) -> None:
        """Find the row of a case, wherever it is now, and type into its cell below a heading."""
        rows = [_values(row) for row in self._sheet(self.google.book(self.spreadsheet), tab).rows]
        number = next(number for number, row in enumerate(rows, start=1) if reference in row)
        self.write_at(tab, number, rows[0].index(heading), text)

    def type(self, tab: str, heading: str, row: int, text: str) -> None:
        """Type into the cell below a heading; row 2 is the first below it."""

        self.write_at(tab, row, self.rows(tab)[0].index(heading), text)

    def write_at(self, tab: str, row: int, column: int, text: str) -> None:
        """Type into a cell; rows from 1, columns from 0."""

        def change(book: Spreadsheet) -> None:
            sheet = self._sheet(book, tab)
            sheet.resize(max(row, len(sheet.rows)), len(sheet.columns))
            area = Area(sheet.sheet_id, row - 1, column, row, column + 1)
            put(book, area, [[text]], {"valueInputOption": "USER_ENTERED"})

        self._edit(change)

    def delete_row(self, tab: str, row: int) -> None:
        # A tab has blank rows below, and may not lose its last one.
        self.do("appendDimension", tab, lambda gid: {"sheetId": gid, "dimension": "ROWS", "length": 1})
        self.do("deleteDimension", tab, lambda gid: {"range": _lines(gid, "ROWS", row - 1)})

    def copy_row(self, tab: str, row: int, to: int) -> None:
        self.do("appendDimension", tab, lambda gid: {"sheetId": gid, "dimension": "ROWS", "length": 1})
        self.do("copyPaste", tab, lambda gid: {"source": _row(gid, row), "destination": _row(gid, to)})

    def insert_column(self, tab: str, before: str) -> None:
        at = self.rows(tab)[0].index(before)
        self.do("insertDimension", tab, lambda gid: {"range": _lines(gid, "COLUMNS", at)})

    def without_formats(self, tab: str) -> None:
        """Make the whole tab *Automatic*, so that Sheets reads what is typed as it likes."""
        fields = "userEnteredFormat.numberFormat"
        self.do("repeatCell", tab, lambda gid: {"range": {"sheetId": gid}, "cell": {}, "fields": fields})

    def do(self, name: str, tab: str, body: Callable[[int], dict[str, Any]]) -> None:
        """One request as Sheets itself would be told; `body` is given the tab's number."""
        self._edit(lambda book: changes.apply(book, [{name: body(self._sheet(book, tab).sheet_id)}]))

    def _edit(self, change: Callable[[Spreadsheet], Any]) -> None:
        self.google.google.edit(self.spreadsheet, change)

    @staticmethod
    def _sheet(book: Spreadsheet, tab: str) -> Sheet:
        return next(each for each in book.sheets if each.title == tab)


def _values(row: Any) -> list[Any]:
    return [next(iter(cell.get("userEnteredValue", {}).values()), "") for cell in row.cells]


def _lines(gid: int, dimension: str, at: int) -> dict[str, Any]:
    return {"sheetId": gid, "dimension": dimension, "startIndex": at, "endIndex": at + 1}


def _row(gid: int, row: int) -> dict[str, Any]:
    return {"sheetId": gid, "startRowIndex": row - 1, "endRowIndex": row}
