"""What a person should look at in the spreadsheet, as data: where it is, what it says, what would be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from store.sheets.layout.spreadsheet import Book
from store.upkeep import DamagedRow


class SheetFaultKind(StrEnum):
    """What kind of thing it is. The words are for filters and tests; `should` speaks to people."""

    TAB_GONE = "a tab is gone"
    HEADINGS_GONE = "the headings are gone"
    HEADING_MISSING = "a heading is missing"
    HEADING_DOUBLED = "a heading is there twice"
    UNREADABLE = "a cell cannot be read"
    AMBIGUOUS = "a date could be two days"
    BY_HAND = "edited by hand"
    SUPERSEDED = "a row that no longer counts was edited"
    OWN_COLUMN = "a column of the app was edited"
    MISALIGNED = "a row is in the wrong columns"
    DOUBLED = "a row is there twice"
    VANISHED = "a row was removed"
    LOST = "rows of a tab are gone"
    NO_ID = "a row was typed by hand"
    STRANGE = "a row without an entry"
    COPY = "the spreadsheet is a copy of another"
    COPIED_TAB = "a tab is a copy of another"
    TITLE_TAKEN = "the title of a tab was taken"
    LARGE = "the spreadsheet grows large"


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One thing on the Sheet check page."""

    sort: SheetFaultKind
    tab: str
    """What the tab is called today."""
    cell: str
    """`D7`; `7:7` for a whole row; empty when it is nowhere any more."""
    says: str
    """What stands there."""
    should: str
    """What counts meanwhile, and what would put it right."""
    gid: int = 0
    """The tab's own number, for a link."""
    reference: str = ""
    save_id: str = ""
    since: str = ""
    """For an edit: the moment it was noticed, in ISO form."""
    row: str = ""
    """Names the row itself, to adopt, ignore, restore or let go of it; empty when there is nothing to decide."""
    heading: str = ""
    """What its column is headed in the app's words: the question, where it is an answer; empty for a whole row."""
    question: str = ""
    """The question of the form whose answer the cell is; empty for any other cell."""
    stands: str = ""
    """For an edit of a row that no longer counts: the cell of the row that does."""
    stands_says: str = ""
    """What stands in that cell."""
    spreadsheet: str = ""
    """Which archive it is in; empty for the spreadsheet in use."""

    def link(self, spreadsheet: str) -> str:
        """The address that opens the spreadsheet at this cell."""
        return link_to(self.spreadsheet or spreadsheet, self.gid, self.cell)


DAMAGED = {
    SheetFaultKind.STRANGE: "its row in the spreadsheet cannot be read",
    SheetFaultKind.UNREADABLE: "a cell cannot be read",
    SheetFaultKind.OWN_COLUMN: "a column of the app was changed",
    SheetFaultKind.HEADINGS_GONE: "the headings are gone",
    SheetFaultKind.LOST: "rows are gone",
}
"""What is said of each where nothing of what stands there may be said."""
FORMS, ROWS = "entries", "sheet_rows"


def named_of(fault: SheetFault) -> DamagedRow:
    """The row of one of these, for whoever looks after the site: its case lost a form where it is of no entry."""
    is_lost = fault.sort is SheetFaultKind.STRANGE and bool(fault.reference)
    where = f"{fault.tab} {fault.cell}".strip()
    return DamagedRow(FORMS if is_lost else ROWS, where, DAMAGED[fault.sort], fault.reference)


def link_to(spreadsheet: str, gid: int, cell: str = "") -> str:
    """The address that opens a spreadsheet at a cell; without one, at a tab."""
    at = f"&range={cell}" if cell else ""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit#gid={gid}{at}"


def a1(column: int, row: int) -> str:
    """The address of a cell: column from 0, row from 1. `a1(3, 7)` is D7."""
    letters = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return f"{letters}{row}"


WHOLE = "the whole spreadsheet"
"""The note of what is to be said."""
LARGE = 1_000_000
"""Cells. Google allows ten times as many; a look at four million took three seconds and 69 MB (measured)."""


def of_the_whole(book: Book, spreadsheet: str) -> Iterator[SheetFault]:
    """What there is to be said of a spreadsheet."""
    if book.made_as not in ("", spreadsheet):
        says = f"This spreadsheet is a copy of another, which may still be in use: {link_to(book.made_as, 0)}"
        should = (
            "What is entered in one of them is not in the other. If the other is the one to use, write its link into "
            "the site’s settings; if this is the one, press “Use this one”"
        )
        yield SheetFault(SheetFaultKind.COPY, book.title, "", says, should, row=f"copy of {book.made_as}")
    yield from _of_tabs(book)
    if book.cells > LARGE:
        says = f"It has {book.cells:,} of the 10,000,000 cells that Google allows, and every look at it takes longer"
        should = (
            "Begin a new one for the next school year, with this one as its archive: docs/google-sheets.md says how"
        )
        yield SheetFault(SheetFaultKind.LARGE, book.title, "", says, should)


def _of_tabs(book: Book) -> Iterator[SheetFault]:
    """Tabs that somebody could take for the app's, and the other way round."""
    ours = {each.marked: now for each in book.tabs if each.marked and (now := book.marked(each.marked))}
    for each in book.tabs:
        of = next((now for now in ours.values() if each.title in (f"Copy of {now.title}", now.marked)), None)
        of = ours.get(each.marked, of)
        if of is None or each.gid == of.gid:
            continue
        if each.marked or each.title.startswith("Copy of "):
            says = f"This is a copy of the tab “{of.title}”. What is typed into it does not count"
            should = f"Type into “{of.title}” instead, and delete this tab or keep it as a note"
            yield SheetFault(SheetFaultKind.COPIED_TAB, each.title, "", says, should, each.gid)
        else:
            says = f"This tab is yours, and the app leaves it alone. Its own is called “{of.title}”"
            should = "Nothing has to be done. You can rename either of the two"
            yield SheetFault(SheetFaultKind.TITLE_TAKEN, each.title, "", says, should, each.gid)
