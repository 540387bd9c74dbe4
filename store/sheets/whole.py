"""What a person should know of the spreadsheet as a whole: that it is a copy of another, or has grown large."""

from __future__ import annotations

from collections.abc import Iterator

from store.sheets.book import Book
from store.sheets.faults import SheetFault, SheetFaultKind, link_to

WHOLE = "the whole spreadsheet"
"""The note of what is to be said."""
LARGE = 1_000_000
"""Cells. Google allows ten times as many; a look at four million took three seconds and 69 MB (measured)."""


def of_the_whole(book: Book, spreadsheet: str) -> Iterator[SheetFault]:
    """What there is to be said of a spreadsheet."""
    if book.made_as not in ("", spreadsheet):
        says = f"This spreadsheet is a copy of another, which may still be in use: {link_to(book.made_as, 0)}"
        should = (
            "What is entered in one of them is not in the other. If the other is the one to use, write its link into the "
            "site’s settings; if this is the one, press “This is the one”"
        )
        yield SheetFault(SheetFaultKind.COPY, book.title, "", says, should, row=f"copy of {book.made_as}")
    if book.cells > LARGE:
        says = f"It has {book.cells:,} of the 10,000,000 cells that Google allows, and every look at it takes longer"
        should = (
            "Begin a new one for the next school year, with this one as its archive: docs/google-sheets.md says how"
        )
        yield SheetFault(SheetFaultKind.LARGE, book.title, "", says, should)
