"""Every page refuses by itself: run alone, without the gate and the frame before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casework.reading.office import Office
from record.person import Role
from tests.ui.at_a_page import pages_office
from ui.shell import go, page, session
from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE

BY_ROLE = {Role(str(person["role"])): person for person in SAMPLE}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office every page gets, on a store of this test's own."""
    with pages_office(tmp_path, monkeypatch) as pages:
        yield pages


def run(screen: go.Screen, **address: str) -> AppTest:
    """The page by itself: its file, or what the frame makes of a form that has none."""
    made = (
        "from record.forms.kinds import kind_named\nfrom ui.form.show import form_page\nform_page(kind_named({!r}))()"
    )
    if screen.path.exists():
        shown = AppTest.from_file(str(screen.path), default_timeout=60)
    else:
        shown = AppTest.from_string(made.format(screen.name), default_timeout=60)
    for name, value in address.items():
        shown.query_params[name] = value
    return shown.run()


def test_every_page_of_the_folder_has_a_screen() -> None:
    files = {path.stem for path in go.PAGES.glob("*.py")} - {"__init__"}
    made = {screen.name for screen in go.SCREENS if screen.form and screen.name not in files}

    assert files == {screen.name for screen in go.SCREENS} - made, (
        "add the page to ui/shell/go.py, or its file to pages/"
    )


def test_no_two_screens_share_an_address() -> None:
    addresses = [screen.address for screen in go.SCREENS]

    assert len(set(addresses)) == len(addresses)
    assert not {"account", "front", "leave", "typing", "sign-in", "sign-out", "healthz", "static", "media"} & set(
        addresses
    )


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("screen", go.SCREENS, ids=lambda screen: screen.name)
def test_every_page_run_alone_refuses_whoever_is_signed_out(screen: go.Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "_secret", lambda: None)
    shown = run(screen)

    assert not shown.exception
    assert [warning.value for warning in shown.warning] == ["You are signed out. Sign in to see this page."]
    assert [title.value for title in shown.title] == [page.REFUSED]


@pytest.mark.parametrize("screen", go.SCREENS, ids=lambda screen: screen.name)
def test_every_page_run_alone_refuses_every_role_that_is_not_its_own(
    screen: go.Screen, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in set(Role) - set(screen.roles):
        secret = ticket.issue(office.store, BY_ROLE[role])
        monkeypatch.setattr(session, "_secret", lambda secret=secret: secret)
        shown = run(screen)

        assert [warning.value for warning in shown.warning] == [
            "This page is not for your role. Choose another page above."
        ], f"{screen.name} opens for {role}: give page.begin the roles of its screen"


def test_the_icon_is_a_file_of_ours() -> None:
    assert page.ICON.is_file()
