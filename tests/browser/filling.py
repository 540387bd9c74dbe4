"""Filling in a form as a person does: by the labels they read, and by pressing what they see.

A verb waits for what it needs and no longer: the boxes are kept by the app as one types, and a press waits until the
server has drawn what comes of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from playwright.sync_api import Locator, Page, expect

from tests.browser.line import answered
from tests.browser.line import settle as settle

expect.set_options(timeout=20_000)
QUESTIONS = ", ".join(f'[data-testid="{kind}"]' for kind in ("stTextInput", "stTextArea", "stRadio", "stSelectbox"))
IN_VIEW = """box => new Promise(done => {
  box.scrollIntoView({ block: 'center' });
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""
STILL = """box => new Promise(done => {
  const moves = () => box.closest('details').getAnimations({ subtree: true }).length;
  const wait = () => moves() ? setTimeout(wait, 20) : done();
  setTimeout(wait, 50);
})"""
"""What is unfolded moves for a while; a list that is open closes when the page moves."""
TURN = """address => {
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}"""
SAVED = re.compile(r"Saved(\.| here, waiting for Google\.) Your reference is")
REQUIRED: Mapping[str, str] = {
    "Answer yes or no": "Yes",
    "Give a date": "7/9/2026",
    "Give a time": "9:20",
    "Give a number": "1",
    "Give a whole number": "1",
    "Fill in": "As we agreed with everybody.",
}
"""What a form says of a required question without an answer, and what is answered where no story knows the question."""
CHOOSE = ("Choose an answer", "Choose a mark", "Choose a school")
LABEL = '[data-testid="stWidgetLabel"] p:first-child'
Where = Page | Locator


def come_in(page: Page, name: str, *, then: str = "/") -> None:
    """Sign in through the picker, and wait for the page that opens."""
    page.goto(f"/sign-in?next={then}")
    page.get_by_role("button", name=name).click()
    arrive(page)


_TOLD: WeakKeyDictionary[Page, set[str]] = WeakKeyDictionary()
"""The questions that a story answered on a page, by their labels."""


def go(page: Page, address: str) -> None:
    """Go to an address of the app."""
    page.goto(address)
    arrive(page)


def turn_to(page: Page, address: str) -> None:
    """Go to an address from within the app, as the browser's own Back and Forward do: nothing is loaded again."""
    at = page.url.removeprefix(page.evaluate("location.origin"))
    if not page.url.startswith("http") or at == address or settled_elsewhere(page):
        go(page, address)
        return
    with answered(page, "moved"):
        page.evaluate(TURN, address)
    arrive(page)


def settled_elsewhere(page: Page) -> bool:
    """Whether what is shown is no page of the app, such as the way in."""
    return page.locator('[data-test-script-state="notRunning"]').count() != 1


def reload(page: Page) -> None:
    """Press the browser's own button to load the page again."""
    page.reload()
    arrive(page)


def arrive(page: Page) -> None:
    """Wait for a page that is being loaded."""
    settle(page)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


def question(where: Where, label: str) -> Locator:
    """The question with this visible label, hint or no hint."""
    words = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
    page = where if isinstance(where, Page) else where.page
    return where.locator(QUESTIONS).filter(has=page.locator(LABEL).filter(has_text=words))


def box(where: Where, label: str) -> Locator:
    """The text box with this label."""
    return question(where, label).locator("input, textarea")


def _is_filled_in(found: Locator, text: str) -> bool:
    """Whether the app shows this answer already, folded away."""
    if not found.locator("xpath=ancestor::details[not(@open)]").count():
        return False
    of = found.locator("textarea, input").first
    if found.get_attribute("data-testid") == "stRadio":
        return found.get_by_role("radio", name=text, exact=True, include_hidden=True).is_checked()
    return of.input_value() == text


def unfold(found: Locator) -> None:
    """Open what a question is folded away under."""
    fold = found.locator("xpath=ancestor::details[not(@open)]")
    if fold.count():
        fold.locator("summary").click()
        found.evaluate(STILL)


def fill(where: Where, label: str, text: str) -> None:
    """Write into a text box."""
    _tell(where, label)
    if _is_filled_in(question(where, label), text):
        return
    unfold(question(where, label))
    box(where, label).fill(text)


def fill_date_of_birth(where: Where, day: str, month: str, year: str) -> None:
    """Write into the three boxes of a date of birth."""
    for name, text in (("Day", day), ("Month", month), ("Year", year)):
        where.get_by_label(name, exact=True).fill(text)


def choose(where: Where, label: str, answer: str) -> None:
    """Choose one of several answers, whether they are shown as buttons or fold into a list."""
    _tell(where, label)
    found = question(where, label)
    expect(found).to_have_count(1)
    if _is_filled_in(found, answer):
        return
    unfold(found)
    if found.get_attribute("data-testid") == "stRadio":
        found.get_by_role("radio", name=answer, exact=True).locator("xpath=ancestor::label").click()
        return
    page = where if isinstance(where, Page) else where.page
    found.evaluate(IN_VIEW)  # a list that is open closes when the page scrolls
    found.get_by_role("combobox").click()
    page.keyboard.insert_text(answer)  # a long list draws only what is near; what is beside an open one has no roles
    page.get_by_role("option", name=answer, exact=True).click()


def answer(where: Where, answers: Mapping[str, str]) -> None:
    """Answer each question by its label, in this order: write into boxes, choose from choices."""
    for label, text in answers.items():
        found = question(where, label)
        expect(found).to_have_count(1)
        if found.get_attribute("data-testid") in ("stTextInput", "stTextArea"):
            fill(where, label, text)
        else:
            choose(where, label, text)


def answer_yes(where: Where, *labels: str) -> None:
    """Answer yes, to each."""
    for label in labels:
        choose(where, label, "Yes")


def answer_no(where: Where, *labels: str) -> None:
    """Answer no, to each."""
    for label in labels:
        choose(where, label, "No")


def press(where: Where, button: str) -> None:
    """Press a button, and wait for what comes of it."""
    with answered(where if isinstance(where, Page) else where.page, "pressed"):
        where.get_by_role("button", name=button, exact=True).click()


def follow(where: Where, link: str) -> None:
    """Follow a link to another page of the app, as slowly as a finger, and wait until it is there."""
    with answered(where if isinstance(where, Page) else where.page, "moved"):
        where.get_by_role("link", name=link, exact=True).first.click(delay=50)


def open_section(page: Page, title: str) -> None:
    """Open a section of the form on the page, wherever its last reader left it."""
    up = page.get_by_role("button", name=re.compile("All sections$"))
    row = page.get_by_role("button", name=title, exact=True)
    expect(up.or_(row)).to_be_visible()
    if up.is_visible():
        press(page, up.inner_text())
    press(page, title)


def continue_(page: Page) -> None:
    """Press Continue, and go on: nothing may be wrong with what was answered. A question that no story knows, because it was just
    added to the form, is answered by its type; one that was answered before must still have its answer."""
    _press_on(page, "Continue")


def check_first(page: Page) -> None:
    """As `continue_`, on a form of one page, which could be submitted at once: everything is read back first."""
    _press_on(page, "Check your answers")


def _press_on(page: Page, button: str) -> None:
    press(page, button)
    if unknown := [each for each in problems(page) if _asks_what_nobody_told(page, each)]:
        for sentence in unknown:
            _answer_by_type(page, sentence)
        press(page, button)
    assert not (found := problems(page)), found


def _tell(where: Where, label: str) -> None:
    _TOLD.setdefault(where if isinstance(where, Page) else where.page, set()).add(label)


def _asks_what_nobody_told(page: Page, sentence: str) -> bool:
    asked, _, label = sentence.partition(": ")
    return asked in (*REQUIRED, *CHOOSE) and label[1:-1] not in _TOLD.get(page, ())


def _answer_by_type(page: Page, sentence: str) -> None:
    asked, _, label = sentence.partition(": ")
    found = question(page, label[1:-1])
    if asked not in CHOOSE:
        answer(page, {label[1:-1]: REQUIRED[asked]})
    elif found.get_attribute("data-testid") == "stRadio":
        found.get_by_role("radio").first.locator("xpath=ancestor::label").click()
    else:
        found.evaluate(IN_VIEW)
        found.get_by_role("combobox").click()
        page.get_by_role("option").first.click()


def submit(page: Page) -> None:
    """Press Submit, and see that it is saved, wherever it is on its way to."""
    _press_on(page, "Submit")
    expect(page.get_by_text(SAVED)).to_be_visible()


def problems(page: Page) -> list[str]:
    """The sentences of the error summary, or none."""
    return page.get_by_role("alert").get_by_role("link").all_inner_texts()


def card(page: Page, noun: str, number: int) -> Locator:
    """One item of a repeating group: `card(page, "parent or carer", 2)`."""
    remove = page.get_by_role("button", name=f"Remove {noun} {number}", exact=True)
    return page.get_by_test_id("stVerticalBlock").filter(has=remove).last


def card_of(page: Page, heading: str) -> Locator:
    """One item of a group that the app gives, by its heading: `card_of(page, "1. Comes to every lesson")`."""
    return page.get_by_test_id("stVerticalBlock").filter(has=page.get_by_text(heading, exact=True)).last


def add(page: Page, noun: str, number: int) -> Locator:
    """Add an item to a repeating group, and return its card; the first may be there already."""
    found = card(page, noun, number)
    if number > 1 or not found.count():
        press(page, f"Add {'another' if number > 1 else 'a'} {noun}")
    expect(found).to_be_visible()
    return found
