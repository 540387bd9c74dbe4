"""Stores as earlier releases made them: opened with everything there and brought to today's schema, or left as they were."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from store.choose import open_store
from store.contract import FORMS, StoreError
from store.sql.upgrading import CHANGES, VERSIONS
from store.whole import Whole, carry, sums
from tests.store import postgres
from tests.store.damaging import WAYS, FilePlace, Place, ServerPlace, damage
from tests.store.rows import LATER, NOW, draft, entry, event
from tests.store.test_every_store_is_shared import ROOT

SCHEMAS = sorted({each.name.split(".")[0] for each in (Path(__file__).parent / "schemas").glob("*.sql")})


def place_of(database: str, folder: Path) -> str:
    return f"sqlite:///{folder}/store.sqlite" if database == "sqlite" else postgres.address_of(folder)


class Earlier:
    """An earlier store, restored into the place that belongs to a folder."""

    def __init__(self, database: str, schema: str, folder: Path) -> None:
        self.database, self.schema, self.folder = database, schema, folder
        self.address = place_of(database, folder)
        self.run((Path(__file__).parent / "schemas" / f"{schema}.{database}.sql").read_text("utf-8"))

    def run(self, statements: str) -> None:
        if self.database == "sqlite":
            with sqlite3.connect(self.folder / "store.sqlite") as file:
                file.executescript(statements)
            file.close()
        else:
            with psycopg.connect(self.address.replace("+psycopg", "")) as connection:
                connection.execute(statements.encode())

    def seen(self) -> Mapping[str, Any]:
        return schema_of(self.address)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        request.getfixturevalue("postgresql")
    return str(request.param)


@pytest.fixture(params=SCHEMAS)
def earlier(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Earlier:
    return Earlier(database, request.param, tmp_path)


def schema_of(address: str) -> Mapping[str, Any]:
    """Tables with columns, keys and indexes, and what refuses a change: in an order that does not matter."""
    engine = create_engine(address)
    with engine.connect() as connection:
        found = {name: _table(connection, name) for name in inspect(connection).get_table_names()}
        found["others"] = _others(connection)
    engine.dispose()
    return found


def _table(connection: Connection, name: str) -> Mapping[str, Any]:
    looked, on_a_server = inspect(connection), connection.dialect.name == "postgresql"
    return {
        "columns": {
            each["name"]: (str(each["type"]), each["nullable"], each["default"]) for each in looked.get_columns(name)
        },
        "key": looked.get_pk_constraint(name),
        "foreign": looked.get_foreign_keys(name),
        "indexes": sorted(looked.get_indexes(name), key=lambda each: str(each["name"])) if on_a_server else [],
    }


def _others(connection: Connection) -> list[Any]:
    """What refuses a change; of SQLite also the indexes, of which some cannot be read otherwise."""
    query = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') ORDER BY name"
    if connection.dialect.name == "postgresql":
        query = (
            "SELECT relname, tgname, tgenabled, tgtype FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace ORDER BY tgname"
        )
    return [tuple(" ".join(str(each).split()) for each in row) for row in connection.execute(text(query))]


FIRST = entry(
    answers={"what": "“naïve” & <b> 😀\n=1+1", "days": 3, "score": 0.5, "seen": True, "none": None},
)
THIRD = entry("save-3", reference="MM-BBBB2222", la="205", entry_id="entry-3", from_paper=True)


def test_it_opens_with_everything_there(earlier: Earlier) -> None:
    store = open_store(earlier.address)

    assert store.entries("MM-AAAA1111") == [
        FIRST,
        entry("save-2", base="save-1", revision=2, reasons={"START-2": "The bus strike."}),
    ]
    assert store.entries("MM-BBBB2222") == [THIRD]
    begun = store.draft("draft-1")
    assert begun is not None
    assert {name: answer.value for name, answer in begun.answers.items()} == {
        "what": "half a sent",
        "days": 4,
        "targets": ["a", "b"],
    }
    assert [each.draft_id for each in store.drafts("100002")] == ["draft-2"]
    assert [row.values for row in store.table("Schools")] == [{"name": "Oakfield Academy"}]
    assert [each.did for each in store.events("MM-AAAA1111") if each.detail == {"form": "review"}] == [
        "closed",
        "opened",
        "opened",
    ]
    assert store.signed_in("a1b2", LATER) is not None
    if earlier.schema != "first":
        assert store.proof("k3f9", "PIN") is not None
        assert [each.said for each in store.letters_made("MM-DDDD4444")] == [{"a": "b"}]
        assert store.preference("Staff k3f9", "views") == {"Placed": {"stage": ["placed"]}}
        assert store.erased() == {"MM-EEEE5555"}
    store.close()


def test_work_goes_on_in_it(earlier: Earlier, tmp_path: Path) -> None:
    store = open_store(earlier.address)

    assert store.save(replace(FIRST, answers={"retried": True})) == FIRST
    assert store.save(entry("save-9", base="save-2", revision=3)).revision == 3
    store.keep("draft-1", {"what": "half a sentence"}, "Olena Marsh", LATER)
    assert store.begin(draft(kind="review")).draft_id == "draft-1"
    store.note(event("printed"))
    other = open_store(f"sqlite:///{tmp_path}/other.sqlite")
    assert isinstance(store, Whole)
    assert isinstance(other, Whole)
    carry(store, other)
    assert sums(other) == sums(store)
    assert store.erase(["MM-AAAA1111"])[FORMS] == 3
    assert (store.entries("MM-AAAA1111"), store.draft("draft-1")) == ([], None)
    for each in (store, other):
        each.close()


UNSEEN = ("unknown kind", "missing authority", "swapped reference")
"""What could have been written so: nobody sealed the rows of then."""


@pytest.mark.parametrize("way", WAYS)
def test_a_row_that_was_damaged_before_is_set_aside_and_all_others_are_brought_up(earlier: Earlier, way: str) -> None:
    there: Place = FilePlace(earlier.folder / "store.sqlite")
    if earlier.database == "postgresql":
        there = ServerPlace(told=earlier.address)
    row = next(each for each in there.rows_of("entries") if there.value(each, "save_id") == "save-1")
    assert damage(there, row, way)
    store = open_store(earlier.address)

    assert [each for each in store.entries("MM-BBBB2222") if each.save_id == "save-3"] == [THIRD]
    named = [(each.table, each.reference) for each in store.look_over() if each.table == "entries"]
    assert named == ([] if way in UNSEEN else [("entries", "MM-AAAA1111")])
    assert [each.draft_id for each in store.drafts("100002")] == ["draft-2"]
    assert store.save(entry("save-9", reference="MM-CCCC3333", entry_id="entry-9")).revision == 1
    store.close()


def test_it_has_the_schema_of_a_new_one_then(earlier: Earlier, tmp_path: Path) -> None:
    open_store(earlier.address).close()
    new = place_of(earlier.database, tmp_path / "new")
    open_store(new).close()

    assert earlier.seen() == schema_of(new)


def test_processes_that_start_on_it_at_once_all_work(earlier: Earlier) -> None:
    command = [sys.executable, "-m", "tests.store.child", earlier.database, str(earlier.folder)]
    children = [
        subprocess.Popen([*command, f"child{n}", "2"], cwd=ROOT, stdout=subprocess.PIPE, text=True) for n in range(3)
    ]

    assert [child.communicate()[0].split() for child in children] == [[f"child{n}-0", f"child{n}-1"] for n in range(3)]


def test_a_change_that_fails_leaves_it_as_it_was(earlier: Earlier) -> None:
    earlier.run("CREATE TABLE authority_of (somebody_elses text)")
    before = earlier.seen()
    with pytest.raises(StoreError, match="Nothing was changed"):
        open_store(earlier.address)
    assert earlier.seen() == before

    earlier.run("DROP TABLE authority_of")
    store = open_store(earlier.address)
    assert store.entries("MM-BBBB2222") == [THIRD]
    store.close()


def test_one_of_a_newer_release_is_refused_with_what_to_do(earlier: Earlier) -> None:
    open_store(earlier.address).close()
    earlier.run("UPDATE alembic_version SET version_num = '9999'")
    before = earlier.seen()

    with pytest.raises(StoreError, match="Start the newer release again"):
        open_store(earlier.address)
    assert earlier.seen() == before


def test_the_local_file_of_a_spreadsheet_learns_of_archives(tmp_path: Path) -> None:
    earlier = Earlier("sqlite", "first", tmp_path)
    earlier.run(
        "CREATE TABLE sheet_lines (n INTEGER PRIMARY KEY, tab TEXT); INSERT INTO sheet_lines VALUES (1, 'Schools')"
    )
    open_store(earlier.address).close()

    with sqlite3.connect(tmp_path / "store.sqlite") as file:
        assert file.execute("SELECT * FROM sheet_lines").fetchall() == [(1, "Schools", "", None)]
    file.close()


def test_every_change_is_in_the_list_in_its_order() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(CHANGES))
    found = [each.revision for each in ScriptDirectory.from_config(settings).walk_revisions()]

    assert tuple(reversed(found)) == VERSIONS, "add the new change to VERSIONS in store/sql/upgrading.py"


def test_the_moment_of_an_entry_is_the_one_it_was_saved_at(earlier: Earlier) -> None:
    store = open_store(earlier.address)
    assert {each.saved_at for each in store.entries()} == {NOW}
    store.close()
