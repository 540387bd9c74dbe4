"""A guided case of the demonstration, done by keyboard alone from the first screen to its end, on a telephone's width."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.filling import arrive, settle
from tests.browser.serving import Server
from ui.guides import GUIDES

NARROW = {"width": 390, "height": 844}


def enter(page: Page, button: str) -> None:
    """Press a button by keyboard, and wait for what comes of it."""
    page.get_by_role("button", name=button, exact=True).press("Enter")
    page.wait_for_timeout(300)
    arrive(page)


def at_step(page: Page, number: int, *, is_done: bool = False) -> None:
    steps = GUIDES[0].steps
    banner = page.get_by_role("region", name="Guide")
    expect(banner).to_contain_text(f"Step {number} of {len(steps)}")
    expect(banner).to_contain_text(steps[number - 1].title)
    expect(banner.get_by_text("Done", exact=True)).to_have_count(1 if is_done else 0)


def test_a_guide_by_keyboard(with_sample: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(with_sample, viewport=NARROW)
    page.goto("/sign-in")
    page.get_by_role("button", name="As a small school").press("Enter")
    arrive(page)
    at_step(page, 1)
    enter(page, "Next")
    at_step(page, 2)
    enter(page, "Next")
    at_step(page, 3)
    page.get_by_role("tab", name="Chronology").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    at_step(page, 3, is_done=True)
    enter(page, "Next")
    at_step(page, 4)
    enter(page, "Referral")
    expect(page.get_by_role("heading", name="Referral", level=1)).to_be_visible()
    at_step(page, 4, is_done=True)
    page.goto("/my-cases")
    arrive(page)
    at_step(page, 4)
    enter(page, "Back to this step")
    expect(page.get_by_role("region", name="Where the child is expected")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    enter(page, "Next")
    at_step(page, 5)
    enter(page, "Finish")
    expect(page.get_by_role("region", name="Guide")).to_contain_text("That was the guide")
    enter(page, "Close")
    expect(page.get_by_role("region", name="Guide")).to_have_count(0)
