"""What remembers, outside the tables, that something was kept in a store: so that one that lost it all is no new site.

Of a file it is a small file beside it; of a PostgreSQL server, the comment of the schema that the tables are in.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Row, inspect, select, text
from sqlalchemy.exc import DBAPIError

from store.contract import StoreError
from store.sql.authorities import of_every_authority
from store.sql.schema import entries, erased, marks, metadata, table_rows

BESIDE = ".witness"
KEPT = "managed moves: something was kept here"
EMPTIED = (
    "{place} {how}, though something was kept in it before: this is not a new site. Nothing was changed. Stop the site "
    "and put back the newest copy of it (docs/deploying.md, “Backups”). If you do want to start with nothing: {begin}."
)
_HEADER, _PAGE_AT, _COUNT_AT, _CHANGED_AT, _VALID_AT = b"SQLite format 3\x00", 16, 28, 24, 92


class FileWitness:
    """Of one file."""

    def __init__(self, file: Path) -> None:
        self._file, self.beside = file, file.with_name(file.name + BESIDE)
        self._is_there = False

    def refuse_emptied(self) -> None:
        """Raises StoreError where the file is gone, empty or cut short. Looks only."""
        how = _cut_short(self._file)
        if how and (how == _SHORT or self.says_so()):
            raise self.emptied(how)

    def emptied(self, how: str) -> StoreError:
        """What is said of a file that lost everything."""
        return StoreError(EMPTIED.format(place=f"The file {self._file}", how=how, begin=f"delete {self.beside}"))

    def says_so(self) -> bool:
        """Whether something was kept in the file."""
        self._is_there = self._is_there or self.beside.exists()
        return self._is_there

    def bear(self, connection: Connection) -> None:
        """Remember, from here on, that something is kept. A folder that cannot be written to is left as it is."""
        if self.says_so():
            return
        with suppress(OSError):
            new = self.beside.with_name(f"{self.beside.name}.new-{os.getpid()}")
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as written:
                json.dump({"file": self._file.name, "says": KEPT}, written)
                written.flush()
                os.fsync(written.fileno())
            os.replace(new, self.beside)


class ServerWitness:
    """Of the schema of a PostgreSQL server that the tables are in."""

    def __init__(self, connection: Connection) -> None:
        found = connection.execute(text("SELECT obj_description(current_schema()::regnamespace, 'pg_namespace')"))
        self._says_so = found.scalar() == KEPT

    def emptied(self, how: str) -> StoreError:
        """What is said of a database that lost everything."""
        return StoreError(EMPTIED.format(place="The database", how=how, begin="use a database that is new"))

    def says_so(self) -> bool:
        """Whether something was kept in the database."""
        return self._says_so

    def bear(self, connection: Connection) -> None:
        """Remember it with what else is written; who may not comment on the schema does without."""
        if self._says_so:
            return
        schema = connection.dialect.identifier_preparer.quote(
            connection.execute(text("SELECT current_schema()")).scalar_one()
        )
        with suppress(DBAPIError), connection.begin_nested():
            connection.execute(text(f"COMMENT ON SCHEMA {schema} IS '{KEPT}'"))
        self._says_so = True


Witness = FileWitness | ServerWitness


def refuse_emptied(connection: Connection, witness: Witness) -> None:
    """Raises StoreError where a store has lost its tables, or all that was in them. Nothing is changed."""
    there = {*inspect(connection).get_table_names()} & {*metadata.tables}
    if entries.name not in there:
        if there or witness.says_so():
            raise witness.emptied("has lost its tables")
        return
    if not {marks.name, table_rows.name} <= there:
        raise witness.emptied("has lost some of its tables")
    # What was kept is asked before what is there: somebody who keeps the first row in between has not emptied anything.
    was_counted = any(isinstance(row[0], int) and row[0] > 0 for row in _counted(connection))
    if (was_counted or witness.says_so()) and not is_kept(connection):
        raise witness.emptied("is empty")


def is_kept(connection: Connection) -> bool:
    """Whether anything is kept: a form, a row of the settings, that a case was erased."""
    tables = [each for each in (entries, table_rows, erased) if inspect(connection).has_table(each.name)]
    return any(connection.execute(of_every_authority(select(each.c.seq).limit(1))).first() for each in tables)


def _counted(connection: Connection) -> list[Row[tuple[int]]]:
    return list(connection.execute(select(marks.c.value).where(marks.c.name.in_(["entries", "tables"]))))


_SHORT = "was cut short"


def _cut_short(file: Path) -> str:
    """How a file is less than it was; empty where it is not."""
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            header = opened.read(100)
    except FileNotFoundError:
        return "is gone"
    except OSError:
        return ""  # whoever opens it is told
    if not size:
        return "is empty"
    if len(header) < 100 or not header.startswith(_HEADER):
        return _SHORT if _HEADER.startswith(header[: len(_HEADER)]) else ""
    pages, page = _number(header, _COUNT_AT, 4), _number(header, _PAGE_AT, 2)
    is_known = header[_CHANGED_AT : _CHANGED_AT + 4] == header[_VALID_AT : _VALID_AT + 4]
    beside = file.with_name(f"{file.name}-wal")
    is_all_here = not beside.exists() or not beside.stat().st_size  # else the rest may come from there
    return _SHORT if is_known and is_all_here and size < pages * (65_536 if page == 1 else page) else ""


def _number(header: bytes, at: int, length: int) -> int:
    return int.from_bytes(header[at : at + length], "big")
