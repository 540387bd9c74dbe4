"""The whole app in a real browser: who gets in, what a signed-out page still shows, what the browser complains of."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from store.choose import open_store
from store.contract import NOT_MADE_UP, AuditEvent
from tests.browser.serving import ROOT, Server, free_port
from tests.browser.visiting import Complaints, settled, sign_in_as
from ui.shell import go
from ui.shell.gate import DEMO_STAYS_HOME
from ui.sign_in import ticket

PAGES = [screen.address for screen in go.SCREENS]


@pytest.mark.parametrize("how", ["streamlit", "uvicorn"])
def test_both_ways_of_serving_let_somebody_in_and_to_the_page_they_wanted(
    own_server: Callable[..., Server], open_page: Callable[..., Page], how: str
) -> None:
    server = own_server(how=how, cold=True)
    page = open_page(server)
    page.goto("/account?case=MM-7K4Q2PXD")
    expect(page).to_have_title("Sign in – Managed Moves")
    page.get_by_role("button", name="Rosalind Marsh").click()
    settled(page)

    expect(page).to_have_url(f"{server.url}/account?case=MM-7K4Q2PXD")
    expect(page.get_by_text("You are signed in as Rosalind Marsh")).to_be_visible()
    assert "Traceback" not in server.log()


def test_every_page_first_and_alone_refuses_whoever_is_signed_out(
    own_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    page = open_page(own_server())  # on which no page has run yet, nor ever does
    for address in [*PAGES, "account", "front", ""]:
        page.goto(f"/{address}")

        expect(page).to_have_title("Sign in – Managed Moves")
        expect(page.locator('[data-testid="stApp"]')).to_have_count(0)
    assert page.context.cookies() == []


@pytest.mark.parametrize("name", ["Amina Yusuf", "Grace Obi", "Rosalind Marsh", "Devan Pillai", "Hannah Cole"])
def test_every_page_in_a_role_s_navigation_opens_without_a_complaint_from_the_browser(
    page: Page, complaints: Complaints, name: str
) -> None:
    sign_in_as(page, name)
    offered = page.get_by_role("navigation").get_by_role("link")  # none at all where there is but one page
    for title in offered.all_inner_texts():
        offered.get_by_text(title, exact=True).click()
        expect(page.locator("h1")).to_have_count(1)
        expect(page).to_have_title(re.compile(" – Managed Moves$"))
        settled(page)

    assert (complaints.errors, complaints.abroad) == ([], [])


def test_the_sign_in_page_has_nothing_to_complain_of(page: Page, complaints: Complaints) -> None:
    page.goto("/sign-in")
    font = page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(font => font.status))")

    assert (complaints.errors, complaints.abroad) == ([], [])
    assert font == ["loaded"]


def test_the_sign_in_page_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Enter")
    settled(page)

    expect(page).not_to_have_title("Sign in – Managed Moves")


@pytest.mark.parametrize("width", [360, 1100])
def test_the_sign_in_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/sign-in")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_signing_out_leaves_nothing_on_the_page_nor_behind_it(page: Page) -> None:
    sign_in_as(page, "Amina Yusuf", then="/account")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_title("Sign in – Managed Moves")
    page.go_back()

    expect(page).to_have_title("Sign in – Managed Moves")
    expect(page.get_by_text("Amina Yusuf")).to_have_count(1)  # as a button to choose, no longer as who is here


def test_an_idle_page_is_blanked_within_a_minute_of_being_signed_out_elsewhere(page: Page, server: Server) -> None:
    page.clock.install()
    sign_in_as(page, "Amina Yusuf", then="/account")
    secret = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == ticket.COOKIE)
    store = open_store(server.store)
    ticket.revoke(store, secret)
    store.close()
    for _ in range(6):  # step by step: the page may just be setting when to look again, and would miss one great leap
        page.clock.fast_forward(10_000)
        page.wait_for_timeout(50)

    expect(page).to_have_title("Sign in – Managed Moves")


def test_a_click_after_being_signed_out_elsewhere_does_nothing_but_lead_to_signing_in(
    page: Page, server: Server
) -> None:
    sign_in_as(page, "Amina Yusuf", then="/account")
    other_tab = page.context.new_page()
    other_tab.goto("/sign-in")
    other_tab.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Cases", exact=True).click()

    expect(page).to_have_title("Sign in – Managed Moves")


def test_a_tab_never_shows_one_person_what_another_opened(page: Page) -> None:
    sign_in_as(page, "Amina Yusuf", then="/account")
    other_tab = page.context.new_page()
    sign_in_as(other_tab, "Rosalind Marsh", then="/account")
    page.get_by_role("link", name="Cases", exact=True).click()

    expect(page.get_by_text("You are signed in as Rosalind Marsh")).to_be_visible()


def test_a_power_cut_signs_nobody_out_and_the_first_click_works(
    own_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    server = own_server(cold=True)
    page = open_page(server)
    sign_in_as(page, "Amina Yusuf", then="/account")
    server.restart()
    button = page.get_by_role("button", name="Sign out")
    expect(button).to_be_enabled(timeout=30_000)
    button.click()

    expect(page).to_have_title("Sign in – Managed Moves")


@pytest.mark.parametrize(
    ("command", "env"),
    [
        (["streamlit", "run", "app.py", "--server.address", "0.0.0.0"], {}),
        (["uvicorn", "app:app"], {"MANAGED_MOVES_TODAY": "tomorrow"}),
    ],
)
def test_what_must_not_start_says_what_to_do_instead(command: list[str], env: dict[str, str]) -> None:
    said = start_and_end(command, env)

    assert DEMO_STAYS_HOME in said or "Write a day such as 2026-09-21" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", [["streamlit", "run", "app.py"], ["uvicorn", "app:app"]])
@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "is told MANAGED_MOVES_STORE, and not who comes in"),
        ({"MANAGED_MOVES_WAYS_IN": "demo"}, NOT_MADE_UP),
        (
            {"MANAGED_MOVES_WAYS_INN": "links"},
            "There is no setting MANAGED_MOVES_WAYS_INN. Did you mean MANAGED_MOVES_WAYS_IN?",
        ),
    ],
)
def test_true_entries_are_never_served_as_the_demonstration(
    command: list[str], told: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    address = f"sqlite:///{tmp_path}/store.sqlite"
    store = open_store(address)
    store.note(AuditEvent(datetime(2026, 9, 21, tzinfo=UTC), "Hannah Cole", "administrator", "", "signed in"))
    store.close()
    said = start_and_end(command, {"MANAGED_MOVES_STORE": address, **told})

    assert sentence in said
    assert "Traceback" not in said


def test_it_does_not_start_without_its_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = start_and_end(
        ["uvicorn", "--app-dir", str(ROOT), "app:app"], {}, at=str(tmp_path_factory.mktemp("elsewhere"))
    )

    assert "Start from the project’s own folder" in said


def start_and_end(command: list[str], env: dict[str, str], at: str = str(ROOT)) -> str:
    """Start what must not start, and return what it said."""
    port = ["--server.port" if command[0] == "streamlit" else "--port", str(free_port())]
    ended = subprocess.run(
        [sys.executable, "-m", *command, *port],
        cwd=at,
        env={"PATH": "/usr/bin:/bin", "HOME": at, **env},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    return (ended.stdout + ended.stderr).decode()
