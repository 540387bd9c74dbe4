"""The one writer of a spreadsheet: a thread that sends what waits and looks at what is there, and gives up nothing.

Of all processes on this computer the one that holds the lock does it; the others leave their entries in the outbox.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from store.contract import Json, StoreError
from store.sheets.google.client import SheetsClient
from store.sheets.google.refusals import Away, Busy, NotAllowed, SheetsRefused
from store.sheets.layout import witness
from store.sheets.layout.as_saved import read_saved
from store.sheets.layout.faults import WHOLE, SheetFault, of_the_whole
from store.sheets.layout.finding import Values
from store.sheets.layout.set_up import prepare
from store.sheets.layout.spreadsheet import Book, TabNow
from store.sheets.layout.tabs import AS_SAVED_TITLE, all_tabs
from store.sheets.sync.archives import READ_ONCE, TABS, TROUBLE, Archive
from store.sheets.sync.case_list import CaseListTab
from store.sheets.sync.erasing import ErasedSpreadsheet, SpreadsheetErasure
from store.sheets.sync.outbox import OutboxState
from store.sheets.sync.pacing import OneWriter, RefreshRequest, SyncPace
from store.sheets.sync.read_sheet import SheetReader
from store.sheets.sync.sending import Parcel, pack

REFUSAL = "refused by Google"
"""The note of what Google refuses to take, and the way out; gone once it takes everything."""
_log = logging.getLogger(__name__)
_GIVEN = (OutboxState.SENDING, OutboxState.SENT, OutboxState.SEEN)


class SyncWorker:
    """Sends and looks until it is stopped."""

    def __init__(
        self,
        file: Path,
        reader: SheetReader,
        connect: Callable[[], SheetsClient],
        pace: SyncPace,
        erasing: SpreadsheetErasure,
        archives: Sequence[Archive] = (),
    ) -> None:
        self._outbox, self._reader, self._connect, self._pace = reader.ledger.outbox, reader, connect, pace
        self._erasing, self._archives = erasing, archives
        self._writer = OneWriter(file.with_name(f"{file.name}.writer"))
        self._refresh = RefreshRequest(file.with_name(f"{file.name}.wanted"), pace.look_every)
        self.register = CaseListTab(self._outbox)
        self._line: SheetsClient | None = None
        self._tabs: Mapping[str, TabNow] | None = None
        self._as_saved: TabNow | None = None
        self._is_witnessed = False
        self._whole: Sequence[SheetFault] = ()
        self._first_met: Book | None = None
        """The spreadsheet as it was when this computer first saw it, until every row it remembers is there."""
        self._looked_at = self._refused_at = -1e9
        self._looked = threading.Condition()
        self._faults = self._refusals = 0
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._stop_by = 1e18
        self._thread = threading.Thread(target=self._run, name="sheet worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Send what is queued, as far as Google answers in time, and end. What is left is sent at the next start."""
        self._stop_by = time.monotonic() + self._pace.drain
        self._stopping.set()
        self._wake.set()
        if self._thread.ident:
            self._thread.join()
        for each in (self._line, *self._archives):
            if each:
                each.close()
        self._writer.give_back()

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    def request_refresh(self) -> None:
        """Somebody looks: the spreadsheet is read again, at most every few seconds."""
        self._refresh.tell(others=not self._writer.held)

    def look_now(self, timeout: float) -> bool:
        """Wait for a look that begins from now on; whether there was one. For the Sheet check page, and tests."""
        begun = time.monotonic()
        deadline = begun + timeout
        with self._looked:
            while self._looked_at < begun and time.monotonic() < deadline:
                self._refresh.at = time.monotonic()
                self._wake.set()
                self._looked.wait(0.05)
            return self._looked_at >= begun

    def _run(self) -> None:
        while not self._is_over():
            self._wake.clear()
            self._wake.wait(min(self.run_once(), max(0.0, self._stop_by - time.monotonic())))

    def run_once(self) -> float:
        """Do what is due, once; how many seconds nothing will be, unless something is queued meanwhile."""
        try:
            wait = self._step() if self._writer.take() else self._pace.idle
            self._faults = 0
        except StoreError as fault:
            return self._after(fault)
        except Exception:
            _log.exception("the worker of the sheet met a fault of its own")
            return self._after(StoreError("Something went wrong in the app while it was reading the spreadsheet."))
        return wait

    def _is_over(self) -> bool:
        if not self._stopping.is_set():
            return False
        is_done = not self._writer.held or not self._outbox.count(OutboxState.QUEUED) or self._faults > 0
        return is_done or time.monotonic() > self._stop_by

    def _step(self) -> float:
        if self._tabs is None:
            self._prepare()
        if self._tabs is None:
            return self._pace.idle  # somebody took a tab away again: it is added at the next turn
        if self._erasing.is_asked():
            self._erase(self._tabs)
        if self._is_look_due():
            self._look()
        for archive in self._archives:
            archive.look_if_due()
        if time.monotonic() - self._refused_at > self._pace.refused_again:
            self._refused_at = time.monotonic()
            self._outbox.queue_refused()
        if self._outbox.count(OutboxState.QUEUED):
            self._send()
        self.register.keep(self._require_line())
        return self._pace.idle

    def _require_line(self) -> SheetsClient:
        if self._line is None:
            self._line = self._connect()
        return self._line

    def _prepare(self) -> None:
        for archive in self._archives:
            archive.read_once()
        remembered: dict[str, int] = self._outbox.note(TABS) or {}
        begun = time.monotonic()
        is_new_here = self._outbox.note(READ_ONCE) is None
        line, own = self._require_line(), self._reader.ledger.own()
        prepared = prepare(line, remembered, self._reader.orders, own=own, is_new_here=is_new_here)
        self._tabs, self._as_saved = prepared.tabs, prepared.book.marked(AS_SAVED_TITLE)
        if is_new_here and self._as_saved:
            self._reader.as_saved = read_saved(line.values([self._as_saved.gid])[0])
            self._reader.of_a_copy = prepared.book.made_as not in ("", line.spreadsheet)
        self._is_witnessed = witness.told(prepared.book.metadata, line.spreadsheet) is not None
        self._whole = tuple(of_the_whole(prepared.book, line.spreadsheet))
        self._first_met = prepared.book if is_new_here else self._first_met
        self._outbox.keep_note(TABS, {title: tab.gid for title, tab in prepared.tabs.items()})
        if prepared.values is None:
            self._look()
        else:
            self._take_in(begun, prepared.values)

    def _is_look_due(self) -> bool:
        since = time.monotonic() - self._looked_at
        if self._stopping.is_set() or since < self._pace.look_every:
            return False
        is_wanted = self._refresh.is_since(self._looked_at)
        is_open = self._outbox.count(OutboxState.SENDING, OutboxState.SENT, OutboxState.QUEUED) > 0
        return is_wanted or is_open or since > self._pace.look_anyway

    def _erase(self, tabs: Mapping[str, TabNow]) -> None:
        """Between two sendings, so that nothing of what goes can be on its way; then everything is read afresh."""
        hidden = {AS_SAVED_TITLE: self._as_saved} if self._as_saved else {}
        place = ErasedSpreadsheet(self._outbox, self._require_line(), {**tabs, **hidden})
        self._erasing.from_every_sheet([place, *(each.place() for each in self._archives)])
        self._reader = SheetReader(self._reader.ledger, progress=self._reader.progress)
        self._look()
        for archive in self._archives:
            archive.read_again()
        self.register.write_again(self._require_line())
        self._erasing.finish()

    def _look(self) -> None:
        assert self._tabs is not None
        begun = time.monotonic()
        try:
            values = self._require_line().values([tab.gid for tab in self._tabs.values()])
        except SheetsRefused:
            self._tabs = None  # a tab was deleted: it is added again
            raise
        self._take_in(begun, values)

    def _take_in(self, begun: float, values: Sequence[Values]) -> None:
        assert self._tabs is not None
        titles = self._require_line().titles
        self._tabs = {ours: replace(tab, title=titles.get(tab.gid, tab.title)) for ours, tab in self._tabs.items()}
        self._reader.read(self._tabs, values)
        self._tell_of_the_whole(self._tabs, values)
        self._note_trouble("", "")
        if self._outbox.note(READ_ONCE) is None:
            self._outbox.keep_note(READ_ONCE, True)
        if len(self._reader.headings) < len(all_tabs()) or self._reader.lacks_columns():
            self._tabs = None  # a tab or its headings were deleted, or a question is new: they are added
        with self._looked:
            self._looked_at = begun
            self._looked.notify_all()

    def _tell_of_the_whole(self, tabs: Mapping[str, TabNow], values: Sequence[Values]) -> None:
        lost: Sequence[SheetFault] = ()
        if self._first_met:
            there = dict(zip(tabs, values, strict=True))
            known = {title: len(lines) for title, lines in self._reader.edits.known.of_tab.items()}
            lost = tuple(witness.fewer(self._first_met, self._require_line().spreadsheet, there, tabs, known))
            self._first_met = self._first_met if lost else None
        self._note(WHOLE, [asdict(each) for each in (*lost, *self._whole)])

    def _send(self) -> None:
        if self._tabs is None:
            return
        queued = self._outbox.queued(self._pace.most_lines)
        most = 1 if self._refusals else None
        parcel = pack(
            queued,
            self._tabs,
            self._reader.headings,
            most,
            self._reader.ledger.own(),
            self._as_saved.gid if self._as_saved else None,
        )
        if not parcel.lines:
            return
        self._outbox.move([each.n for each in parcel.lines], OutboxState.SENDING)
        self._learn(parcel, OutboxState.SENDING)
        try:
            self._require_line().write([*parcel.requests, self._witness()])
            self._is_witnessed = True
        except (Busy, NotAllowed):
            self._back(parcel)  # nothing took effect
            raise
        except SheetsRefused as fault:
            self._refused(parcel, fault)
            raise
        self._refusals = 0
        if not self._outbox.count(OutboxState.REFUSED):
            self._note(REFUSAL, None)
        self._outbox.move([each.n for each in parcel.lines], OutboxState.SENT)
        self._learn(parcel, OutboxState.SENT)

    def _witness(self) -> Mapping[str, Any]:
        """Remembers in the spreadsheet how many rows it has been given, with what goes there just now."""
        of_tabs = self._reader.edits.known.of_tab
        counts = {title: sum(each.state in _GIVEN for each in lines.values()) for title, lines in of_tabs.items()}
        return witness.remember(self._require_line().spreadsheet, counts, self._is_witnessed)

    def _back(self, parcel: Parcel, state: OutboxState = OutboxState.QUEUED) -> None:
        self._outbox.move([each.n for each in parcel.lines], state)
        self._learn(parcel, state)

    def _refused(self, parcel: Parcel, fault: SheetsRefused) -> None:
        """Once may be a tab that was deleted meanwhile; again, and alone, it is the entry itself."""
        names = self._tabs or {}
        where = dict.fromkeys(f"“{names[each.tab].title}”" for each in parcel.lines if each.tab in names)
        self._tabs = None
        self._refusals += 1
        is_alone = len({each.save_id for each in parcel.lines}) == 1 and self._refusals > 2
        if is_alone:
            self._note(REFUSAL, f"{', '.join(where)}: {fault}")
        self._back(parcel, OutboxState.REFUSED if is_alone else OutboxState.QUEUED)

    def _learn(self, parcel: Parcel, state: OutboxState) -> None:
        self._reader.edits.known.learn(replace(each, state=state) for each in parcel.lines)

    def _after(self, fault: StoreError) -> float:
        """How long to wait after a fault, and what to say meanwhile."""
        self._faults += 1
        is_refused = (
            isinstance(fault, SheetsRefused) and self._refusals == 0 and self._faults > 1
        )  # once may be a deleted tab
        if isinstance(fault, Away | NotAllowed) or is_refused:
            self._note_trouble(str(fault), getattr(fault, "missing", ""))
        return float(min(self._pace.longest_wait, self._pace.after_fault * 2 ** min(self._faults - 1, 10)))

    def _note_trouble(self, sentence: str, missing: str) -> None:
        self._note(TROUBLE, {"sentence": sentence, "missing": missing} if sentence else None)

    def _note(self, name: str, told: Json) -> None:
        if self._outbox.note(name) != told:
            self._outbox.keep_note(name, told)
