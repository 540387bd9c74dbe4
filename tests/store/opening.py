"""How each store is opened. A new store joins the contract suite with one line in STORES.

Each function asks for what it needs itself: processes that a test starts and kills open one store, and must be quick.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.choose import open_store
from store.contract import Store

Opener = Callable[[Path], Store]
"""Opens the store whose data belong to a folder: the same folder again, also in another process, the same data."""
ON_POSTGRESQL: list[Store] = []
"""Those that were opened in this process: a server does not let go of a connection by itself."""


def open_sqlite(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder}/store.sqlite")


def open_postgresql(folder: Path) -> Store:
    from tests.store import postgres

    opened = open_store(postgres.address_of(folder))
    ON_POSTGRESQL.append(opened)
    return opened


def open_sheet(folder: Path) -> Store:
    from tests.store.sheets import serving

    return serving.open_sheet(folder)


STORES: dict[str, Opener] = {"sqlite": open_sqlite, "postgresql": open_postgresql, "sheet": open_sheet}
