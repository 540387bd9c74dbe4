"""What a form folds away: answers it already has, questions that few answer, and statements that one answer confirms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casework.sample.references import REFERENCES
from tests.browser import papers
from tests.browser.filling import add, box, continue_, fill, open_section, press, problems, question, reload, settle
from tests.browser.papers import MOTHER
from tests.browser.riverside import OAKFIELD_HEAD
from tests.browser.story import Story, begin

CONFIRMS = "The head teacher confirms"
STATEMENTS = (
    "All reasonable steps have been taken",
    "The move is voluntary, for the family and for us",
    "Exclusion was not used as a threat",
    "Nobody suggested that the parents take the child away and find a school themselves",
    "The parents were told that the request may be refused, and needs a vacancy",
    "The parents were told that a move does not jump a waiting list",
    "Everything relevant is in this referral",
    "The parents were told how to complain",
)


@pytest.fixture
def referral(tmp_path: Path, open_page: Callable[..., Page]) -> Iterator[Page]:
    """A referral that was just begun, at its list of sections."""
    told = Story(tmp_path, open_page)
    told.it_is("2026-09-07")
    yield begin(told)
    told.close()


def answered_alone(page: Page) -> list[str]:
    """Of the statements that are asked one by one, each that has an answer."""
    return [each for each in STATEMENTS if question(page, each).get_by_role("radio", checked=True).count()]


def test_what_few_answer_is_under_its_name_and_stays_open_once_it_is_answered(referral: Page) -> None:
    open_section(referral, "Parents and carers")
    mother = add(referral, "parent or carer", 1)
    fill(mother, "Name", MOTHER)
    expect(box(mother, "E-mail")).not_to_be_visible()
    expect(mother.get_by_text("If it applies: E-mail; ")).to_be_visible()

    fill(mother, "E-mail", "adeyemi@home.example")
    settle(referral)
    reload(referral)
    expect(box(referral, "E-mail")).to_be_visible()
    expect(box(referral, "E-mail")).to_have_value("adeyemi@home.example")


def test_what_is_known_is_text_and_can_be_changed(referral: Page) -> None:
    open_section(referral, CONFIRMS)
    row = referral.get_by_role("row", name="Head teacher's name")
    expect(row).to_contain_text(OAKFIELD_HEAD)
    expect(box(referral, "Head teacher's name")).not_to_be_visible()

    fill(referral, "Head teacher's name", "Ms P. Acting")
    box(referral, "Head teacher's name").press("Enter")
    expect(row).to_contain_text("Ms P. Acting")
    reload(referral)
    expect(row).to_contain_text("Ms P. Acting")


def test_one_answer_confirms_every_statement_and_a_no_asks_for_each(referral: Page) -> None:
    open_section(referral, CONFIRMS)
    expect(referral.get_by_role("listitem")).to_have_text(list(STATEMENTS))
    fill(referral, "Date", "7/9/2026")
    press(referral, "Continue")
    assert problems(referral) == ["Say whether all of these statements are true"]

    papers.choose(referral, "Is all of this true?", "No, or not yet: answer each")
    expect(question(referral, STATEMENTS[-1])).to_be_visible()
    assert answered_alone(referral) == []
    papers.choose(referral, STATEMENTS[2], "No")
    settle(referral)
    reload(referral)
    assert answered_alone(referral) == [STATEMENTS[2]]

    papers.declare(referral)
    expect(question(referral, STATEMENTS[2])).to_have_count(0)
    continue_(referral)
    open_section(referral, CONFIRMS)
    papers.choose(referral, "Is all of this true?", "No, or not yet: answer each")
    expect(question(referral, STATEMENTS[2])).to_be_visible()
    assert answered_alone(referral) == [STATEMENTS[2]], "what was said of one of them before is not taken for a yes"


def test_a_name_that_is_known_is_text_in_its_line_until_somebody_changes_it(
    at_their_desk: Callable[..., Page],
) -> None:
    page = at_their_desk("Peter Lindqvist", f"/signature?case={REFERENCES['unsigned']}")
    line = "Agreement: home head teacher"
    name = box(page, f"{line}: name")
    shown = page.locator('[class*="st-key-line-"]').get_by_role("button")
    lines = ["home head teacher", "receiving head teacher"]
    expect(shown).to_have_text(
        [f"Change {paper}: {who}: name" for paper in ("Agreement", "Dual registration form") for who in lines]
    )
    expect(name).to_have_count(0)

    press(page, f"Change {line}: name")
    known = name.input_value()
    fill(page, f"{line}: name", "Ms P. Acting")
    settle(page)
    reload(page)
    expect(page.locator('[class*="st-key-line-"]').first).to_contain_text("Ms P. Acting")
    assert known and known != "Ms P. Acting"


@pytest.fixture
def meeting(at_their_desk: Callable[..., Page]) -> Page:
    """The record of a meeting whose day is not known, at its first section."""
    page = at_their_desk("Joel Baptiste", f"/meeting-record?case={REFERENCES['accepted_direct']}")
    open_section(page, "The meeting")
    return page


def test_of_two_neighbours_the_one_that_is_not_known_is_asked(meeting: Page) -> None:
    expect(box(meeting, "Date of the meeting")).to_be_visible()
    expect(box(meeting, "Where was it?")).not_to_be_visible()
    expect(meeting.get_by_role("row", name="Where was it?")).to_be_visible()


def test_everyone_came_answers_for_whom_nothing_was_said_and_leaves_the_others(meeting: Page) -> None:
    came = meeting.get_by_role("radiogroup", name="Came?")
    papers.choose(papers.card(meeting, "person", 2), "Came?", "Sent apologies")
    settle(meeting)
    press(meeting, "Everyone came")

    answers = came.get_by_role("radio", checked=True).evaluate_all(
        "all => all.map(each => each.closest('label').innerText)"
    )
    assert answers == ["Came", "Sent apologies", *["Came"] * (came.count() - 2)]
    assert came.count() >= 4
