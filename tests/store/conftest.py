"""The stores that the contract suite runs over, and the servers they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.contract import Store
from tests.sheets.server import Running
from tests.store import postgres
from tests.store.opening import ON_POSTGRESQL, STORES, Opener
from tests.store.sheets.serving import google_on_demand
from tests.store.watching import every_statement

Files = Callable[[], Path]
"""The folder in which what a store keeps lies in files, as of now."""
SERVERS = {"sheet": "google", "postgresql": "postgresql"}
"""Which fixture a store needs first."""


@pytest.fixture(scope="session")
def google() -> Iterator[Running]:
    """Google's stand-in on loopback, with a spreadsheet for every folder."""
    with google_on_demand() as server:
        yield server


@pytest.fixture(autouse=True)
def what_a_test_does_to_google_ends_with_it(request: pytest.FixtureRequest) -> Iterator[None]:
    """One server serves all tests: a clock left standing would, minutes later, refuse every key of the tests after it."""
    yield
    if "google" in request.fixturenames:
        request.getfixturevalue("google").google.be_itself()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server, with data of its own for every folder."""
    with postgres.running() as address, every_statement("postgresql"):
        yield address


@pytest.fixture(scope="session", params=STORES)
def store_name(request: pytest.FixtureRequest) -> str:
    if request.param in SERVERS:
        request.getfixturevalue(SERVERS[request.param])
    return str(request.param)


@pytest.fixture(scope="session")
def opener(store_name: str) -> Opener:
    return STORES[store_name]


@pytest.fixture
def files(store_name: str, tmp_path: Path) -> Files:
    return postgres.files if store_name == "postgresql" else lambda: tmp_path


@pytest.fixture(autouse=True)
def no_connection_outlives_its_test() -> Iterator[None]:
    """A test that opens a store a second time need not say when it is done with it."""
    yield
    while ON_POSTGRESQL:
        ON_POSTGRESQL.pop().close()


@pytest.fixture
def store(opener: Opener, tmp_path: Path) -> Iterator[Store]:
    opened = opener(tmp_path)
    yield opened
    opened.close()
