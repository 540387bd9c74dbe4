"""What is installed: the demonstration needs requirements.txt, a site requirements-site.txt; what is not there is said."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from casework.desk.messages.sending import SenderWrong, sender_of
from casework.people.pins import Hashing
from store.choose import open_store
from store.contract import Store, StoreError
from tests.accounts_provider import write_secrets
from ui.shell.settings import Settings, SettingWrong
from ui.sign_in import ways

ROOT = Path(__file__).parents[2]
PROJECT: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: Mapping[str, list[str]] = PROJECT["optional-dependencies"]
TO_INSTALL = "pip install -r requirements-site.txt"


def named(file: str) -> Mapping[str, str]:
    """The releases of a list, by package."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / file).read_text("utf-8"), re.M))


def packages(needs: Iterable[str]) -> set[str]:
    return {re.split(r"[\[;<>=\s]", each)[0] for each in needs}


def test_what_make_run_installs_is_what_the_demonstration_and_a_spreadsheet_need() -> None:
    listed = set(named("requirements.txt"))

    assert packages([*PROJECT["dependencies"], *EXTRAS["google"]]) <= listed
    assert packages([*EXTRAS["accounts"], *EXTRAS["postgres"], *EXTRAS["notify"]]) & listed == set()


def test_a_site_installs_every_extra_in_the_releases_that_are_tested() -> None:
    site, notify, tested = (named(f"requirements-{each}.txt") for each in ("site", "notify", "dev"))

    assert packages(need for extra in EXTRAS.values() for need in extra) <= set(notify)
    assert named("requirements.txt").items() <= site.items() <= notify.items() <= tested.items()


def test_what_nobody_keeps_up_comes_with_notify_alone() -> None:
    site, notify = named("requirements-site.txt"), named("requirements-notify.txt")

    assert set(notify) - set(site) == packages(EXTRAS["notify"]) | {"docopt", "pyjwt"}


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=TO_INSTALL):
        open_store("postgresql://127.0.0.1/moves")


def test_notify_without_its_client_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "notifications_python_client", None)

    with pytest.raises(SenderWrong, match=r"pip install -r requirements-notify\.txt"):
        sender_of({"messages": {"notify": {"key": "k", "template": "t"}}})


def test_accounts_without_what_asks_their_providers_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "authlib.integrations.base_client", None)
    monkeypatch.delitem(sys.modules, "ui.sign_in.accounts", raising=False)
    file = write_secrets(tmp_path, "https://moves.example.org", "http://127.0.0.1:9400")

    def no_store() -> Store:
        raise AssertionError("nobody has come yet")

    with pytest.raises(SettingWrong, match=TO_INSTALL):
        ways.routes(Settings(frozenset({"accounts"}), secrets=file), no_store, Hashing)
