"""A spreadsheet named by its link, from the address to the first entry in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.choose import open_store
from store.contract import StoreError
from store.sheets.__main__ import main
from store.sheets.store import SheetStore
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.serving import KEY


def test_a_link_and_a_key_open_a_store_that_keeps_its_entries_in_the_spreadsheet(
    google: Running, tmp_path: Path
) -> None:
    book = google.shared_spreadsheet()
    link = f"https://docs.google.com/spreadsheets/d/{book.spreadsheet_id}/edit"
    address = f"sheet:{link}?google={google.root}&file={tmp_path}/sheet.sqlite"
    store = open_store(address, {"MANAGED_MOVES_SHEET_KEY": os.environ[KEY]})
    assert isinstance(store, SheetStore)
    store.save(entry())
    store.close()
    titles = [sheet.title for sheet in google.book(book.spreadsheet_id).sheets]
    assert "Weekly report" in titles


def test_a_file_that_belongs_to_another_spreadsheet_is_refused(google: Running, tmp_path: Path) -> None:
    addresses = [
        f"sheet:{google.shared_spreadsheet().spreadsheet_id}?google={google.root}&file={tmp_path}/sheet.sqlite"
        for _ in range(2)
    ]
    environ = {"MANAGED_MOVES_SHEET_KEY": os.environ[KEY]}
    store = open_store(addresses[0], environ)
    store.save(entry())
    store.close()

    with pytest.raises(StoreError, match="belongs to another spreadsheet"):
        open_store(addresses[1], environ)
    store = open_store(addresses[0], environ)
    assert len(store.entries()) == 1
    store.close()


def test_a_second_spreadsheet_for_an_authority_is_not_begun_by_mistake(
    google: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a word about the first one, a year of cases would seem to be gone."""
    monkeypatch.chdir(tmp_path)
    first, second = (google.shared_spreadsheet().spreadsheet_id for _ in range(2))
    environ = {"MANAGED_MOVES_SHEET_KEY": os.environ[KEY], "MANAGED_MOVES_GOOGLE": google.root}
    store = open_store(f"sheet:{first}", environ)
    store.save(entry())
    store.close()

    with pytest.raises(StoreError, match="list the other’s link under archives"):
        open_store(f"sheet:{second}", environ)
    store = open_store(f"sheet:{second}?archives={first}", environ)
    assert len(store.entries()) == 1
    store.close()
    assert len(list((tmp_path / "data").glob("*.sqlite"))) == 1, "drafts and the audit stay with it"
    beside = open_store(f"sheet:{google.shared_spreadsheet().spreadsheet_id}?file={tmp_path}/other.sqlite", environ)
    assert beside.entries() == []
    beside.close()


def test_setting_up_from_the_command_line_says_which_it_is_and_each_step(
    google: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    book = google.shared_spreadsheet()
    assert main([book.spreadsheet_id, os.environ[KEY], google.root]) == 0
    assert capsys.readouterr().out.startswith(f"This is the spreadsheet {book.spreadsheet_id}.\n✓ ")
    assert main([book.spreadsheet_id, "nowhere.json", google.root]) == 1
    assert main([]) == 2
