"""Every setting left out and misspelt, one at a time and in pairs: a site never has a door more open than was meant.

A site is started as far as its first page each time, in a folder where its stores hold true entries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from store.choose import open_store
from store.contract import StoreError
from store.declared import LINES, SETTINGS, VARIABLES
from tests.store.rows import entry
from ui.shell import settings as site_settings
from ui.shell import starting, wiring
from ui.shell.settings import SettingWrong
from ui.sign_in import providers, ways

TENANT = "11111111-2222-3333-4444-555555555555"
EVERYTHING = {
    "ways_in": "links,accounts",
    "store.database": "sqlite:///own.sqlite",
    "accounts.address": "https://moves.example.org",
    "accounts.google.client_id": "google-knows",
    "accounts.google.client_secret": "google-secret",
    "accounts.microsoft.client_id": "microsoft-knows",
    "accounts.microsoft.client_secret": "microsoft-secret",
    "accounts.microsoft.tenant": TENANT,
    "messages.smtp.host": "smtp.example.org",
    "messages.smtp.port": 587,
    "messages.smtp.security": "tls",
    "messages.smtp.sender": "moves@example.org",
    "messages.smtp.user": "moves",
    "messages.smtp.password": "hunter2",
}


@dataclass(frozen=True)
class Site:
    """What somebody meant."""

    environ: Mapping[str, str]
    lines: Mapping[str, Any]
    ways_in: frozenset[str]
    accounts: frozenset[str] = frozenset()


SITES = {
    "all in the secrets file": Site(
        {"MANAGED_MOVES_SECRETS": "site.toml", "MANAGED_MOVES_METRICS_TOKEN": "0123456789abcdef"},
        EVERYTHING,
        frozenset({"links", "accounts"}),
        frozenset({"google", "microsoft"}),
    ),
    "the usual file and the usual store": Site({}, {"ways_in": "links"}, frozenset({"links"})),
    "the usual file and a store of its own": Site(
        {}, {"ways_in": "links", "store.database": "sqlite:///own.sqlite"}, frozenset({"links"})
    ),
    "all in the environment": Site(
        {"MANAGED_MOVES_WAYS_IN": "links", "MANAGED_MOVES_STORE": "sqlite:///own.sqlite"}, {}, frozenset({"links"})
    ),
    "the environment and the usual store": Site({"MANAGED_MOVES_WAYS_IN": "links"}, {}, frozenset({"links"})),
    "a demonstration of another day": Site(
        {
            "MANAGED_MOVES_WAYS_IN": "demo",
            "MANAGED_MOVES_TODAY": "2026-09-21",
            "MANAGED_MOVES_STORE": "sqlite:///x.sqlite",
        },
        {},
        frozenset({"demo"}),
    ),
}


def left_out(name: str) -> str | None:
    return None


def a_letter_short(name: str) -> str:
    """Its last part without its second letter."""
    whole, dot, last = name.rpartition(".")
    at = len("MANAGED_MOVES_") if name in VARIABLES else 0
    return f"{whole}{dot}{last[: at + 1]}{last[at + 2 :]}"


def a_section_short(name: str) -> str:
    """The section misspelt; of a variable, what all begin with."""
    return f"{name[0]}{name[2:]}"


FAULTS: tuple[Callable[[str], str | None], ...] = (left_out, a_letter_short, a_section_short)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a site is started: two stores that were opened for true entries hold some."""
    (tmp_path / ".streamlit").mkdir()
    copyfile(starting.STREAMLIT.absolute(), tmp_path / starting.STREAMLIT)
    monkeypatch.chdir(tmp_path)
    for each in VARIABLES:
        monkeypatch.delenv(each, raising=False)
    for file in ("own.sqlite", "data/managed-moves.sqlite"):
        store = open_store(f"sqlite:///{file}")
        store.keep_true_entries()
        store.save(entry())
        store.close()
    wiring.close()
    yield tmp_path
    wiring.close()


@dataclass(frozen=True)
class Started:
    """A site that did start: who comes in, by whose accounts, and whether it shows what was kept."""

    ways_in: frozenset[str]
    accounts: frozenset[str]
    shows_entries: bool


def start(monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], lines: Mapping[str, Any]) -> Started | str:
    """As far as the first page; or the sentence with which it does not start."""
    for name in ("site.toml", ".streamlit/secrets.toml"):
        Path(name).unlink(missing_ok=True)
    file = Path(
        environ.get("MANAGED_MOVES_SECRETS") or ("site.toml" if "MANAGED_MOVES_SECRETS" in str(environ) else "")
    )
    written = file if file.name else Path(".streamlit/secrets.toml")
    if lines:
        written.parent.mkdir(exist_ok=True)
        written.write_text(_toml(lines), "utf-8")
        written.chmod(0o600)
    with monkeypatch.context() as told:
        for name, value in environ.items():
            told.setenv(name, value)
        try:
            chosen = site_settings.read()
            ways.routes(chosen, lambda: wiring.office().store, wiring.hashing)
            starting.refuse_unsafe(chosen)
            found = wiring.office().store
            accounts = providers.read(chosen.secrets).providers if "accounts" in chosen.ways_in else ()
            shows = bool(found.entries("MM-AAAA1111"))
            return Started(chosen.ways_in, frozenset(each.name for each in accounts), shows)
        except (SettingWrong, StoreError) as problem:
            return str(problem)
        except starting.CannotStart as problem:
            return problem.sentence
        finally:
            wiring.close()


def _toml(lines: Mapping[str, Any]) -> str:
    """Lines without a section first, then each section."""
    by_section: dict[str, list[str]] = {}
    for line, value in lines.items():
        section, _, name = line.rpartition(".")
        by_section.setdefault(section, []).append(f"{name} = {json.dumps(value)}")
    above = by_section.pop("", [])
    return "\n".join([*above, *(f"[{each}]\n" + "\n".join(of) for each, of in by_section.items())])


def faulty(site: Site, faults: Mapping[str, Callable[[str], str | None]]) -> tuple[dict[str, str], dict[str, Any]]:
    """What such a site is told when these of its settings are left out or misspelt."""

    def said(told: Mapping[str, Any]) -> dict[str, Any]:
        names = {name: faults[name](name) if name in faults else name for name in told}
        return {name: told[each] for each, name in names.items() if name is not None}

    return said(site.environ), said(site.lines)


def is_more_open(found: Started | str, site: Site) -> bool:
    if isinstance(found, str):
        return False
    if found.ways_in == {"demo"}:
        return found.shows_entries
    return not (found.ways_in <= site.ways_in and found.accounts <= site.accounts)


@pytest.mark.parametrize("name", SITES)
def test_as_it_is_meant_it_starts(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = SITES[name]
    found = start(monkeypatch, site.environ, site.lines)

    assert found == Started(site.ways_in, site.accounts, "demo" not in site.ways_in)


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize("name", SITES)
def test_left_out_or_misspelt_no_door_is_more_open(
    name: str, many: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, opened = SITES[name], []
    for of in combinations([*site.environ, *site.lines], many):
        for faults in product(FAULTS, repeat=len(of)):
            given = dict(zip(of, faults, strict=True))
            found = start(monkeypatch, *faulty(site, given))
            misspelt = [each for each, fault in given.items() if fault is not left_out]
            if is_more_open(found, site) or (misspelt and not isinstance(found, str)):
                opened.append((given, found))

    assert opened == []


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_a_misspelt_variable_is_named_with_the_nearest(
    variable: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for misspelt in (a_letter_short(variable), a_section_short(variable), variable.lower(), f"{variable}S"):
        found = start(monkeypatch, {misspelt: "demo"}, {})

        assert found == f"There is no setting {misspelt}. Did you mean {variable}?"


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_a_variable_that_is_set_to_nothing_is_refused(
    variable: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nothing in ("", "  "):
        found = start(monkeypatch, {variable: nothing}, {})

        assert found == f"{variable} is set to nothing. Write its value, or remove it."


@pytest.mark.parametrize("line", sorted(LINES))
def test_a_misspelt_line_is_named_with_the_nearest(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section, _, name = line.rpartition(".")
    misspelt = f"{name}x"
    found = start(monkeypatch, {}, {f"{section}.{misspelt}" if section else misspelt: "demo"})

    under = f"Under [{section}] of .streamlit/secrets.toml" if section else "In .streamlit/secrets.toml"
    assert found == f"{under} there is {misspelt}, which means nothing. Did you mean {name}?"


@pytest.mark.parametrize("line", sorted(LINES))
def test_a_line_of_another_sort_is_refused_and_not_repeated(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ([7], "", 7.5, False):
        found = start(monkeypatch, {}, {line: value})

        assert isinstance(found, str)
        assert "write" in found.lower(), "it says what to write"
        assert "7" not in found.replace("587", "")


CHOSEN = sorted((each.line, word) for each in SETTINGS for word in each.choices)


@pytest.mark.parametrize(("line", "word"), CHOSEN)
def test_a_word_that_is_not_one_of_the_few_is_refused(
    line: str, word: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = start(monkeypatch, {}, {line: f"{word}x"})

    assert isinstance(found, str)
    assert f"“{word}”" in found


AGAINST_EACH_OTHER: Mapping[str, tuple[Mapping[str, str], Mapping[str, Any], str]] = {
    "the demonstration here and a way in there": (
        {"MANAGED_MOVES_WAYS_IN": "demo"},
        {"ways_in": "links"},
        "Remove the one that is not meant",
    ),
    "a way in here and the demonstration there": (
        {"MANAGED_MOVES_WAYS_IN": "links"},
        {"ways_in": "demo"},
        "Remove the one that is not meant",
    ),
    "a store and nobody who comes in": (
        {"MANAGED_MOVES_STORE": "sqlite:///own.sqlite"},
        {},
        "This site is told MANAGED_MOVES_STORE, and not who comes in",
    ),
    "accounts and nobody who comes in": (
        {},
        {"accounts.address": "https://moves.example.org"},
        "This site is told accounts in .streamlit/secrets.toml, and not who comes in",
    ),
    "the demonstration of true entries": (
        {"MANAGED_MOVES_WAYS_IN": "demo", "MANAGED_MOVES_STORE": "sqlite:///own.sqlite"},
        {},
        "Only people who sign in may see them",
    ),
    "the demonstration of the usual store": ({"MANAGED_MOVES_WAYS_IN": "demo"}, {}, "then write ways_in = "),
    "nothing, beside true entries": ({}, {}, "then write ways_in = "),
    "a pretended day of true entries": ({"MANAGED_MOVES_TODAY": "2026-09-21"}, {}, "then write ways_in = "),
    "another Google": (
        {"MANAGED_MOVES_WAYS_IN": "links", "MANAGED_MOVES_GOOGLE": "https://sheets.example.com"},
        {},
        "for a stand-in for Google on this computer alone",
    ),
    "an option of a spreadsheet misspelt": (
        {"MANAGED_MOVES_WAYS_IN": "links", "MANAGED_MOVES_STORE": "sheet:1AbC?disc=does+not+last"},
        {},
        "Did you mean disk?",
    ),
    "an e-mail server without a sender": (
        {},
        {"ways_in": "links", "messages.smtp.host": "smtp.example.org", "messages.smtp.port": 25},
        "needs host, port and sender",
    ),
}


@pytest.mark.parametrize("case", AGAINST_EACH_OTHER)
def test_what_contradicts_itself_does_not_start(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ, lines, sentence = AGAINST_EACH_OTHER[case]
    found = start(monkeypatch, environ, lines)

    assert isinstance(found, str)
    assert sentence in found


def test_a_secrets_file_that_says_nothing_does_not_start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "empty.toml"
    file.touch(0o600)
    found = start(monkeypatch, {"MANAGED_MOVES_SECRETS": str(file)}, {})

    assert isinstance(found, str)
    assert f"{file} says nothing" in found


def test_once_a_store_is_for_true_entries_a_running_demonstration_shows_nothing_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANAGED_MOVES_WAYS_IN", "demo")
    monkeypatch.setenv("MANAGED_MOVES_STORE", "sqlite:///new.sqlite")
    assert wiring.office().store.entries() == []

    other = open_store("sqlite:///new.sqlite")
    other.keep_true_entries()
    other.close()
    with pytest.raises(StoreError, match="Only people who sign in may see them"):
        wiring.office()
