"""Which store a command says it opened, and what it does not do to another than was meant: run as an administrator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from casework.people import first_person
from record.tables import ACCESS, MADE_UP, SETTINGS, STAFF
from store import identity
from store.__main__ import move
from store.choose import open_store
from store.contract import Store, StoreError, StorePurpose
from tests.browser.serving import ROOT
from tests.store.rows import entry, table_row

ANNA = ("anna.bell@council.example", "Anna Bell", "205")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(name: str, purpose: StorePurpose = StorePurpose.NOT_SAID, *, empty: bool = False) -> str:
    """The address of a store with two people and two cases, or with nothing."""
    address = f"sqlite:///{name}.sqlite"
    store = open_store(address)
    if purpose is StorePurpose.DEMONSTRATION:
        store.keep_demonstration()
    if purpose is StorePurpose.TRUE_ENTRIES:
        store.keep_true_entries()
    if not empty:
        _fill(store)
    store.close()
    return address


def _fill(store: Store) -> None:
    store.put(table_row("devan", STAFF, name="Devan Pillai", role="administrator", la="205"))
    store.put(table_row("k3f9", ACCESS, what="person", name="Amina Yusuf", role="school", school="100001"))
    store.put(table_row("link", ACCESS, what="link", school="100001"))
    store.save(entry())
    store.save(entry("save-2", reference="MM-BBBB2222", entry_id="entry-2"))


def purpose_of(address: str) -> StorePurpose:
    store = open_store(address)
    found = store.purpose()
    store.close()
    return found


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("sqlite:///a/b.sqlite", "the file {here}/a/b.sqlite"),
        ("sqlite:////srv/b.sqlite", "the file /srv/b.sqlite"),
        ("", "the file {here}/data/managed-moves.sqlite"),
        ("a/b.xlsx", "the file {here}/a/b.xlsx"),
        ("postgresql://moves:hunter2@db1,db2/moves", "the database moves of db1,db2"),
        ("postgresql+psycopg:///moves?host=/run&password=hunter2", "the database moves of /run"),
        ("sheet:https://docs.google.com/d/1/edit?file=x", "the spreadsheet https://docs.google.com/d/1/edit"),
    ],
)
def test_an_address_is_said_without_anything_secret(address: str, words: str, folder: Path) -> None:
    assert identity.address_in_words(address) == words.format(here=folder)


def test_a_store_is_said_with_what_it_is_for_and_how_much_there_is(folder: Path) -> None:
    said = {}
    for purpose in StorePurpose:
        store = open_store(made(purpose.name, purpose))
        said[purpose] = identity.in_words(f"sqlite:///{purpose.name}.sqlite", store)
        store.close()

    assert said == {
        StorePurpose.NOT_SAID: f"the file {folder}/NOT_SAID.sqlite, with 2 people and 2 cases",
        StorePurpose.DEMONSTRATION: f"the file {folder}/DEMONSTRATION.sqlite for the demonstration, with 2 people and 2 cases",
        StorePurpose.TRUE_ENTRIES: f"the file {folder}/TRUE_ENTRIES.sqlite for real entries, with 2 people and 2 cases",
    }


class TestMoving:
    """What move-store does not do."""

    def test_carries_nothing_from_where_there_is_nothing_and_makes_no_file(self, folder: Path) -> None:
        with pytest.raises(StoreError, match=f"There is nothing at the file {folder}/nowhere.sqlite, so nothing was"):
            move("sqlite:///nowhere.sqlite", "sqlite:///to.sqlite")
        with pytest.raises(StoreError, match="There is nothing to move"):
            move(made("empty", empty=True), "sqlite:///to.sqlite")

        assert [each.name for each in folder.glob("*.sqlite")] == ["empty.sqlite"]

    @pytest.mark.parametrize("purpose", [StorePurpose.NOT_SAID, StorePurpose.TRUE_ENTRIES])
    def test_what_was_carried_is_for_true_entries(
        self, purpose: StorePurpose, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        source = made("from", purpose)

        assert move(source, "sqlite:///to.sqlite")
        assert move(source, "sqlite:///to.sqlite"), "begun again it goes on"
        assert purpose_of("sqlite:///to.sqlite") is StorePurpose.TRUE_ENTRIES
        said = capsys.readouterr().out
        is_for = " for real entries" if purpose is StorePurpose.TRUE_ENTRIES else ""
        assert f"From the file {folder}/from.sqlite{is_for}, with 2 people and 2 cases.\n" in said
        assert f"To   the file {folder}/to.sqlite, with nothing in it yet.\n" in said

    def test_a_demonstration_is_carried_knowingly_alone_and_stays_one(self, folder: Path) -> None:
        source = made("from", StorePurpose.DEMONSTRATION)
        with pytest.raises(StoreError, match="To do it knowingly, add --demonstration"):
            move(source, "sqlite:///to.sqlite")
        assert not (folder / "to.sqlite").exists()

        for _ in range(2):
            assert move(source, "sqlite:///to.sqlite", knowingly=True)
        assert purpose_of("sqlite:///to.sqlite") is StorePurpose.DEMONSTRATION

    @pytest.mark.parametrize("purpose", [StorePurpose.NOT_SAID, StorePurpose.TRUE_ENTRIES])
    def test_never_among_true_entries(self, purpose: StorePurpose, folder: Path) -> None:
        source, target = made("from", StorePurpose.DEMONSTRATION), made("to", purpose)

        with pytest.raises(StoreError, match="never among real entries"):
            move(source, target, knowingly=True)

    def test_true_entries_are_never_carried_into_a_demonstration(self, folder: Path) -> None:
        source, target = made("from"), made("to", StorePurpose.DEMONSTRATION, empty=True)

        with pytest.raises(StoreError, match="Real entries are never moved in there"):
            move(source, target, knowingly=True)

    def test_an_earlier_releases_sample_is_known_and_never_becomes_a_demonstration(self, folder: Path) -> None:
        source = made("from")
        store = open_store(source)
        store.put(table_row(MADE_UP, SETTINGS, value="2026-09-21"))
        store.close()
        with pytest.raises(StoreError, match="its cases and its people are made up"):
            move(source, "sqlite:///to.sqlite")

        assert move(source, "sqlite:///to.sqlite", knowingly=True)
        assert purpose_of("sqlite:///to.sqlite") is StorePurpose.TRUE_ENTRIES

    def test_nor_does_what_comes_from_a_workbook(self, folder: Path) -> None:
        source = made("from", StorePurpose.DEMONSTRATION)
        store = open_store(source)
        store.put(table_row(MADE_UP, SETTINGS, value="2026-09-21"))
        store.close()
        assert move(source, "all.xlsx", knowingly=True)
        with pytest.raises(StoreError, match="its cases and its people are made up"):
            move("all.xlsx", "sqlite:///to.sqlite")

        assert move("all.xlsx", "sqlite:///to.sqlite", knowingly=True)
        assert purpose_of("sqlite:///to.sqlite") is StorePurpose.TRUE_ENTRIES


class TestTheFirstPerson:
    """Whom `first_person` lets in, and where it does not."""

    def run(self, folder: Path, env: Mapping[str, str], *more: str) -> tuple[int, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("MANAGED_MOVES")}
        command = [sys.executable, "-m", "casework.people.first_person", *ANNA, *more]
        done = subprocess.run(
            command,
            cwd=folder,
            env={**clean, "PYTHONPATH": str(ROOT), **env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    def test_without_the_sites_settings_nobody_is_let_in_and_no_file_is_made(self, folder: Path) -> None:
        assert self.run(folder, {}) == (1, f"{first_person.NO_WAY_IN}\n")
        assert list(folder.iterdir()) == []

    def test_in_a_store_that_is_not_there_nobody_is_let_in(self, folder: Path) -> None:
        found = self.run(folder, {"MANAGED_MOVES_WAYS_IN": "accounts"})

        file = f"the file {folder}/data/managed-moves.sqlite"
        assert found == (1, f"{identity.NOTHING_THERE.format(address=file)}\n")
        assert list(folder.iterdir()) == []

    def test_in_one_that_no_site_has_opened_nobody_is_let_in(self, folder: Path) -> None:
        made("new", empty=True)
        found = self.run(folder, {"MANAGED_MOVES_WAYS_IN": "accounts", "MANAGED_MOVES_STORE": "sqlite:///new.sqlite"})

        which = f"the file {folder}/new.sqlite, with nothing in it yet"
        assert found == (1, f"{first_person.NOT_STARTED_YET.format(which=which)}\n")

    def test_in_the_demonstration_somebody_is_let_in_knowingly_alone(self, folder: Path) -> None:
        made("demo", StorePurpose.DEMONSTRATION, empty=True)
        env = {"MANAGED_MOVES_WAYS_IN": "accounts", "MANAGED_MOVES_STORE": "sqlite:///demo.sqlite"}
        assert "To do it knowingly, add --demonstration" in self.run(folder, env)[1]

        assert self.run(folder, {**env, "MANAGED_MOVES_WAYS_IN": "demo"}, "--demonstration")[0] == 0

    def test_with_a_setting_misspelt_nobody_is_let_in(self, folder: Path) -> None:
        found = self.run(folder, {"MANAGED_MOVES_WAYS_IN": "accounts", "MANAGED_MOVES_STOR": "sqlite:///new.sqlite"})

        assert found == (1, "There is no setting MANAGED_MOVES_STOR. Did you mean MANAGED_MOVES_STORE?\n")

    def test_in_a_site_that_was_started_it_says_which_and_lets_them_in(self, folder: Path) -> None:
        made("site", StorePurpose.TRUE_ENTRIES, empty=True)
        code, said = self.run(
            folder, {"MANAGED_MOVES_WAYS_IN": "accounts", "MANAGED_MOVES_STORE": "sqlite:///site.sqlite"}
        )

        assert (code, said.splitlines()) == (
            0,
            [
                f"This is the file {folder}/site.sqlite for real entries, with nothing in it yet.",
                "Anna Bell has access as anna.bell@council.example.",
            ],
        )
