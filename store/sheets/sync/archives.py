"""Spreadsheets of earlier school years: read beside the one in use; nothing is ever added to them.

Of an archive only forms are read: the settings that stand are those of the spreadsheet in use. Drive is asked now and then
whether somebody changed it; only then is it read again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from store.sheets.google.client import SheetsClient
from store.sheets.google.refusals import Away, NotAllowed, SheetsRefused
from store.sheets.layout.as_saved import read_saved
from store.sheets.layout.finding import Values
from store.sheets.layout.set_up import our_tabs
from store.sheets.layout.spreadsheet import Book, TabNow, read_book
from store.sheets.layout.tabs import AS_SAVED_TITLE, TabContent, all_tabs
from store.sheets.layout.witness import refuse_lost
from store.sheets.sync.erasing import ErasedSpreadsheet
from store.sheets.sync.outbox import Outbox
from store.sheets.sync.read_sheet import SheetReader

READ_ONCE, TABS, TROUBLE = "read once", "tabs", "trouble"
"""Notes: the spreadsheet was read at least once; the number of each tab; why Google cannot be reached."""
MODIFIED = "modified"
"""Note: what Drive said of an archive's last change before it was read last."""
OF_FORMS = tuple(tab for tab in all_tabs() if tab.holds is not TabContent.TABLE)


class Archive:
    """One of them. For one thread at a time. Nothing of it is held in memory between two looks: `reader` makes one anew."""

    def __init__(
        self,
        outbox: Outbox,
        reader: Callable[[], SheetReader],
        connect: Callable[[], SheetsClient],
        every: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.outbox = outbox
        self._reader, self._connect, self._every, self._clock = reader, connect, every, clock
        self._line: SheetsClient | None = None
        self._asked_at = -1e9

    def read_once(self) -> None:
        """Read it if this computer never has: until then cases would be shown without their beginning. Raises StoreError."""
        if self.outbox.note(READ_ONCE) is None:
            self._look_if_changed()

    def look_if_due(self) -> None:
        """Take in what somebody changed. That it cannot be reached is noted, and keeps nothing else from being done."""
        if self._clock() - self._asked_at < self._every:
            return
        self._asked_at = self._clock()
        try:
            self._look_if_changed()
        except (Away, NotAllowed, SheetsRefused) as fault:
            self._note(TROUBLE, {"sentence": f"An archive: {fault}", "missing": getattr(fault, "missing", "")})

    def place(self) -> ErasedSpreadsheet:
        """Where a case is erased from, as it stands now. Raises StoreError."""
        line = self._require_line()
        book, tabs, _ = self._described(line)
        hidden = book.marked(AS_SAVED_TITLE)
        return ErasedSpreadsheet(self.outbox, line, {**tabs, **({AS_SAVED_TITLE: hidden} if hidden else {})})

    def read_again(self) -> None:
        """Take in everything, whether it was changed or not. Raises StoreError."""
        self._note(MODIFIED, None)
        self._look_if_changed()

    def close(self) -> None:
        """Let go of the connection."""
        if self._line:
            self._line.close()

    def _look_if_changed(self) -> None:
        line = self._require_line()
        modified = line.modified()
        if modified != self.outbox.note(MODIFIED):
            self._look(line)
            self._note(MODIFIED, modified)
            self._note(READ_ONCE, True)
        self._note(TROUBLE, None)

    def _require_line(self) -> SheetsClient:
        self._line = self._line or self._connect()
        return self._line

    def _described(self, line: SheetsClient) -> tuple[Book, Mapping[str, TabNow], Mapping[str, Values]]:
        book = read_book(line.tabs())
        tabs, values = our_tabs(line, book, OF_FORMS, self.outbox.note(TABS) or {})
        if not tabs:
            raise NotAllowed("it has none of the tabs of this app. Check its link.", "archives")
        return book, tabs, values

    def _look(self, line: SheetsClient) -> None:
        book, tabs, values = self._described(line)
        if self.outbox.note(READ_ONCE) is None:
            refuse_lost(book, line.spreadsheet, values, OF_FORMS)
        reader, hidden = self._reader(), book.marked(AS_SAVED_TITLE)
        if hidden and self.outbox.note(READ_ONCE) is None:
            reader.as_saved = read_saved(line.values([hidden.gid])[0])
        reader.read(tabs, list(values.values()))
        self._note(TABS, {title: tab.gid for title, tab in tabs.items()})

    def _note(self, name: str, value: object) -> None:
        if self.outbox.note(name) != value:
            self.outbox.keep_note(name, value)  # type: ignore[arg-type]
