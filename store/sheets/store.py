"""The whole store over a Google spreadsheet: acknowledged here first, kept there, read from both.

Everything the SQL store does it does on a local file; entries and settings also travel to the spreadsheet, and what
people do there comes back. Drafts, the audit and who is signed in never leave the file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from record.identifiers import new_id
from record.tables import TABLES
from store.contract import Counts, Draft, SavedEntry, StoreError, StoreUnreachable, TableRow
from store.sheets.google.client import SheetsClient
from store.sheets.layout.faults import DAMAGED, WHOLE, SheetFault, named_of
from store.sheets.layout.writing import entry_lines, table_lines
from store.sheets.sync import deciding
from store.sheets.sync.archives import READ_ONCE, TABS, TROUBLE, Archive
from store.sheets.sync.case_list import Rows
from store.sheets.sync.erasing import SpreadsheetErasure
from store.sheets.sync.handing_over import belong_to
from store.sheets.sync.ledger import Ledger
from store.sheets.sync.outbox import ROWS, Outbox, OutboxRow
from store.sheets.sync.pacing import SyncPace
from store.sheets.sync.progress import Progress
from store.sheets.sync.read_sheet import DECIDED, FAULTS, TYPED, SheetReader, read_faults
from store.sheets.sync.worker import REFUSAL, SyncWorker
from store.sql.database import next_mark
from store.sql.entries import append
from store.sql.sealed import RowsOf
from store.sql.store import SqlStore
from store.sql.tables import append_row
from store.upkeep import DamagedRow


def wait_for_first_read(
    outboxes: Sequence[Outbox], progress: Progress, trouble: Callable[[], str], seconds: float
) -> None:
    """Wait until the spreadsheet in use, the first of the outboxes, was read; on any later start that is at once.

    Years of archives, which are read before it, are waited for as long as the reading goes on: here, or in another process of this computer. Raises StoreUnreachable.
    """
    unread, since = len(outboxes) + 1, 0.0
    while outboxes[0].note(READ_ONCE) is None:
        still_unread = sum(each.note(READ_ONCE) is None for each in outboxes)
        if still_unread < unread:
            unread, since = still_unread, time.monotonic()
        fault = trouble()
        if fault or time.monotonic() > max(since, progress.moved_at) + seconds:
            raise StoreUnreachable(fault or "Google does not answer. Wait a minute and try again.")
        progress.show()
        time.sleep(0.02)
    progress.show()


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How the app and the spreadsheet stand."""

    waiting: int
    """Saves that are kept here and not yet known to be with Google."""
    trouble: str = ""
    """Why not, in a sentence; empty when all is well."""
    refused: str = ""
    """What Google refuses to take of what waits, in which tabs, and the way out; empty when it takes everything."""
    missing: str = ""
    """The step of the set-up that a person must do: a name of `steps.STEPS`."""


class SheetStore(SqlStore):
    """Keeps the contract `Store`. Share it among threads freely; several processes may open one file."""

    def __init__(
        self,
        file: Path,
        spreadsheet: str,
        connect: Callable[[], SheetsClient],
        pace: SyncPace | None = None,
        *,
        disk_lasts: bool = True,
        archives: Mapping[str, Callable[[], SheetsClient]] | None = None,
        open_within: float = 60.0,
        by_itself: bool = True,
    ) -> None:
        """`file` is the local database of this spreadsheet and its `archives` (by id) alone. Unless the worker works `by_itself`, in a thread,
        its owner calls `worker.run_once()`. Raises StoreUnreachable when the spreadsheet was never read and cannot be,
        StoreError when the file belongs to another spreadsheet that is no archive."""
        self._in_the_sheet: tuple[DamagedRow, ...] = ()
        super().__init__(file)
        self.spreadsheet = spreadsheet
        self._disk_lasts = disk_lasts
        self.outbox = Outbox(self)
        pace, archives = pace or SyncPace(), archives or {}
        try:
            belong_to(self, self.outbox, spreadsheet, archives, connect)
        except StoreError:
            super().close()
            raise
        self.outbox.put_right()
        self.ledger = Ledger(self, self.outbox)
        self._ledgers = [self.ledger, *(Ledger(self, Outbox(self, each)) for each in archives)]
        self._progress = Progress()
        every, reader = pace.archives_every, partial(SheetReader, of_archive=True, progress=self._progress)
        read = [
            Archive(each.outbox, partial(reader, each, name=f"archive {number} of {len(archives)}"), line, every)
            for number, (each, line) in enumerate(zip(self._ledgers[1:], archives.values(), strict=True), start=1)
        ]
        self.erasing = SpreadsheetErasure(self.outbox, self.remove, self.leave_no_trace)
        looking_here = SheetReader(self.ledger, progress=self._progress)
        self.worker = SyncWorker(file, looking_here, connect, pace, self.erasing, read)
        if by_itself:
            self.worker.start()
            self._wait_for_first_look(open_within)

    def save(self, entry: SavedEntry, read: Draft | None = None, *, beside: Sequence[SavedEntry] = ()) -> SavedEntry:
        saved = super().save(entry, read, beside=beside)
        self.worker.wake()
        if not self._disk_lasts:
            self._wait_for_google(saved.save_id, *(each.save_id for each in beside))
        return saved

    def entries(self, reference: str | None = None) -> Sequence[SavedEntry]:
        found = super().entries(reference)
        marks = self.outbox.marks_by_hand()
        if not marks:
            return found
        return [_marked(each, *marks[each.save_id]) if each.save_id in marks else each for each in found]

    def references_changed_since(self, mark: int) -> tuple[int, frozenset[str]]:
        self.worker.request_refresh()
        now, changed = super().references_changed_since(mark)
        return now, changed | self.outbox.changed_since(mark)

    def put(self, row: TableRow) -> None:
        super().put(row)
        self.worker.wake()

    def tables_mark(self) -> int:
        self.worker.request_refresh()
        return super().tables_mark()

    def close(self) -> None:
        """Send what waits, as far as Google answers in time; what is left goes at the next start."""
        self.worker.stop()
        super().close()

    def erase(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        """As promised, in the spreadsheet first: while Google is away nothing is erased."""
        self.worker.wake()
        return self.erasing.ask(references, drafts)

    def faults(self) -> Sequence[SheetFault]:
        """What a person should look at in the spreadsheet, as of the last look."""
        decided = self.outbox.note(DECIDED) or {}
        whole = [each for each in read_faults(self.outbox.note(WHOLE) or []) if each.row not in decided]
        of_rows = [
            replace(fault, spreadsheet=each.outbox.book)
            for each in self._ledgers
            for fault in read_faults(each.outbox.note(FAULTS) or [])
        ]
        return (*whole, *of_rows)

    def damaged(self) -> Sequence[DamagedRow]:
        """Also rows of the spreadsheet that were not as the app wrote them when last looked at, and cannot be read."""
        with suppress(StoreError):  # a disk that is gone: what was known before is said again
            self._in_the_sheet = tuple(named_of(each) for each in self.faults() if each.sort in DAMAGED)
        return [*super().damaged(), *self._in_the_sheet]

    def waiting(self) -> frozenset[str]:
        """Save ids that are saved here, and wait for Google."""
        return self.outbox.waiting()

    def standing(self) -> SyncStatus:
        """How the app and the spreadsheet stand."""
        trouble: dict[str, str] = next((told for each in self._ledgers if (told := each.outbox.note(TROUBLE))), {})
        refused = str(self.outbox.note(REFUSAL) or "")
        return SyncStatus(len(self.waiting()), trouble.get("sentence", ""), refused, trouble.get("missing", ""))

    def typed(self, row: str, by: str) -> SavedEntry:
        """The entry that a row typed by hand would make: `row` is its fault's. Raises CannotAdopt."""
        ledger = next((each for each in self._ledgers if row in (each.outbox.note(TYPED) or {})), self.ledger)
        return deciding.adopted(ledger, row, by)

    def adopt(self, row: str, by: str, saved_for: str | None = None) -> SavedEntry:
        """Make an entry of a row typed by hand, for a school; twice keeps it once. Raises CannotAdopt, StoreError."""
        entry = self.typed(row, by)
        saved = self.save(entry if saved_for is None else replace(entry, saved_for=saved_for))
        self._decide(deciding.decide_adopted, row)
        return saved

    def ignore(self, row: str) -> None:
        """Ask no more about a row typed by hand."""
        self._decide(deciding.ignore, row)

    def restore(self, row: str) -> None:
        """Write a removed row again."""
        self._decide(deciding.restore, row)
        self.worker.wake()

    def let_go(self, row: str) -> None:
        """Ask no more about a removed row."""
        for each in self._ledgers:
            deciding.let_go(each, row)

    def _decide(self, verb: Callable[[Outbox, str], None], row: str) -> None:
        for each in self._ledgers:
            verb(each.outbox, row)

    def list_in_register(self, rows: Callable[[], Rows]) -> None:
        """Say what the tab *Register* lists: a row of headings, then a row a case. Asked for once a minute at most."""
        self.worker.register.rows = rows

    def look(self, within: float) -> bool:
        """See the spreadsheet as it stands now; whether that went well within these seconds. What Google refused is tried again."""
        if self.outbox.note(REFUSAL):
            self.outbox.queue_refused()
        return self.worker.look_now(within)

    def unsent(self) -> Sequence[OutboxRow]:
        """The lines that wait for Google, oldest first."""
        return self.outbox.unsent()

    def tabs_now(self) -> Mapping[str, int]:
        """The number of each tab, by our title, as of the last time they were found."""
        return dict(self.outbox.note(TABS) or {})

    def _looked_over(self) -> Iterable[RowsOf]:
        return (*super()._looked_over(), *ROWS)

    def _append(self, connection: Connection, entry: SavedEntry, mark: int) -> SavedEntry:
        saved = append(connection, entry, mark)
        self.outbox.add(connection, entry_lines(saved, self.ledger.own()))
        return saved

    def _append_all(self, connection: Connection, new: Sequence[SavedEntry]) -> None:
        for entry in new:
            self._append(connection, entry, next_mark(connection, "entries"))

    def _count(self, connection: Connection, references: Collection[str], draft_ids: Collection[str] = ()) -> Counts:
        return {**super()._count(connection, references, draft_ids), **self.outbox.count_of(connection, references)}

    def _remove(self, connection: Connection, references: Collection[str], draft_ids: Collection[str]) -> None:
        self.outbox.remove(connection, references)
        super()._remove(connection, references, draft_ids)

    def _append_row(self, connection: Connection, row: TableRow) -> None:
        append_row(connection, row)
        if row.table in TABLES:
            self.outbox.add(connection, table_lines(row, new_id()))

    def _wait_for_first_look(self, seconds: float) -> None:
        outboxes = [each.outbox for each in self._ledgers]
        try:
            wait_for_first_read(outboxes, self._progress, lambda: self.standing().trouble, seconds)
        except StoreUnreachable:
            self.close()
            raise

    def _wait_for_google(self, *save_ids: str, seconds: float = 45.0) -> None:
        deadline = time.monotonic() + seconds
        while self.waiting() & set(save_ids):
            if time.monotonic() > deadline:
                raise StoreUnreachable(
                    "Google does not answer, and what is kept on this computer alone may not last. "
                    "Leave this page open, wait a minute and press the button again: it is saved once."
                )
            time.sleep(0.05)


def _marked(entry: SavedEntry, edited: Sequence[str], held: Sequence[str]) -> SavedEntry:
    return replace(entry, edited_by_hand=bool(edited), unreadable_cells=tuple(held))
