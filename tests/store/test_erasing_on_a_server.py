"""What PostgreSQL keeps of a removed row for whoever looked before is gone, too, once they have looked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import make_url

from store.choose import open_store
from store.contract import Store
from tests.store import postgres
from tests.store.rows import entry
from tests.store.test_every_store_erases import GOES, filled


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with postgres.running():
        yield postgres.address_of(tmp_path)


def _rows_kept(address: str) -> int:
    """Rows of forms that stand in the files of the table, whoever sees them."""
    with psycopg.connect(
        make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    ) as looking:
        looking.execute("CREATE EXTENSION IF NOT EXISTS pgstattuple")
        found = looking.execute("SELECT tuple_count + dead_tuple_count FROM pgstattuple('entries')").fetchone()
    assert found is not None
    return int(found[0])


def test_erasing_waits_for_whoever_still_sees_what_was_removed(address: str) -> None:
    store: Store = open_store(address)
    filled(store)
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    looking = psycopg.connect(plain)
    looking.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    looking.execute("SELECT 1")

    def looks_on() -> None:
        time.sleep(1.5)
        looking.rollback()

    other = Thread(target=looks_on)
    other.start()
    store.erase([GOES])
    other.join()
    looking.close()
    assert len(store.entries()) == 3
    assert _rows_kept(address) == 3
    store.save(entry("on", reference="MM-CCCC3333"))
    store.close()
