"""What stands on the page Sheet check: one item, and the kinds there are. How they come about is for `sheet_check`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.rule import Finding
from store.sheets.layout.faults import SheetFaultKind


class Sorted(StrEnum):
    """What kind of thing an item is, in the order of the page."""

    LOST = "Tabs that lost their rows"
    UNREADABLE = "Cells that cannot be read"
    MISALIGNED = "Rows under the wrong headings"
    HEADINGS = "Tabs and headings"
    TYPED = "Rows typed by hand"
    VANISHED = "Rows that were removed"
    SUPERSEDED = "Edits of rows that no longer count"
    DOUBLED = "Rows that are there twice"
    OWN_COLUMN = "Columns that the app fills in"
    RULES = "Edited by hand, and against a rule"
    TABLES = "Rows of the settings tables that cannot be used"
    SCHOOLS = "Schools that are not in the Schools table"
    CHILDREN = "One child in two cases"
    COPY = "Two spreadsheets for one authority"
    COPIED_TAB = "Tabs that are copies"
    BY_HAND = "Edited by hand in the last week"
    LARGE = "The spreadsheet grows large"
    TITLE_TAKEN = "Tabs of your own that are called like the app’s"

    @property
    def is_news(self) -> bool:
        """Whether there is nothing to put right: it is only told."""
        return self in (Sorted.BY_HAND, Sorted.LARGE, Sorted.TITLE_TAKEN)


SORTED = {
    SheetFaultKind.UNREADABLE: Sorted.UNREADABLE,
    SheetFaultKind.AMBIGUOUS: Sorted.UNREADABLE,
    SheetFaultKind.MISALIGNED: Sorted.MISALIGNED,
    SheetFaultKind.TAB_GONE: Sorted.HEADINGS,
    SheetFaultKind.HEADINGS_GONE: Sorted.HEADINGS,
    SheetFaultKind.HEADING_MISSING: Sorted.HEADINGS,
    SheetFaultKind.HEADING_DOUBLED: Sorted.HEADINGS,
    SheetFaultKind.NO_ID: Sorted.TYPED,
    SheetFaultKind.STRANGE: Sorted.TYPED,
    SheetFaultKind.VANISHED: Sorted.VANISHED,
    SheetFaultKind.LOST: Sorted.LOST,
    SheetFaultKind.SUPERSEDED: Sorted.SUPERSEDED,
    SheetFaultKind.DOUBLED: Sorted.DOUBLED,
    SheetFaultKind.OWN_COLUMN: Sorted.OWN_COLUMN,
    SheetFaultKind.BY_HAND: Sorted.BY_HAND,
    SheetFaultKind.COPY: Sorted.COPY,
    SheetFaultKind.COPIED_TAB: Sorted.COPIED_TAB,
    SheetFaultKind.TITLE_TAKEN: Sorted.TITLE_TAKEN,
    SheetFaultKind.LARGE: Sorted.LARGE,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the page."""

    sorted: Sorted
    where: str
    """`Meeting record, D7: “Start date”`."""
    link: str
    """Opens the spreadsheet there; empty when the store is no spreadsheet."""
    says: str
    should: str
    reference: str = ""
    """The case, if this person may open it."""
    beside: str = ""
    """What stands in the row that counts."""
    beside_link: str = ""
    findings: tuple[Finding, ...] = ()
    """The rules that the edited answer does not keep."""
    rows: tuple[str, ...] = ()
    """Names the rows to decide about; empty when the spreadsheet itself must be put right."""
