"""A disk that is full, read-only or gone: what is kept can be read, nothing acknowledged is lost, and it is said."""

from __future__ import annotations

import pwd
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import make_url

from store.choose import open_store
from store.contract import CannotBeWritten, Store, StoreError
from store.sql import tables
from store.sql.faults import FULL
from store.sql.store import SqlStore
from tests.store import postgres
from tests.store.disks import SmallDisk, small_disk
from tests.store.rows import NOW, draft, entry, event, sign_in_row, table_row


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


def filled(store: Store) -> None:
    store.save(entry())
    store.begin(draft(kind="review"))
    store.keep("draft-1", {"what": "half a sent"}, "Olena Marsh", NOW)
    store.put(table_row("100001", name="Oakfield Academy"))
    store.sign_in(sign_in_row())
    store.note(event("opened", "MM-AAAA1111"))


def save_until_refused(store: Store, most: int = 3000) -> list[str]:
    """What was acknowledged until the first that was not."""
    acknowledged = ["save-1"]
    for number in range(most):
        try:
            store.save(entry(f"more-{number}", answers={"what": token_hex(15_000)}))
        except CannotBeWritten as refused:
            assert str(refused) == FULL
            return acknowledged
        acknowledged.append(f"more-{number}")
    raise AssertionError("the disk was never full")


def reads_everything(store: Store, acknowledged: list[str]) -> None:
    assert [each.save_id for each in store.entries("MM-AAAA1111")] == acknowledged
    assert [each.save_id for each in store.entries()] == acknowledged
    begun = store.draft("draft-1")
    assert begun is not None
    assert begun.answers["what"].value == "half a sent"
    assert [row.values for row in store.table("Schools")] == [{"name": "Oakfield Academy"}]
    assert store.signed_in("a1b2", NOW) is not None
    assert store.look_over() == []


def test_a_full_disk(disk: SmallDisk) -> None:
    store = open_store(f"sqlite:///{disk.folder}/store.sqlite")
    filled(store)
    disk.fill()
    acknowledged = save_until_refused(store)

    reads_everything(store, acknowledged)
    with pytest.raises(CannotBeWritten):
        store.keep("draft-1", {"what": "x" * 900_000}, "Olena Marsh", NOW)
    for _ in range(300):  # until the little that is left is full, too
        store.note_seen(event("viewed case", "MM-AAAA1111", where="x" * 3000))
    waiting = store.audit_waiting()
    assert 0 < waiting <= 300
    reads_everything(store, acknowledged)

    disk.make_room()
    store.try_writing()
    assert store.audit_waiting() == 0
    assert len(store.events("MM-AAAA1111")) == 301
    store.save(entry("after"))
    store.close()
    with closing(open_store(f"sqlite:///{disk.folder}/store.sqlite")) as again:
        reads_everything(again, [*acknowledged, "after"])


def test_no_more_is_seen_than_can_be_written_down(disk: SmallDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"sqlite:///{disk.folder}/store.sqlite")
    filled(store)
    store.close()
    monkeypatch.setattr(tables, "MOST_WAITING", 2)
    with disk.read_only():
        store = open_store(f"sqlite:///{disk.folder}/store.sqlite")
        store.note_seen(event("viewed case"))
        store.note_seen(event("viewed case"))
        with pytest.raises(CannotBeWritten, match="So nothing more is shown"):
            store.note_seen(event("viewed case"))
        store.close()


def test_a_site_starts_on_a_disk_that_is_read_only(disk: SmallDisk) -> None:
    store = open_store(f"sqlite:///{disk.folder}/store.sqlite")
    filled(store)
    store.close()
    with disk.read_only():
        store = open_store(f"sqlite:///{disk.folder}/store.sqlite")
        reads_everything(store, ["save-1"])
        for write in (lambda: store.save(entry("new")), store.try_writing, lambda: store.note(event("submitted"))):
            with pytest.raises(CannotBeWritten):
                write()
        store.note_seen(event("viewed case", "MM-AAAA1111"))
        assert store.audit_waiting() == 1
        store.close()
    with closing(open_store(f"sqlite:///{disk.folder}/store.sqlite")) as again:
        reads_everything(again, ["save-1"])


def test_what_a_kill_left_beside_the_file_is_read_on_a_disk_that_is_read_only(disk: SmallDisk, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    filled(store)
    for each in tmp_path.glob("store.sqlite*"):  # as it lies there while the process lives
        shutil.copy(each, disk.folder)
    store.close()
    with disk.read_only(), closing(open_store(f"sqlite:///{disk.folder}/store.sqlite")) as again:
        reads_everything(again, ["save-1"])


@pytest.mark.parametrize("way", ["file removed", "folder removed", "replaced"])
def test_a_file_that_is_taken_away_acknowledges_nothing_more(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "data"
    store = open_store(f"sqlite:///{folder}/store.sqlite")
    filled(store)
    if way == "folder removed":
        shutil.rmtree(folder)
    else:
        (folder / "store.sqlite").rename(folder / "elsewhere.sqlite")
    if way == "replaced":
        shutil.copy(folder / "elsewhere.sqlite", folder / "store.sqlite")

    with pytest.raises(CannotBeWritten, match="removed or replaced while the site was running"):
        store.save(entry("new"))
    with pytest.raises(CannotBeWritten):
        store.try_writing()
    assert (folder / "store.sqlite").exists() == (way == "replaced")  # it is never made again by who asks next
    store.close()


def test_a_file_that_may_grow_no_more(tmp_path: Path) -> None:
    store = SqlStore(tmp_path / "store.sqlite")
    filled(store)

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 200")

    sqlalchemy_event.listen(store._engine, "checkout", limit)
    acknowledged = save_until_refused(store)
    reads_everything(store, acknowledged)
    store.close()


@pytest.mark.usefixtures("postgresql")
def test_a_server_whose_disk_is_full(tmp_path: Path) -> None:
    owner = pwd.getpwnam(postgres.NOBODY).pw_uid
    place = Path("/var/tmp") / f"managed-moves-{tmp_path.name}"
    address = make_url(postgres.address_of(tmp_path))
    with small_disk(place, 4, owner) as disk:
        assert disk.is_mounted, "a disk of its own for the server is mounted as root"
        (disk.folder / "space").mkdir()
        shutil.chown(disk.folder / "space", postgres.NOBODY)
        with psycopg.connect(postgres.os.environ[postgres.ADDRESS].replace("+psycopg", ""), autocommit=True) as server:
            server.execute(f"CREATE TABLESPACE small LOCATION '{disk.folder}/space'".encode())
            options = f"{address.query['options']} -cdefault_tablespace=small"
            told = address.update_query_dict({"options": options}).render_as_string(hide_password=False)
            store = open_store(told.replace("+-c", "%20-c"))
            filled(store)
            acknowledged = save_until_refused(store)
            reads_everything(store, acknowledged)
            store.note_seen(event("viewed case", "MM-AAAA1111"))
            store.close()
            schema = str(address.query["options"]).split("=")[1]
            server.execute(f'DROP SCHEMA "{schema}" CASCADE'.encode())
            server.execute(b"DROP TABLESPACE small")
    shutil.rmtree(place, ignore_errors=True)


def test_a_store_that_cannot_be_reached_at_all_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{tmp_path}/file/store.sqlite")
