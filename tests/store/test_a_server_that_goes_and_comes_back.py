"""A PostgreSQL server killed while people save and type: nothing acknowledged is lost or doubled, and nobody starts anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from urllib.parse import quote

import pytest

from store.choose import open_store
from store.contract import Store, StoreError, StoreUnreachable
from store.sql import database
from tests.store.postgres import QUICK, Server
from tests.store.rows import NOW, draft, entry

KILLS = 3
ON_THE_DISK = tuple(each for each in QUICK if "synchronous_commit" not in each)
"""What is acknowledged is with the operating system at least: a killed server, not a power cut."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server(ON_THE_DISK)
    yield started
    started.remove()


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    opened = open_store(server.address)
    yield opened
    opened.close()


def save_until(store: Store, name: str, done: Event) -> list[str]:
    """Save one entry after the other, each until it is acknowledged, as a person presses again; what was acknowledged."""
    acknowledged: list[str] = []
    while not done.is_set():
        wanted = entry(f"{name}-{len(acknowledged)}", reference=f"MM-{name}")
        try:
            acknowledged.append(store.save(wanted).save_id)
        except StoreError as told:
            assert "again" in str(told)
    return acknowledged


def type_until(store: Store, done: Event) -> int:
    """Type a number after the other into a draft; the last that was acknowledged."""
    store.begin(draft())
    kept = 0
    while not done.is_set():
        try:
            store.keep("draft-1", {"days": kept + 1}, "Olena Marsh", NOW)
            kept += 1
        except StoreUnreachable:
            continue
    return kept


def test_killed_again_and_again_it_loses_nothing_and_doubles_nothing(server: Server, store: Store) -> None:
    other, done = open_store(server.address), Event()
    with ThreadPoolExecutor(8) as pool:
        saving = [pool.submit(save_until, (store, other)[n % 2], f"writer{n}", done) for n in range(6)]
        typing = pool.submit(type_until, store, done)
        try:
            for _ in range(KILLS):
                done.wait(0.4)
                server.kill()
                server.start()
            done.wait(0.4)
        finally:
            done.set()
    acknowledged = [each for writer in saving for each in writer.result()]
    kept = Counter(each.save_id for each in store.entries())
    standing = store.draft("draft-1")

    assert len(acknowledged) > KILLS * 6
    assert [each for each in acknowledged if kept[each] != 1] == []
    assert set(kept.values()) == {1}
    assert standing is not None
    assert standing.answers["days"].value in (typing.result(), typing.result() + 1)
    other.close()


def test_while_it_is_away_that_is_said_and_afterwards_all_goes_on(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    server.kill()
    for act in (partial(store.save, entry("late")), partial(store.entries, "MM-AAAA1111"), store.tables_mark):
        with pytest.raises(StoreUnreachable, match=r"nothing was saved\. Wait a minute and try again") as told:
            act()
        assert told.value.__cause__ is None
    server.start()

    assert store.save(entry("late")).save_id == "late"


def test_the_server_that_can_be_written_to_is_found_among_several(server: Server) -> None:
    here, away = quote(str(server.folder), safe=""), "127.0.0.1:1"
    store = open_store(f"postgresql://moves@{away},{here}/postgres?target_session_attrs=read-write")

    assert store.save(entry("among several")).save_id == "among several"
    store.close()


def test_a_server_that_only_reads_is_not_written_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    options = quote("-c default_transaction_read_only=on")
    with pytest.raises(StoreUnreachable):
        open_store(f"{server.address}&target_session_attrs=read-write&options={options}&connect_timeout=2")
