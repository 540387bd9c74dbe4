"""What the environment says, and what is refused at the start."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.settings import StoreSetting
from ui.shell import settings, starting
from ui.shell.gate import DEMO_STAYS_HOME


def test_without_any_setting_it_is_the_demo() -> None:
    found = settings.read({})

    assert found.demo
    assert (found.store.address, found.today) == ("", None)


def test_the_demo_may_pretend_another_day() -> None:
    assert settings.read({"MANAGED_MOVES_TODAY": "2026-09-21"}).today == date(2026, 9, 21)


def test_a_real_site_may_not() -> None:
    with pytest.raises(settings.SettingWrong, match="Remove MANAGED_MOVES_TODAY"):
        settings.read({"MANAGED_MOVES_TODAY": "2026-09-21", "MANAGED_MOVES_WAYS_IN": "links"})


@pytest.mark.parametrize("ways_in", ["demo,links", "nothing", "links;accounts", ","])
def test_an_unclear_way_in_is_refused(ways_in: str) -> None:
    with pytest.raises(settings.SettingWrong, match="Write demo; or links"):
        settings.read({"MANAGED_MOVES_WAYS_IN": ways_in})


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(settings.SettingWrong, match="Write a day such as"):
        settings.read({"MANAGED_MOVES_TODAY": "31/02/2026"})


UNSAFE = [
    ("client.showErrorDetails", "full"),
    ("client.showErrorLinks", True),
    ("client.disableDataExport", False),
    ("client.toolbarMode", "developer"),
    ("logger.enableRich", True),
    ("logger.level", "debug"),
    ("runner.magicEnabled", True),
    ("server.enableXsrfProtection", False),
    ("server.xsrfCookieSameSite", "none"),
    ("server.enableCORS", False),
    ("server.corsAllowedOrigins", ["https://elsewhere.example"]),
    ("server.trustedUserHeaders", {"X-User": "email"}),
    ("server.baseUrlPath", "moves"),
    ("server.customComponentBaseUrlPath", "https://elsewhere.example"),
    ("server.enableStaticServing", True),
    ("server.enableAgentApi", True),
    ("server.scriptHealthCheckEnabled", True),
    ("server.unsafeMetricsUserAttributes", ["email"]),
    ("browser.gatherUsageStats", True),
    ("global.developmentMode", True),
    ("global.appTest", True),
    ("global.e2eTest", True),
    ("global.unitTest", True),
]


def in_force(monkeypatch: pytest.MonkeyPatch, **changed: object) -> None:
    """What Streamlit reads from the project's own file, but for what is changed."""
    found, instead = starting.config.get_option, {name.replace("__", "."): value for name, value in changed.items()}
    monkeypatch.setattr(starting.config, "get_option", lambda name: instead[name] if name in instead else found(name))


def test_our_settings_start(monkeypatch: pytest.MonkeyPatch) -> None:
    in_force(monkeypatch)

    starting.refuse_unsafe(settings.Settings())


def test_every_door_of_streamlits_is_tried() -> None:
    assert [name for name, _ in UNSAFE] == list(starting._OUR_SETTINGS)


@pytest.mark.parametrize(("name", "unsafe"), UNSAFE)
def test_without_our_settings_it_does_not_start(monkeypatch: pytest.MonkeyPatch, name: str, unsafe: object) -> None:
    in_force(monkeypatch, **{name.replace(".", "__"): unsafe})

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings())
    assert "the one app.py is in" in refused.value.sentence
    assert name in refused.value.sentence


@pytest.mark.parametrize("hosts", [[], None, ["*"], ["moves.example.org", "*"]])
def test_a_site_that_answers_to_every_name_does_not_start(monkeypatch: pytest.MonkeyPatch, hosts: object) -> None:
    in_force(monkeypatch, server__allowedHosts=hosts)

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings(frozenset({"links"})))
    assert refused.value.sentence == starting.EVERY_NAME


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", None, ""])
def test_the_demo_does_not_start_for_others(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    in_force(monkeypatch, server__address=address)

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings())
    assert (refused.value.code, refused.value.sentence) == (1, DEMO_STAYS_HOME)


@pytest.mark.parametrize("address", [None, ""])
def test_a_site_that_does_not_say_who_reaches_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    in_force(monkeypatch, server__address=address)

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings(frozenset({"links"})))
    assert refused.value.sentence == starting.NO_ADDRESS


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("STREAMLIT_SERVER_ALLOWED_HOST", "STREAMLIT_SERVER_ALLOWED_HOSTS"),
        ("STREAMLIT_SERVER_ENABLE_XSRF_PROTECTON", "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION"),
    ],
)
def test_what_streamlit_would_pass_over_in_the_environment_does_not_start(
    monkeypatch: pytest.MonkeyPatch, name: str, nearest: str
) -> None:
    monkeypatch.setenv(name, "moves.example.org")

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings())
    assert refused.value.sentence == starting.MISSPELT.format(name=name, nearest=nearest)


def test_so_in_streamlits_own_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ours = starting.STREAMLIT.read_text("utf-8")
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / starting.STREAMLIT).write_text(ours.replace("enableCORS", "enableCors"), "utf-8")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings())
    assert refused.value.sentence == starting.MISSPELT.format(
        name="server.enableCors (in .streamlit/config.toml)", nearest="server.enableCORS"
    )


def test_a_site_with_a_real_way_in_starts_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    in_force(monkeypatch, server__address="0.0.0.0")

    starting.refuse_unsafe(settings.Settings(frozenset({"links"})))


@pytest.mark.parametrize(
    "address", ["sheet:https://docs.google.com/spreadsheets/d/1AbC/edit", "postgresql+psycopg://u:p@db/moves"]
)
def test_the_demo_never_opens_what_others_work_in(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    in_force(monkeypatch)
    store = StoreSetting(address)

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings(store=store))
    assert refused.value.sentence == starting.NOT_ON_REAL_ENTRIES


def test_a_spreadsheet_half_configured_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    in_force(monkeypatch)
    store = StoreSetting("sheet:https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUv/edit")

    with pytest.raises(starting.CannotStart) as refused:
        starting.refuse_unsafe(settings.Settings(frozenset({"links"}), store))
    assert "no key for it" in refused.value.sentence


@pytest.mark.parametrize("store", ["", "sqlite:///x.sqlite", "sheet:1AbC?google=http://127.0.0.1:9999"])
def test_the_demo_opens_a_file_and_a_stand_in_for_google(store: str) -> None:
    assert not starting.is_shared(StoreSetting(store))
