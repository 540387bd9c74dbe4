"""How a GridRange follows its cells when rows or columns are inserted, deleted or moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tests.sheets.refused import Json

Dimension = Literal["ROWS", "COLUMNS"]
SIDES = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}


@dataclass(frozen=True, slots=True)
class Shift:
    """One change of one dimension of one tab."""

    sheet_id: int
    dimension: Dimension
    kind: Literal["insert", "delete", "move"]
    at: int = 0
    count: int = 0
    order: tuple[int, ...] = ()

    @classmethod
    def insert(cls, sheet_id: int, dimension: Dimension, at: int, count: int) -> Shift:
        return cls(sheet_id, dimension, "insert", at, count)

    @classmethod
    def delete(cls, sheet_id: int, dimension: Dimension, start: int, end: int) -> Shift:
        return cls(sheet_id, dimension, "delete", start, end - start)

    @classmethod
    def move(cls, sheet_id: int, dimension: Dimension, order: list[int]) -> Shift:
        return cls(sheet_id, dimension, "move", order=tuple(order))

    def index(self, n: int) -> int:
        """Where the edge before line `n` is afterwards."""
        if self.kind == "insert":
            return n + self.count if n >= self.at else n
        if self.kind == "delete":
            return n if n <= self.at else max(self.at, n - self.count)
        return n

    def span(self, start: int | None, end: int | None) -> tuple[int | None, int | None] | None:
        """Where a span of lines is afterwards; None when nothing of it is left. None on a side stays open."""
        if self.kind == "move":
            return self._moved(start, end)
        first = None if start is None else self.index(start)
        last = None if end is None else self._end(end)
        if first is not None and last is not None and last <= first and self.kind == "delete":
            return None
        return first, last

    def _end(self, end: int) -> int:
        return (
            end + self.count
            if self.kind == "insert" and end > self.at
            else end
            if self.kind == "insert"
            else self.index(end)
        )

    def _moved(self, start: int | None, end: int | None) -> tuple[int | None, int | None]:
        """A single line is followed; a longer span keeps its place, as Google keeps a range while lines move inside it."""
        if start is not None and end is not None and end - start == 1 and start in self.order:
            now = self.order.index(start)
            return now, now + 1
        return start, end


def shifted(parts: list[Json], shift: Shift) -> list[Json]:
    """The parts that are left, every GridRange in them where its cells are now."""
    return [part for part in (_part(part, shift) for part in parts) if part is not None]


def _part(value: Json, shift: Shift) -> Json:
    """None when a range in it is gone altogether."""
    if isinstance(value, list):
        return [one for one in (_part(one, shift) for one in value) if one is not None]
    if not isinstance(value, Mapping):
        return value
    if _is_range(value):
        return _range(value, shift)
    found = {name: _part(one, shift) for name, one in value.items()}
    if found.get("range", value.get("range")) is None and "range" in value:
        return None
    if value.get("ranges") and not found["ranges"]:
        return None
    return found


def _is_range(value: Mapping[str, Json]) -> bool:
    return "dimension" in value or any(side in value for sides in SIDES.values() for side in sides)


def _range(value: Mapping[str, Json], shift: Shift) -> Json:
    if value.get("sheetId", 0) != shift.sheet_id:
        return dict(value)
    first, last = ("startIndex", "endIndex") if "dimension" in value else SIDES[shift.dimension]
    if value.get("dimension", shift.dimension) != shift.dimension:
        return dict(value)
    span = shift.span(value.get(first), value.get(last))
    if span is None:
        return None
    now = {name: one for name, one in value.items() if name not in (first, last)}
    return now | {name: n for name, n in zip((first, last), span, strict=True) if n is not None}
