"""Two tabs, an hour too long, a colleague ended at work: for a school's link and for an account, on one site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser, Page, expect

from casework.people import entering, letting_in
from casework.people.access_table import doors
from casework.people.pins import Hashing
from casework.reading.office import Office
from casework.sample.authority import coordinator, schools
from record.person import Role
from record.tables import STAFF
from store.choose import open_store
from store.contract import TableRow
from tests.accounts_provider import provider, write_secrets
from tests.browser.filling import box, fill, go, reload, settle
from tests.browser.line import listen
from tests.browser.quiet import leave
from tests.browser.serving import TODAY, Server, free_port
from tests.browser.visiting import settled

OAKFIELD = next(iter(schools().values()))
PIN, INITIALS = "480215", "The child's initials"
LA_CODE = "900"
SIGN_IN = "Sign in – Managed Moves"
ROSALIND = {"sub": "rosalind", "email": "rosalind@council.example", "email_verified": True, "name": "R Marsh"}


TEACHER = {"sub": "teacher", "email": "teacher@school.example", "email_verified": True, "name": "A Teacher"}


@dataclass
class Site:
    """One server with both ways in, a school's link with two people behind it, and a coordinator's account."""

    server: Server
    office: Office
    key: str

    def expire(self) -> None:
        """Twelve hours pass for everybody who is signed in. Their rows are written anew: one changed by hand is damaged."""
        now, store = datetime.now(UTC), self.office.store
        with closing(sqlite3.connect(self.server.folder / "store.sqlite")) as database:
            keys = [key for (key,) in database.execute("SELECT key FROM sign_ins")]
        for row in filter(None, (store.signed_in(key, now) for key in keys)):
            store.sign_in(replace(row, ends_at=now - timedelta(minutes=1)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Iterator[Site]:
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    copyfile(sample_store, folder / "store.sqlite")
    with provider(ROSALIND, TEACHER) as address:
        secrets = write_secrets(folder, f"http://127.0.0.1:{port}", address)
        env = {
            "MANAGED_MOVES_WAYS_IN": "links,accounts",
            "MANAGED_MOVES_TODAY": "",
            "MANAGED_MOVES_SECRETS": str(secrets),
        }
        server = Server(folder, env=env, port=port).start()
        office = Office(open_store(server.store), lambda: date.fromisoformat(TODAY))
        boss, hashing = coordinator(OAKFIELD.urn), Hashing()
        key = letting_in.make_link(office, boss, OAKFIELD.urn).key
        for name in ("Kezia Brand", "Ola Mint"):
            code = letting_in.let_in(office, hashing, boss, OAKFIELD.urn, name, Role.SCHOOL, is_lead=True).code
            entering.enter_first(office.store, hashing, doors(office.store).links[OAKFIELD.urn], name, code, PIN)
        for who, values in (
            (ROSALIND, {"name": "Rosalind Marsh", "role": "coordinator", "areas": "North"}),
            (TEACHER, {"name": "Ada Teal", "role": "school", "school": OAKFIELD.urn}),
        ):
            row = {**values, "email": str(who["email"]), "la": LA_CODE}
            office.store.put(TableRow(STAFF, row["email"], row, datetime.now(UTC), "the test"))
        yield Site(server, office, key)
        office.store.close()
        leave(server)


def by_link(page: Page, site: Site, name: str) -> None:
    """Come in by the school's link: pasted the first time, then remembered by the browser."""
    page.goto(f"/enter#{site.key}")
    if page.get_by_role("button", name="Continue").count():
        page.get_by_role("button", name="Continue").click()
    prove(page, name)


def prove(page: Page, name: str) -> None:
    page.get_by_label("First and last name").fill(name)
    page.get_by_label("PIN").first.fill(PIN)
    page.get_by_role("button", name="Sign in").click()
    settled(page)


def by_account(page: Page, sub: str) -> None:
    page.goto("/sign-in")
    at_the_provider(page, sub)


def at_the_provider(page: Page, sub: str) -> None:
    page.get_by_role("link", name="Sign in with Google").click()
    page.get_by_role("button", name=sub, exact=True).click()
    settled(page)


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=site.server.url, locale="en-GB")
    listen(context)
    yield context.new_page()
    context.close()


def test_signing_out_in_one_tab_ends_the_other_for_a_link_and_for_an_account(page: Page, site: Site) -> None:
    for come_in in (lambda: by_link(page, site, "Kezia Brand"), lambda: by_account(page, "rosalind")):
        come_in()
        go(page, "/account")
        page.reload()
        settled(page)
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        other = page.context.new_page()
        go(other, "/account")
        other.get_by_role("button", name="Sign out").click()
        expect(other).to_have_title(SIGN_IN)

        page.get_by_role("link", name="Guidance").click()

        expect(page).to_have_title(SIGN_IN)
        page.go_back()
        expect(page).to_have_title(SIGN_IN)
        other.close()
        page.goto("about:blank")


def test_every_page_says_who_is_signed_in_and_leads_out_with_what_was_typed_last(page: Page, site: Site) -> None:
    by_link(page, site, "Kezia Brand")
    go(page, "/leave")  # an address that another site may have written: it asks
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    go(page, "/before-you-start")
    who = page.locator(".st-key-me")
    expect(who.get_by_role("link", name="Kezia Brand")).to_be_visible()
    expect(who).to_contain_text(OAKFIELD.name)
    box(page, INITIALS).fill("KBY")
    form = page.url

    who.get_by_role("link", name="Sign out").click()

    expect(page).to_have_title(SIGN_IN)
    by_link(page, site, "Kezia Brand")
    go(page, form)
    expect(box(page, INITIALS)).to_have_value("KBY")


@pytest.mark.parametrize("way", ["a link", "an account"])
def test_what_was_typed_as_the_time_ran_out_is_there_after_signing_in_again(page: Page, site: Site, way: str) -> None:
    if way == "a link":
        by_link(page, site, "Kezia Brand")
    else:
        by_account(page, "teacher")
    go(page, "/before-you-start")
    fill(page, INITIALS, "KB")
    settle(page)
    reload(page)
    expect(box(page, INITIALS)).to_have_value("KB")

    site.expire()
    box(page, INITIALS).fill("KBX")
    page.keyboard.press("Enter")

    expect(page).to_have_title(SIGN_IN)
    if way == "a link":
        page.get_by_role("link", name="Go to your school’s link").click()
        prove(page, "Kezia Brand")
    else:
        at_the_provider(page, "teacher")
    expect(box(page, INITIALS)).to_have_value("KBX")


def test_whoever_is_ended_while_working_is_out_and_keeps_nothing_more(page: Page, site: Site) -> None:
    by_link(page, site, "Ola Mint")
    go(page, "/before-you-start")
    before = box(page, INITIALS).input_value()
    member = doors(site.office.store).named(OAKFIELD.urn, "Ola Mint")
    assert member

    with site.server.busy():  # else the page may be closed before anything is typed
        letting_in.end(site.office, coordinator(OAKFIELD.urn), member.key)
        box(page, INITIALS).fill("never")
        page.keyboard.press("Enter")

    expect(page).to_have_title(SIGN_IN)
    kept = [each.answers for each in site.office.store.drafts(OAKFIELD.urn) if "pupil_initials" in each.answers]
    assert before in ("", *(each["pupil_initials"].value for each in kept))
    assert "never" not in str(kept)
