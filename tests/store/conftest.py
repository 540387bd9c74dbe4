"""The stores that the contract suite runs over. A new store joins with one line in STORES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.base import Store
from store.choose import open_store
from tests.sheets.server import Running
from tests.store.sheets.serving import google_on_demand, open_sheet

Opener = Callable[[Path], Store]
"""Opens the store whose data belong to a folder: the same folder again, also in another process, the same data."""


def open_sqlite(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder}/store.sqlite")


STORES: dict[str, Opener] = {"sqlite": open_sqlite, "sheet": open_sheet}


@pytest.fixture(scope="session")
def google() -> Iterator[Running]:
    """Google's stand-in on loopback, with a spreadsheet for every folder."""
    with google_on_demand() as server:
        yield server


@pytest.fixture(scope="session", params=STORES)
def store_name(request: pytest.FixtureRequest) -> str:
    if request.param == "sheet":
        request.getfixturevalue("google")
    return str(request.param)


@pytest.fixture(scope="session")
def opener(store_name: str) -> Opener:
    return STORES[store_name]


@pytest.fixture
def store(opener: Opener, tmp_path: Path) -> Iterator[Store]:
    opened = opener(tmp_path)
    yield opened
    opened.close()
