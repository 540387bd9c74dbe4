"""What a site is told of its store, by the environment and by the secrets file, and how what is half done is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from store.choose import open_told
from store.contract import StoreError
from store.declared import LINES
from store.settings import StoreSetting, store_setting

EXAMPLE = Path(__file__).parent.parent.parent / ".streamlit" / "secrets.toml.example"
LINK = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit"
A_SHEET, A_KEY = f'spreadsheet = "{LINK}?gid=0#gid=0"\n', 'key = "keys/hunter2.json"\n'
A_DATABASE = 'database = "postgresql+psycopg://moves:hunter2@host/moves"\n'


def told(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> StoreSetting:
    file = folder / "secrets.toml"
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    return store_setting({"MANAGED_MOVES_SECRETS": str(file), **(environ or {})})


def test_the_file_names_a_spreadsheet_with_its_key_and_its_disk(tmp_path: Path) -> None:
    found = told(tmp_path, f'[store]\n{A_SHEET}{A_KEY}disk = "does not last"\nfile = "a folder/moves.sqlite"')

    assert found.address.startswith(f"sheet:{LINK}?")
    assert found.options == {"disk": "does not last", "file": "a folder/moves.sqlite"}
    assert found.key == Path("keys/hunter2.json")


def test_a_key_may_stand_in_the_file_itself(tmp_path: Path) -> None:
    found = told(tmp_path, f'[store]\n{A_SHEET}[store.key]\ntype = "service_account"')

    assert found.key == {"type": "service_account"}


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    text = f"[store]\n{A_SHEET}{A_KEY}"

    assert told(tmp_path, text, {"MANAGED_MOVES_STORE": "sqlite:///x.sqlite"}).address == "sqlite:///x.sqlite"
    assert told(tmp_path, text, {"MANAGED_MOVES_SHEET_KEY": "other.json"}).key == Path("other.json")


def test_without_a_file_and_an_environment_the_usual_store_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert store_setting({}) == StoreSetting()


HALF_DONE = {
    "a key without a spreadsheet": (f"[store]\n{A_KEY}", {}, "no spreadsheet it is for"),
    "a key without anything": ("", {"MANAGED_MOVES_SHEET_KEY": "hunter2.json"}, "no spreadsheet it is for"),
    "a spreadsheet without a key": (f"[store]\n{A_SHEET}", {}, "no key for it"),
    "a spreadsheet and a database": (f"[store]\n{A_SHEET}{A_KEY}{A_DATABASE}", {}, "Keep one"),
    "a database and a key of a spreadsheet": (
        "",
        {"MANAGED_MOVES_STORE": "postgresql+psycopg://moves:hunter2@host/moves", "MANAGED_MOVES_SHEET_KEY": "k.json"},
        "Remove one of the two",
    ),
    "a database that is a link": (f'[store]\ndatabase = "{LINK}/hunter2"', {}, "not one this site knows"),
    "a key file that is not there": (f"[store]\n{A_SHEET}{A_KEY}", {}, "The key file is not there"),
    "a key that is a folder": (f'[store]\n{A_SHEET}key = "."', {}, "this site may not read it"),
    "a key that is something else": (
        f'[store]\n{A_SHEET}[store.key]\ntype = "hunter2"',
        {},
        "not the key of a service account",
    ),
    "a key that is a number": (f"[store]\n{A_SHEET}key = 7", {}, "the path of the key file"),
    "a link that is no spreadsheet": (
        f'[store]\nspreadsheet = "https://docs.google.com/document/d/hunter2/edit"\n{A_KEY}',
        {},
        "copy the whole address",
    ),
    "an empty link": (f'[store]\nspreadsheet = ""\n{A_KEY}', {}, "write spreadsheet as text"),
    "a disk without a spreadsheet": ('[store]\ndisk = "lasts"', {}, "Write spreadsheet = too"),
    "a disk that is neither": (
        f'[store]\n{A_SHEET}{A_KEY}disk = "hunter2"',
        {},
        "write disk as “lasts” or “does not last”",
    ),
    "archives without a spreadsheet": (f'[store]\narchives = ["{LINK}"]', {}, "Write spreadsheet = too"),
    "an archive that is no list": (f'[store]\n{A_SHEET}{A_KEY}archives = "hunter2"', {}, "as a list of links"),
    "an archive that is no spreadsheet": (
        f'[store]\n{A_SHEET}{A_KEY}archives = ["hunter2"]',
        {},
        "copy the whole address",
    ),
    "a spreadsheet that is its own archive": (
        f'[store]\n{A_SHEET}{A_KEY}archives = ["{LINK}#gid=7"]',
        {},
        "is given twice",
    ),
    "a misspelt line": (
        f"[store]\nspreadshet = 'hunter2'\n{A_KEY}",
        {},
        "there is spreadshet, which means nothing. Did you mean spreadsheet",
    ),
    "a store that is no section": ('store = "hunter2"', {}, "as a section"),
    "no TOML": ("[store]\nspreadsheet = hunter2", {}, "not written as TOML at line 2"),
}


@pytest.mark.parametrize("case", HALF_DONE)
def test_what_is_half_done_is_refused_in_one_sentence_that_quotes_no_secret(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, environ, sentence = HALF_DONE[case]

    with pytest.raises(StoreError, match=sentence) as refused:
        open_told(told(tmp_path, text, environ))
    assert "hunter2" not in str(refused.value)
    assert not (tmp_path / "data").exists(), "nothing is made before all is understood"


def test_a_file_others_can_read_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text("", "utf-8")
    file.chmod(0o644)

    with pytest.raises(StoreError, match="chmod 600"):
        store_setting({"MANAGED_MOVES_SECRETS": str(file)})
    with pytest.raises(StoreError, match="which is not there"):
        store_setting({"MANAGED_MOVES_SECRETS": str(tmp_path / "other.toml")})


def test_the_example_is_understood_and_says_what_each_line_is_for(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    lines = [line for line in text.splitlines() if " = " in line]

    assert told(tmp_path, text).key == Path("/srv/managed-moves/key.json")
    assert [line for line in lines if " # " not in line] == []


def test_the_example_has_every_line_there_is_but_those_of_tests() -> None:
    text = "\n".join(line.removeprefix("# ") for line in EXAMPLE.read_text("utf-8").splitlines())
    section, found = "", set()
    for line in text.splitlines():
        if heading := re.match(r"\[([\w.]+)\]", line):
            section = f"{heading[1]}."
        elif setting := re.match(r"(\w+) = ", line):
            found.add(f"{section}{setting[1]}")

    of_the_key = {each for each in found if each.startswith("store.key.")}
    of_tests = {"accounts.google.metadata", "accounts.microsoft.metadata", "messages.notify.address"}
    assert found - of_the_key == LINES.keys() - of_tests


def test_the_example_also_shows_a_key_without_a_disk(tmp_path: Path) -> None:
    lines = [line.removeprefix("# ") for line in EXAMPLE.read_text("utf-8").splitlines()]
    start = next(at for at, line in enumerate(lines) if line.startswith("[store.key]"))
    key = told(tmp_path, f"[store]\n{A_SHEET}" + "\n".join(lines[start : lines.index("", start)])).key

    assert isinstance(key, dict)
    assert set(key) == {
        *("type", "project_id", "private_key_id", "private_key", "client_email", "client_id", "token_uri")
    }
