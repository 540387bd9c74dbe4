"""How a PostgreSQL server is reached: its address, one server or several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.base import StoreError

NO_DRIVER = "To keep entries in PostgreSQL, first install its driver: pip install 'psycopg[binary]'."
OPTIONS = {
    # Each statement must see what was committed while it waited for a lock, whatever the server's own default is.
    "isolation_level": "READ COMMITTED",
    # A connection is tried before it is used again: after a restart of the server nobody meets a dead one.
    "pool_pre_ping": True,
}
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
