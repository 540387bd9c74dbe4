"""The pictures of *Sheet check* and *Set up*: the sample in a spreadsheet on the test server, in which somebody has worked."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from casework.reading.office import Office
from casework.sample import fill
from record.person import Person
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from store.sheets.sync.outbox import OutboxState
from store.settings import GOOGLE_SETTING
from store.settings import KEY_SETTING
from store.sheets.store import SheetStore
from tests.browser.filling import come_in, go, press
from tests.browser.line import listen
from tests.browser.serving import Server
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import KEY, google_on_demand, open_sheet, spreadsheet_of

WIDE, NARROW = 1100, 390


def take(browser: Browser, pictures: Path, today: date, coordinator: Person) -> None:
    """Take all of them. `coordinator` is one of the sample."""
    with google_on_demand() as google, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hers = _fill(folder, today, coordinator)
        _work_in_it(AtTheSheet(google, spreadsheet_of(folder)), hers)
        address = f"sheet:{spreadsheet_of(folder)}?google={google.root}&file={folder / 'sheet.sqlite'}"
        ours = {"MANAGED_MOVES_STORE": address, KEY_SETTING: os.environ[KEY]}
        with_sheet = Server(folder, env={**ours, "MANAGED_MOVES_TODAY": today.isoformat()}).start()
        try:
            for width in (WIDE, NARROW):
                _sheet_check(_page(browser, with_sheet, width), pictures, coordinator.name, width)
        finally:
            with_sheet.kill()
        _set_up(browser, pictures, google, folder)


def _fill(folder: Path, today: date, coordinator: Person) -> Sequence[str]:
    """The sample in the spreadsheet of a folder; the references of the coordinator's placements that have begun."""
    store = open_sheet(folder)
    office = Office(store, lambda: today)
    fill(office)
    _settle(store)
    hers = [each for each in office.cases.values() if office.authority.school(each.home).area in coordinator.areas]
    begun = [each.reference for each in hers if {Start, WeeklyReport} <= {type(one.entry) for one in each.filed}]
    store.close()
    return begun


def _settle(store: SheetStore) -> None:
    until = time.monotonic() + 120
    while store.outbox.count(OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT) and time.monotonic() < until:
        store.look(1.0)


def _work_in_it(her: AtTheSheet, cases: Sequence[str]) -> None:
    """What a coordinator may have done since yesterday."""
    first, second, third = cases[:3]
    her.correct("Start", first, "First day at your school", "Friday")
    her.correct("Weekly report", second, "Week commencing", "'3/11/2026")
    her.correct("Meeting record", second, "Where was it?", "The library")
    her.type("Same day", "Reference", len(her.rows("Same day")) + 1, third)
    rows = her.rows("Approach")
    her.delete_row("Approach", 1 + next(at for at, row in enumerate(rows) if third in row))


def _page(browser: Browser, server: Server, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, base_url=server.url, locale="en-GB")
    listen(page)
    return page


def _sheet_check(page: Page, pictures: Path, coordinator: str, width: int) -> None:
    come_in(page, coordinator, then="/sheet-check")
    press(page, "Look again")
    _keep(page, pictures, "sheet-check", width)


def _set_up(browser: Browser, pictures: Path, google: Running, folder: Path) -> None:
    """As on the first day: the spreadsheet is made, and not yet shared with the service account."""
    book = google.google.new_spreadsheet("Managed moves")
    own = folder / "first-day"
    own.mkdir()
    server = Server(own, env={GOOGLE_SETTING: google.root}).start()
    try:
        for width in (WIDE, NARROW):
            page = _page(browser, server, width)
            come_in(page, "Hannah Cole", then="/set-up")
            _keep(page, pictures, "set-up", width)
            page.get_by_label("Link to the spreadsheet").fill(book.url)
            page.get_by_label("Key of the service account, pasted").fill(Path(os.environ[KEY]).read_text("utf-8"))
            press(page, "Create or repair the tabs")
            _keep(page, pictures, "set-up-not-shared", width)
            go(page, "/set-up")
    finally:
        server.kill()


def _keep(page: Page, pictures: Path, name: str, width: int) -> None:
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 40, 4000)})
    page.wait_for_timeout(400)
    page.screenshot(path=pictures / f"{name}{'-narrow' if width == NARROW else ''}.png")
