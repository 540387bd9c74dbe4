"""A whole spreadsheet: its tabs in order, properties, named ranges, metadata; and finding a place in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tests.sheets.a1 import Area, corners, quoted, split, written
from tests.sheets.grid import Dimension, Row, Sheet
from tests.sheets.refused import Invalid, Json
from tests.sheets.shifting import Shift, shifted

MOST_CELLS = 10_000_000

WHITE = {"red": 1, "green": 1, "blue": 1}
DEFAULT_FORMAT = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}


@dataclass(slots=True)
class Spreadsheet:
    """One spreadsheet. A copy is cheap: a batch works on a copy, which replaces the original when all of it went well."""

    spreadsheet_id: str
    owner: str
    properties: dict[str, Json]
    sheets: list[Sheet]
    numbers: random.Random
    """Where ids that the caller leaves open come from."""
    modified: datetime
    created: datetime
    readers: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)
    named_ranges: list[Json] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)
    """Developer metadata of the whole spreadsheet."""
    editor: str = ""
    """Who is changing this copy, for protected ranges."""

    @classmethod
    def new(cls, spreadsheet_id: str, owner: str, title: str, locale: str, at: datetime, seed: int) -> Spreadsheet:
        properties = {
            "title": title,
            "locale": locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": "Europe/London",
            "defaultFormat": DEFAULT_FORMAT,
        }
        return cls(spreadsheet_id, owner, properties, [Sheet.blank(0, "Sheet1")], random.Random(seed), at, at)

    def copy(self, editor: str = "") -> Spreadsheet:
        return Spreadsheet(
            self.spreadsheet_id,
            self.owner,
            dict(self.properties),
            [sheet.copy() for sheet in self.sheets],
            self.numbers,
            self.modified,
            self.created,
            set(self.readers),
            set(self.writers),
            list(self.named_ranges),
            list(self.metadata),
            editor or self.owner,
        )

    @property
    def url(self) -> str:
        return f"https://docs.google.com/spreadsheets/d/{self.spreadsheet_id}/edit"

    @property
    def locale(self) -> str:
        return str(self.properties["locale"])

    def may_read(self, email: str) -> bool:
        return email in self.readers or self.may_write(email)

    def may_write(self, email: str) -> bool:
        return email in self.writers or email == self.owner

    def sheet(self, sheet_id: int, what: str = "grid") -> Sheet:
        for sheet in self.sheets:
            if sheet.sheet_id == sheet_id:
                return sheet
        raise Invalid(f"No {what} with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        exact = [sheet for sheet in self.sheets if sheet.title == title]
        loose = [sheet for sheet in self.sheets if sheet.title.casefold() == title.casefold()]
        return next(iter(exact or loose), None)

    def new_id(self, taken: set[int]) -> int:
        while (number := self.numbers.randrange(1, 2**31 - 1)) in taken:
            pass
        return number

    def area(self, text: str) -> Area:
        """What an A1 or R1C1 range, a tab's title or a named range stands for. Raises Invalid."""
        title, cells = split(text)
        if title is None:
            return self._untitled(text)
        sheet = self.titled(title)
        found = corners(cells) if cells else (None, None, None, None)
        if sheet is None or found is None:
            raise Invalid(f"Unable to parse range: {text}")
        return Area(sheet.sheet_id, found[0] or 0, found[1] or 0, found[2], found[3])

    def _untitled(self, text: str) -> Area:
        for named in self.named_ranges:
            if named["name"].casefold() == text.casefold():
                return Area.of(named["range"])
        if (sheet := self.titled(text)) is not None:
            return Area(sheet.sheet_id)
        first = next(sheet for sheet in self.sheets if not sheet.properties.get("hidden"))
        found = corners(text)
        if found is None:
            raise Invalid(f"Unable to parse range: {text}")
        return Area(first.sheet_id, found[0] or 0, found[1] or 0, found[2], found[3])

    def cut(self, area: Area, said: str = "") -> Area:
        """An area with every side given. Raises Invalid when it begins past the grid."""
        sheet = self.sheet(area.sheet_id)
        rows, columns = sheet.size
        if area.top >= rows or area.left >= columns:
            raise self.past_the_grid(area, said)
        return area.within(rows, columns)

    def past_the_grid(self, area: Area, said: str = "") -> Invalid:
        sheet = self.sheet(area.sheet_id)
        rows, columns = sheet.size
        shown = said or written(
            sheet.title,
            area.within(max(rows, area.bottom or 0, area.top + 1), max(columns, area.right or 0, area.left + 1)),
        )
        shown = shown if "!" in shown else f"{quoted(sheet.title)}!{shown}"
        return Invalid(f"Range ({shown}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")

    def said(self, area: Area) -> str:
        """An area in A1 notation, as responses give it."""
        sheet = self.sheet(area.sheet_id)
        return written(sheet.title, area.within(*sheet.size))

    def guard(self, area: Area) -> None:
        """Raises Invalid when the editor may not change these cells because they are protected."""
        if self.editor == self.owner:
            return
        for part in self.sheet(area.sheet_id).parts.get("protectedRanges", []):
            if part.get("warningOnly") or self.editor in part.get("editors", {}).get("users", []):
                continue
            free = [Area.of(one) for one in part.get("unprotectedRanges", [])]
            if Area.of(part["range"]).meets(area) and not any(_holds(one, area) for one in free):
                raise Invalid(
                    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit."
                )

    def check_size(self) -> None:
        if sum(len(sheet.rows) * len(sheet.columns) for sheet in self.sheets) > MOST_CELLS:
            raise Invalid(
                f"This action would increase the number of cells in the workbook above the limit of {MOST_CELLS} cells."
            )

    def insert(self, sheet: Sheet, dimension: Dimension, at: int, new: list[Row] | list[Json]) -> None:
        sheet.insert(dimension, at, new)
        self._shift_elsewhere(sheet, Shift.insert(sheet.sheet_id, dimension, at, len(new)))

    def delete(self, sheet: Sheet, dimension: Dimension, start: int, end: int) -> None:
        sheet.delete(dimension, start, end)
        self._shift_elsewhere(sheet, Shift.delete(sheet.sheet_id, dimension, start, end))

    def _shift_elsewhere(self, changed: Sheet, shift: Shift) -> None:
        self.named_ranges = shifted(self.named_ranges, shift)
        for sheet in self.sheets:
            if sheet is not changed:
                sheet.shift(shift)

    def all_parts(self, name: str) -> Iterator[tuple[Sheet, Json]]:
        for sheet in self.sheets:
            for part in sheet.parts.get(name, []):
                yield sheet, part


def _holds(outer: Area, inner: Area) -> bool:
    return (
        outer.sheet_id == inner.sheet_id
        and outer.top <= inner.top
        and outer.left <= inner.left
        and (outer.bottom is None or (inner.bottom is not None and inner.bottom <= outer.bottom))
        and (outer.right is None or (inner.right is not None and inner.right <= outer.right))
    )
