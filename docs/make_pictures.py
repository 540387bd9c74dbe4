"""Takes the pictures of docs/pictures/ from the running app on sample data, and of every letter: `make pictures`.

Chromium and LibreOffice are the system's own. The sample is made for one fixed day, so that pictures change only when
screens do.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from casework.sample import REFERENCES
from tests.browser.serving import Server

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = 1100, 390
HEAD, RECEIVER, COORDINATOR = "home", "receiving", "coordinator"


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which address, and what they press first."""

    name: str
    who: str
    address: str
    press: Sequence[str] = ()
    width: int = WIDE


def shots() -> Sequence[Shot]:
    """Every picture of a screen."""
    case = {plot: f"?case={reference}" for plot, reference in REFERENCES.items()}
    return (
        Shot("my-cases", HEAD, "/my-cases"),
        Shot("my-cases-coordinator", COORDINATOR, "/my-cases"),
        Shot("my-cases-narrow", HEAD, "/my-cases", width=NARROW),
        Shot("case", COORDINATOR, f"/case{case['week_three_sister']}", ["Attendance"]),
        Shot("case-narrow", COORDINATOR, f"/case{case['week_three_sister']}", width=NARROW),
        Shot("case-suspended", COORDINATOR, f"/case{case['week_five_suspended']}"),
        Shot("case-no-decision", COORDINATOR, f"/case{case['past_its_end']}"),
        Shot("case-targets", COORDINATOR, f"/case{case['week_six']}", ["Targets"]),
        Shot("case-letters", COORDINATOR, f"/case{case['starts_next_week']}", ["Letters"]),
        Shot("case-people", COORDINATOR, f"/case{case['week_three_looked_after']}", ["People"]),
        Shot("case-closed", COORDINATOR, f"/case{case['closed']}"),
        Shot("before-you-start", HEAD, "/before-you-start"),
        Shot("referral", COORDINATOR, f"/case{case['consent_incomplete']}", ["Full record"]),
        *_forms(case),
    )


def _forms(case: dict[str, str]) -> Iterator[Shot]:
    plots = {
        "consent": "consent_incomplete", "approach": "declined_once", "response": "answer_late",
        "meeting_record": "accepted_direct", "signature": "unsigned", "board_decision": "unsigned",
        "start": "starts_next_week", "same_day": "week_one", "weekly_report": "week_three_missed", "review": "week_four_red",
        "final_review": "week_six", "early_ending": "week_four_red", "ending": "week_one", "roll_change": "transferred",
        "la_record": "answer_late",
    }  # fmt: skip
    for kind, plot in plots.items():
        yield Shot(f"form-{kind.replace('_', '-')}", COORDINATOR, f"/{kind.replace('_', '-')}{case[plot]}")
    yield Shot("form-weekly-report-narrow", COORDINATOR, f"/weekly-report{case['week_three_missed']}", width=NARROW)


@contextmanager
def _sample_server(folder: Path) -> Iterator[Server]:
    server = Server(folder, env={"MANAGED_MOVES_SAMPLE": "1"})
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _settle(page: Page) -> None:
    page.wait_for_selector("h1", timeout=30_000)
    page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=30_000)
    page.wait_for_timeout(400)


def _take(browser: Browser, server: Server, shot: Shot, people: dict[str, str]) -> None:
    page = browser.new_page(viewport={"width": shot.width, "height": 900}, base_url=server.url)
    page.goto("/sign-in")
    page.get_by_role("button", name=people[shot.who]).first.click()
    _settle(page)
    page.goto(shot.address)
    _settle(page)
    for name in shot.press:
        page.get_by_role("tab", name=name).or_(page.get_by_role("button", name=name)).first.click()
        _settle(page)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": shot.width, "height": min(int(height) + 40, 6000)})
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    page.close()


def main() -> None:
    """Take every picture of a screen."""
    from casework.sample import people as sample_people

    everyone = sample_people()
    people = {
        HEAD: next(each.name for each in everyone if each.school_name == "Oakfield School"),
        RECEIVER: next(each.name for each in everyone if each.school_name == "Northgate Academy"),
        COORDINATOR: next(each.name for each in everyone if each.is_coordinator),
    }
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        _sample_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(CHROMIUM))
        for shot in shots():
            _take(browser, server, shot, people)
        browser.close()


def _chromium() -> str:
    return subprocess.run(["which", "chromium"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S607


if __name__ == "__main__":
    main()
