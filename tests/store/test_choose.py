"""Which store a setting opens, and what an address that means none is answered with."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from store.choose import open_store
from store.contract import StoreError
from tests.store.rows import entry


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_setting_a_private_file_is_made_in_the_folder_data(
    nothing: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(nothing).close()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "managed-moves.sqlite").stat().st_mode) == 0o600


def test_an_sqlite_address_opens_that_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/a folder/moves.sqlite")
    store.save(entry())
    store.close()
    assert (tmp_path / "a folder" / "moves.sqlite").exists()


@pytest.mark.parametrize(
    "address",
    [
        "data/moves.sqlite",
        "mysql://someone:hunter2@host/moves",
        "postgresql://someone:hunter2@host:one/moves",
        "postgresql://someone:hunter2@[host/moves",
        "https://docs.google.com/spreadsheets/d/hunter2",
        "sheets:hunter2",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+psycopg://someone:hunter2@host:notaport/moves",
    ],
)
def test_any_other_address_is_refused_with_what_to_write_and_without_repeating_it(address: str) -> None:
    with pytest.raises(StoreError, match=r"Write sqlite:///") as refused:
        open_store(address)
    assert "hunter2" not in str(refused.value)


LINK = "sheet:https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit"


@pytest.mark.parametrize(
    ("address", "key", "told"),
    [
        ("sheet:", "key.json", "copy the whole address"),
        ("sheet:https://example.org/hunter2", "key.json", "copy the whole address"),
        (LINK, "", "set MANAGED_MOVES_SHEET_KEY"),
        (LINK, "nowhere/key.json", "The key file is not there"),
        (f"{LINK}?disk=hunter2", "key.json", "write “lasts” or “does not last”"),
        (f"{LINK}?gid=0#gid=0?disk=hunter2", "key.json", "write “lasts” or “does not last”"),
    ],
)
def test_a_spreadsheet_half_configured_is_refused_with_what_to_write(
    address: str, key: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=told) as refused:
        open_store(address, {"MANAGED_MOVES_SHEET_KEY": key})
    assert "hunter2" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_of_something_else_says_where_to_get_the_right_one(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text('{"type": "authorized_user"}', "utf-8")
    with pytest.raises(StoreError, match="Service accounts"):
        open_store(LINK, {"MANAGED_MOVES_SHEET_KEY": str(tmp_path / "key.json")})
