"""A coordinator at the spreadsheet and at Sheet check by turns: a real app, on the test server in place of Google."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casework.schools import STAFF
from store.outbox import State
from tests.browser.filling import come_in, go, press, settle
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
    office = an_office(tmp_path, *agreed(), store=store)
    for who in (ROSALIND, AMINA):
        put(office, STAFF, who.name, name=who.name, role=who.role, school=who.school, la=LA, areas="North South East")
    deadline = time.monotonic() + 30
    while store.outbox.count(State.QUEUED, State.SENDING, State.SENT) and time.monotonic() < deadline:
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
    desk.her.type(TAB, "Where was it?", 2, "The library")
    page = open_page(desk.server)
    come_in(page, ROSALIND.name, then="/sheet-check")
    look_again(page)
    expect(page.get_by_role("heading", name="Edited by hand in the last week")).to_be_visible()

    go(page, f"/case?case={REFERENCE}")
    settle(page)
    expect(page.get_by_text("edited by hand").first).to_be_visible()
