"""Places in a spreadsheet: A1 and R1C1 notation, GridRanges, and the rectangle both mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.sheets.refused import Json

CELL = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?")
R1C1 = re.compile(r"R([1-9]\d*)C([1-9]\d*)")
PLAIN_TITLE = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells. Zero-based, half open; None where it goes on to the edge of the grid."""

    sheet_id: int
    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None

    @classmethod
    def of(cls, grid_range: Json) -> Area:
        """From a GridRange as JSON; a missing sheetId is 0."""
        return cls(
            grid_range.get("sheetId", 0),
            grid_range.get("startRowIndex", 0),
            grid_range.get("startColumnIndex", 0),
            grid_range.get("endRowIndex"),
            grid_range.get("endColumnIndex"),
        )

    def within(self, rows: int, columns: int) -> Area:
        """Cut to a grid of that size, with every side given."""
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Area(self.sheet_id, min(self.top, bottom), min(self.left, right), bottom, right)

    def meets(self, other: Area) -> bool:
        """Whether any cell lies in both."""
        return (
            self.sheet_id == other.sheet_id
            and _meets(self.top, self.bottom, other.top, other.bottom)
            and _meets(self.left, self.right, other.left, other.right)
        )


def _meets(start: int, end: int | None, other_start: int, other_end: int | None) -> bool:
    return (end is None or other_start < end) and (other_end is None or start < other_end)


def letters(column: int) -> str:
    """0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_index(text: str) -> int:
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def quoted(title: str) -> str:
    """A tab's title as it stands before the exclamation mark."""
    looks_like_cell = re.fullmatch(r"[A-Za-z]{1,3}\d+", title) or R1C1.fullmatch(title)
    if PLAIN_TITLE.fullmatch(title) and not looks_like_cell:
        return title
    return "'" + title.replace("'", "''") + "'"


def split(text: str) -> tuple[str | None, str]:
    """The tab's title (None when none is given) and the cells (empty for the whole tab)."""
    if text.startswith("'"):
        match = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.S)
        if match:
            return match[1].replace("''", "'"), match[2] or ""
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, text)


def corners(cells: str) -> tuple[int | None, int | None, int | None, int | None] | None:
    """Top, left, bottom, right of `B2:D`, half open; None for a side not given; None when it is no range."""
    start, _, end = cells.partition(":")
    first = _corner(start)
    last = _corner(end) if end else first
    if first is None or last is None or (":" in cells and not end):
        return None
    if not end and None in first:  # a lone column or row is no cell
        return None
    tops, lefts = sorted_pair(first[0], last[0]), sorted_pair(first[1], last[1])
    return tops[0], lefts[0], None if tops[1] is None else tops[1] + 1, None if lefts[1] is None else lefts[1] + 1


def sorted_pair(one: int | None, other: int | None) -> tuple[int | None, int | None]:
    if one is None or other is None:  # A5:A and A:A5 both begin in row 5 and are open below
        return (one if one is not None else other), None
    return min(one, other), max(one, other)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    """Row and column of `B2`, `B`, `2` or `R2C2`, zero-based."""
    if match := R1C1.fullmatch(text):
        return int(match[1]) - 1, int(match[2]) - 1
    match = CELL.fullmatch(text)
    if not match or not (match[1] or match[2]):
        return None
    row = int(match[2]) - 1 if match[2] else None
    return row, column_index(match[1]) if match[1] else None


def written(title: str, area: Area) -> str:
    """An area with every side given, in A1 notation: `Referral!A2:C5`, `Referral!B2` for one cell."""
    assert area.bottom is not None and area.right is not None
    first = f"{letters(area.left)}{area.top + 1}"
    last = f"{letters(max(area.right - 1, area.left))}{max(area.bottom, area.top + 1)}"
    return f"{quoted(title)}!{first}" + (f":{last}" if last != first else "")
