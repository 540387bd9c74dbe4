"""Every request, and which cells it changed. A test asks it what it may have feared."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.sheets.a1 import letters, quoted
from tests.sheets.grid import EMPTY, Cell, Sheet, has_value
from tests.sheets.refused import Json
from tests.sheets.spreadsheet import Spreadsheet


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that held a value before a request and is not the same after it, in the place where it was."""

    sheet_id: int
    title: str
    row: int
    column: int
    """Zero-based."""
    before: Cell
    after: Cell

    @property
    def value_changed(self) -> bool:
        """False when only its look, note or validation changed."""
        return bool(self.before.get("userEnteredValue") != self.after.get("userEnteredValue"))

    def __str__(self) -> str:
        was, now = self.before.get("userEnteredValue"), self.after.get("userEnteredValue")
        return f"{quoted(self.title)}!{letters(self.column)}{self.row + 1}: {was} → {now}"


@dataclass(slots=True)
class Logged:
    """One request and what came of it."""

    number: int
    at: float
    """Seconds since 1970, by the server's clock."""
    verb: str
    path: str
    method: str
    """Such as `sheets.spreadsheets.batchUpdate`; empty when there is no such method."""
    user: str
    query: list[tuple[str, str]]
    body: Json
    status: int = 0
    """What was answered; 0 when the connection was dropped."""
    took_effect: bool = False
    """Whether anything in a spreadsheet was written, whatever was answered."""
    fault: str = ""
    changed: list[ChangedCell] = field(default_factory=list)
    """Cells that held a value before and are not the same afterwards."""

    @property
    def asks(self) -> list[str]:
        """The names of a batch's requests."""
        requests = self.body.get("requests", []) if self.method == "sheets.spreadsheets.batchUpdate" else []
        return [name for request in requests for name in request]


class Log:
    """All requests since the start, or since `forget`."""

    def __init__(self) -> None:
        self._lines: list[Logged] = []
        self._count = 0
        self._lock = threading.Lock()

    def enter(self, line: Logged) -> Logged:
        with self._lock:
            self._count += 1
            line.number = self._count
            self._lines.append(line)
        return line

    def forget(self) -> None:
        with self._lock:
            self._lines.clear()

    def __iter__(self) -> Iterator[Logged]:
        with self._lock:
            return iter(list(self._lines))

    def of(self, method: str) -> list[Logged]:
        """The requests whose method's id holds this."""
        return [line for line in self if method in line.method]

    def writes(self) -> list[Logged]:
        return [line for line in self if line.took_effect]

    def that_changed_cells(self, allowed: Callable[[Logged], bool] = lambda line: False) -> list[Logged]:
        """Requests that changed a cell which already held a value, those `allowed` apart."""
        return [line for line in self if line.changed and not allowed(line)]


def changed_cells(before: Spreadsheet, after: Spreadsheet) -> list[ChangedCell]:
    """Cells with a value in `before` that are not the same, in the same place of the same tab, in `after`."""
    now = {sheet.sheet_id: sheet for sheet in after.sheets}
    return [cell for sheet in before.sheets for cell in _changed_in(sheet, now.get(sheet.sheet_id))]


def _changed_in(sheet: Sheet, now: Sheet | None) -> Iterator[ChangedCell]:
    for row, old in enumerate(sheet.rows):
        new = now.rows[row] if now and row < len(now.rows) else None
        if old is new or not old.cells:
            continue
        for column, cell in enumerate(old.cells):
            found = new.cell(column) if new else EMPTY
            if has_value(cell) and cell is not found and cell != found:
                yield ChangedCell(sheet.sheet_id, sheet.title, row, column, cell, found)
