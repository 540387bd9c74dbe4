"""A store that held something yesterday and holds nothing today is no new site: it is not opened, and nothing is changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, create_engine, event

from casework.sample.place import has_started_empty
from store.choose import open_store
from store.contract import StoreError
from store.sql.witness import ServerWitness, is_kept, refuse_emptied
from tests.store import postgres
from tests.store.rows import entry, table_row


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for each in statements:
            opened.execute(each)


def without_tables(file: Path) -> None:
    file.unlink()
    run(file, "PRAGMA journal_mode=WAL", "CREATE TABLE other (n)")


def without_rows(file: Path) -> None:
    run(
        file,
        "DROP TRIGGER entries_are_never_removed",
        "DROP TRIGGER table_rows_are_never_removed",
        "DELETE FROM entries",
        "DELETE FROM table_rows",
    )


def without_rows_and_counts(file: Path) -> None:
    without_rows(file)
    run(file, "UPDATE marks SET value = 0")


LOSSES: dict[str, tuple[Callable[[Path], object], str]] = {
    "removed": (Path.unlink, "is gone"),
    "emptied": (lambda file: os.truncate(file, 0), "is empty"),
    "cut to a part of a header": (lambda file: os.truncate(file, 50), "was cut short"),
    "cut in half": (lambda file: os.truncate(file, file.stat().st_size // 2), "was cut short"),
    "without its tables": (without_tables, "has lost its tables"),
    "without one of its tables": (lambda file: run(file, "DROP TABLE table_rows"), "has lost some of its tables"),
    "without its rows": (without_rows, "is empty"),
    "without its rows and counts": (without_rows_and_counts, "is empty"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_file_that_lost_what_it_held_is_not_opened(tmp_path: Path, loss: str) -> None:
    file, (lose, how) = tmp_path / "store.sqlite", LOSSES[loss]
    store = open_store(f"sqlite:///{file}")
    store.save(entry())
    store.put(table_row("100001", name="Oakfield Academy"))
    store.close()
    lose(file)
    before = file.read_bytes() if file.exists() else None

    with pytest.raises(StoreError) as refused:
        open_store(f"sqlite:///{file}")

    assert str(refused.value) == (
        f"The file {file} {how}, though something was kept in it before: this is not a new site. Nothing was changed. "
        "Stop the site and put back the newest copy of it (docs/deploying.md, “Backups”). If you do want to start "
        f"with nothing: delete {file}.witness."
    )
    assert (file.read_bytes() if file.exists() else None) == before


def test_a_store_in_which_nothing_was_kept_yet_begins_again(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    open_store(f"sqlite:///{file}").close()
    file.unlink()
    with closing(open_store(f"sqlite:///{file}")) as again:
        assert again.entries() == []


def test_a_store_whose_every_case_was_erased_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{file}")
    store.save(entry())
    store.erase(["MM-AAAA1111"])
    store.close()
    with closing(open_store(f"sqlite:///{file}")) as again:
        assert again.erased() == {"MM-AAAA1111"}


def test_somebody_who_means_it_begins_with_nothing(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{file}")
    store.save(entry())
    store.close()
    for each in (file, file.with_name("store.sqlite.witness")):
        each.unlink()
    with closing(open_store(f"sqlite:///{file}")) as again:
        assert again.entries() == []


def test_true_entries_that_are_gone_are_not_taken_for_a_demonstration(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/managed-moves.sqlite")
    store.save(entry())
    store.close()
    (tmp_path / "managed-moves.sqlite").unlink()

    assert has_started_empty(tmp_path)


@pytest.mark.usefixtures("postgresql")
@pytest.mark.parametrize(
    ("statements", "how"),
    [
        (
            "ALTER TABLE entries DISABLE TRIGGER ALL; ALTER TABLE table_rows DISABLE TRIGGER ALL; "
            "DELETE FROM entries; DELETE FROM table_rows",
            "is empty",
        ),
        ("DROP TABLE table_rows", "has lost some of its tables"),
        ("DO $$ DECLARE each record; BEGIN FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() "
         "LOOP EXECUTE format('DROP TABLE %I CASCADE', each.tablename); END LOOP; END $$", "has lost its tables"),
    ],
    ids=["rows", "a table", "every table"],
)  # fmt: skip
def test_a_server_that_lost_what_it_held_is_not_opened(tmp_path: Path, statements: str, how: str) -> None:
    address = postgres.address_of(tmp_path)
    store = open_store(address)
    store.save(entry())
    store.put(table_row("100001", name="Oakfield Academy"))
    store.close()
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statements.encode())

    with pytest.raises(StoreError, match=f"The database {how}, though something was kept in it before"):
        open_store(address)


def test_a_new_database_in_which_somebody_keeps_something_while_it_is_looked_at_was_not_emptied(tmp_path: Path) -> None:
    with postgres.running():
        address = postgres.address_of(tmp_path)
        open_store(address).close()
        other = open_store(address)
        looking = create_engine(address)

        @event.listens_for(looking, "before_cursor_execute")
        def keep(connection: Connection, cursor: object, statement: str, *more: object) -> None:
            if "FROM marks" in statement:  # whether anything was ever kept
                other.save(entry())

        with looking.connect() as connection:
            refuse_emptied(connection, ServerWitness(connection))
            assert is_kept(connection)
        looking.dispose()
        other.close()
