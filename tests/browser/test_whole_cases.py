"""Whole cases, from the first question to the last record, through the browser alone and by the words on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casework.reading.office import Office
from casework.sample import REFERENCES
from record.forms.referral import Referral
from store.choose import open_store
from tests.browser import papers
from tests.browser.filling import answer, continue_, open_section, press, submit
from tests.browser.papers import FATHER, MOTHER, SHARE, TOMI, TRANSFER
from tests.browser.riverside import AMINA, ELENA, ELM_GROVE_HEAD, PETER, ROSALIND
from tests.browser.story import (
    ELM_GROVE,
    NORTHGATE,
    OAKFIELD,
    Story,
    a_good_week,
    everybody_agrees,
    expected_at,
    letter,
    next_is,
    refer,
    second_school_accepts,
    stage_is,
    the_move_is_agreed,
)

NO_SUCH_CASE = "There is no such case, or you cannot see it. Look for it under Cases."


@pytest.fixture
def story(tmp_path: Path, open_page: Callable[..., Page]) -> Iterator[Story]:
    told = Story(tmp_path, open_page)
    yield told
    told.close()


def test_a_child_moves_for_good(story: Story) -> None:
    story.it_is("2026-09-07")
    refer(story, at_the_page=(MOTHER, TOMI))
    first_school_declines(story)
    second_school_accepts(story)
    the_move_is_agreed(story, at_the_page=(MOTHER, FATHER, TOMI), signed_at_the_page=1)
    the_child_starts(story)
    five_weeks_go_by(story)
    the_child_stays(story)


def test_a_child_with_an_ehc_plan_is_led_elsewhere(story: Story) -> None:
    story.it_is("2026-09-07")
    page = story.as_(AMINA, "/before-you-start")
    papers.before_you_start(page, ehc_plan="Yes")
    stopped(page)
    press(page, "Stop here and delete this draft")

    expect(page.get_by_text("There are no cases here yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Drafts")).to_have_count(0)


def test_a_referral_that_names_an_ehc_plan_is_led_elsewhere(story: Story, sample_store: Path) -> None:
    story.it_is("2026-09-07")
    story.opens_a_case(AMINA)
    story.drafts(AMINA, a_whole_referral(sample_store))
    page = story.as_(AMINA, f"/referral?case={story.reference}")
    open_section(page, "Needs and status")
    answer(page, {"Special educational needs": "EHC plan"})
    continue_(page)
    press(page, "‹ All sections")
    press(page, "Check your answers")
    stopped(page)
    press(page, "Stop here and delete this draft")
    page = story.as_(AMINA)

    expected_at(page, OAKFIELD)
    expect(page.get_by_text("Draft: Referral")).to_have_count(0)


def a_whole_referral(sample_store: Path) -> Referral:
    """One of the sample's, in which nothing is missing."""
    store = open_store(f"sqlite:///{sample_store}")
    found = Office(store, lambda: date(2026, 9, 7)).cases[REFERENCES["week_six"]].referral
    store.close()
    assert found
    return found


def stopped(page: Page) -> None:
    """The page says that this is not the way, where to go instead, and what it relies on."""
    expect(page.get_by_role("heading", level=1)).to_have_text("A managed move is not the right way for this child")
    expect(page.get_by_text("Do not ask for a managed move for a child with an EHC plan.")).to_be_visible()
    expect(page.get_by_text("Speak to the child’s key worker in the SEND team.")).to_be_visible()
    expect(page.get_by_text("Hammersmith & Fulham 2019, section 3")).to_be_visible()
    expect(page.get_by_text("The child stays at your school and is expected there as usual.")).to_be_visible()


def first_school_declines(story: Story) -> None:
    everybody_agrees(story, SHARE, ELM_GROVE)
    papers.approach(story.write(AMINA, "Approach"), ELM_GROVE, "7/9/2026")
    expect(story.as_(PETER).get_by_text(NO_SUCH_CASE)).to_be_visible()
    papers.decline(story.write(ELENA, "Response"), ELM_GROVE_HEAD, "7/9/2026")
    expect(story.as_(ELENA).get_by_text(NO_SUCH_CASE)).to_be_visible()
    expect(story.as_(ELENA, "/my-cases").get_by_text("There are no cases here yet.")).to_be_visible()
    next_is(story.as_(AMINA), "record everyone’s consent to share with it")


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
    story.files(PETER, a_good_week(date(2026, 9, 14)))
    papers.weekly_report(story.write(PETER, "Weekly report"), marks={"Wednesday morning": "N  Reason not yet known"})
    papers.weekly_report(story.write(PETER, "Weekly report"), concern="Amber")
    home_school_answers(story)
    story.files(PETER, a_good_week(date(2026, 10, 5)), a_good_week(date(2026, 10, 12)))
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
    submit(page)
    expect(story.as_(PETER).get_by_test_id("stExpander").filter(has_text="corrected")).to_have_count(1)


def the_child_stays(story: Story) -> None:
    story.it_is("2026-10-23")
    story.files(PETER, a_good_week(date(2026, 10, 19)))
    everybody_agrees(story, TRANSFER, NORTHGATE)
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
