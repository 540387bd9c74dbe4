"""Takes the pictures of docs/pictures/ from the running app on sample data: `make pictures`.

Chromium and LibreOffice are the system's own. The sample is made for one fixed day, so that pictures change only when
screens do.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from casework.reading.office import Office
from casework.sample import REFERENCES, fill
from casework.sample import people as sample_people
from docs import letter_pictures, sheet_pictures
from docs.blocks_page import BLOCKS_TAKEN
from store.sql.store import SqlStore
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.serving import Server

PICTURES = Path(__file__).parent / "pictures"
WIDE, NARROW = 1100, 390
TODAY = date(2026, 12, 10)
HOME, RECEIVING, ADMINISTRATOR = "home", "receiving", "administrator"


@dataclass(frozen=True)
class Shot:
    """One picture: which page, of which plot of the sample, seen from which school, and what is pressed first."""

    name: str
    page: str
    plot: str = ""
    side: str = HOME
    press: str = ""
    width: int = WIDE


FORMS = {
    "consent": ("consent_incomplete", HOME),
    "approach": ("declined_once", HOME),
    "response": ("answer_late", RECEIVING),
    "meeting-record": ("accepted_direct", RECEIVING),
    "signature": ("unsigned", HOME),
    "board-decision": ("unsigned", HOME),
    "start": ("starts_next_week", RECEIVING),
    "same-day": ("week_one", RECEIVING),
    "weekly-report": ("week_three_missed", RECEIVING),
    "review": ("week_four_red", RECEIVING),
    "final-review": ("week_six", HOME),
    "early-ending": ("week_four_red", RECEIVING),
    "ending": ("week_one", HOME),
    "roll-change": ("transferred", HOME),
    "telling": ("ended_early", RECEIVING),
    "review-request": ("week_six", HOME),
}
SHOTS = (
    Shot("my-cases", "my-cases"),
    Shot("my-cases-narrow", "my-cases", width=NARROW),
    Shot("today", "today", "week_three_missed", side="la"),
    Shot("today-narrow", "today", "week_three_missed", side="la", width=NARROW),
    Shot("board", "board", "week_three_missed", side="la"),
    Shot("board-narrow", "board", "week_three_missed", side="la", width=NARROW),
    Shot("figures", "figures", "week_three_missed", side="la"),
    Shot("register", "register", "week_six"),
    Shot("weekly-reports", "weekly-reports", "week_six", side="receiving"),
    Shot("register-narrow", "register", "week_six", width=NARROW),
    Shot("case", "case", "week_six", press="Attendance"),
    Shot("case-deadlines", "case", "week_four_red", press="Deadlines"),
    Shot("case-narrow", "case", "week_six", width=NARROW),
    Shot("case-targets", "case", "week_six", press="Targets"),
    Shot("case-suspended", "case", "week_five_suspended"),
    Shot("case-no-decision", "case", "past_its_end"),
    Shot("case-letters", "case", "starts_next_week", press="Letters"),
    Shot("case-guidance", "case", "week_six", press="Guidance"),
    Shot("guidance", "guidance"),
    Shot("guidance-narrow", "guidance", "week_six", width=NARROW),
    Shot("case-people", "case", "week_three_looked_after", press="People"),
    Shot("case-record", "case", "consent_incomplete", press="Full record"),
    Shot("case-closed", "case", "closed"),
    Shot("before-you-start", "before-you-start"),
    Shot("referral", "referral", "before_only"),
    Shot("la-record", "la-record", "answer_late", side="la"),
    Shot("access", "access", "answer_late", side="la"),
    Shot("letter-templates", "letter-templates", "answer_late", side="la"),
    Shot("administration", "administration", "answer_late", side="la"),
    Shot("calendar", "calendar", "answer_late", side="la"),
    Shot("backup", "backup", "answer_late", side=ADMINISTRATOR),
    Shot("system-status", "system-status", "answer_late", side=ADMINISTRATOR),
    Shot("messages", "messages", "answer_late", side="la"),
    Shot("workbook", "workbook", "answer_late", side="la"),
    Shot("audit", "audit", "answer_late", side="la"),
    Shot("retention", "retention", "answer_late", side="la"),
    Shot("settings", "settings", "answer_late", side="la"),
    Shot("import-schools", "import-schools", "answer_late", side="la"),
    Shot("import-moves", "import-moves", "answer_late", side="la"),
    Shot("fill-in", "fill-in", "before_only"),
    Shot("import-terms", "import-terms", "answer_late", side="la"),
    *(Shot(page, page, plot, side) for page, (plot, side) in FORMS.items()),
    Shot("weekly-report-narrow", "weekly-report", "week_three_missed", RECEIVING, width=NARROW),
)


def who_takes(shot: Shot, office: Office) -> str:
    """The name of somebody who sees the case of a shot from its side."""
    everyone = sample_people()
    if shot.side == ADMINISTRATOR:
        return next(each.name for each in everyone if each.role == shot.side)
    case = office.cases.get(REFERENCES.get(shot.plot, ""))
    if shot.side == "la" and case:
        area = office.authority.school(case.home).area
        return next(each.name for each in everyone if each.is_coordinator and area in each.areas)
    urn = (
        (case.receiving or case.askings[-1].approach.school) if case and shot.side == RECEIVING else case and case.home
    )
    at = [each for each in everyone if each.role == "school" and each.school == (urn or everyone[0].school)]
    return at[0].name


@contextmanager
def _sample_server(folder: Path) -> Iterator[tuple[Server, Office]]:
    server = Server(folder, env={"MANAGED_MOVES_TODAY": TODAY.isoformat()})
    store = SqlStore(server.store)
    office = Office(store, lambda: TODAY)
    fill(office)
    server.start()
    try:
        yield server, office
    finally:
        server.kill()
        store.close()


def _settle(page: Page) -> None:
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=30_000)
    page.wait_for_timeout(400)


def _take(browser: Browser, url: str, shot: Shot, name: str) -> None:
    page = browser.new_page(viewport={"width": shot.width, "height": 900}, base_url=url)
    page.goto("/sign-in")
    page.get_by_role("button", name=name).first.click()
    _settle(page)
    reference = REFERENCES.get(shot.plot)
    page.goto(f"/{shot.page}?case={reference}" if reference else f"/{shot.page}")
    _settle(page)
    if shot.press:
        page.get_by_role("tab", name=shot.press).click()
        _settle(page)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": shot.width, "height": min(int(height) + 40, 4000)})
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    page.close()


def _take_blocks(browser: Browser) -> None:
    """The page of all blocks, in light, in the dark and narrow."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), app="docs/blocks_page.py", ready="/_stcore/health").start()
        for which in BLOCKS_TAKEN:
            context = browser.new_context(
                viewport={"width": NARROW if which == "-narrow" else WIDE, "height": 3000},
                color_scheme="dark" if which == "-dark" else "light",
            )
            page = context.new_page()
            page.goto(server.url)
            _settle(page)
            height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            page.set_viewport_size({"width": NARROW if which == "-narrow" else WIDE, "height": int(height) + 40})
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURES / f"blocks{which}.png")
            context.close()
        server.kill()


def main() -> None:
    """Take every picture of a screen; those of screens that are no more are gone."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, _sample_server(Path(folder)) as (server, office):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for shot in SHOTS:
                _take(browser, server.url, shot, who_takes(shot, office))
            coordinator = next(each for each in sample_people() if each.is_coordinator)
            _take_blocks(browser)
            sheet_pictures.take(browser, PICTURES, TODAY, coordinator)
            browser.close()
    letter_pictures.take()


if __name__ == "__main__":
    main()
