"""What is answered in the last second before a page goes is kept, however it goes, also when the server has not begun on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from casework.sample import REFERENCES
from tests.browser.filling import (
    box,
    choose,
    come_in,
    fill,
    fill_date_of_birth,
    go,
    open_section,
    press,
    question,
    reload,
    settle,
    turn_to,
)
from tests.browser.line import answered, count
from tests.browser.serving import Server

GWEN, SIOBHAN = "Gwen Pugh", "Siobhan Keane"
REFERRAL = f"/referral?case={REFERENCES['before_only']}"
WEEKLY_REPORT = f"/weekly-report?case={REFERENCES['week_three_missed']}"
HOME = "Where the child lives"
WHY = "Why a move?"
ABSENT = "N  Reason not yet known"
TYPE_AND_PRESS = """(box, button) => {
  box.focus();
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value').set.call(box, 'The very last words.');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  [...document.querySelectorAll('button')].find(each => each.innerText.trim() === button).click();
}"""
TURN = "() => { history.pushState({}, '', '/my-cases'); dispatchEvent(new PopStateEvent('popstate', { state: {} })); }"
OpenPage = Callable[..., Page]


@pytest.fixture
def pupil(with_sample: Server, open_page: OpenPage) -> Page:
    """Gwen at the pupil's section of a referral that is still a draft."""
    return come_to(open_page(with_sample), "The pupil")


def come_to(page: Page, title: str) -> Page:
    """Gwen opens a section of the referral."""
    come_in(page, GWEN, then=REFERRAL)
    open_section(page, title)
    return page


def answer_in_every_way(page: Page, which: int) -> None:
    """A line, three boxes of a date, a list that unfolds, buttons, and several lines; half a year is on its way."""
    fill(page, "Legal name", f"Tobi Adeyemi {which}")
    choose(page, "Year group", str(which))
    choose(page, "Sex", "Male" if which % 2 else "Female")
    fill(page, HOME, f"{which} Mill Lane")
    fill_date_of_birth(page, str(which), "3", "20")


def everything_is_there(page: Page, which: int) -> None:
    """What `answer_in_every_way` answered."""
    expect(box(page, "Legal name")).to_have_value(f"Tobi Adeyemi {which}")
    expect(box(page, HOME)).to_have_value(f"{which} Mill Lane")
    for name, text in (("Day", str(which)), ("Month", "3"), ("Year", "20")):
        expect(page.get_by_label(name, exact=True)).to_have_value(text)
    expect(question(page, "Year group").get_by_role("combobox")).to_have_value(str(which))
    chosen = "Male" if which % 2 else "Female"
    expect(question(page, "Sex").get_by_role("radio", name=chosen, exact=True)).to_be_checked()


def test_a_link_followed_while_the_server_has_not_begun(pupil: Page, with_sample: Server) -> None:
    before = count(pupil)["moved"]
    with with_sample.busy():
        answer_in_every_way(pupil, 1)
        pupil.get_by_role("link", name="Cases", exact=True).click()
        pupil.wait_for_timeout(1500)
    pupil.wait_for_function("before => lineOfThisTest.moved > before", arg=before)
    settle(pupil)
    expect(pupil.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    turn_to(pupil, REFERRAL)

    everything_is_there(pupil, 1)


def test_a_link_followed_while_the_server_is_busy_for_longer_than_the_link_waits(
    pupil: Page, with_sample: Server
) -> None:
    before = count(pupil)["moved"]
    with with_sample.busy():
        answer_in_every_way(pupil, 2)
        pupil.get_by_role("link", name="Cases", exact=True).click()
        pupil.wait_for_function("before => lineOfThisTest.moved > before", arg=before)
    settle(pupil)
    turn_to(pupil, REFERRAL)

    everything_is_there(pupil, 2)


def test_back_while_the_server_has_not_begun(pupil: Page, with_sample: Server) -> None:
    with answered(pupil, "moved"), with_sample.busy():
        answer_in_every_way(pupil, 3)
        pupil.evaluate(TURN)
    turn_to(pupil, REFERRAL)

    everything_is_there(pupil, 3)


def test_a_refresh_while_the_server_has_not_begun(pupil: Page, with_sample: Server) -> None:
    with pupil.expect_navigation(), with_sample.busy():
        answer_in_every_way(pupil, 4)
        pupil.evaluate("setTimeout(() => location.reload())")
        pupil.wait_for_timeout(1500)
    go(pupil, REFERRAL)

    everything_is_there(pupil, 4)


def test_another_site_while_the_server_has_not_begun(pupil: Page, with_sample: Server) -> None:
    with with_sample.busy():
        answer_in_every_way(pupil, 5)
        pupil.goto("about:blank")
        pupil.wait_for_timeout(500)
    go(pupil, REFERRAL)

    everything_is_there(pupil, 5)


def test_a_tab_closed_while_the_server_has_not_begun(pupil: Page, with_sample: Server) -> None:
    with with_sample.busy():
        answer_in_every_way(pupil, 6)
        pupil.close(run_before_unload=True)
        other = pupil.context.new_page()
        other.wait_for_timeout(500)
    go(other, REFERRAL)

    everything_is_there(other, 6)


def test_a_refresh_with_half_a_date_of_birth(pupil: Page) -> None:
    fill_date_of_birth(pupil, "14", "3", "20")
    reload(pupil)

    for name, text in (("Day", "14"), ("Month", "3"), ("Year", "20")):
        expect(pupil.get_by_label(name, exact=True)).to_have_value(text)


def test_a_date_of_birth_that_was_emptied(pupil: Page) -> None:
    fill_date_of_birth(pupil, "14", "3", "2012")
    reload(pupil)
    fill_date_of_birth(pupil, "", "", "")
    reload(pupil)

    for name in ("Day", "Month", "Year"):
        expect(pupil.get_by_label(name, exact=True)).to_have_value("")


@pytest.mark.parametrize(
    ("title", "where"),
    [("Why a move", lambda page: box(page, WHY)), ("The pupil", lambda page: box(page, "Ethnicity"))],
)
@pytest.mark.parametrize("button", ["‹ All sections", "Continue", "Save and come back later"])
def test_a_press_without_a_pointer(
    with_sample: Server, open_page: OpenPage, title: str, where: Callable[[Page], Locator], button: str
) -> None:
    """As voice control and a screen reader press: the box is not left, and no pointer goes down."""
    page = come_to(open_page(with_sample), title)
    with answered(page, "pressed"):
        where(page).evaluate(TYPE_AND_PRESS, button)
    go(page, REFERRAL)
    open_section(page, title)

    expect(where(page)).to_have_value("The very last words.")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_press_with_the_keyboard(with_sample: Server, open_page: OpenPage, key: str) -> None:
    page = come_to(open_page(with_sample), "Why a move")
    box(page, WHY).fill("Because of the bus.")
    button = page.get_by_role("button", name="‹ All sections")
    with answered(page, "pressed"):
        button.focus()
        page.keyboard.press(key)
    press(page, "Why a move")

    expect(box(page, WHY)).to_have_value("Because of the bus.")


def test_a_mark_of_the_week(with_sample: Server, open_page: OpenPage) -> None:
    page = open_page(with_sample)
    come_in(page, SIOBHAN, then=WEEKLY_REPORT)
    with with_sample.busy():
        choose(page, "Wednesday morning", ABSENT)
        page.goto("about:blank")
        page.wait_for_timeout(500)
    go(page, WEEKLY_REPORT)

    expect(question(page, "Wednesday morning").get_by_role("combobox")).to_have_value(ABSENT)
