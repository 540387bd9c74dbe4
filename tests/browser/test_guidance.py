"""The Guidance page in a real browser: found, searched, linked to from a finding, and closed to other schools."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from casework.sample import REFERENCES
from tests.browser.filling import fill, press, settle, turn_to

AMINA, OWEN = "Amina Yusuf", "Owen Hartley"
CASE = REFERENCES["week_six"]


def test_everybody_finds_it_in_the_navigation(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA)

    page.get_by_role("link", name="Guidance").first.click()

    expect(page.get_by_role("heading", name="Guidance", exact=True)).to_be_visible()
    expect(page.get_by_text("The start date is agreed, within 1 week of the meeting.")).to_be_visible()


def test_a_word_narrows_the_list(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA, "/guidance")

    page.get_by_label("Search for a word").fill("rapport")
    settle(page)

    expect(page.locator("details.mm-clause")).to_have_count(1)
    page.locator("details.mm-clause summary").click()
    expect(page.get_by_text("Read in the document itself").last).to_be_visible()

    page.get_by_label("Search for a word").fill("zebra")
    settle(page)
    expect(page.get_by_text("No clause mentions “zebra”")).to_be_visible()


def test_a_link_opens_one_clause_with_how_the_case_stands(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA, f"/guidance?clause=HF-7.5b&case={CASE}")

    asked = page.locator("details.mm-clause.asked")
    expect(asked).to_have_attribute("open", "")
    expect(asked).to_contain_text("In this case: Met in:")
    expect(asked).to_contain_text("Meeting record")


def test_a_clause_that_does_not_exist_is_said_not_to(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA, "/guidance?clause=<b>HF-99")

    expect(page.get_by_text("There is no clause <b>HF-99.")).to_be_visible()


def test_a_finding_in_a_form_leads_to_its_clause_in_a_tab_of_its_own(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA, f"/ending?case={CASE}")
    fill(page, "When?", "1/1/2030")
    press(page, "Submit")

    link = page.locator(".mm-problem a.cites").first
    expect(link).to_be_visible()
    with page.context.expect_page() as opened:
        link.click()

    expect(opened.value.locator("details.mm-clause.asked")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()


def test_another_schools_case_is_not_told_of(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(OWEN, f"/guidance?case={CASE}")

    expect(page.get_by_text("There is no such case, or you cannot see it.")).to_be_visible()
    expect(page.locator("details.mm-clause")).to_have_count(0)
    turn_to(page, "/guidance")
    expect(page.locator("details.mm-clause").first).to_be_visible()
