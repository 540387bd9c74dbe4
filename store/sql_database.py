"""One database shared by many threads and processes: how it is opened, how transactions begin, how faults are told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError

from store.base import StoreError, StoreUnreachable
from store.sql_schema import marks
from store.sql_upgrading import bring_up

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

UNREACHABLE = (
    "The entries cannot be reached just now, so nothing was saved. Wait a minute and try again; "
    "if it happens again, tell whoever looks after this site."
)
UNFIT = (
    "Something here holds a character, number or date that cannot be kept, so nothing was saved. "
    "Type it again instead of pasting it, and try once more."
)
CLASH = "This clashes with something already kept, so nothing was saved. Open the case again and start from there."
NO_ADDRESS = (
    "The address of the database cannot be read. Write sqlite:/// and the path of a file, "
    "or postgresql+psycopg://user:password@host/database."
)
NO_DRIVER = "To keep entries in PostgreSQL, first install its driver: pip install 'psycopg[binary]'."

# A commit is on the disk before it is acknowledged (FULL), what is deleted leaves no trace in the file (secure_delete),
# and INSERT OR REPLACE cannot slip past the triggers that refuse a deletion (recursive_triggers).
_PRAGMAS = (
    "busy_timeout=30000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",
)
_SQLITE = {"connect_args": {"check_same_thread": False}}
# Each statement must see what was committed while it waited for a lock, whatever the server's own default is.
_POSTGRESQL = {"isolation_level": "READ COMMITTED", "pool_pre_ping": True}


class Database:
    """Transactions for the parts of the SQL store. `place` is a file's path or a database URL."""

    def __init__(self, place: str | Path) -> None:
        url = _read_address(place)
        on_file = url.get_backend_name() == "sqlite"
        # Threads queue here instead of polling SQLite's file lock, which is slow and unfair. Processes still use it.
        self._turn: AbstractContextManager[object] = Lock() if on_file else nullcontext()
        self._engine = _open_file(url) if on_file else _create_engine(url, _POSTGRESQL)
        self._writer = self._engine.execution_options(writes=True)
        try:
            with self.writing() as connection:
                bring_up(connection)
        except StoreError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _told_plainly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends and leaves nothing behind when it raises."""
        with _told_plainly(), self._turn, self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def next_mark(connection: Connection, name: str) -> int:
    """Wait for this counter's turn and return its next number; nobody else passes until the transaction ends."""
    statement = select(marks.c.value).where(marks.c.name == name).with_for_update()
    return int(connection.execute(statement).scalar_one()) + 1


def use_mark(connection: Connection, name: str, mark: int) -> None:
    connection.execute(update(marks).where(marks.c.name == name).values(value=mark))


def columns_of(row: DataclassInstance) -> dict[str, Any]:
    """A contract's row as column values. (asdict would copy deeply, and cannot copy a read-only mapping.)"""
    return {each.name: getattr(row, each.name) for each in fields(row)}


def _read_address(place: str | Path) -> URL:
    if "://" not in str(place):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(str(place))
        url.get_dialect()
    except (ArgumentError, ValueError):
        # Not chained: the fault quotes the address, and the address may hold a password.
        raise StoreError(NO_ADDRESS) from None
    return url


def _create_engine(url: URL, options: Mapping[str, Any]) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, json_serializer=_as_json, **options)
    except ModuleNotFoundError:
        raise StoreError(NO_DRIVER) from None


def _open_file(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError(NO_ADDRESS)
    _make_private(Path(url.database))
    engine = _create_engine(url, _SQLITE)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_private(path: Path) -> None:
    """Create the folder (0700) and file (0600) if missing. SQLite gives its side files the mode of the main one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        unreachable = StoreUnreachable(UNREACHABLE)
        unreachable.add_note(type(fault).__name__)
        raise unreachable from None


def _prepare(connection: DBAPIConnection, _: object) -> None:
    # The driver's own BEGIN comes too late to protect a read before a write; see _begin.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes SQLite's one write lock before it reads, so that what it read still holds when it writes."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _as_json(value: object) -> str:
    # Escaped to ASCII, and no NaN: both databases then keep every character, and read back what was written.
    return json.dumps(value, allow_nan=False, default=_plain)


def _plain(value: object) -> object:
    """Mappings and sequences that json does not know: read-only ones, for example."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn the database's faults into the store's. Not chained, because a fault may quote somebody's answers."""
    try:
        yield
    except (SQLAlchemyError, UnicodeError) as fault:
        told = _plain_error(fault)
        told.add_note(_technical_name(fault))
        raise told from None


def _plain_error(fault: Exception) -> StoreError:
    if isinstance(fault, IntegrityError):
        return StoreError(CLASH)
    not_from_the_database = isinstance(fault, StatementError) and not isinstance(fault, DBAPIError)
    if isinstance(fault, DataError | UnicodeError) or not_from_the_database:
        return StoreError(UNFIT)
    return StoreUnreachable(UNREACHABLE)


def _technical_name(fault: Exception) -> str:
    """Such as SQLITE_FULL: for the log, in the traceback's notes, never in the sentence."""
    cause = getattr(fault, "orig", None) or fault
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return str(code or type(cause).__name__)
