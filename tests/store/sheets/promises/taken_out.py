"""The store with one of its mechanisms taken out. Each promise must be seen to fail without what keeps it: a check that
finds nothing here would find nothing anywhere.

`with without("outbox"):` for as long as it lasts, in this process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pytest import MonkeyPatch
from sqlalchemy import Connection

from record import revisions
from store.contract import SavedEntry
from store.sheets.google.client import Budget
from store.sheets.google.client import SheetsClient as Connected
from store.sheets.layout.finding import FoundRow
from store.sheets.layout.rows import Cells, SheetRow
from store.sheets.layout.tabs import SAVE_ID, TabContent
from store.sheets.layout.writing import entry_lines
from store.sheets.store import SheetStore
from store.sheets.sync import compare_rows, sending, unknown_rows
from store.sheets.sync.apply_edits import EditApplier
from store.sheets.sync.compare_rows import ComparedTab, MatchedRow, RowMatch
from store.sheets.sync.outbox import Outbox, OutboxRow, OutboxState
from store.sheets.sync.worker import SyncWorker
from store.sql.entries import append

TakeOut = Callable[[MonkeyPatch], None]
MECHANISMS: dict[str, TakeOut] = {}


def mechanism(name: str) -> Callable[[TakeOut], TakeOut]:
    """Enters what takes a mechanism out under the mechanism's name."""

    def enter(take_out: TakeOut) -> TakeOut:
        MECHANISMS[name] = take_out
        return take_out

    return enter


@contextmanager
def without(name: str) -> Iterator[None]:
    """The store without a mechanism; with everything when the name is empty."""
    with MonkeyPatch.context() as patch:
        if name:
            MECHANISMS[name](patch)
        yield


@mechanism("rows known by their save id")
def _(patch: MonkeyPatch) -> None:
    """A row is there twice when a reply was lost and the request sent again, or when somebody copied it: both count."""
    judge_tab = compare_rows._compare_tab

    def both_count(*given: Any) -> ComparedTab:
        judged = judge_tab(*given)
        twice = [
            (f"{key[1]}-again", each.row) for key, each in judged.beside if each.row.tab.holds is TabContent.ENTRIES
        ]
        again = {save_id: (_under(save_id, row),) for save_id, row in twice}
        return replace(judged, unknown={**judged.unknown, **again})

    patch.setattr(compare_rows, "_compare_tab", both_count)


def _under(save_id: str, row: FoundRow) -> FoundRow:
    whole = tuple(save_id if cell == row.cells[SAVE_ID] else cell for cell in row.whole)
    return replace(row, cells={**row.cells, SAVE_ID: save_id}, whole=whole)


@mechanism("outbox")
def _(patch: MonkeyPatch) -> None:
    """What is to be sent is kept in memory until the app is closed, as one keeps it who trusts that it will be."""
    kept: dict[int, list[SheetRow]] = defaultdict(list)
    close = SheetStore.close

    def acknowledge_first(self: SheetStore, connection: Connection, entry: SavedEntry, mark: int) -> SavedEntry:
        saved = append(connection, entry, mark)
        kept[id(self)] += entry_lines(saved)
        return saved

    def send_and_close(self: SheetStore) -> None:
        with self.writing() as connection:
            self.outbox.add(connection, kept.pop(id(self), []))
        close(self)

    patch.setattr(SheetStore, "_append", acknowledge_first)
    patch.setattr(SheetStore, "close", send_and_close)


@mechanism("misplaced rows told from edited ones")
def _(patch: MonkeyPatch) -> None:
    """The second half of the fingerprint is not looked at: whatever differs under the headings was edited."""
    stand = compare_rows._stand

    def as_edited(*given: Any) -> MatchedRow:
        found = stand(*given)
        return replace(found, how=RowMatch.EDITED) if found.how is RowMatch.MISPLACED else found

    patch.setattr(compare_rows, "_stand", as_edited)
    patch.setattr(unknown_rows, "_is_misplaced", lambda row: False)


@mechanism("rows appended, never placed")
def _(patch: MonkeyPatch) -> None:
    """Rows go below the last one that was read, as with any client that finds its row and then writes it."""
    last: dict[int, int] = {}
    values, write = Connected.values, Connected.write

    def read(self: Connected, gids: Sequence[int]) -> Sequence[Sequence[Sequence[Any]]]:
        found = values(self, gids)
        last.update({gid: len(rows) for gid, rows in zip(gids, found, strict=True)})
        return found

    def write_below(self: Connected, requests: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        return write(self, [each for request in requests for each in _placed(request, last)])

    patch.setattr(Connected, "values", read)
    patch.setattr(Connected, "write", write_below)


def _placed(request: Mapping[str, Any], last: Mapping[int, int]) -> Iterator[Mapping[str, Any]]:
    asked = request.get("appendCells")
    if asked is None:
        yield request
        return
    gid, rows = asked["sheetId"], asked["rows"]
    yield {"appendDimension": {"sheetId": gid, "dimension": "ROWS", "length": len(rows)}}
    start = {"sheetId": gid, "rowIndex": last.get(gid, 1), "columnIndex": 0}
    yield {"updateCells": {"start": start, "rows": rows, "fields": asked["fields"]}}


@mechanism("a look before a row is believed")
def _(patch: MonkeyPatch) -> None:
    """What was sent has arrived."""
    move, learn = Outbox.move, SyncWorker._learn

    def arrived(state: OutboxState) -> OutboxState:
        return OutboxState.SEEN if state in (OutboxState.SENDING, OutboxState.SENT) else state

    patch.setattr(Outbox, "move", lambda self, ns, state, *more: move(self, ns, arrived(state), *more))
    patch.setattr(SyncWorker, "_learn", lambda self, parcel, state: learn(self, parcel, arrived(state)))


@mechanism("edits by hand respected")
def _(patch: MonkeyPatch) -> None:
    """What the app wrote counts, whatever the sheet says now."""
    patch.setattr(EditApplier, "_edited", lambda *_: {})


@mechanism("clashes told")
def _(patch: MonkeyPatch) -> None:
    """Of two corrections of the same question the later one stands, and nobody hears of the other."""
    lay = revisions._lay

    def silently(*given: Any) -> revisions.Merged:
        return replace(lay(*given), clashes=())

    patch.setattr(revisions, "_lay", silently)


@mechanism("saves sent together")
def _(patch: MonkeyPatch) -> None:
    """A request for each save."""
    queued = Outbox.queued

    def one(self: Outbox, most: int) -> Sequence[tuple[OutboxRow, Cells]]:
        return queued(self, 1)

    patch.setattr(Outbox, "queued", one)


@mechanism("a budget of requests")
def _(patch: MonkeyPatch) -> None:
    """Every request goes at once."""
    patch.setattr(Budget, "take", lambda self: None)


@mechanism("forms of another computer taken in whole")
def _(patch: MonkeyPatch) -> None:
    """What is there of a form when it is first met is all of it."""
    patch.setattr(unknown_rows, "_require_all", lambda lines: None)


@mechanism("a form waits for its headings")
def _(patch: MonkeyPatch) -> None:
    """Every heading is taken to be there."""
    patch.setattr(sending, "_has_columns", lambda *given: True)
