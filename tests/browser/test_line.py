"""A test reads a page once it shows the answer to what it pressed: whatever order the server's words come in, and however late."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from google.protobuf.message import Message
from playwright.sync_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.line import answered, count, listen

SOCKET = """
  window.WebSocket = class extends EventTarget { send() {} };
  addEventListener('DOMContentLoaded', () => document.body.setAttribute('data-test-script-state', 'notRunning'));
"""
OPEN = """
  socket = new WebSocket('ws://example.org/');
  ask = bytes => socket.send(new Uint8Array(bytes));
  tell = bytes => socket.dispatchEvent(new MessageEvent('message', { data: new Uint8Array(bytes).buffer }));
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page whose server is this test."""
    context = browser.new_context()
    context.add_init_script(SOCKET)
    listen(context)
    opened = context.new_page()
    opened.goto("data:text/html,<button>Continue</button><p></p>")
    opened.evaluate(OPEN)
    yield opened
    context.close()


def written(message: Message) -> list[int]:
    return list(message.SerializeToString())


def letter(*, of_a_few: bool = False) -> BackMsg:
    message = BackMsg()
    message.rerun_script.fragment_id = "these few" if of_a_few else ""
    message.rerun_script.widget_states.widgets.add(id="a box", string_value="TA")
    return message


def press(*, of_a_few: bool = False) -> BackMsg:
    message = letter(of_a_few=of_a_few)
    message.rerun_script.widget_states.widgets.add(id="Continue", trigger_value=True)
    return message


def begins() -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.name = "app"
    return message


def ends(how: ForwardMsg.ScriptFinishedStatus.ValueType = ForwardMsg.FINISHED_SUCCESSFULLY) -> ForwardMsg:
    return ForwardMsg(script_finished=how)


def switched(is_on: bool) -> ForwardMsg:
    message = ForwardMsg()
    message.session_status_changed.run_on_save = is_on
    return message


TAKEN = [switched(True), switched(False)]
SHUT_BY_ANOTHER = ends(ForwardMsg.FINISHED_EARLY_FOR_RERUN)
A_FEW_END = ends(ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ([letter(), press(), *TAKEN, begins(), ends()], [*TAKEN, begins(), ends()]),
        ([letter(), *TAKEN, begins(), press(), ends()], [*TAKEN, begins(), ends()]),
        ([letter(), *TAKEN, begins(), press(), SHUT_BY_ANOTHER, *TAKEN], [begins(), ends()]),
        ([letter(), *TAKEN, begins(), press(), *TAKEN], [ends()]),
        ([press(), begins(), *TAKEN], [ends()]),
        ([press(), begins()], [ends(), *TAKEN]),
        ([press(), *TAKEN, begins(), SHUT_BY_ANOTHER, begins()], [ends()]),
        ([letter(of_a_few=True), *TAKEN, begins(), press(of_a_few=True), *TAKEN, A_FEW_END], [begins(), A_FEW_END]),
        ([begins(), ends(), press(of_a_few=True), begins(), *TAKEN], [A_FEW_END]),
    ],
    ids=[
        "the letter's run ends when the press is on its way",
        "the letter's run ends before the press is taken",
        "the press ends the letter's run",
        "what ends once the press is taken is its own run",
        "the run begins before the press is known to be taken",
        "the run ends before the press is known to be taken",
        "the run begins anew by itself",
        "a press among a few questions waits for the letter's run",
        "a press among a few questions, alone",
    ],
)
def test_only_the_run_of_the_last_thing_asked_answers_it(page: Page, first: list[Message], then: list[Message]) -> None:
    for known in (letter(), *TAKEN, begins(), ends()):
        say(page, known)
    for each in first:
        say(page, each)
    assert not page.evaluate("lineOfThisTest.isAnswered()")
    for each in then:
        say(page, each)
    assert page.evaluate("lineOfThisTest.isAnswered()")


def say(page: Page, message: Message) -> None:
    """From the browser or from the server."""
    page.evaluate("ask" if isinstance(message, BackMsg) else "tell", written(message))


def test_a_press_is_waited_for_that_is_sent_after_the_click_and_drawn_after_the_answer(page: Page) -> None:
    page.evaluate(
        """([press, ...answer]) => document.querySelector('button').onclick = () => setTimeout(() => {
          ask(press);
          answer.forEach(each => tell(each));
          setTimeout(() => document.querySelector('p').innerText = 'There is a problem', 30);
        }, 300)""",
        [written(each) for each in (press(), *TAKEN, begins(), ends())],
    )
    for each in (letter(), *TAKEN, begins(), ends()):
        say(page, each)
    with answered(page, "pressed"):
        page.get_by_role("button", name="Continue").click()

    assert page.locator("p").inner_text() == "There is a problem"
    assert (count(page)["asked"], count(page)["pressed"]) == (2, 1)


def test_what_is_asked_of_questions_that_are_gone_is_answered_by_nobody(page: Page) -> None:
    for each in (letter(), *TAKEN, begins(), ends(), letter(of_a_few=True), *TAKEN):
        say(page, each)

    assert not page.evaluate("lineOfThisTest.isAnswered()")
    page.wait_for_function("lineOfThisTest.isAnswered()", timeout=20_000)


def test_a_run_that_ended_before_its_press_was_known_to_be_taken_is_no_other_one_after_a_while(page: Page) -> None:
    for each in (letter(), press(), begins(), ends(), *TAKEN, *TAKEN):
        say(page, each)

    assert not page.evaluate("lineOfThisTest.isAnswered()")
    page.wait_for_function("lineOfThisTest.isAnswered()", timeout=20_000)
