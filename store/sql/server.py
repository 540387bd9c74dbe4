"""How a PostgreSQL server is reached: its address, one server or several."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from store.contract import StoreError
from store.sql.sealed import UNREADABLE

NO_DRIVER = "To keep entries in PostgreSQL, first install its driver: pip install -r requirements-site.txt"
OPTIONS = {
    # Each statement must see what was committed while it waited for a lock, whatever the server's own default is.
    "isolation_level": "READ COMMITTED",
    # Who only reads began no transaction, and has none to end.
    "skip_autocommit_rollback": True,
}
IDLE = 1.0
"""Seconds after which a connection is tried before it is used again: nobody meets one that a restart left dead."""
# Seconds and tries after which a server that says nothing is taken for dead, and another of the address is asked.
_NOTICED = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}


class NotAnAddress(ValueError):
    """It names no server."""


def read_server(address: str) -> Mapping[str, Any]:
    """What psycopg is to connect with; writes go to the primary where there are several. Raises NotAnAddress, StoreError."""
    try:
        from psycopg import Error
        from psycopg.conninfo import conninfo_to_dict
    except ModuleNotFoundError:
        raise StoreError(NO_DRIVER) from None
    try:
        given = conninfo_to_dict(address.replace("postgresql+psycopg:", "postgresql:", 1))
    except Error:
        raise NotAnAddress from None
    if not all(port.isdigit() or not port for port in str(given.get("port") or "").split(",")):
        raise NotAnAddress
    several = {"target_session_attrs": "read-write"} if "," in str(given.get("host") or "") else {}
    return {**_NOTICED, **several, **given}


def try_idle_connections(engine: Engine) -> None:
    """Have the engine ask an idle connection whether it lives before anybody uses it. (Its own way asks every time.)"""

    def handed_back(_: object, record: ConnectionPoolEntry) -> None:
        record.info["used at"] = monotonic()

    def taken(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        if monotonic() - record.info.get("used at", -inf) < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error:
            raise DisconnectionError from None

    event.listen(engine, "checkin", handed_back)
    event.listen(engine, "checkout", taken)


def read_anything(engine: Engine) -> None:
    """Have what Python does not know read all the same: a moment such as one after the year 9999 is UNREADABLE, and of a text
    that is none each wrong byte is half a character. Whoever looks at the row says so."""
    from psycopg import DataError, adapters
    from psycopg.adapt import Loader
    from psycopg.pq import Format

    moment = adapters.types["timestamptz"].oid

    class LenientText(Loader):
        def load(self, data: Any) -> str:
            try:
                return str(data, "utf-8")
            except UnicodeDecodeError:
                return str(data, "utf-8", "surrogateescape")

    def made(connection: DBAPIConnection, _: object) -> None:
        usual = connection.adapters.get_loader(moment, Format.TEXT)

        class LenientMoment(Loader):
            def load(self, data: Any) -> Any:
                try:
                    return usual(moment, self.connection).load(data)
                except DataError:
                    return UNREADABLE

        connection.adapters.register_loader("timestamptz", LenientMoment)
        for of_texts in ("text", "varchar"):
            connection.adapters.register_loader(of_texts, LenientText)

    event.listen(engine, "connect", made)
