"""Cases forgotten for good, in the spreadsheet too: the only code that ever deletes a row.

The tabs are protected meanwhile, the rows are read, deleted in one request and read again: what stands there still is
deleted then, and what went although it should not have gone is written back.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from record.identifiers import new_id, read_reference
from store.contract import SHEET_ROWS, Counts, Json, StoreError, StoreUnreachable
from store.sheets.google.client import SheetsClient
from store.sheets.google.refusals import SheetsRefused
from store.sheets.layout import witness
from store.sheets.layout.cells import Cell, plain
from store.sheets.layout.dressing import number_format
from store.sheets.layout.finding import FoundRow, FoundTab, Values, find
from store.sheets.layout.spreadsheet import TabNow, read_book
from store.sheets.layout.tabs import AS_SAVED_TITLE, REFERENCE, Style, tab_titled
from store.sheets.sync.compare_rows import KnownRows, line_of
from store.sheets.sync.outbox import Outbox, OutboxRow
from store.sheets.sync.sending import FIELDS, blank, typed

ASKED, DONE, PROTECTED = "erasure asked for", "erasure done", "protected while erasing"
"""Notes: which cases, and what of them is gone already; what came of it; the protections to be taken off again."""
SAYS = "A case is being erased. Back in a minute."
WITHIN, A_MOMENT, TIMES = 75.0, 0.05, 5
"""Seconds somebody waits for it, and between two glances; how often rows are looked for that stand there still."""
NOT_YET = (
    "Google does not answer, so the erasure is not finished. Press “Finish” in a few minutes: it goes on from there."
)
RESTLESS = (
    "Someone is moving rows in the spreadsheet, so the erasure is not finished. Press “Finish” when they have finished."
)

Remove = Callable[[Collection[str], Collection[str]], Counts]


@dataclass(frozen=True)
class ErasedSpreadsheet:
    """A spreadsheet to be erased from: the one in use, or an archive."""

    outbox: Outbox
    line: SheetsClient
    tabs: Mapping[str, TabNow]


@dataclass(frozen=True)
class SpreadsheetErasure:
    """Asked by whoever erases, carried out by the one writer of the spreadsheet, in whichever process that is."""

    outbox: Outbox
    remove: Remove
    """Removes the cases from the local database."""
    leave_no_trace: Callable[[], None]
    """Writes the database's files anew."""

    def ask(self, references: Collection[str], drafts: Collection[str], within: float = WITHIN) -> Counts:
        """Have these cases erased and wait for it. Raises StoreError when it is not finished in time."""
        number, deadline = new_id(), time.monotonic() + within
        asked: Mapping[str, Json] = {
            "id": number,
            "references": sorted(references),
            "drafts": sorted(drafts),
            "removed": {},
        }
        self.outbox.keep_note(ASKED, asked)
        while time.monotonic() < deadline:
            done: Mapping[str, Any] = self.outbox.note(DONE) or {}
            if done.get("id") == number:
                return dict(done["removed"])
            if not self.outbox.note(ASKED):  # an earlier asking, given up meanwhile, was carried out in its place
                self.outbox.keep_note(ASKED, asked)
            time.sleep(A_MOMENT)
        if (self.outbox.note(ASKED) or {}).get("id") == number:
            self.outbox.keep_note(ASKED, None)
        raise StoreUnreachable(NOT_YET)

    def is_asked(self) -> bool:
        """Whether somebody waits for an erasure."""
        return bool(self.outbox.note(ASKED))

    def from_every_sheet(self, places: Iterable[ErasedSpreadsheet]) -> None:
        """Delete the rows, then forget the cases here. Raises StoreError; nothing is forgotten then."""
        asked: dict[str, Any] = self.outbox.note(ASKED) or {"references": [], "drafts": [], "removed": {}}
        removed = Counter(asked["removed"])
        for place in places if asked["references"] else ():
            known = KnownRows()
            known.learn(place.outbox.since(0))
            _take_off(place)
            _protect(place)
            removed[SHEET_ROWS] += _delete(place.line, place.tabs, _Wanted(frozenset(asked["references"]), known))
            _take_off(place)
        removed.update(self.remove(asked["references"], asked["drafts"]))
        self.outbox.keep_note(ASKED, {**asked, "removed": {where: n for where, n in removed.items() if n}})

    def finish(self) -> None:
        """Leave no trace in the files, and tell whoever waits. Raises StoreError."""
        self.leave_no_trace()
        asked: Mapping[str, Any] = self.outbox.note(ASKED) or {}
        if asked:
            self.outbox.keep_note(DONE, {"id": asked["id"], "removed": asked["removed"]})
            self.outbox.keep_note(ASKED, None)


def _protect(place: ErasedSpreadsheet) -> None:
    """Keep others out of every tab. (Nothing keeps out the spreadsheet's owner: therefore it is read again.)"""
    editors = {"users": [place.line.address]}
    each = [
        {"range": {"sheetId": tab.gid}, "description": SAYS, "warningOnly": False, "editors": editors}
        for tab in place.tabs.values()
    ]
    answer = place.line.write([{"addProtectedRange": {"protectedRange": one}} for one in each])
    made = [one["addProtectedRange"]["protectedRange"]["protectedRangeId"] for one in answer.get("replies", [])]
    place.outbox.keep_note(PROTECTED, made)


def _take_off(place: ErasedSpreadsheet) -> None:
    made: Sequence[int] = place.outbox.note(PROTECTED) or []
    if made:
        off = [{"deleteProtectedRange": {"protectedRangeId": one}} for one in made]
        try:
            place.line.write(off)
        except SheetsRefused:  # somebody took one off meanwhile, and all of the request with it
            for one in off:
                with suppress(SheetsRefused):
                    place.line.write([one])
        place.outbox.keep_note(PROTECTED, None)


@dataclass(frozen=True)
class _Wanted:
    """Which rows go: those of these cases, whatever was done to them."""

    references: frozenset[str]
    known: KnownRows

    def goes(self, row: FoundRow) -> bool:
        of: OutboxRow | None = self.known.lines.get(line_of(row, self.known) or ("", "", ""))
        said = plain(row.cells.get(REFERENCE, ""))
        return (of is not None and of.reference in self.references) or (
            read_reference(said) or said.strip().upper()
        ) in self.references


def _delete(line: SheetsClient, tabs: Mapping[str, TabNow], wanted: _Wanted) -> int:
    """Delete until no such row is left and no other is missing. How many went. Raises StoreError."""
    count, staying = 0, dict[str, list[Sequence[Cell]]]()
    for _ in range(TIMES):
        found = _read(line, tabs)
        lost = {title: list(_lost(rows, found[title][1])) for title, rows in staying.items()}
        going = {title: [row.number for row in of.rows if wanted.goes(row)] for title, (of, _) in found.items()}
        requests = [
            *(each for title, rows in lost.items() for each in _written_back(tabs[title].gid, found[title][0], rows)),
            *(each for title, numbers in going.items() for each in _deletions(tabs[title].gid, numbers)),
        ]
        if not requests:
            return count
        staying = {title: [*_all_but(going[title], rows), *lost.get(title, ())] for title, (_, rows) in found.items()}
        line.write([*requests, *_remembered(line, staying)])
        count += sum(len(numbers) for title, numbers in going.items() if title != AS_SAVED_TITLE)
    raise StoreError(RESTLESS)


def _remembered(line: SheetsClient, staying: Mapping[str, Values]) -> Iterator[Mapping[str, Any]]:
    """What goes here was meant to go: the spreadsheet remembers the rest, if it remembers anything."""
    if witness.told(read_book(line.tabs()).metadata, line.spreadsheet) is not None:
        yield witness.remember(
            line.spreadsheet,
            {title: witness.rows_in(title, rows) for title, rows in staying.items() if title != AS_SAVED_TITLE},
            True,
        )


def _read(line: SheetsClient, tabs: Mapping[str, TabNow]) -> Mapping[str, tuple[FoundTab, Values]]:
    values = line.values([tab.gid for tab in tabs.values()])
    return {
        ours: (find(tab_titled(ours), tab.title, tab.gid, rows), rows)
        for (ours, tab), rows in zip(tabs.items(), values, strict=True)
    }


def _all_but(going: Collection[int], rows: Values) -> Iterator[Sequence[Cell]]:
    return (row for number, row in enumerate(rows, start=1) if any(map(plain, row)) and number not in going)


def _lost(before: Iterable[Sequence[Cell]], now: Values) -> Iterator[Sequence[Cell]]:
    """Rows that stood there and do so no more, wherever the others have moved."""
    there = Counter(map(_identity, now))
    for row in before:
        if not there[_identity(row)]:
            yield row
        there[_identity(row)] -= 1


def _identity(row: Sequence[Cell]) -> tuple[str, ...]:
    """Everything that stands in a row, without blank ends."""
    texts = [plain(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _deletions(gid: int, numbers: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    """From the bottom, so that no row moves before its turn; above a new blank row, for no tab may lose its last."""
    if numbers:
        yield {"appendDimension": {"sheetId": gid, "dimension": "ROWS", "length": 1}}
    for number in sorted(numbers, reverse=True):
        lines = {"sheetId": gid, "dimension": "ROWS", "startIndex": number - 1, "endIndex": number}
        yield {"deleteDimension": {"range": lines}}


def _written_back(gid: int, found: FoundTab, rows: Sequence[Sequence[Cell]]) -> Iterator[Mapping[str, Any]]:
    """What went although it should have stayed is appended as it stood."""
    if rows:
        cells = [{"values": [_cell(found, at, cell) for at, cell in enumerate(row)]} for row in rows]
        yield {"appendCells": {"sheetId": gid, "rows": cells, "fields": FIELDS}}


def _cell(found: FoundTab, at: int, cell: Cell) -> Mapping[str, Any]:
    order = found.headings.order if found.headings else ()
    column = found.tab.column(order[at]) if at < len(order) else None
    if not plain(cell):
        return blank(number_format(column.style) if column else None)
    return typed(cell, number_format(column.style if column else Style.TEXT))
