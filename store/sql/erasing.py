"""Cases forgotten for good, in SQL: from every table, then from the database's own files."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select
from sqlalchemy.exc import DBAPIError

from store.contract import (
    AUDIT_LINES,
    BEGUN,
    FORMS,
    LETTERS,
    UNREADABLE_ROWS,
    CaseErased,
    Counts,
    StoreError,
)
from store.sql.authorities import OF_AN_AUTHORITY, forget, las_of, within
from store.sql.database import Database, next_mark, use_mark
from store.sql.faults import again
from store.sql.schema import audit, carried, drafts, entries, erased, made_letters, refuse_removal
from store.sql.sealed import AFTER_SUM, SEAL, RowsOf
from store.upkeep import DamagedRow

OF_A_CASE = {FORMS: entries, BEGUN: drafts, LETTERS: made_letters, AUDIT_LINES: audit, UNREADABLE_ROWS: carried}
"""Every table with rows of a case; the answers of a draft go with it."""
TRIES, A_MOMENT = 40, 0.25
"""How often, and how many seconds apart, the files are asked for while somebody else reads them."""
IN_USE = (
    "The cases are erased, but a copy is left in a file that is in use at the moment. Press “Finish” in a minute to "
    "remove it."
)


class SqlErasing(Database):
    """Keeps the contract `Erases`."""

    @again
    def held(self, reference: str) -> Counts:
        with self.reading() as connection:
            return self._count(connection, [reference])

    def erase(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        removed = self.remove(references, drafts)
        self.leave_no_trace()
        return removed

    @again
    def erased(self) -> frozenset[str]:
        with self.reading() as connection:
            rows = ERASED.good(connection.execute(select(*ERASED.columns)), self.tell_damaged)
            return frozenset(str(row[0]) for row in rows)

    def remove(self, references: Collection[str], drafts: Collection[str] = ()) -> Counts:
        """Remove the rows, in one transaction. What was removed."""
        with self.writing() as connection:
            mark = next_mark(connection, "entries")
            removed = self._count(connection, references, drafts)
            with removal_allowed(connection):
                self._remove(connection, references, drafts)
            known = set(connection.execute(select(erased.c.reference)).scalars())
            new = [{"reference": each, "seq": mark} for each in references if each not in known]
            if new:
                connection.execute(insert(erased), new)
            use_mark(connection, "entries", mark)
        return removed

    def _count(self, connection: Connection, references: Collection[str], draft_ids: Collection[str] = ()) -> Counts:
        found = {where: _rows_of(connection, table, references) for where, table in OF_A_CASE.items()}
        these = within(drafts, las_of(connection, draft_ids)) & drafts.c.draft_id.in_(draft_ids)
        apart = these & drafts.c.reference.not_in(references)
        found[BEGUN] += connection.execute(select(func.count()).select_from(drafts).where(apart)).scalar_one()
        return {where: count for where, count in found.items() if count}

    def _remove(self, connection: Connection, references: Collection[str], draft_ids: Collection[str]) -> None:
        """Within the caller's transaction: a store that keeps more of a case removes it here."""
        gone = [*references, *draft_ids, *_ids_of(connection, references)]
        for table in OF_A_CASE.values():
            connection.execute(delete(table).where(_was_of(connection, table, references)))
        these = within(drafts, las_of(connection, draft_ids)) & drafts.c.draft_id.in_(draft_ids)
        connection.execute(delete(drafts).where(these))
        forget(connection, gone)

    def leave_no_trace(self) -> None:
        """Write the database's files anew, so that nothing removed stands in a page that is free, or in a journal.

        Raises StoreError while somebody else reads the files.
        """
        for _ in range(TRIES):
            with self._turn:
                if self._written_anew():
                    return
            time.sleep(A_MOMENT)
        raise StoreError(IN_USE)

    def _written_anew(self) -> bool:
        with closing(self._engine.raw_connection()) as connection:
            try:
                if self._engine.dialect.name == "postgresql":
                    return _vacuum_tables(connection)
                return _vacuum_file(connection)
            except (DBAPIError, self._engine.dialect.loaded_dbapi.OperationalError):
                return False


ERASED = RowsOf(erased)


def _told(_: DamagedRow) -> None:
    """A row that cannot be read says of no case that it was erased; whoever looks everything over names it."""


def refuse_erased(connection: Connection, *references: str) -> None:
    """Raise CaseErased when nothing can be kept of one of these cases any more."""
    if next(
        ERASED.good(connection.execute(select(*ERASED.columns).where(erased.c.reference.in_(references))), _told), None
    ):
        raise CaseErased(
            "This case has been erased because its retention period had ended, so nothing was saved. If the child is "
            "going to move again, start a new referral."
        )


@contextmanager
def removal_allowed(connection: Connection) -> Iterator[None]:
    """Lift, for the rest of this transaction alone, what refuses to remove rows. Nobody else sees it lifted."""
    refuse_removal(connection, refuse=False)
    yield
    refuse_removal(connection, refuse=True)


def _rows_of(connection: Connection, table: Table, references: Collection[str]) -> int:
    query = select(func.count()).select_from(table).where(_is_of(connection, table, references))
    return int(connection.execute(query).scalar_one())


def _ids_of(connection: Connection, references: Collection[str]) -> Sequence[str]:
    """The ids of every save and draft of these cases."""
    queries = [
        select(id_).where(_is_of(connection, id_.table, references)) for id_ in (entries.c.save_id, drafts.c.draft_id)
    ]
    return [each for query in queries for each in connection.execute(query).scalars()]


def _is_of(connection: Connection, table: Table, references: Collection[str]) -> ColumnElement[bool]:
    of_them = table.c.reference.in_(references)
    return within(table, las_of(connection, references)) & of_them if table in OF_AN_AUTHORITY else of_them


def _was_of(connection: Connection, table: Table, references: Collection[str]) -> ColumnElement[bool]:
    """The same, but what a row was written for counts: one that was damaged may say it is of another case."""
    if SEAL not in table.c:
        return _is_of(connection, table, references)
    sealed = func.substr(func.coalesce(table.c[SEAL], ""), AFTER_SUM)
    own = table.c.reference.in_(references) & sealed.in_(["", table.c.reference])
    of_them = or_(own, sealed.in_(references))
    return within(table, las_of(connection, references)) & of_them if table in OF_AN_AUTHORITY else of_them


def _vacuum_file(connection: Any) -> bool:
    """SQLite: empty the journal, write the file again without its free pages, empty the journal of that."""
    cursor = connection.cursor()
    emptied = []
    for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        cursor.execute(statement)
        row = cursor.fetchone()
        emptied.append(row is None or row[0] == 0)
    cursor.close()
    return all(emptied)


_LEFT = re.compile(r"([0-9]+) dead row versions? cannot be removed")


def _vacuum_tables(connection: Any) -> bool:
    """PostgreSQL: write the tables anew. False where somebody who looked before still sees what was removed, and it was kept
    for them; a server's own housekeeping looks too."""
    left: list[str] = []

    def told(said: Any) -> None:
        left.extend(each for each in _LEFT.findall(said.message_detail or "") if each != "0")

    names = ", ".join(table.name for table in (*OF_A_CASE.values(), entries.metadata.tables["draft_answers"]))
    connection.dbapi_connection.autocommit = True
    connection.dbapi_connection.add_notice_handler(told)
    try:
        connection.cursor().execute(f"VACUUM (FULL, VERBOSE) {names}")
    finally:
        connection.dbapi_connection.remove_notice_handler(told)
        connection.dbapi_connection.autocommit = False
    return not left
