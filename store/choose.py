"""Which store a setting means. The only place that knows every kind of store."""

from __future__ import annotations

from pathlib import Path

from store.base import Store, StoreError
from store.sql import SqlStore

DEFAULT_FILE = Path("data") / "managed-moves.sqlite"
SQL_SCHEMES = ("sqlite", "postgresql+psycopg")


def open_store(url: str | None = None) -> Store:
    """The store that `url` names; without one, a file in the folder the app was started from.

    Raises StoreError when the address is not one to be understood, StoreUnreachable when nothing answers there.
    """
    if not url:
        return SqlStore(DEFAULT_FILE)
    scheme, separator, _ = url.partition("://")
    if separator and scheme in SQL_SCHEMES:
        return SqlStore(url)
    # The address is not repeated: it may hold a password.
    raise StoreError(
        "The address of the store is not one this site knows. Write sqlite:///data/managed-moves.sqlite for a file, "
        "postgresql+psycopg://user:password@host/database for PostgreSQL, or nothing at all for the usual file."
    )
