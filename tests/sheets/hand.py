"""What a coordinator can do at the keyboard. Each act is chosen at random and turned into what Sheets would be told."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.sheets import changes, values
from tests.sheets.a1 import Area
from tests.sheets.grid import Sheet, has_value
from tests.sheets.refused import Json
from tests.sheets.showing import formatted
from tests.sheets.spreadsheet import Spreadsheet

Row = dict[str, str]
"""A row as people read it: the shown text by heading."""


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One thing typed. Its text occurs nowhere else, so it can be looked for wherever the row has gone."""

    text: str
    """As the cell shows it."""
    tab: str
    heading: str
    before: str
    row: Row
    """The whole row as it was before."""


@dataclass(slots=True)
class Hand:
    """One act in the making, on one tab of a working copy."""

    book: Spreadsheet
    sheet: Sheet
    chance: random.Random
    number: int
    edits: list[HandEdit] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)

    def do(self, name: str, **body: Json) -> None:
        changes.apply(self.book, [{name: body}])

    def headings(self) -> list[str]:
        return [formatted(cell, self.book.locale) for cell in self.sheet.rows[0].cells]

    def filled_rows(self) -> list[int]:
        """Rows below the headings that hold something."""
        return [n for n, row in enumerate(self.sheet.rows) if n and any(map(has_value, row.cells))]

    def some_row(self) -> int | None:
        rows = self.filled_rows()
        return self.chance.choice(rows) if rows else None

    def some_column(self) -> int | None:
        columns = [n for n, text in enumerate(self.headings()) if text]
        return self.chance.choice(columns) if columns else None

    def row(self, n: int) -> Row:
        shown = [formatted(cell, self.book.locale) for cell in self.sheet.rows[n].cells]
        return {heading: text for heading, text in zip(self.headings(), shown, strict=False) if heading}

    def type(self, row: int, column: int, text: str) -> None:
        """Type into a cell as a person does, so that Sheets reads it as it likes."""
        headings = self.headings()
        heading = headings[column] if column < len(headings) else ""
        before = formatted(self.sheet.cell(row, column), self.book.locale)
        whole = self.row(row) if row else {}
        area = Area(self.sheet.sheet_id, row, column, row + 1, column + 1)
        values.put(self.book, area, [[text]], {"valueInputOption": "USER_ENTERED"})
        shown = formatted(self.sheet.cell(row, column), self.book.locale)
        self.edits.append(HandEdit(shown, self.sheet.title, heading, before, whole))

    def lines(self, dimension: str, start: int, count: int = 1) -> Json:
        return {"sheetId": self.sheet.sheet_id, "dimension": dimension, "startIndex": start, "endIndex": start + count}

    def body_range(self) -> Json:
        return {"sheetId": self.sheet.sheet_id, "startRowIndex": 1}


Act = Callable[[Hand], str | None]
"""Does something and says what; None when there was nothing to do it to."""

polite: dict[str, Act] = {}
rude: dict[str, Act] = {}
ruinous: dict[str, Act] = {}


def entered(acts: dict[str, Act]) -> Callable[[Act], Act]:
    def enter(act: Act) -> Act:
        acts[act.__name__] = act
        return act

    return enter


@entered(polite)
def sort(hand: Hand) -> str | None:
    column, order = hand.some_column(), hand.chance.choice(("ASCENDING", "DESCENDING"))
    if column is None:
        return None
    hand.do("sortRange", range=hand.body_range(), sortSpecs=[{"dimensionIndex": column, "sortOrder": order}])
    return f"sorted by column {column + 1}, {order.lower()}"


@entered(polite)
def insert_blank_rows(hand: Hand) -> str:
    at, count = hand.chance.randrange(1, max(2, len(hand.filled_rows()) + 2)), hand.chance.randrange(1, 4)
    at = min(at, len(hand.sheet.rows) - 1)
    hand.do("insertDimension", range=hand.lines("ROWS", at, count), inheritFromBefore=at > 1)
    return f"inserted {count} blank rows above row {at + 1}"


@entered(polite)
def insert_column(hand: Hand) -> str:
    at = hand.chance.randrange(0, max(1, len(hand.headings())))
    hand.do("insertDimension", range=hand.lines("COLUMNS", at))
    if hand.chance.random() < 0.7:
        hand.type(0, at, f"My notes {hand.number}")
    return f"inserted a column at {at + 1}"


@entered(polite)
def add_column(hand: Hand) -> str:
    at = len(hand.headings())
    if at >= len(hand.sheet.columns):
        hand.do("appendDimension", sheetId=hand.sheet.sheet_id, dimension="COLUMNS", length=1)
    hand.type(0, at, f"Checked {hand.number}")
    return f"added a column at the end, {at + 1}"


@entered(polite)
def write_in_own_column(hand: Hand) -> str | None:
    row = hand.some_row()
    own = [n for n, text in enumerate(hand.headings()) if text.startswith(("My notes", "Checked"))]
    if row is None or not own:
        return None
    hand.type(row, hand.chance.choice(own), f"seen {hand.number}")
    return f"wrote in a column of her own, row {row + 1}"


@entered(polite)
def move_column(hand: Hand) -> str | None:
    count = len(hand.headings())
    if count < 2:
        return None
    start, to = hand.chance.randrange(count), hand.chance.randrange(count + 1)
    hand.do("moveDimension", source=hand.lines("COLUMNS", start), destinationIndex=to)
    return f"moved column {start + 1} to {to + 1}"


@entered(polite)
def hide_something(hand: Hand) -> str | None:
    dimension = hand.chance.choice(("ROWS", "COLUMNS"))
    n = hand.some_row() if dimension == "ROWS" else hand.some_column()
    if n is None:
        return None
    hidden = hand.chance.random() < 0.7
    hand.do(
        "updateDimensionProperties",
        range=hand.lines(dimension, n),
        properties={"hiddenByUser": hidden},
        fields="hiddenByUser",
    )
    return f"{'hid' if hidden else 'showed'} {dimension.lower()} {n + 1}"


@entered(polite)
def colour_a_row(hand: Hand) -> str | None:
    row = hand.some_row()
    if row is None:
        return None
    area = {"sheetId": hand.sheet.sheet_id, "startRowIndex": row, "endRowIndex": row + 1}
    yellow = {"userEnteredFormat": {"backgroundColor": {"red": 1, "green": 1}}}
    hand.do("repeatCell", range=area, cell=yellow, fields="userEnteredFormat.backgroundColor")
    return f"coloured row {row + 1}"


@entered(polite)
def filter_the_tab(hand: Hand) -> str:
    hand.do("setBasicFilter", filter={"range": {"sheetId": hand.sheet.sheet_id}})
    return "put a filter on the tab"
