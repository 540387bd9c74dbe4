"""A new spreadsheet for a new school year: the old one is read beside it, and nothing is moved or lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from store.contract import StoreError
from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.steps import set_up_with
from store.sheets.layout.tabs import tab_titled
from store.sheets.store import SheetStore
from tests.sheets.google import APP
from tests.sheets.server import Running
from tests.store.downgrading import as_before_purposes
from tests.store.rows import LATER, entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import KEY, _key, look, open_by_turns, spreadsheet_of

TAB, OLD, NEW = "Start", "2026", "2027"
LAST_YEAR = entry("s1", kind="start", entry_id="e1", answers={"did_start": True, "started_on": "2026-09-14"})
Open = Callable[..., SheetStore]


def heading(name: str) -> str:
    column = tab_titled(TAB).column(name)
    assert column
    return column.heading


@pytest.fixture
def old(google: Running, tmp_path: Path) -> AtTheSheet:
    """Last year's spreadsheet with a form, a row of settings, and one that is still to be sent."""
    store = open_by_turns(tmp_path, year=OLD)
    look(store)
    fits_no_cell = " To the governors "
    store.put(table_row("100001", name="Ashdown School", email="office@ashdown.example", complaints=fits_no_cell))
    store.save(LAST_YEAR)
    look(store)
    store.save(entry("s2", entry_id="e2"))
    store.close()
    return AtTheSheet(google, spreadsheet_of(tmp_path / OLD))


@pytest.fixture
def store(old: AtTheSheet, tmp_path: Path) -> Iterator[SheetStore]:
    """The new year's, with last year's as its archive."""
    old.google.google.log.forget()
    opened = open_by_turns(tmp_path, year=NEW, archives=[OLD])
    look(opened)
    yield opened
    opened.close()


@pytest.fixture
def new(store: SheetStore, old: AtTheSheet, tmp_path: Path) -> AtTheSheet:
    return AtTheSheet(old.google, spreadsheet_of(tmp_path / NEW))


def test_everything_goes_on_in_the_new_spreadsheet_and_the_old_one_is_not_written_to(
    store: SheetStore, old: AtTheSheet, new: AtTheSheet
) -> None:
    store.save(
        entry("s3", kind="start", entry_id="e1", revision=2, base="s1", answers={"did_start": False}, saved_at=LATER)
    )
    look(store)

    assert [each.save_id for each in store.entries()] == ["s1", "s2", "s3"]
    assert store.waiting() == frozenset() and store.faults() == ()
    assert [len(new.rows(tab)) for tab in (TAB, "Weekly report", "Schools")] == [2, 2, 2]
    assert [len(old.rows(tab)) for tab in (TAB, "Weekly report", "Schools")] == [2, 1, 2]
    written = [line for line in old.google.google.log if line.took_effect and old.spreadsheet in line.path]
    assert written == []


def test_an_archive_is_read_only_when_drive_says_that_it_changed(store: SheetStore, old: AtTheSheet) -> None:
    log = old.google.google.log
    log.forget()
    look(store)
    about_it = [line for line in log if old.spreadsheet in line.path]
    assert {line.method for line in about_it} == {"drive.files.get"}

    old.google.google.clock.forward(1)
    old.type(TAB, heading("started_on"), 2, "16/09/2026")
    look(store)
    assert store.entries()[0].answers != store.entries()[-1].answers
    assert store.entries()[-1].answers["started_on"] == "2026-09-16"
    (fault,) = store.faults()
    assert fault.sort is SheetFaultKind.BY_HAND
    assert fault.link(store.spreadsheet).startswith(
        f"https://docs.google.com/spreadsheets/d/{old.spreadsheet}/edit#gid="
    )


def test_what_was_removed_from_an_archive_is_written_into_the_new_one(
    store: SheetStore, old: AtTheSheet, new: AtTheSheet
) -> None:
    old.google.google.clock.forward(1)
    old.delete_row(TAB, 2)
    look(store)
    (fault,) = store.faults()
    assert fault.sort is SheetFaultKind.VANISHED

    store.restore(fault.row)
    look(store)
    assert len(new.rows(TAB)) == 2 and store.waiting() == frozenset()
    old.google.google.clock.forward(1)
    old.type("Schools", "Name", 2, "Ashdown Academy")
    look(store)
    assert store.faults() == ()
    assert store.table("Schools")[0].values["name"] == "Ashdown School", "settings stand where new ones are written"


def test_a_new_computer_reads_the_archive_first(store: SheetStore, old: AtTheSheet, tmp_path: Path) -> None:
    look(store)
    elsewhere = open_by_turns(tmp_path, "other.sqlite", NEW, [OLD])
    look(elsewhere)

    assert {each.save_id for each in elsewhere.entries()} == {"s1", "s2"}
    assert elsewhere.table("Schools")[0].values["email"] == "office@ashdown.example"
    assert elsewhere.faults() == ()
    elsewhere.close()


def test_a_row_that_was_copied_from_the_archive_counts_once(
    store: SheetStore, old: AtTheSheet, new: AtTheSheet
) -> None:
    for column, value in enumerate(old.rows(TAB)[1]):
        new.write_at(TAB, 2, column, f"'{value}" if isinstance(value, str) else str(value))
    look(store)

    assert [each.save_id for each in store.entries()] == ["s1", "s2"]
    (fault,) = store.faults()
    assert fault.sort is SheetFaultKind.STRANGE and "in another spreadsheet" in fault.says


def test_a_case_is_erased_from_the_archive_too(store: SheetStore, old: AtTheSheet, tmp_path: Path) -> None:
    old.google.google.clock.forward(1)
    old.type(TAB, heading("started_on"), 2, "Friday")
    look(store)
    assert store.faults()
    asking = Thread(target=store.erase, args=[[LAST_YEAR.reference]])
    asking.start()
    while asking.is_alive():
        store.worker.run_once()

    assert [len(old.rows(tab)) for tab in (TAB, "Weekly report", "Schools")] == [1, 1, 2]
    assert (store.entries(), store.faults()) == ([], ())
    look(store)
    assert store.entries() == []


def test_nothing_is_handed_over_to_a_spreadsheet_that_cannot_be_opened(old: AtTheSheet, tmp_path: Path) -> None:
    google = old.google.google
    google.share(spreadsheet_of(tmp_path / NEW), APP, role="none")
    with pytest.raises(StoreError, match="is not shared with"):
        open_by_turns(tmp_path, year=NEW, archives=[OLD])

    google.share(spreadsheet_of(tmp_path / NEW), APP)
    again = open_by_turns(tmp_path, year=OLD)
    look(again)
    assert len(again.entries()) == 2 and again.faults() == ()
    again.close()


def test_an_archive_that_is_taken_away_keeps_nothing_else_from_being_done(store: SheetStore, old: AtTheSheet) -> None:
    old.google.google.share(old.spreadsheet, APP, role="none")
    store.save(entry("s4", entry_id="e4"))
    for _ in range(3):
        store.tables_mark()
        store.worker.run_once()

    assert store.waiting() == frozenset()
    assert store.standing().trouble.startswith("An archive: The spreadsheet is not shared with")
    old.google.google.share(old.spreadsheet, APP, role="reader")
    look(store)


AS_IT_WAS = """
    DROP TABLE alembic_version;
    DROP TABLE authority_of;
    CREATE INDEX entries_by_save_id ON entries (save_id);
    CREATE INDEX entries_by_reference ON entries (reference, seq);
    ALTER TABLE sheet_lines DROP COLUMN book;
"""
"""Makes of a file from before purposes one from before there were archives."""


def as_before_archives(file: Path) -> None:
    as_before_purposes(file)
    with closing(sqlite3.connect(file)) as database:
        database.executescript(AS_IT_WAS)


def test_a_file_from_before_there_were_archives_is_opened(old: AtTheSheet, tmp_path: Path) -> None:
    as_before_archives(tmp_path / "sheet.sqlite")
    again = open_by_turns(tmp_path, year=OLD)
    look(again)

    assert len(again.entries()) == 2 and again.waiting() == frozenset() and again.faults() == ()
    again.close()


def test_a_file_that_cannot_be_brought_up_is_refused_with_what_to_do(old: AtTheSheet, tmp_path: Path) -> None:
    file = tmp_path / "sheet.sqlite"
    as_before_archives(file)
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE authority_of (somebody_elses text)")

    with pytest.raises(StoreError, match="Start the earlier release again"):
        open_by_turns(tmp_path, year=OLD)


def test_set_up_names_what_an_archive_lacks(google: Running, old: AtTheSheet, tmp_path: Path) -> None:
    new, key = spreadsheet_of(tmp_path / NEW), _key(os.environ[KEY])

    def last(archive: str) -> tuple[str, bool, str]:
        step = set_up_with(new, lambda: key, google.root, [archive])[-1]
        return step.name, step.done, step.sentence

    assert last(old.spreadsheet)[:2] == ("archives", True)
    google.google.disabled.add("drive")
    name, done, sentence = last(old.spreadsheet)
    assert (name, done) == ("drive", False) and "search for “Google Drive API”" in sentence
    google.google.disabled.clear()
    name, done, sentence = last("x" * 40)
    assert (name, done) == ("archives", False) and "is not shared with" in sentence


def test_drive_is_asked_for_by_archives_alone(store: SheetStore, old: AtTheSheet) -> None:
    given = {token.scopes for token in old.google.google.tokens._live.values()}

    drive = {scopes for scopes in given if any("drive" in scope for scope in scopes)}
    assert len(given) == 2 and len(drive) == 1
    assert all(scope.endswith(("/spreadsheets", "/drive.metadata.readonly")) for each in given for scope in each)
