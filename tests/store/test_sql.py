"""What the SQL store promises beyond the contract: how the file is kept, who may change it, and how faults are told."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from store.contract import Store, StoreError, StoreUnreachable
from store.sql.database import Database
from store.sql.store import KEPT_ENDED, SqlStore
from tests.store.rows import LATER, NOW, draft, entry, sign_in_row, table_row
from tests.store.rows import event as audit_event

Action = Callable[[Store], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "store.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    opened = SqlStore(file)
    yield opened
    opened.close()


def shell(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def test_the_folder_and_every_file_in_it_are_for_the_owner_alone(store: SqlStore, file: Path) -> None:
    store.save(entry())
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()}
    assert modes == {
        "store.sqlite": 0o600,
        "store.sqlite-wal": 0o600,
        "store.sqlite-shm": 0o600,
        "store.sqlite.witness": 0o600,
    }


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 30000),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_durable_and_careful(store: SqlStore, pragma: str, value: object) -> None:
    with store.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.parametrize("table", ["entries", "table_rows", "audit"])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {} SET seq = seq + 1",
        "DELETE FROM {}",
        "PRAGMA recursive_triggers = ON; INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_appended(
    store: SqlStore, file: Path, table: str, change: str
) -> None:
    store.save(entry())
    store.put(table_row("100001", name="Ash Grove"))
    store.note(audit_event("saved"))
    connection = shell(file)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        connection.executescript(change.format(table))
    connection.close()
    assert (len(store.entries()), len(store.table("Schools")), len(store.events())) == (1, 1, 1)


def test_what_was_answered_in_a_discarded_draft_is_not_left_in_the_file(store: SqlStore, file: Path) -> None:
    store.begin(draft())
    store.keep("draft-1", {"notes": "a secret to be forgotten"}, "Olena Marsh", NOW)
    store.end("draft-1")
    store.close()
    assert b"forgotten" not in file.read_bytes()


def test_a_sign_in_that_ended_an_hour_ago_is_removed_with_the_next_one(store: SqlStore, file: Path) -> None:
    store.sign_in(sign_in_row("ended", ends_at=LATER))
    store.sign_in(sign_in_row("live", begun_at=LATER + KEPT_ENDED, ends_at=LATER + 2 * KEPT_ENDED))
    connection = shell(file)
    assert connection.execute("SELECT key FROM sign_ins").fetchall() == [("live",)]
    connection.close()


def test_asking_what_changed_is_one_query_that_reads_no_table_from_end_to_end(store: SqlStore) -> None:
    store.save(entry())
    asked = []
    event.listen(store._engine, "before_cursor_execute", lambda *sent: asked.append(sent[2:4]))
    store.references_changed_since(0)
    begun, (query, given) = asked
    assert begun[0] == "BEGIN"
    with store.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given).all()
    assert [step.detail for step in plan if "SCAN" in step.detail] == []


@pytest.mark.parametrize(
    "action",
    [
        lambda store: store.save(entry(saved_at=datetime(2026, 9, 7))),
        lambda store: store.save(entry(answers={"score": float("nan")})),
        lambda store: store.save(entry(answers={"score": object()})),
        lambda store: store.save(entry(saved_by="Marsh \ud800")),
    ],
)
def test_what_cannot_be_kept_exactly_is_refused_in_a_sentence_and_not_kept(store: SqlStore, action: Action) -> None:
    with pytest.raises(StoreError, match="cannot be kept") as refused:
        action(store)
    assert "Marsh" not in str(refused.value)
    assert store.entries() == []
    assert store.save(entry()) == entry()


EVERY_ACTION: dict[str, Action] = {
    "save": lambda store: store.save(entry()),
    "entries": lambda store: store.entries(),
    "references_changed_since": lambda store: store.references_changed_since(0),
    "begin": lambda store: store.begin(draft()),
    "keep": lambda store: store.keep("draft-1", {"notes": "private"}, "Olena Marsh", NOW),
    "draft": lambda store: store.draft("draft-1"),
    "drafts": lambda store: store.drafts("100001"),
    "end": lambda store: store.end("draft-1"),
    "put": lambda store: store.put(table_row("100001", name="Ash Grove")),
    "table": lambda store: store.table("Schools"),
    "history": lambda store: store.history("Schools", "100001"),
    "tables_mark": lambda store: store.tables_mark(),
    "note": lambda store: store.note(audit_event("saved")),
    "events": lambda store: store.events(),
    "sign_in": lambda store: store.sign_in(sign_in_row()),
    "signed_in": lambda store: store.signed_in("a1b2", NOW),
    "sign_out": lambda store: store.sign_out("a1b2"),
    "keep_preference": lambda store: store.keep_preference("Staff k3f9", "views", {"Red ones": {}}),
    "preference": lambda store: store.preference("Staff k3f9", "views"),
}


@pytest.mark.parametrize("verb", EVERY_ACTION)
def test_a_fault_of_the_database_is_told_plainly_and_names_nobody(store: SqlStore, file: Path, verb: str) -> None:
    connection = shell(file)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f'ALTER TABLE "{name}" RENAME TO "{name}_gone"')
    connection.close()
    with pytest.raises(StoreUnreachable, match="try again") as told:
        EVERY_ACTION[verb](store)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__
    assert told.value.__notes__ == ["SQLITE_ERROR"]


def test_a_file_locked_too_long_by_another_program_is_told_plainly_and_nothing_is_saved(
    store: SqlStore, file: Path
) -> None:
    event.listen(store._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout=1"))
    other = shell(file)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnreachable) as told:
        store.save(entry())
    assert told.value.__notes__ == ["SQLITE_BUSY"]
    other.close()
    assert store.entries() == []
    assert store.save(entry()) == entry()


def test_a_file_that_is_not_a_database_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"not a database " * 100)
    with pytest.raises(StoreUnreachable):
        SqlStore(tmp_path / "letter.docx")


def test_a_place_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnreachable):
        SqlStore(tmp_path / "file" / "store.sqlite")


def test_faults_never_quote_what_was_being_saved(store: SqlStore) -> None:
    assert store._engine.hide_parameters


def test_reading_goes_on_while_another_program_writes(store: SqlStore, file: Path) -> None:
    store.save(entry())
    other = shell(file)
    other.execute("BEGIN IMMEDIATE")
    assert store.entries() == [entry()]
    other.close()


def test_a_database_is_opened_again_without_touching_what_is_there(store: SqlStore, file: Path) -> None:
    store.save(entry())
    Database(file).close()
    assert store.references_changed_since(0)[0] == 1
