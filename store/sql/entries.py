"""Submitted entries in SQL: appended, numbered in the order they became visible, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, bindparam, insert, select, union_all

from store import metrics
from store.contract import Draft, RevisionUnknown, SavedEntry
from store.sql.authorities import NOBODYS, known_ids, las_of, las_of_one, of_every_authority, register, within
from store.sql.database import Database, columns_of, next_mark, use_mark
from store.sql.drafts import require_as_read
from store.sql.erasing import refuse_erased
from store.sql.faults import again
from store.sql.long_texts import refuse_long_texts
from store.sql.schema import carried, entries, erased, marks
from store.sql.sealed import RowsOf

# In the order of an entry's own fields; what only a spreadsheet's rows can have done to them comes last there.
ENTRIES = RowsOf(entries, [name for name in SavedEntry.__dataclass_fields__ if name in entries.c])
_ENTRY = ENTRIES.columns
# Made once: a case is opened all day long, and making the question took as long as asking it.
_ALL = of_every_authority(select(*_ENTRY).order_by(entries.c.seq))
_ITS = select(*_ENTRY).where(entries.c.reference == bindparam("reference")).order_by(entries.c.seq)
_OF_A_CASE = _ITS.where(entries.c.la.in_([bindparam("la"), bindparam("nobody")]))
_HANDED_OVER = _ITS.where(entries.c.la.in_(bindparam("las", expanding=True)))
_NEWER = select(marks.c.value, entries.c.reference).select_from(
    marks.outerjoin(entries, entries.c.seq > bindparam("mark"))
)
_GONE = select(marks.c.value, erased.c.reference).select_from(marks.join(erased, erased.c.seq > bindparam("mark")))
# Made distinct afterwards: asked for DISTINCT, SQLite reads the whole table in the order of its references.
_CHANGED = of_every_authority(union_all(*(each.where(marks.c.name == "entries") for each in (_NEWER, _GONE))))
BASE_UNKNOWN = (
    "The entry that this one corrects is not kept here, so nothing was saved. "
    "Open the case again and correct the entry from there."
)


class SqlEntries(Database):
    """Keeps the contract `Entries`."""

    @again
    def save(self, entry: SavedEntry, read: Draft | None = None, *, beside: Sequence[SavedEntry] = ()) -> SavedEntry:
        for each in (entry, *beside):
            refuse_long_texts(each.answers, each.reasons)
        with self.writing() as connection:
            # Taken before looking, so that of twenty people pressing at once nineteen see what the first one saved.
            mark = next_mark(connection, "entries")
            saved = _saved(connection, entry.save_id)
            if saved is None:
                if read is not None:
                    require_as_read(connection, read)
                saved = self._append(connection, entry, mark)
                for each in beside:
                    self._append(connection, each, next_mark(connection, "entries"))
        metrics.SAVES.inc()
        return saved

    def _append(self, connection: Connection, entry: SavedEntry, mark: int) -> SavedEntry:
        """Append in the caller's transaction: a store that must remember more of a new entry does it here."""
        return append(connection, entry, mark)

    def _append_all(self, connection: Connection, new: Sequence[SavedEntry]) -> None:
        """The same for many that are carried here, oldest first."""
        append_all(connection, new)

    @again
    def entries(self, reference: str | None = None) -> Sequence[SavedEntry]:
        with self.reading() as connection:
            found = connection.execute(_ALL) if reference is None else _of_a_case(connection, reference)
            return [SavedEntry(*row) for row in ENTRIES.good(found.all(), self.tell_damaged)]

    @again
    def references_changed_since(self, mark: int) -> tuple[int, frozenset[str]]:
        with self.reading() as connection:
            rows = connection.execute(_CHANGED, {"mark": mark}).all()
        return rows[0].value, frozenset(row.reference for row in rows if row.reference is not None)


def _of_a_case(connection: Connection, reference: str) -> CursorResult[Any]:
    las = las_of_one(connection, reference) | {NOBODYS}
    if len(las) > 2:
        return connection.execute(_HANDED_OVER, {"las": sorted(las), "reference": reference})
    return connection.execute(_OF_A_CASE, {"la": max(las), "nobody": NOBODYS, "reference": reference})


def entry_columns(entry: SavedEntry) -> dict[str, Any]:
    """An entry as column values; what only a spreadsheet's rows can have done to them is not kept with it."""
    return {name: value for name, value in columns_of(entry).items() if name in entries.c}


def append(connection: Connection, entry: SavedEntry, mark: int) -> SavedEntry:
    """Append an entry under the next mark, and return it as it is kept. Raises RevisionUnknown, CaseErased."""
    refuse_erased(connection, entry.reference)
    if entry.base is not None and _saved(connection, entry.base) is None:
        raise RevisionUnknown(BASE_UNKNOWN)
    insert_entries(connection, [entry], mark)
    saved = _saved(connection, entry.save_id)
    assert saved is not None, "an entry is there in the transaction that inserted it"
    return saved


def append_all(connection: Connection, new: Sequence[SavedEntry]) -> None:
    """Append entries of which none is here yet, oldest first. Raises RevisionUnknown, CaseErased."""
    if not new:
        return
    mark = next_mark(connection, "entries")
    refuse_erased(connection, *{each.reference for each in new})
    bases = {each.base for each in new if each.base is not None} - {each.save_id for each in new}
    if bases - known_ids(connection, bases) and not _had_damage(connection, new):
        raise RevisionUnknown(BASE_UNKNOWN)
    insert_entries(connection, new, mark)


def _had_damage(connection: Connection, new: Sequence[SavedEntry]) -> bool:
    """Whether what these were made from may be among what could not be read where they come from."""
    of_them = carried.c.reference.in_({"", *(each.reference for each in new)})
    return connection.execute(select(carried.c.number).where(of_them)).first() is not None


def insert_entries(connection: Connection, some: Sequence[SavedEntry], first: int) -> None:
    """Insert entries as they are, in this order, under the marks from `first` on."""
    rows = [{"seq": mark, **entry_columns(each)} for mark, each in enumerate(some, start=first)]
    connection.execute(insert(entries), rows)
    for la in {each.la for each in some}:
        its = [each for each in some if each.la == la]
        register(connection, la, *{name for each in its for name in (each.reference, each.save_id)})
    use_mark(connection, "entries", first + len(rows) - 1)


def _saved(connection: Connection, save_id: str) -> SavedEntry | None:
    las = las_of(connection, [save_id])
    query = select(*_ENTRY).where(within(entries, las), entries.c.save_id == save_id)
    row = connection.execute(query).first() if las else None
    # As it lies there, if it cannot be read: it was saved once, and is not saved again.
    return SavedEntry(*row[:-1]) if row else None
