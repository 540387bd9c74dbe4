"""A school's shared link in a real browser: from the coordinator's press to the day it is revoked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from casework.people import letting_in
from casework.people.pins import Hashing
from casework.reading.office import Office
from casework.sample.authority import coordinator, schools
from record.person import Role
from store.choose import open_store
from tests.browser.serving import TODAY, Server
from tests.browser.visiting import Complaints, settled
from tests.letters.read import text

OAKFIELD = next(each for each in schools().values())
LINKS = {"MANAGED_MOVES_WAYS_IN": "links", "MANAGED_MOVES_TODAY": ""}


def test_from_the_link_to_the_day_it_is_revoked(
    own_server: Callable[..., Server], open_page: Callable[..., Page], sample_store: object
) -> None:
    server = own_server(env=LINKS)
    office = Office(open_store(server.store), lambda: date.fromisoformat(TODAY))
    for row in open_store(f"sqlite:///{sample_store}").table("Schools"):
        office.store.put(row)
    boss = coordinator(OAKFIELD.urn)
    key = letting_in.make_link(office, boss, OAKFIELD.urn).key
    code = letting_in.let_in(office, Hashing(), boss, OAKFIELD.urn, "Kezia Brand", Role.SCHOOL, is_lead=True).code

    page, complaints = open_page(server), Complaints()
    complaints.listen(page)
    page.goto(f"/enter#{key}")
    expect(page).to_have_url(f"{server.url}/enter")  # the key is out of the address bar, and was never sent
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="First time here").click()
    for label, typed in (
        ("First and last name", "kezia brand"),
        ("One-time code", code),
        ("A PIN you choose", "480215"),
    ):
        page.get_by_label(label).fill(typed)
    page.get_by_label("The PIN again").fill("480215")
    page.get_by_role("button", name="Sign in").click()
    settled(page)
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()

    other_tab = page.context.new_page()
    other_tab.goto("/access")
    settled(other_tab)
    other_tab.get_by_label("First and last name").fill("Ola Mint")
    other_tab.get_by_role("button", name="Give access", exact=True).click()
    expect(other_tab.get_by_text("One-time code, shown only once:")).to_be_visible()
    assert complaints.errors == []

    letting_in.revoke_link(office, boss, OAKFIELD.urn)
    other_tab.get_by_role("link", name="Cases", exact=True).click()
    expect(other_tab).to_have_title("Sign in – Managed Moves")
    page.reload()
    expect(page).to_have_title("Sign in – Managed Moves")
    assert key not in server.log()
    office.store.close()


def test_a_coordinator_makes_a_link_and_its_card(with_sample: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(with_sample)
    page.goto("/sign-in?next=/access")
    page.get_by_role("button", name="Rosalind Marsh").click()
    settled(page)
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_test_id("stCode").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Sign-in card as Word").click()
    downloaded = waiting.value

    assert link.startswith(f"{with_sample.url}/enter#")
    assert link in text(downloaded.path().read_bytes())
    assert downloaded.suggested_filename == "Sign-in card.docx"
