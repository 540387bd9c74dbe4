"""Filling in a form as a person does: by the labels they read, and by pressing what they see.

A verb waits for what it needs and no longer: the boxes are kept by the app as one types, and a press waits until the
server has drawn what comes of it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from playwright.sync_api import Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60.0
expect.set_options(timeout=20_000)
QUESTIONS = ", ".join(f'[data-testid="{kind}"]' for kind in ("stTextInput", "stTextArea", "stRadio", "stSelectbox"))
DRAWN = """() => new Promise(done => {
  let timer;
  const observer = new MutationObserver(wait);
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => (document.querySelector('[data-test-script-state="notRunning"]') ? end() : wait()), 60);
  }
  function end() { observer.disconnect(); done(); }
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  wait();
})"""
"""What is received is drawn a moment later: wait until nothing on the page has changed for a while."""
IN_VIEW = """box => new Promise(done => {
  box.scrollIntoView({ block: 'center' });
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""
TURN = """address => {
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}"""
SAVED = re.compile(r"Saved(\.| here, waiting for Google\.) Your reference is")
LABEL = '[data-testid="stWidgetLabel"] p:first-child'
Where = Page | Locator


@dataclass
class Line:
    """What goes to and fro between a page and its server: whether the server still owes an answer."""

    asked: int = 0
    is_running: bool = False
    is_owed: bool = False
    opened: list[str] = field(default_factory=list)

    def listen(self, socket: WebSocket) -> None:
        self.is_owed = True  # the first run needs no asking
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes) and BackMsg.FromString(payload).WhichOneof("type") == "rerun_script":
            self.asked += 1
            self.is_owed = True

    def _received(self, payload: str | bytes) -> None:
        if not isinstance(payload, bytes):
            return
        said = ForwardMsg.FromString(payload)
        what = said.WhichOneof("type")
        if what == "new_session":
            self.is_owed, self.is_running = False, True
        elif what == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.is_running = False


_LINES: WeakKeyDictionary[Page, Line] = WeakKeyDictionary()


def come_in(page: Page, name: str, *, then: str = "/") -> None:
    """Sign in through the picker, and wait for the page that opens."""
    page.goto(f"/sign-in?next={then}")
    line_of(page).is_owed = True
    page.get_by_role("button", name=name).click()
    arrive(page)


def line_of(page: Page) -> Line:
    """The line of a page; listened to from the first time it is asked for."""
    if page not in _LINES:
        _LINES[page] = Line()
        page.on("websocket", _LINES[page].listen)
    return _LINES[page]


def go(page: Page, address: str) -> None:
    """Go to an address of the app."""
    line_of(page).is_owed = True
    page.goto(address)
    arrive(page)


def turn_to(page: Page, address: str) -> None:
    """Go to an address from within the app, as the browser's own Back and Forward do: nothing is loaded again."""
    at = page.url.removeprefix(page.evaluate("location.origin"))
    if not page.url.startswith("http") or at == address or settled_elsewhere(page):
        go(page, address)
        return
    line_of(page).is_owed = True
    page.evaluate(TURN, address)
    arrive(page)


def settled_elsewhere(page: Page) -> bool:
    """Whether what is shown is no page of the app, such as the way in."""
    return page.locator('[data-test-script-state="notRunning"]').count() != 1


def reload(page: Page) -> None:
    """Press the browser's own button to load the page again."""
    line_of(page).is_owed = True
    page.reload()
    arrive(page)


def arrive(page: Page) -> None:
    """Wait for a page that is being loaded."""
    settle(page)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    page.evaluate(DRAWN)


def settle(page: Page) -> None:
    """Wait until the server has answered everything this page asked, and the page has drawn it."""
    line, until = line_of(page), time.monotonic() + PATIENCE
    while (line.is_owed or line.is_running) and time.monotonic() < until:
        page.wait_for_timeout(10)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1, timeout=30_000)
    page.evaluate(DRAWN)


def question(where: Where, label: str) -> Locator:
    """The question with this visible label, hint or no hint."""
    words = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
    page = where if isinstance(where, Page) else where.page
    return where.locator(QUESTIONS).filter(has=page.locator(LABEL).filter(has_text=words))


def box(where: Where, label: str) -> Locator:
    """The text box with this label."""
    return question(where, label).locator("input, textarea")


def fill(where: Where, label: str, text: str) -> None:
    """Write into a text box."""
    box(where, label).fill(text)


def fill_date_of_birth(where: Where, day: str, month: str, year: str) -> None:
    """Write into the three boxes of a date of birth."""
    for name, text in (("Day", day), ("Month", month), ("Year", year)):
        where.get_by_label(name, exact=True).fill(text)


def choose(where: Where, label: str, answer: str) -> None:
    """Choose one of several answers, whether they are shown as buttons or fold into a list."""
    found = question(where, label)
    expect(found).to_have_count(1)
    if found.get_attribute("data-testid") == "stRadio":
        found.get_by_role("radio", name=answer, exact=True).locator("xpath=ancestor::label").click()
        return
    page = where if isinstance(where, Page) else where.page
    found.evaluate(IN_VIEW)  # a list that is open closes when the page scrolls
    found.get_by_role("combobox").click()
    found.get_by_role("combobox").fill(answer)  # a long list draws only what is near
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
    page = where if isinstance(where, Page) else where.page
    where.get_by_role("button", name=button, exact=True).click()
    settle(page)


def open_section(page: Page, title: str) -> None:
    """Open a section of the form on the page, wherever its last reader left it."""
    up = page.get_by_role("button", name=re.compile("All sections$"))
    row = page.get_by_role("button", name=title, exact=True)
    expect(up.or_(row)).to_be_visible()
    if up.is_visible():
        press(page, up.inner_text())
    press(page, title)


def continue_(page: Page) -> None:
    """Press Continue, and go on: nothing may be wrong with what was answered."""
    press(page, "Continue")
    assert not (found := problems(page)), found


def submit(page: Page) -> None:
    """Press Submit, and see that it is saved, wherever it is on its way to."""
    press(page, "Submit")
    assert not (found := problems(page)), found
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
