"""Ten ways in which a stored row can be damaged, and how each is done to one row of a file or of a server's database.

A server refuses much of it from whoever asks in SQL. What its own disk does to a row it does not look at: a cast that looks
at nothing puts the same bytes there.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import JSON, Table, Text, make_url

from store.sheets.sync import outbox
from store.sql.schema import Instant, metadata
from store.sql.sealed import SEAL, owner_in
from tests.store import postgres

BAD_TEXT = b"\xc3\x28 caf\xe9"
TABLES: Mapping[str, Table] = {**metadata.tables, **outbox.metadata.tables}
WAYS = (
    "not JSON",
    "a list",
    "wrong type",
    "bad date",
    "unknown kind",
    "missing authority",
    "null",
    "truncated",
    "wrong encoding",
    "swapped reference",
)
"""The ten."""
NAMES_A_KIND = ("kind", "did", "letter", "state")


@dataclass(frozen=True)
class Row:
    """One row, by its place there: its number in a file, its ctid on a server."""

    table: str
    place: int | str


class Place(Protocol):
    """Where a store's rows lie."""

    @property
    def address(self) -> str:
        """What opens the store."""

    def tables(self) -> Sequence[str]:
        """The names of all that are there."""

    def rows_of(self, table: str) -> Sequence[Row]:
        """Every row of a table."""

    def raw(self, row: Row) -> Sequence[Any]:
        """The row exactly as it lies there."""

    def value(self, row: Row, column: str) -> Any:
        """What stands in a column of it."""

    def other(self, row: Row, column: str) -> Any:
        """What stands there in another row; None where all are the same."""

    def overwrite(self, row: Row, column: str, value: str | bytes | None) -> Row | None:
        """Put this there, whatever would refuse it, and say where the row is now; None where another row has it already."""

    def copy(self, folder: Path) -> AbstractContextManager[Place]:
        """The same in a place of its own, gone afterwards."""


def damage(there: Place, row: Row, way: str) -> Row | None:
    """Damage a row in one of the ten ways, and say where it is now; None where nothing in it can be damaged so."""
    column, value = _harm(there, row, way)
    if column is None:
        return None
    before = there.value(row, column)
    for each in (value, f"{before}x"):  # what another row has may not be had twice
        moved = there.overwrite(row, column, each)
        if moved:
            return None if there.value(moved, column) == before else moved
    return None


def _harm(there: Place, row: Row, way: str) -> tuple[str | None, Any]:
    """What of the row becomes what: the column that the way is about, or the first text of a table that has none."""
    table = TABLES[row.table]
    of_json = next((each.name for each in table.c if isinstance(each.type, JSON)), None)
    of_time = next((each.name for each in table.c if isinstance(each.type, Instant)), None)
    texts = [each.name for each in table.c if isinstance(each.type, Text) and each.name != SEAL] or [
        each.name for each in table.c if each.name != SEAL
    ]
    owner = owner_in(table) or next(iter(table.primary_key)).name
    column = {
        "bad date": of_time or texts[-1],
        "unknown kind": next((each for each in NAMES_A_KIND if each in table.c), texts[-1]),
        "missing authority": "la" if "la" in table.c else texts[0],
        "wrong encoding": texts[-1],
        "swapped reference": owner,
    }.get(way, of_json or texts[-1])
    if way == "swapped reference":
        found = there.other(row, column)
        return (column, found) if found is not None else (None, None)
    was = str(there.value(row, column))
    value: Any = {
        "not JSON": "{what: nonsense",
        "a list": "[1, 2]",
        "wrong type": "17",
        "bad date": "Friday",
        "unknown kind": "nonsense_form",
        "missing authority": "",
        "null": "null",
        "truncated": was[: len(was) // 2],
        "wrong encoding": BAD_TEXT,
    }[way]
    return column, value


@dataclass(frozen=True)
class FilePlace:
    """A file of SQLite."""

    file: Path

    @property
    def address(self) -> str:
        return f"sqlite:///{self.file}"

    def tables(self) -> Sequence[str]:
        found = self._ask("SELECT name FROM sqlite_master WHERE type = 'table'")
        return sorted(name for (name,) in found)

    def rows_of(self, table: str) -> Sequence[Row]:
        return [Row(table, number) for (number,) in self._ask(f'SELECT rowid FROM "{table}" ORDER BY rowid')]

    def raw(self, row: Row) -> Sequence[Any]:
        with closing(sqlite3.connect(self.file)) as opened:
            opened.text_factory = bytes
            found = opened.execute(f'SELECT * FROM "{row.table}" WHERE rowid = ?', [row.place]).fetchone()
        return found or ()

    def value(self, row: Row, column: str) -> Any:
        return self._ask(f'SELECT "{column}" FROM "{row.table}" WHERE rowid = ?', row.place)[0][0]

    def other(self, row: Row, column: str) -> Any:
        query = f'SELECT "{column}" FROM "{row.table}" WHERE "{column}" <> ? LIMIT 1'
        return next((found for (found,) in self._ask(query, self.value(row, column))), None)

    def overwrite(self, row: Row, column: str, value: str | bytes | None) -> Row | None:
        set_to = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
        with closing(self._opened()) as opened, _whatever_refuses_lifted(opened, row.table):
            try:
                opened.execute(f'UPDATE "{row.table}" SET "{column}" = {set_to} WHERE rowid = ?', [value, row.place])
            except sqlite3.IntegrityError:
                return None
        return row

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Place]:
        folder.mkdir(exist_ok=True)
        shutil.copy(self.file, folder / "damaged.sqlite")
        try:
            yield FilePlace(folder / "damaged.sqlite")
        finally:
            shutil.rmtree(folder)

    def _ask(self, query: str, *given: Any) -> list[Any]:
        with closing(self._opened()) as opened:
            return opened.execute(query, given).fetchall()

    def _opened(self) -> sqlite3.Connection:
        opened = sqlite3.connect(self.file, isolation_level=None)
        opened.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        return opened


@contextmanager
def _whatever_refuses_lifted(opened: sqlite3.Connection, table: str) -> Iterator[None]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    refusing = opened.execute(query, [table]).fetchall()
    for name, _ in refusing:
        opened.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in refusing:
        opened.execute(statement)


_databases = count(1)
_LOOKS_AT_NOTHING = "CREATE CAST ({} AS {}) WITHOUT FUNCTION"
_UNLIKE = {"json": "text", "timestamp with time zone": "bigint", "text": "bytea"}
"""By the type of a column: what has its length, and any bytes."""
NO_MOMENT = 2**63 - 1
"""Microseconds: what a server calls infinity."""


@dataclass(frozen=True)
class ServerPlace:
    """A database of the tests' own PostgreSQL."""

    name: str = field(default_factory=lambda: f"damaged_{next(_databases)}")
    told: str = ""
    """An address of its own, where it is not a database of that name."""

    @property
    def address(self) -> str:
        if self.told:
            return self.told
        server = make_url(postgres.os.environ[postgres.ADDRESS]).set(database=self.name)
        return server.render_as_string(hide_password=False)

    def make(self, like: str = "template1") -> None:
        _on_server("CREATE DATABASE {} TEMPLATE {}", self.name, like)

    def tables(self) -> Sequence[str]:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
        return [name.decode() for (name,) in self._ask(query)]

    def rows_of(self, table: str) -> Sequence[Row]:
        found = self._ask(f'SELECT ctid::text FROM "{table}" ORDER BY ctid')
        return [Row(table, place.decode()) for (place,) in found]

    def raw(self, row: Row) -> Sequence[Any]:
        columns = ", ".join(f'"{each.name}"::text' for each in TABLES[row.table].c)
        return next(iter(self._ask(f'SELECT {columns} FROM "{row.table}" WHERE ctid = %s::tid', row.place)), ())

    def value(self, row: Row, column: str) -> Any:
        [(found,)] = self._ask(f'SELECT "{column}"::text FROM "{row.table}" WHERE ctid = %s::tid', row.place)
        return found if found is None else found.decode("utf-8", "surrogateescape")

    def other(self, row: Row, column: str) -> Any:
        query = f'SELECT "{column}" FROM "{row.table}" WHERE "{column}"::text <> %s LIMIT 1'
        found = self._ask(query, self.value(row, column))
        return found[0][0].decode() if found else None

    def overwrite(self, row: Row, column: str, value: str | bytes | None) -> Row | None:
        query = "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s"
        kind = self._ask(query, f'"{row.table}"', column)[0][0].decode().replace("character varying", "text")
        given: Any = NO_MOMENT if kind.startswith("timestamp") else value
        if isinstance(given, str):
            given = given.encode()
        like = "bytea" if isinstance(given, bytes) else "bigint"
        through = f"%s::{like}::{_UNLIKE[kind]}::{kind}" if kind == "json" else f"%s::{like}::{kind}"
        casts = [(_UNLIKE[kind], kind)] + ([("bytea", "text")] if kind == "json" else [])
        with self._connected() as server:
            for cast in casts:
                server.execute(_LOOKS_AT_NOTHING.format(*cast))  # type: ignore[call-overload]
            server.execute("SET session_replication_role = replica")  # no trigger, no key of another table
            written = f'UPDATE "{row.table}" SET "{column}" = {through} WHERE ctid = %s::tid RETURNING ctid::text'
            try:
                found = server.execute(written, [given, row.place]).fetchone()  # type: ignore[call-overload]
            except psycopg.errors.UniqueViolation:
                found = None
            for cast in casts:
                server.execute("DROP CAST ({} AS {})".format(*cast))  # type: ignore[call-overload]
        return Row(row.table, found[0].decode()) if found else None

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Place]:
        folder.mkdir(exist_ok=True)
        other = ServerPlace()
        other.make(self.name)
        try:
            yield other
        finally:
            _on_server("DROP DATABASE {} WITH (FORCE)", other.name)
            shutil.rmtree(folder)

    def _ask(self, query: str, *given: Any) -> list[Any]:
        with self._connected() as server:
            return server.execute(query, given).fetchall()  # type: ignore[call-overload]

    def _connected(self) -> psycopg.Connection[Any]:
        address = self.address.replace("+psycopg", "")
        return psycopg.connect(
            address, autocommit=True, client_encoding="sql_ascii"
        )  # texts as bytes, looked at by nobody


def _on_server(statement: str, *names: str) -> None:
    with psycopg.connect(postgres.os.environ[postgres.ADDRESS].replace("+psycopg", ""), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]
