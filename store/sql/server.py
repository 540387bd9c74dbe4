"""How a PostgreSQL server is reached: its address, one server or several."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import inf
from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from store.contract import StoreError

NO_DRIVER = "To keep entries in PostgreSQL, first install its driver: pip install -r requirements-site.txt"
_from_json = json.JSONDecoder().decode
OPTIONS = {
    # Each statement must see what was committed while it waited for a lock, whatever the server's own default is.
    "isolation_level": "READ COMMITTED",
    # Who only reads began no transaction, and has none to end.
    "skip_autocommit_rollback": True,
    # What the standard library offers guesses, value for value, how the bytes are encoded.
    "json_deserializer": lambda text: _from_json(text.decode()),
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
