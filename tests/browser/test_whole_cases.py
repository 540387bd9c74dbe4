"""Whole cases, from the first question to the last record, through the browser alone and by the words on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser import papers
from tests.browser.filling import answer, come_in, continue_, go, press, settle, submit
from tests.browser.papers import EXPLORE, FATHER, MOTHER, PLACEMENT, SHARE, TOMI, TRANSFER
from tests.browser.riverside import AMINA, ELENA, ELM_GROVE_HEAD, NORTHGATE_HEAD, OAKFIELD_HEAD, PETER, ROSALIND, seed
from tests.browser.serving import Server

OAKFIELD, NORTHGATE, ELM_GROVE = "Oakfield School", "Northgate Academy", "Elm Grove School"
NO_SUCH_CASE = "There is no such case, or it is not yours to see. Look for it under My cases."


@dataclass
class Story:
    """A case as it goes on: who sits at which page, and what day it is."""

    folder: Path
    open_page: Callable[..., Page]
    server: Server | None = None
    reference: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    people: tuple[str, ...] = (MOTHER, FATHER, TOMI)
    """Who consents: the parents, and the child last."""

    def it_is(self, day: str) -> None:
        """Stop the server, and start it again on another day: everybody's page comes back by itself."""
        if self.server is None:
            self.server = Server(self.folder)
            seed(self.server.store)
        self.server.kill()
        self.server.env = {"MANAGED_MOVES_TODAY": day}
        self.server.start()
        for page in self.pages.values():
            page.goto("about:blank")

    def as_(self, name: str, address: str = "") -> Page:
        """The page of somebody, on the case; signed in when it is their first time."""
        address = address or f"/case?case={self.reference}"
        if name in self.pages:
            go(self.pages[name], address)
        else:
            self.pages[name] = self.open_page(self.server)
            come_in(self.pages[name], name, then=address)
        return self.pages[name]

    def write(self, name: str, form: str) -> Page:
        """Somebody opens the case and presses the form's button."""
        page = self.pages.get(name)
        is_done = page is not None and page.get_by_role("button", name="Open the case").count() == 1
        if page is not None and is_done and self.reference in page.url:
            press(page, "Open the case")
        else:
            page = self.as_(name)
        page.get_by_role(
            "button", name=form, exact=True
        ).first.click()  # the next step's button, or in the row of forms
        settle(page)
        return page

    def close(self) -> None:
        if self.server:
            self.server.kill()


@pytest.fixture
def story(tmp_path: Path, open_page: Callable[..., Page]) -> Iterator[Story]:
    told = Story(tmp_path, open_page)
    yield told
    told.close()


def expected_at(page: Page, place: str, *more: str) -> None:
    """The answer box says so."""
    box = page.get_by_role("region", name="Where the child is expected")
    expect(box).to_contain_text("Where is this child expected today")
    expect(box.locator(".place")).to_have_text(place)
    for words in more:
        expect(box).to_contain_text(words)


def stage_is(page: Page, name: str) -> None:
    """The stage bar says so."""
    expect(page.get_by_role("list", name="Stages of the case").locator('[aria-current="step"]')).to_contain_text(name)


def next_is(page: Page, words: str) -> None:
    """The next step says so."""
    expect(page.locator("p").filter(has_text="Next: ")).to_contain_text(words)


def letter(page: Page, title: str) -> str:
    """Download a letter from the case's letters tab, and return its words."""
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=title).first.click()
    document = docx.Document(str(download.value.path()))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


def test_a_child_moves_for_good(story: Story) -> None:
    story.it_is("2026-09-07")
    refer(story)
    first_school_declines(story)
    second_school_accepts(story)
    the_move_is_agreed(story)
    the_child_starts(story)
    five_weeks_go_by(story)
    the_child_stays(story)


def test_a_placement_ends_early_and_the_child_comes_back(story: Story) -> None:
    story.people = (MOTHER, TOMI)
    story.it_is("2026-09-07")
    refer(story)
    second_school_accepts(story)
    the_move_is_agreed(story)
    the_child_starts(story)
    the_child_is_suspended(story)
    it_ends_early(story)


def test_a_child_with_an_ehc_plan_is_led_elsewhere(story: Story) -> None:
    story.it_is("2026-09-07")
    page = story.as_(AMINA, "/before-you-start")
    papers.before_you_start(page, ehc_plan="Yes")
    stopped(page)
    press(page, "Stop here and throw this draft away")

    expect(page.get_by_text("There are no cases here yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Drafts")).to_have_count(0)


def test_a_referral_that_names_an_ehc_plan_is_led_elsewhere(story: Story) -> None:
    story.it_is("2026-09-07")
    page = begin(story)
    papers.referral(page, parents=(MOTHER,), sen="EHC plan")
    stopped(page)
    press(page, "Stop here and throw this draft away")
    page = story.as_(AMINA)

    expected_at(page, OAKFIELD)
    expect(page.get_by_text("Draft: Referral")).to_have_count(0)


def stopped(page: Page) -> None:
    """The page says that this is not the way, where to go instead, and what it relies on."""
    expect(page.get_by_role("heading", level=1)).to_have_text("A managed move is not the right way for this child")
    expect(page.get_by_text("A managed move is not sought for a child with an EHC plan.")).to_be_visible()
    expect(page.get_by_text("Speak to the child’s key worker in the SEND team.")).to_be_visible()
    expect(page.get_by_text("Hammersmith & Fulham 2019, section 3")).to_be_visible()
    expect(page.get_by_text("The child stays at your school and is expected there as usual.")).to_be_visible()


def begin(story: Story) -> Page:
    """Before you start, as far as the referral's task list."""
    page = story.as_(AMINA, "/before-you-start")
    papers.before_you_start(page)
    papers.reason(page, papers.NO_TRIAL, "The board meets in October; the family asks for a start now.")
    submit(page)
    story.reference = page.locator(".ref").inner_text()
    press(page, "Go on: Referral")
    return page


def refer(story: Story) -> None:
    page = begin(story)
    papers.referral(page, parents=story.people[:-1])
    submit(page)
    expected_at(page, OAKFIELD)
    press(page, "Open the case")
    next_is(page, "consent to explore a move")
    everybody_agrees(story, EXPLORE, "7/9/2026")
    stage_is(story.as_(AMINA), "Consent")


def everybody_agrees(story: Story, choice: str, on: str, school: str = "") -> None:
    for person in story.people:
        papers.consent(story.write(AMINA, "Consent"), person, choice, on, school)


def first_school_declines(story: Story) -> None:
    everybody_agrees(story, SHARE, "7/9/2026", ELM_GROVE)
    papers.approach(story.write(AMINA, "Approach"), ELM_GROVE, "7/9/2026")
    expect(story.as_(PETER).get_by_text(NO_SUCH_CASE)).to_be_visible()
    papers.decline(story.write(ELENA, "Response"), ELM_GROVE_HEAD, "7/9/2026")
    expect(story.as_(ELENA).get_by_text(NO_SUCH_CASE)).to_be_visible()
    expect(story.as_(ELENA, "/my-cases").get_by_text("There are no cases here yet.")).to_be_visible()
    next_is(story.as_(AMINA), "ask a school")


def second_school_accepts(story: Story) -> None:
    everybody_agrees(story, SHARE, "7/9/2026", NORTHGATE)
    papers.approach(story.write(AMINA, "Approach"), NORTHGATE, "7/9/2026")
    papers.accept(story.write(PETER, "Response"), NORTHGATE_HEAD, "7/9/2026")
    stage_is(story.as_(PETER), "Accepted")


def the_move_is_agreed(story: Story) -> None:
    story.it_is("2026-09-11")
    page = story.write(PETER, "Meeting record")
    papers.meeting_record(
        page, on="11/9/2026", starts_on="14/9/2026", ends_on="23/10/2026", review_on=("5/10/2026", "22/10/2026")
    )
    everybody_agrees(story, PLACEMENT, "11/9/2026", NORTHGATE)
    people = (("Parent", MOTHER), ("Pupil", TOMI), ("Home head teacher", OAKFIELD_HEAD))
    for document in ("Agreement", "Dual registration form"):
        for role, name in (*people, ("Receiving head teacher", NORTHGATE_HEAD)):
            papers.signature(story.write(PETER, "Signatures"), document, role, name, "11/9/2026")
    page = story.as_(AMINA)
    stage_is(page, "Agreed")
    expected_at(page, OAKFIELD, f"Next change: {NORTHGATE} from Monday 14 September.")


def the_child_starts(story: Story) -> None:
    story.it_is("2026-09-14")
    page = story.as_(AMINA)
    expected_at(page, NORTHGATE, "8:40", "Main reception, Northgate Road", "Ms A. Rahman", f"{OAKFIELD} marks D")
    stage_is(page, "week 1 of 6")
    papers.start(story.write(PETER, "Start"), "14/9/2026")
    confirmation = letter(story.as_(AMINA), "Start confirmation")
    assert "Monday 14 September" in confirmation and "8:40" in confirmation and NORTHGATE in confirmation


def five_weeks_go_by(story: Story) -> None:
    story.it_is("2026-09-23")
    absent = {"What happened?": "Unexplained absence", "Morning, afternoon or all day?": "Morning"}
    papers.same_day(
        story.write(PETER, "Same day"), {**absent, "In a sentence": "Not seen since the bell."}, "23/9/2026"
    )
    next_is(story.as_(PETER), "weekly report for the week of Monday 14 September")

    story.it_is("2026-10-16")
    papers.weekly_report(story.write(PETER, "Weekly report"))
    papers.weekly_report(story.write(PETER, "Weekly report"), marks={"Wednesday morning": "N  Reason not yet known"})
    papers.weekly_report(story.write(PETER, "Weekly report"), concern="Amber")
    home_school_answers(story)
    papers.weekly_report(story.write(PETER, "Weekly report"))
    papers.weekly_report(story.write(PETER, "Weekly report"))
    papers.review(story.write(PETER, "Review"), "5/10/2026")
    page = story.as_(AMINA)
    stage_is(page, "week 5 of 6")
    page.get_by_role("tab", name="Attendance").click()
    expect(page.get_by_text("So far: 98%: 49 of 50 possible sessions, 0 late.")).to_be_visible()


def home_school_answers(story: Story) -> None:
    """The home school reads the report that is amber, and answers it."""
    page = story.as_(AMINA)
    entry = page.get_by_test_id("stExpander").filter(has_text="amber")
    entry.locator("summary").click()
    press(page, "Answer this weekly report")
    answer(page, {"Do you want an early review?": "No", "Why, or why not?": "One bad week; let us see the next."})
    continue_(page)
    submit(page)
    expect(story.as_(PETER).get_by_test_id("stExpander").filter(has_text="corrected 1×")).to_have_count(1)


def the_child_stays(story: Story) -> None:
    story.it_is("2026-10-23")
    papers.weekly_report(story.write(PETER, "Weekly report"))
    everybody_agrees(story, TRANSFER, "23/10/2026", NORTHGATE)
    papers.final_review(story.write(PETER, "Final review"), on="23/10/2026", takes_effect_on="2/11/2026")
    page = story.as_(AMINA)
    stage_is(page, "Decided")
    expected_at(page, NORTHGATE)

    story.it_is("2026-11-02")
    page = story.as_(AMINA)
    expected_at(page, NORTHGATE)
    next_is(page, "roll change")
    papers.roll_change(story.write(AMINA, "Roll change"), "2/11/2026")
    page = story.as_(ROSALIND)
    stage_is(page, "Roll change")
    papers.la_record(story.write(ROSALIND, "LA record"), "Told of the outcome")
    page = story.as_(AMINA)
    expected_at(page, NORTHGATE)
    expect(page.get_by_text(f"{OAKFIELD} marks D")).to_have_count(0)
    expect(page.get_by_text("Next: ")).to_have_count(0)
    success = letter(story.as_(PETER), "Success")
    assert "Monday 2 November" in success and NORTHGATE in success
    page = story.as_(AMINA, "/my-cases")
    page.get_by_text("Show 1 that is over").click()
    expect(page.get_by_role("button", name=f"Open {story.reference}")).to_be_visible()


def the_child_is_suspended(story: Story) -> None:
    story.it_is("2026-09-21")
    answers = {"What happened?": "Suspension", "Suspended from": "21/9/2026", "To the end of": "22/9/2026"}
    papers.same_day(story.write(PETER, "Same day"), {**answers, "In a sentence": "A fight at break."}, "21/9/2026")
    expected_at(story.as_(AMINA), "Nowhere: suspended until Tuesday 22 September")


def it_ends_early(story: Story) -> None:
    story.it_is("2026-09-24")
    papers.early_ending(story.write(PETER, "Early ending"), consulted_on="24/9/2026", return_on="28/9/2026")
    page = story.as_(AMINA)
    expected_at(page, NORTHGATE, f"Next change: {OAKFIELD} from Monday 28 September.")
    stages = page.get_by_role("list", name="Stages of the case")
    expect(stages.get_by_role("listitem").last).to_contain_text("Ended early")
    words = letter(story.as_(PETER), "Early ending")
    for each in ("Monday 28 September", "8:30", "reception, Orchard Lane", "Ms R. Patel", OAKFIELD):
        assert each in words

    story.it_is("2026-09-28")
    page = story.as_(AMINA)
    expected_at(page, OAKFIELD, "First day: at 8:30, Main reception, Orchard Lane, to meet Ms R. Patel")
    next_is(page, "weekly report for the week of Monday 14 September")
