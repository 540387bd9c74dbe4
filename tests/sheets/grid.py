"""One tab: rows of cells, columns, and everything that hangs on ranges of it. Nothing here knows of HTTP.

A cell is a CellData as JSON, and is never changed in place: a row is a tuple, and a changed row is a new one. So a copy
of a tab costs one list, and what changed between two copies is found by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.sheets.a1 import Area
from tests.sheets.refused import Invalid, Json
from tests.sheets.shifting import Shift, shifted

Cell = Mapping[str, Json]
Dimension = Literal["ROWS", "COLUMNS"]

EMPTY: Cell = {}
LONGEST_CELL = 50_000
"""Characters."""
ROW_PIXELS, COLUMN_PIXELS = 21, 100


@dataclass(frozen=True, slots=True)
class Line:
    """What a row or a column has besides its cells."""

    pixels: int
    hidden: bool = False
    metadata: tuple[Json, ...] = ()
    """Developer metadata: it goes where the row or column goes, and dies with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; cells past the end of the tuple are empty."""

    cells: tuple[Cell, ...] = ()
    line: Line = Line(ROW_PIXELS)

    def cell(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else EMPTY

    def with_cell(self, column: int, cell: Cell) -> Row:
        filled = self.cells + (EMPTY,) * (column + 1 - len(self.cells))
        return Row((*filled[:column], cell, *filled[column + 1 :]), self.line)


BLANK = Row()
PLAIN = Line(COLUMN_PIXELS)


def has_value(cell: Cell) -> bool:
    return bool(cell.get("userEnteredValue"))


@dataclass(slots=True)
class Sheet:
    """One tab."""

    sheet_id: int
    title: str
    rows: list[Row]
    columns: list[Line]
    properties: dict[str, Json] = field(default_factory=dict)
    """hidden, tabColor, tabColorStyle, rightToLeft: as given."""
    grid_properties: dict[str, Json] = field(default_factory=dict)
    """frozenRowCount and the like; never the sizes, which are the grid's own."""
    parts: dict[str, list[Json]] = field(default_factory=dict)
    """conditionalFormats, protectedRanges, filterViews, bandedRanges, merges, basicFilter (one at most)."""
    metadata: list[Json] = field(default_factory=list)
    """Developer metadata of the whole tab."""

    @classmethod
    def blank(cls, sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
        return cls(sheet_id, title, [BLANK] * rows, [PLAIN] * columns)

    def copy(self) -> Sheet:
        """Independent of this one; rows and parts are shared, since nobody changes them in place."""
        return Sheet(
            self.sheet_id,
            self.title,
            list(self.rows),
            list(self.columns),
            dict(self.properties),
            dict(self.grid_properties),
            {name: list(parts) for name, parts in self.parts.items()},
            list(self.metadata),
        )

    @property
    def size(self) -> tuple[int, int]:
        return len(self.rows), len(self.columns)

    @property
    def everything(self) -> Area:
        return Area(self.sheet_id, 0, 0, *self.size)

    def cell(self, row: int, column: int) -> Cell:
        return self.rows[row].cell(column)

    def put(self, row: int, column: int, cell: Cell) -> None:
        text = cell.get("userEnteredValue", {})
        if any(len(str(value)) > LONGEST_CELL for value in text.values()):
            raise Invalid(f"Your input contains more than the maximum of {LONGEST_CELL} characters in a single cell.")
        self.rows[row] = self.rows[row].with_cell(column, cell)

    def each(self, area: Area, change: Callable[[Cell, int, int], Cell]) -> None:
        """Replace every cell of an area by what `change(cell, row, column)` makes of it."""
        cut = area.within(*self.size)
        for row in range(cut.top, cut.bottom or 0):
            for column in range(cut.left, cut.right or 0):
                self.put(row, column, change(self.cell(row, column), row, column))

    def rows_with_data(self) -> int:
        """The number of rows down to the last that holds a value."""
        for n in range(len(self.rows), 0, -1):
            if any(map(has_value, self.rows[n - 1].cells)):
                return n
        return 0

    def lines(self, dimension: Dimension) -> list[Line]:
        return [row.line for row in self.rows] if dimension == "ROWS" else self.columns

    def set_line(self, dimension: Dimension, at: int, line: Line) -> None:
        if dimension == "ROWS":
            self.rows[at] = replace(self.rows[at], line=line)
        else:
            self.columns[at] = line

    def resize(self, rows: int, columns: int) -> None:
        if rows < 1 or columns < 1:
            raise Invalid("A sheet must have at least one row and one column.")
        for dimension, now, wanted in (("ROWS", len(self.rows), rows), ("COLUMNS", len(self.columns), columns)):
            if wanted < now:
                self.delete(dimension, wanted, now)  # type: ignore[arg-type]
        self.rows.extend([BLANK] * (rows - len(self.rows)))
        self.columns.extend([PLAIN] * (columns - len(self.columns)))

    def insert(self, dimension: Dimension, at: int, new: list[Row] | list[Line]) -> None:
        """Put rows or columns before index `at`."""
        if dimension == "ROWS":
            self.rows[at:at] = new  # type: ignore[assignment]
        else:
            self.columns[at:at] = new  # type: ignore[assignment]
            gap = (EMPTY,) * len(new)
            self._each_row(lambda cells: (*cells[:at], *gap, *cells[at:]) if len(cells) > at else cells)
        self.shift(Shift.insert(self.sheet_id, dimension, at, len(new)))

    def delete(self, dimension: Dimension, start: int, end: int) -> None:
        if dimension == "ROWS":
            del self.rows[start:end]
        else:
            del self.columns[start:end]
            self._each_row(lambda cells: (*cells[:start], *cells[end:]))
        self.shift(Shift.delete(self.sheet_id, dimension, start, end))

    def move(self, dimension: Dimension, start: int, end: int, to: int) -> None:
        """Move lines to before index `to`, counted before they are taken out."""
        order = moved(len(self.lines(dimension)), start, end, to)
        if dimension == "ROWS":
            self.rows = [self.rows[n] for n in order]
        else:
            self.columns = [self.columns[n] for n in order]
            self._each_row(lambda cells: trimmed(cells[n] if n < len(cells) else EMPTY for n in order))
        self.shift(Shift.move(self.sheet_id, dimension, order))

    def shift(self, shift: Shift) -> None:
        """Let every range that hangs on this tab follow its cells."""
        self.parts = {name: shifted(parts, shift) for name, parts in self.parts.items()}

    def _each_row(self, change: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]) -> None:
        self.rows = [Row(change(row.cells), row.line) if row.cells else row for row in self.rows]


def moved(size: int, start: int, end: int, to: int) -> list[int]:
    """The old indexes in their new order, when start..end go to before `to`."""
    rest = [n for n in range(size) if not start <= n < end]
    at = to if to <= start else max(to - (end - start), start)
    return [*rest[:at], *range(start, end), *rest[at:]]


def trimmed(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Without the empty cells at the end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
