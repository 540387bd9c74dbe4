"""What the app knows of entries and settings, in the local database: asked and added to when a spreadsheet is read.

An edit by hand becomes a further version of the row's own save: `k3f9~1` stands after `k3f9`. So it is merged with what
others submit meanwhile, and kept for ever, exactly like a correction made in the app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from record.own_questions import OwnQuestions
from record.own_rows import read_own
from record.tables import QUESTIONS
from store.contract import SavedEntry, TableRow
from store.sheets.layout.cells import plain
from store.sheets.layout.rows import Cells, SheetRow
from store.sheets.layout.tabs import TABLE_KEY
from store.sheets.sync.outbox import Outbox, OutboxState, lines, mark_by_hand
from store.sheets.sync.progress import Progress
from store.sql.database import Database, next_mark
from store.sql.entries import ENTRIES, insert_entries
from store.sql.erasing import ERASED
from store.sql.schema import entries
from store.sql.tables import append_row, mark_of_tables, standing

BY_HAND = "edited in the sheet"
EVERYTHING = ("*",)
"""Marks an entry that was already edited when it was first met: nobody here knows what it said before."""
_A_MOMENT = timedelta(microseconds=1)
_AT_ONCE = 1_000
"""Saves kept in one go: a database takes only so many values in one, and somebody waits for a sign."""
_ENTRY = ENTRIES.columns


def save_of(version: str) -> str:
    """The save that a version is of: `k3f9` for `k3f9` and for `k3f9~2`."""
    return version.partition("~")[0]


class Ledger:
    """Entries and settings as the app knows them."""

    def __init__(
        self, database: Database, outbox: Outbox, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database, self.outbox, self._now = database, outbox, now
        self._own = (-1, OwnQuestions())

    def now(self) -> datetime:
        """The moment something is noticed."""
        return self._now()

    def own(self) -> OwnQuestions:
        """The authority's own questions, as its table says them now."""
        with self._database.reading() as connection:
            mark = mark_of_tables(connection)
            if mark != self._own[0]:
                self._own = (
                    mark,
                    read_own(
                        [(row.key, row.values) for row in standing(connection, QUESTIONS, self._database.tell_damaged)]
                    ),
                )
        return self._own[1]

    def versions(self, save_id: str) -> Sequence[SavedEntry]:
        """A save as it was submitted, and after each edit by hand; empty when it is not known, or one of them cannot be read."""
        edits = entries.c.save_id.startswith(f"{save_id}~", autoescape=True)
        query = select(*_ENTRY).where(or_(entries.c.save_id == save_id, edits)).order_by(entries.c.seq)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        found = self._readable(rows)
        return found if len(found) == len(rows) else []

    def of_case(self, reference: str) -> Sequence[SavedEntry]:
        """Everything known of a case."""
        query = select(*_ENTRY).where(entries.c.reference == reference).order_by(entries.c.seq)
        with self._database.reading() as connection:
            return self._readable(connection.execute(query))

    def _readable(self, rows: Iterable[Row[Any]]) -> list[SavedEntry]:
        return [SavedEntry(*row) for row in ENTRIES.good(rows, self._database.tell_damaged)]

    def successor(self, save_id: str) -> SavedEntry | None:
        """The last of the submissions that were made from this save or from an edit of it, one from the other."""
        later = self._next(save_id)
        return (self.successor(save_of(later.save_id)) or later) if later else None

    def _next(self, save_id: str) -> SavedEntry | None:
        edits = entries.c.base.startswith(f"{save_id}~", autoescape=True)
        query = select(*_ENTRY).where(or_(entries.c.base == save_id, edits)).order_by(entries.c.seq.desc())
        with self._database.reading() as connection:
            found = self._readable(connection.execute(query))
        return next((each for each in found if save_of(each.save_id) != save_id), None)

    def saves(self) -> frozenset[str]:
        """The save ids of everything that is known."""
        with self._database.reading() as connection:
            return frozenset(save_of(each) for each in connection.execute(select(entries.c.save_id)).scalars())

    def erased(self) -> frozenset[str]:
        """The references of cases that were erased, so that nothing of them is taken in again."""
        with self._database.reading() as connection:
            rows = ERASED.good(connection.execute(select(*ERASED.columns)), self._database.tell_damaged)
            return frozenset(str(row[0]) for row in rows)

    def take_in(self, new: Sequence[tuple[SavedEntry, Sequence[SheetRow]]], progress: Progress) -> None:
        """Keep saves that were first met in the spreadsheet, oldest first."""
        with self._database.writing() as connection:
            known = set(connection.execute(select(entries.c.save_id)).scalars())
            oldest_first = sorted(new, key=lambda one: (one[0].saved_at, one[0].save_id))
            kept = [one for one in oldest_first if one[0].save_id not in known]
            known |= {each.save_id for each, _ in new}
            for at in range(0, len(kept), _AT_ONCE):
                some = kept[at : at + _AT_ONCE]
                rows = [line for _, its in some for line in its]
                _append(connection, *(_rooted(entry, known) for entry, _ in some))
                self.outbox.add(connection, rows, OutboxState.SEEN)
                progress.step(len(rows))

    def add_edit(self, edited: SavedEntry, versions: Sequence[SavedEntry], held: Sequence[str]) -> SavedEntry:
        """Keep an edit by hand as a version after `versions`, marked as one from the first moment it can be read."""
        last = versions[-1]
        version = replace(
            last,
            save_id=f"{versions[0].save_id}~{len(versions)}",
            base=last.save_id,
            saved_at=max(self._now(), last.saved_at + _A_MOMENT),
            saved_by=BY_HAND,
            answers=edited.answers,
            reasons=edited.reasons,
        )
        with self._database.writing() as connection:
            _append(connection, version)
            mark_by_hand(connection, version.save_id, version.reference, changed(versions[0], version), held)
        return version

    def take_in_setting(self, row: TableRow, rows: Sequence[SheetRow] = ()) -> None:
        """Keep a row of a settings table that was met or edited in the spreadsheet."""
        with self._database.writing() as connection:
            append_row(connection, row)
            self.outbox.add(connection, rows, OutboxState.SEEN)

    def newest_with_key(self, tab: str) -> Mapping[str, str]:
        """By key: the id of the newest row of a settings tab."""
        query = select(lines.c.save_id, lines.c.cells).where(lines.c.tab == tab).order_by(lines.c.n)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {plain(row.cells.get(TABLE_KEY)): row.save_id for row in rows if isinstance(row.cells, dict)}

    def written(self, n: int) -> Cells:
        """The cells of a line by its number."""
        with self._database.reading() as connection:
            cells = connection.execute(select(lines.c.cells).where(lines.c.n == n)).scalar_one()
        return dict(cells) if isinstance(cells, dict) else {}


def changed(first: SavedEntry, last: SavedEntry) -> tuple[str, ...]:
    """The questions whose answers differ between two versions."""
    was, now = first.answers, last.answers
    return tuple(sorted(name for name in {*was, *now} if was.get(name) != now.get(name)))


def _append(connection: Connection, *some: SavedEntry) -> None:
    if some:
        insert_entries(connection, some, next_mark(connection, "entries"))


def _rooted(entry: SavedEntry, known: set[str]) -> SavedEntry:
    """An edit by hand that another computer met is not known here by its number: what it is an edit of stands for it."""
    base = entry.base
    return replace(entry, base=save_of(base)) if base and base not in known else entry
