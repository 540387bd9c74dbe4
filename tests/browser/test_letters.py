"""Letters as people get them: read on the case page, downloaded, opened in a word processor."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from record.entry import Filed
from record.tables import STAFF
from store.choose import open_store
from store.contract import TableRow
from tests.browser.desks import Desks
from tests.browser.filling import answer, come_in, follow, go, press, settle
from tests.browser.line import answered
from tests.browser.serving import Server
from tests.casework.letters.letter_cases import (
    AMINA,
    ELENA,
    FATHER,
    KEPT_AWAY,
    MOTHER,
    PETER,
    REFERENCE,
    a_report,
    accepted,
    agreed,
    an_office,
    begun,
    met_and_agreed,
    placed,
)
from tests.letters.read import printed, text

PRESS = "button => [...document.querySelectorAll('button')].find(each => each.innerText.trim() === button).click()"
"""As voice control does: the box is not left."""
CASE = f"/case?case={REFERENCE}"
Open = Callable[..., Page]
OF_AN_AGREED_MOVE = (
    "Information for parents",
    "Information for the pupil",
    "How to complain",
    "Pupil’s views sheet",
    "Your choice, as we wrote it down, parent 1",
    "Referral",
    "Agreement",
    "Dual registration form",
    "Start confirmation, parent 1",
    "Start confirmation, parent 3",
    "Notification to the local authority, local authority",
)
"""What is ready where two parents agreed and a third is kept away: nothing of the third."""


def holding(folder: Path, *entries: Filed, today: str = "2026-09-09") -> Server:
    """A server whose store holds one case, seen on a day."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.keep_demonstration()
    store.close()
    office = an_office(folder, *entries, today=date.fromisoformat(today))
    for each in (AMINA, PETER, ELENA):
        row = {name: str(value) for name, value in asdict(each).items() if name in ("name", "role", "school", "la")}
        office.store.put(TableRow(STAFF, each.name, row, datetime(2026, 9, 1, tzinfo=UTC), "the tests"))
    office.store.close()
    return Server(folder, env={"MANAGED_MOVES_TODAY": today}).start()


@pytest.fixture
def with_case(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """A server whose store holds one case, seen on a day."""
    started: list[Server] = []

    def start(*entries: Filed, today: str = "2026-09-09") -> Server:
        started.append(holding(tmp_path, *entries, today=today))
        return started[-1]

    yield start
    for each in started:
        each.kill()


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Desks]:
    """Everybody at their desk on a case that is agreed, for tests that change nothing in it."""
    server = holding(tmp_path_factory.mktemp("agreed"), *agreed(parents=(MOTHER, KEPT_AWAY, FATHER)))
    opened = Desks(server, browser)
    yield opened
    opened.close()
    server.kill()


@pytest.fixture
def letters(desks: Desks) -> Page:
    """Amina at the letters of that case."""
    page = desks.turned_to(AMINA.name, CASE)
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    return page


def letters_of(server: Server, open_page: Open, person: str, **options: object) -> Page:
    """Somebody opens the case and turns to its letters."""
    page = open_page(server, **options)
    come_in(page, person, then=CASE)
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    return page


def download(page: Page, link: str) -> tuple[str, bytes]:
    """What is saved when a link is pressed: its file name, and the file."""
    with page.expect_download() as found:
        page.get_by_role("link", name=link, exact=True).click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def test_each_parent_has_a_letter_to_download_and_libreoffice_opens_it(
    letters: Page, desks: Desks, tmp_path: Path
) -> None:
    name, letter = download(letters, "Download Word letter: Start confirmation to Mrs J. Adeyemi")
    other, second = download(letters, "Download Word letter: Start confirmation to Mr K. Adeyemi")

    assert (name, other) == (
        f"{REFERENCE} Start confirmation, parent 1.docx",
        f"{REFERENCE} Start confirmation, parent 3.docx",
    )
    assert "Tobi starts at Northgate Academy on Monday 14 September" in text(letter)
    assert "Dear Mr Adeyemi" in text(second)
    assert "Northgate Academy, main reception" in printed({"letter": letter}, tmp_path)["letter"]
    expect(letters.get_by_text("Stone")).to_have_count(0)
    assert "Traceback" not in desks.server.log()


def test_all_letters_come_as_one_zip(letters: Page) -> None:
    name, content = download(letters, f"Download all {len(OF_AN_AGREED_MOVE)} letters of this case (zip)")
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        inside = held.namelist()

    assert name == f"{REFERENCE} letters.zip"
    assert inside == [f"{REFERENCE} {each}.docx" for each in OF_AN_AGREED_MOVE]
    expect(letters.get_by_role("link", name="Download Word")).to_have_count(len(inside))


def test_a_letter_is_read_on_the_page_without_a_complaint_from_the_browser(letters: Page, desks: Desks) -> None:
    page, heard = letters, desks.complaints[AMINA.name]
    start = page.get_by_text("Start confirmation to Mrs J. Adeyemi").locator("xpath=ancestor::*[.//button][1]")
    start.get_by_role("button", name="Read it here").click()
    settle(page)
    letter = page.get_by_role("article", name="Start confirmation to Mrs J. Adeyemi")

    expect(letter.get_by_role("heading", level=4)).to_have_text(
        "Tobi starts at Northgate Academy on Monday 14 September"
    )
    expect(letter).to_contain_text("Tobi goes to Oakfield School as usual, up to and including Friday 11 September")
    expect(page.get_by_text("In Word the letter has the school’s heading")).to_be_visible()
    assert (heard.errors, heard.abroad) == ([], [])
    press(page, "Close")
    expect(letter).to_have_count(0)


def test_what_is_missing_leads_to_the_question_that_gives_it(with_case: Callable[..., Server], open_page: Open) -> None:
    page = letters_of(with_case(*met_and_agreed(meeting={"pastoral_lead": None})), open_page, "Amina Yusuf")
    press(page, "Name the pastoral lead at the receiving school")

    expect(page).to_have_url(re.compile("/meeting-record"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Support")
    expect(page.get_by_label("Pastoral lead at the receiving school")).to_be_visible()


def test_what_is_asked_with_a_letter_is_kept_as_it_is_typed_and_then_it_can_be_made(
    with_case: Callable[..., Server], open_page: Open
) -> None:
    server = with_case(*begun())
    page = letters_of(server, open_page, "Amina Yusuf")
    press(page, "Answer these 5 for the letter")
    answer(page, {"Where is it?": "Oakfield School, the library", "Which day?": "31/9/2026"})
    press(page, "Done")
    found = page.get_by_role("alert").get_by_role("link").all_inner_texts()
    assert found[0] == "September 2026 has 30 days: check the day"
    assert "At what time" in found[1]

    server.restart()
    go(page, CASE)
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    press(page, "Answer these 3 for the letter")
    expect(page.get_by_label("Where is it?")).to_have_value("Oakfield School, the library")
    expect(page.get_by_label("Which day?")).to_have_value("31/9/2026")
    answer(
        page,
        {"Which day?": "30/9/2026", "At what time?": "3.30pm", "Why would you like to talk?": "To hear how it goes."},
    )
    press(page, "Done")

    _, letter = download(page, "Download Word letter: Invitation to discuss to Mrs J. Adeyemi")
    assert "Wednesday 30 September 2026, 3:30pm" in text(letter)
    assert "Oakfield School, the library" in text(letter)


def test_the_last_words_of_a_letters_question_are_kept_when_the_page_closes(
    with_case: Callable[..., Server], open_page: Open
) -> None:
    server = with_case(*accepted())
    page = letters_of(server, open_page, "Peter Lindqvist")
    press(page, "Answer these 4 for the letter")
    page.get_by_label("Where is it?").press("End")
    page.get_by_label("Where is it?").press_sequentially(", the hall")
    page.close(run_before_unload=True)

    store = open_store(server.store)
    page = open_page(server)
    come_in(page, "Peter Lindqvist", then=CASE)
    (draft,) = store.drafts(PETER.school)
    store.close()
    assert draft.answers["meeting_where"].value == "Northgate Academy, the hall"
    expect(page.get_by_text("Draft:")).to_have_count(0)


@pytest.mark.parametrize("way", ["a form", "another tab", "a link"])
def test_the_last_words_of_a_letters_question_are_kept_when_it_is_left_for(
    with_case: Callable[..., Server], open_page: Open, way: str
) -> None:
    page = letters_of(with_case(*accepted()), open_page, "Peter Lindqvist")
    press(page, "Answer these 4 for the letter")
    page.get_by_label("Where is it?").press("End")
    page.get_by_label("Where is it?").press_sequentially(", the hall")
    if way == "a form":
        with answered(page, "pressed"):
            page.evaluate(PRESS, "Meeting record")
    elif way == "another tab":
        page.get_by_role("tab", name="Deadlines").click()
        settle(page)
    else:
        follow(page, "Cases")
    go(page, CASE)
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    press(page, "Answer these 2 for the letter")

    expect(page.get_by_label("Where is it?")).to_have_value("Northgate Academy, the hall")


def test_the_confirmation_of_a_form_offers_the_letters_that_can_be_made_now(
    with_case: Callable[..., Server], open_page: Open
) -> None:
    server = with_case(*(replace(each, filed_by="Amina Yusuf") for each in agreed()))
    page = open_page(server)
    come_in(page, "Amina Yusuf", then=f"/submitted?case={REFERENCE}")
    _, letter = download(page, "Download Word letter: Start confirmation to Mrs J. Adeyemi")

    assert "Tobi starts at Northgate Academy" in text(letter)
    expect(page.get_by_text(re.compile("Consent form.*: open the case, then Letters"))).to_be_visible()


def test_another_school_finds_no_letter_by_its_address(with_case: Callable[..., Server], open_page: Open) -> None:
    server = with_case(*placed(), a_report(), today="2026-09-21")
    page = open_page(server)
    come_in(page, "Elena Petrova")
    found = page.goto(f"/letters/{REFERENCE}/weekly_report/1.docx")
    assert found and found.status == 404


def test_the_letters_never_scroll_sideways(letters: Page) -> None:
    before = letters.viewport_size
    letters.get_by_role("button", name="Read it here").first.click()
    settle(letters)
    for width in (360, 1100):
        letters.set_viewport_size({"width": width, "height": 800})
        settle(letters)
        assert letters.evaluate("document.documentElement.scrollWidth") <= width
    letters.set_viewport_size(before or {"width": 1280, "height": 720})
