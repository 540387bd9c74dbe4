"""A coordinator at the spreadsheet and at Sheet check by turns: a real app, on the test server in place of Google."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from record.tables import AREAS, STAFF
from store.sheets.sync.outbox import OutboxState
from tests.browser.filling import come_in, go, press, settle
from tests.browser.line import answered
from tests.browser.serving import Server
from tests.casework.at_work import AMINA, LA, REFERENCE, ROSALIND, an_office, put
from tests.record.a_case import agreed
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import KEY, google_on_demand, open_sheet, spreadsheet_of

TAB = "Meeting record"


@pytest.fixture(scope="module")
def google() -> Iterator[Running]:
    with google_on_demand() as server:
        yield server


@dataclass
class Desk:
    """The app on a spreadsheet, and the coordinator with that spreadsheet open."""

    server: Server
    her: AtTheSheet


@pytest.fixture
def desk(google: Running, tmp_path: Path) -> Iterator[Desk]:
    store = open_sheet(tmp_path)
    store.keep_demonstration()
    office = an_office(tmp_path, *agreed(), store=store)
    for who in (ROSALIND, AMINA):
        account = f"{who.name.split()[0].lower()}@staff.example"
        area = "all" if who.is_coordinator else ""
        put(office, STAFF, account, name=who.name, role=who.role, school=who.school, la=LA, area=area)
    for area in ("South", "East"):
        put(office, AREAS, area, coordinator="Sam Whitlock")
    deadline = time.monotonic() + 30
    while store.outbox.count(OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT) and time.monotonic() < deadline:
        store.look(1.0)
    store.close()
    address = f"sheet:{spreadsheet_of(tmp_path)}?google={google.root}&file={tmp_path / 'sheet.sqlite'}"
    server = Server(tmp_path, env={"MANAGED_MOVES_STORE": address, "MANAGED_MOVES_SHEET_KEY": os.environ[KEY]})
    yield Desk(server.start(), AtTheSheet(google, spreadsheet_of(tmp_path)))
    server.kill()


def look_again(page: Page) -> None:
    press(page, "Look again")


def test_what_was_broken_by_hand_is_found_put_right_and_gone(desk: Desk, open_page: Callable[..., Page]) -> None:
    page = open_page(desk.server)
    come_in(page, ROSALIND.name)
    page.get_by_role("link", name="Administration", exact=True).first.click()
    page.get_by_role("link", name="Sheet check").first.click()
    expect(page.get_by_text("Nothing to put right.")).to_be_visible()

    desk.her.type(TAB, "Start date", 2, "Friday")
    look_again(page)
    expect(page.get_by_role("heading", name="Cells that cannot be read")).to_be_visible()
    expect(page.get_by_text("“Friday”")).to_be_visible()
    link = page.get_by_role("link", name=f"{TAB}, ")
    address = link.get_attribute("href") or ""
    assert address.startswith(f"https://docs.google.com/spreadsheets/d/{desk.her.spreadsheet}/edit#gid=")
    assert "&range=" in address

    desk.her.type(TAB, "Start date", 2, "14/09/2026")
    look_again(page)
    expect(page.get_by_text("Nothing to put right.")).to_be_visible()


def test_a_typed_row_is_adopted_and_a_removed_one_restored(desk: Desk, open_page: Callable[..., Page]) -> None:
    page = open_page(desk.server)
    for heading, text in {"Reference": REFERENCE, "Week commencing": "14/09/2026"}.items():
        desk.her.type("Weekly report", heading, 9, text)
    come_in(page, ROSALIND.name, then="/sheet-check")
    look_again(page)
    expect(page.get_by_text("Weekly report, row 9")).to_be_visible()
    press(page, "Adopt")
    expect(page.get_by_text(f"Adopted: it counts in {REFERENCE} from now on.")).to_be_visible()

    desk.her.delete_row(TAB, 2)
    look_again(page)
    expect(page.get_by_role("heading", name="Rows that were removed")).to_be_visible()
    press(page, "Restore")
    expect(page.get_by_text("It is being written again")).to_be_visible()
    deadline = time.monotonic() + 30
    while len(desk.her.rows(TAB)) < 2:
        assert time.monotonic() < deadline, "the row was not written again"
        page.wait_for_timeout(100)
    look_again(page)
    expect(page.get_by_text("Nothing to put right.")).to_be_visible()


def test_an_edit_by_hand_is_marked_on_the_case(desk: Desk, open_page: Callable[..., Page]) -> None:
    desk.her.type(TAB, "Break times", 2, "10:40 to 11:00")
    page = open_page(desk.server)
    come_in(page, ROSALIND.name, then="/sheet-check")
    look_again(page)
    expect(page.get_by_role("heading", name="Edited by hand in the last week")).to_be_visible()

    go(page, f"/case?case={REFERENCE}")
    settle(page)
    expect(page.get_by_text("edited by hand").first).to_be_visible()


def test_setting_up_names_each_missing_step_until_the_tabs_are_there(
    google: Running, own_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    book = google.google.new_spreadsheet("Managed moves")
    account, key = google.key["client_email"], Path(os.environ[KEY]).read_text("utf-8")
    server = own_server(env={"MANAGED_MOVES_GOOGLE": google.root})
    page = open_page(server)
    come_in(page, "Hannah Cole", then="/set-up")

    def attempt(link: str, pasted: str, told: str) -> None:
        page.get_by_label("Link to the spreadsheet").fill(link)
        page.get_by_label("Key of the service account, pasted").fill(pasted)
        press(page, "Create or repair the tabs")
        expect(page.get_by_text(told)).to_be_visible()
        expect(page.get_by_label("Key of the service account, pasted")).to_have_value("")

    attempt(book.url, "no key", "The key file is not the key of a service account.")
    attempt("https://example.org/", key, "This is not a link to a Google spreadsheet.")
    google.google.disabled.add("sheets")
    attempt(book.url, key, "The Google Sheets API is not switched on")
    google.google.disabled.clear()
    attempt(book.url, key, f"The spreadsheet is not shared with {account}.")
    expect(page.get_by_test_id("stCode").get_by_text(account)).to_be_visible()
    google.google.share(book.spreadsheet_id, account, role="reader")
    attempt(book.url, key, "may look at the spreadsheet but not write.")
    google.google.share(book.spreadsheet_id, account)
    page.get_by_label("Link to the spreadsheet").fill(book.url)
    with answered(page, "asked"):  # the file goes first, and only then does the page ask
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(os.environ[KEY])
    press(page, "Create or repair the tabs")
    expect(page.get_by_text("The tabs are there. Added: Before you start")).to_be_visible()
    attempt(book.url, key, "Nothing was missing.")

    secret = google.key["private_key"][40:80]
    assert secret not in page.content() and secret not in server.log()
    assert not [file for file in server.folder.rglob("*") if file.is_file() and secret.encode() in file.read_bytes()]
