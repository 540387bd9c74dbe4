"""One database shared by many threads and processes: how it is opened, how transactions begin, how faults are told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields
from functools import partial
from pathlib import Path
from threading import Lock, local
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from store.contract import CannotBeWritten, StoreError, StoreUnreachable
from store.sql.faults import GONE, UNREACHABLE, is_away, told_plainly, unreachable, unsure
from store.sql.schema import marks
from store.sql.sealed import from_json
from store.sql.server import OPTIONS, read_anything, read_server, try_idle_connections
from store.sql.upgrading import bring_up, require_newest, wait_for_turn
from store.sql.witness import FileWitness, ServerWitness, Witness, is_kept, refuse_emptied
from store.upkeep import DamagedRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SERVER = ("postgresql://", "postgresql+psycopg://")
NO_ADDRESS = (
    "The address of the database cannot be read. Write sqlite:/// and the path of a file, "
    "or postgresql://user:password@host/database (several hosts with a comma between them)."
)

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
PATIENCE = 10.0
"""Seconds for which a server that went away is waited for, by everybody together, before people are told."""
A_MOMENT = 0.2


class _Written(local):
    """What one thread has written."""

    times = 0


class Database:
    """Transactions for the parts of the SQL store. `place` is a file's path or a database URL."""

    def __init__(self, place: str | Path) -> None:
        self._engine, self.file = _open(place)
        on_file = self.file is not None
        # Threads queue here instead of polling SQLite's file lock, which is slow and unfair. Processes still use it.
        self._turn: AbstractContextManager[object] = Lock() if on_file else nullcontext()
        self._writer = self._engine.execution_options(writes=True)
        # Each statement of a server sees what is committed by then in any case: who only reads needs no transaction.
        self._reader = self._engine if on_file else self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._away_since: float | None = None
        self._identity = identity(self.file) if self.file else None
        self._written = _Written()
        self._damaged: dict[tuple[str, str], DamagedRow] = {}
        self._witness: Witness | None = None
        try:
            self._begin_here()
        except StoreError:
            Database.close(self)  # of what is built on this, nothing is there to be closed yet
            raise

    def _begin_here(self) -> None:
        """Bring the tables up to date; a store that lost what it had, or that cannot be read, is left as it is."""
        try:
            with self.writing() as connection:
                wait_for_turn(connection)
                witness = FileWitness(self.file) if self.file else ServerWitness(connection)
                refuse_emptied(connection, witness)
                bring_up(connection)
                self._witness = witness
        except CannotBeWritten:
            with self.reading() as connection:
                require_newest(connection)

    @property
    def writes(self) -> int:
        """How many transactions of this thread were committed, or may have been."""
        return self._written.times

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with told_plainly(), self._begun(self._reader) as connection:
            yield connection

    @contextmanager
    def reading_one_moment(self) -> Iterator[Connection]:
        """Everything as it is now, while others go on writing: for whoever reads for long."""
        with self.reading() as connection:
            if connection.dialect.name == "postgresql":
                connection.rollback()
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends and leaves nothing behind when it raises."""
        with told_plainly(), self._turn, self._begun(self._writer) as connection:
            self._require_the_file()
            yield connection
            self._bear_witness(connection)
            try:
                connection.commit()
                self._require_the_file()
            except DBAPIError as fault:
                if is_away(fault):
                    raise unsure(fault) from None
                raise
            finally:
                self._written.times += 1

    def _bear_witness(self, connection: Connection) -> None:
        if self._witness and not self._witness.says_so() and is_kept(connection):
            self._witness.bear(connection)

    def _require_the_file(self) -> None:
        """What is written to a file that was taken away is written nowhere. Raises CannotBeWritten."""
        if self.file and identity(self.file) != self._identity:
            raise CannotBeWritten(GONE.format(self.file))

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Connection]:
        """A connection that has begun. Nothing was asked yet, so a server that is away just now can be waited for."""
        while True:
            connection = None
            try:
                connection = engine.connect()
                connection.begin()
                break
            except SQLAlchemyError as fault:
                if connection is not None:
                    connection.close()
                if not self._waits_for(fault):
                    raise unreachable(fault) from None
        self._away_since = None
        with connection:
            try:
                yield connection
            except DBAPIError as fault:
                if is_away(fault):
                    connection.invalidate()  # also one that lives: its server may have become a copy of another
                raise

    def _waits_for(self, fault: SQLAlchemyError) -> bool:
        """Wait a moment for a server that went away; False once everybody together waited long enough."""
        if self._engine.dialect.name != "postgresql" or not is_away(fault):
            return False
        since = self._away_since or monotonic()  # others may set and clear it meanwhile
        self._away_since = since
        sleep(A_MOMENT)
        return monotonic() - since < PATIENCE

    def tell_damaged(self, row: DamagedRow) -> None:
        """Name a row that was met and cannot be read."""
        self._damaged[row.table, row.key] = row

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


def identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another that was put in its place; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _open(place: str | Path) -> tuple[Engine, Path | None]:
    """The engine, and the file it is of, if it is of one."""
    try:
        if str(place).startswith(SERVER):
            server = {"connect_args": dict(read_server(str(place))), **OPTIONS}
            engine = _create_engine(make_url("postgresql+psycopg://"), server)
            try_idle_connections(engine)
            read_anything(engine)
            return engine, None
        is_address = "://" in str(place)
        url = make_url(str(place)) if is_address else URL.create("sqlite", database=str(place))
        return _open_file(url)
    except (ArgumentError, ValueError):
        # Not chained: the fault quotes the address, and the address may hold a password.
        raise StoreError(NO_ADDRESS) from None


def _create_engine(url: URL, options: Mapping[str, Any]) -> Engine:
    return create_engine(url, hide_parameters=True, json_serializer=_as_json, json_deserializer=from_json, **options)


def _open_file(url: URL) -> tuple[Engine, Path]:
    if not url.database or url.database == ":memory:":
        raise StoreError(NO_ADDRESS)
    file = Path(url.database).absolute()
    FileWitness(file).refuse_emptied()
    _make_private(file)
    engine = _create_engine(url, _SQLITE)
    event.listen(engine, "do_connect", partial(_connect, file))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine, file


def _connect(file: Path, _: object, __: object, places: list[Any], told: dict[str, Any]) -> None:
    """A file that is gone is never made again by whoever asks next; one that cannot be written to can be read."""
    is_shut = not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK)
    beside = file.with_name(f"{file.name}-wal")
    # Nobody can write to it, so nobody needs to be waited for: SQLite then asks for no files beside it.
    how = "mode=ro&immutable=1" if is_shut and not (beside.exists() and beside.stat().st_size) else "mode=rw"
    places[0], told["uri"] = f"file:{quote(str(file))}?{how}", True


def _make_private(path: Path) -> None:
    """Create the folder (0700) and file (0600) if missing. SQLite gives its side files the mode of the main one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        if path.exists() and os.access(path, os.R_OK):
            return  # it can be read
        away = StoreUnreachable(UNREACHABLE)
        away.add_note(type(fault).__name__)
        raise away from None


def _prepare(connection: DBAPIConnection, _: object) -> None:
    # The driver's own BEGIN comes too late to protect a read before a write; see _begin.
    connection.isolation_level = None
    # What is no text any more is read all the same: whoever looks at the row says so.
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes SQLite's one write lock before it reads, so that what it read still holds when it writes."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _plain(value: object) -> object:
    """Mappings and sequences that json does not know: read-only ones, for example."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


# Escaped to ASCII, and no NaN: both databases then keep every character, and read back what was written.
_as_json = json.JSONEncoder(allow_nan=False, default=_plain).encode
