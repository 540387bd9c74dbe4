"""What is to be written to a spreadsheet, and what was: every line with how far it got, in the local database.

A line goes queued → sending → sent → seen, and back to queued when a later look does not find it. It is queued in the
same transaction that acknowledges its entry, so what was acknowledged is never forgotten, whatever is killed when.
Nothing here knows Google.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from record.valid_text import encodable
from store.contract import WRITTEN, CannotBeWritten, Counts, Json
from store.sheets.layout.rows import Cells, SheetRow
from store.sql.damage import set_aside
from store.sql.database import Database, next_mark, use_mark
from store.sql.schema import entries
from store.sql.sealed import A_LIST, A_MAPPING, CHANGES, HOLDS, RowsOf, seal_column

metadata = MetaData()
lines = Table(
    "sheet_lines",
    metadata,
    Column("n", Integer, primary_key=True, info=CHANGES),
    Column("tab", Text, nullable=False),
    Column("save_id", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("cells", JSON, nullable=False, info={HOLDS: A_MAPPING}),
    Column("fingerprint", Text, nullable=False),
    Column("state", Text, nullable=False, info=CHANGES),
    Column("book", Text, nullable=False, server_default="", info=CHANGES),
    seal_column(),
    Index("one_line", "tab", "save_id", "item", unique=True),
    Index("sheet_lines_by_state", "state", "n"),
    Index("sheet_lines_by_save", "save_id"),
)
changes = Table(
    "sheet_changes",
    metadata,
    # A case that must be read again although nothing was appended to it: the same counter as the entries'.
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("reference", Text, nullable=False),
)
by_hand = Table(
    "sheet_by_hand",
    metadata,
    Column("save_id", Text, primary_key=True),
    Column("edited", JSON, nullable=False, info={HOLDS: A_LIST}),
    Column("held", JSON, nullable=False, info={HOLDS: A_LIST}),
    seal_column(),
)
notes = Table(
    "sheet_notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    seal_column(),
)
LINES, BY_HAND, NOTES = RowsOf(lines), RowsOf(by_hand), RowsOf(notes)
ROWS = (LINES, BY_HAND, NOTES)


class OutboxState(StrEnum):
    """How far a line got."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    SEEN = "seen"
    REFUSED = "refused"
    """Google does not accept it as it is. It stays here, Sheet check says so, and the app tries again from time to time."""
    LET_GO = "let go"
    """Its row was removed by hand, and somebody said that this was meant."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A line in the outbox, without its cells."""

    n: int
    tab: str
    save_id: str
    item: str
    reference: str
    fingerprint: str
    state: OutboxState

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other line."""
        return self.tab, self.save_id, self.item


_STATES = frozenset(OutboxState)
_OUTBOX_ROW = [lines.c[name] for name in OutboxRow.__dataclass_fields__]


class Outbox:
    """The lines of one spreadsheet, in the database that also holds its entries."""

    def __init__(self, database: Database, book: str = "") -> None:
        """`book` is the id of an archive; none for the spreadsheet in use, which alone is written to."""
        self.database, self.book = database, book
        self._mine = lines.c.book == book if book else or_(lines.c.book == "", lines.c.state == OutboxState.QUEUED)
        with suppress(CannotBeWritten), database.writing() as connection:  # it may be there, to be read
            metadata.create_all(connection)

    def add(self, connection: Connection, new: Sequence[SheetRow], state: OutboxState = OutboxState.QUEUED) -> None:
        """Add lines in the caller's transaction; a line that is there already stays as it is."""
        saves = {line.save_id for line in new}
        have = {(row.tab, row.save_id, row.item) for row in connection.execute(_of_saves(saves))}
        rows = [
            {**_columns(line, state), "book": self.book}
            for line in new
            if (line.tab, line.save_id, line.item) not in have
        ]
        if rows:
            connection.execute(insert(lines), rows)

    def queued(self, most: int) -> Sequence[tuple[OutboxRow, Cells]]:
        """The oldest queued lines, whole saves only, `most` lines unless one save has more."""
        with self.database.reading() as connection:
            oldest = select(lines.c.save_id).where(lines.c.state == OutboxState.QUEUED).order_by(lines.c.n).limit(most)
            saves = list(dict.fromkeys(connection.execute(oldest).scalars()))
            its = lines.c.state == OutboxState.QUEUED, lines.c.save_id.in_(saves)
            found = self._with_cells(connection, *its)
        broken = {row.save_id for row, cells in found if cells is None}  # half a save is never sent
        return [(row, cells) for row, cells in found if cells is not None and row.save_id not in broken]

    def since(self, n: int) -> Sequence[OutboxRow]:
        """Lines added after `n`, and every line that is not settled."""
        query = (
            select(*_OUTBOX_ROW)
            .where(self._mine, or_(lines.c.n > n, lines.c.state != OutboxState.SEEN))
            .order_by(lines.c.n)
        )
        with self.database.reading() as connection:
            return list(_readable(connection.execute(query)))

    def of_save(self, save_id: str) -> Sequence[tuple[OutboxRow, Cells]]:
        """Every line of one save, with its cells; none where one of them cannot be read."""
        with self.database.reading() as connection:
            found = self._with_cells(connection, lines.c.save_id == save_id)
        readable = [(row, cells) for row, cells in found if cells is not None]
        return readable if len(readable) == len(found) else []

    def _with_cells(
        self, connection: Connection, *where: ColumnElement[bool]
    ) -> Sequence[tuple[OutboxRow, Cells | None]]:
        """Lines with their cells; None for one that cannot be read."""
        query = select(*LINES.columns, lines.c.n, lines.c.state).where(*where).order_by(lines.c.n)
        found: list[tuple[OutboxRow, Cells | None]] = []
        for row in connection.execute(query):
            is_good = LINES.is_good(row[: len(LINES.columns)])
            if not is_good:
                self.database.tell_damaged(LINES.named(row[: len(LINES.columns)]))
            found += [(each, dict(row.cells) if is_good else None) for each in _readable([row])]
        return found

    def move(self, ns: Iterable[int], state: OutboxState) -> None:
        """Set how far these lines got. What is sent goes to the spreadsheet in use, wherever it was before."""
        wanted = list(ns)
        values = {"state": state, "book": ""} if state is OutboxState.SENDING else {"state": state}
        with self.database.writing() as connection:
            for start in range(0, len(wanted), 500):
                some = wanted[start : start + 500]
                connection.execute(update(lines).where(lines.c.n.in_(some)).values(values))

    def queue_refused(self) -> None:
        """Queue again what Google refused."""
        with self.database.writing() as connection:
            refused = update(lines).where(lines.c.state == OutboxState.REFUSED)
            connection.execute(refused.values(state=OutboxState.QUEUED))

    def waiting(self) -> frozenset[str]:
        """Save ids of which a line is not yet known to be with Google."""
        query = select(lines.c.save_id).where(
            lines.c.state.in_([OutboxState.QUEUED, OutboxState.SENDING, OutboxState.REFUSED])
        )
        with self.database.reading() as connection:
            return frozenset(connection.execute(query.distinct()).scalars())

    def unsent(self) -> Sequence[OutboxRow]:
        """The lines of those saves, oldest first."""
        states = [OutboxState.QUEUED, OutboxState.SENDING, OutboxState.REFUSED]
        with self.database.reading() as connection:
            rows = connection.execute(select(*_OUTBOX_ROW).where(lines.c.state.in_(states)).order_by(lines.c.n))
            return [_kept(row) for row in rows]

    def count(self, *states: OutboxState) -> int:
        """How many lines are in these states."""
        query = select(func.count()).select_from(lines).where(self._mine, lines.c.state.in_(states))
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def note(self, name: str) -> Any:
        """A note to oneself, or None."""
        with self.database.reading() as connection:
            rows = connection.execute(select(*NOTES.columns).where(notes.c.name == self._named(name)))
            return next((row[1] for row in NOTES.good(rows, self.database.tell_damaged)), None)

    def keep_note(self, name: str, value: Json) -> None:
        """Keep a note to oneself."""
        mine = self._named(name)
        with self.database.writing() as connection:
            set_aside(connection, NOTES, notes.c.name == mine)
            connection.execute(delete(notes).where(notes.c.name == mine))
            connection.execute(insert(notes).values(name=mine, value=value))

    def put_right(self) -> None:
        """A line of a spreadsheet of which nothing is noted is of the one in use: its next look finds out."""
        with suppress(CannotBeWritten), self.database.writing() as connection:
            known = {name.partition(" ")[0] for name in connection.execute(select(notes.c.name)).scalars()}
            astray = lines.c.book.not_in(["", *(each for each in known if encodable(each) == each)])
            connection.execute(update(lines).where(astray).values(book="", state=OutboxState.SENT))

    def _named(self, name: str) -> str:
        return f"{self.book} {name}" if self.book else name

    def marks_by_hand(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """By save id: questions edited by hand, and questions whose cell cannot be read."""
        with self.database.reading() as connection:
            rows = BY_HAND.good(connection.execute(select(*BY_HAND.columns)), self.database.tell_damaged)
            return {save_id: (tuple(edited), tuple(held)) for save_id, edited, held in rows}

    def mark_by_hand(self, save_id: str, reference: str, edited: Sequence[str], held: Sequence[str]) -> None:
        """Say what of an entry people changed in the sheet; its case is read again."""
        with self.database.writing() as connection:
            mark_by_hand(connection, save_id, reference, edited, held)

    def count_of(self, connection: Connection, references: Collection[str]) -> Counts:
        """How many lines there are of these cases, in the caller's transaction."""
        query = select(func.count()).select_from(lines).where(lines.c.reference.in_(references))
        found = int(connection.execute(query).scalar_one())
        return {WRITTEN: found} if found else {}

    def remove(self, connection: Connection, references: Collection[str]) -> None:
        """Forget every line of these cases, in the caller's transaction, while their entries are still there."""
        saves = select(entries.c.save_id).where(entries.c.reference.in_(references))
        connection.execute(delete(by_hand).where(by_hand.c.save_id.in_(saves)))
        for table in (lines, changes):
            connection.execute(delete(table).where(table.c.reference.in_(references)))

    def changed_since(self, mark: int) -> frozenset[str]:
        """Cases to read again although nothing was appended to them."""
        with self.database.reading() as connection:
            query = select(changes.c.reference).where(changes.c.seq > mark)
            return frozenset(connection.execute(query).scalars())


def _of_saves(saves: Iterable[str]) -> Any:
    return select(lines.c.tab, lines.c.save_id, lines.c.item).where(lines.c.save_id.in_(list(saves)))


def _columns(line: SheetRow, state: OutboxState) -> dict[str, Any]:
    names = ("tab", "save_id", "item", "reference", "fingerprint")
    return {**{name: getattr(line, name) for name in names}, "cells": dict(line.cells), "state": state}


def _readable(rows: Iterable[Any]) -> Iterator[OutboxRow]:
    """Of some lines those that say what they are; whoever looks everything over names the others."""
    return (_kept(row) for row in rows if isinstance(row.save_id, str))


def _kept(row: Any) -> OutboxRow:
    # Of a line that does not say how far it got, the next look at the spreadsheet finds that out.
    state = OutboxState(row.state) if row.state in _STATES else OutboxState.SENT
    return OutboxRow(row.n, row.tab, row.save_id, row.item, row.reference, row.fingerprint, state)


def mark_by_hand(
    connection: Connection, save_id: str, reference: str, edited: Sequence[str], held: Sequence[str]
) -> None:
    """As `Outbox.mark_by_hand`, within what else is written."""
    set_aside(connection, BY_HAND, by_hand.c.save_id == save_id)
    connection.execute(delete(by_hand).where(by_hand.c.save_id == save_id))
    if edited or held:
        connection.execute(insert(by_hand).values(save_id=save_id, edited=list(edited), held=list(held)))
    seq = next_mark(connection, "entries")
    connection.execute(insert(changes).values(seq=seq, reference=reference))
    use_mark(connection, "entries", seq)
