"""Nothing typed is lost: not at a pause, not when the tab closes, not while the server takes it in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from record.identifiers import new_reference
from store.choose import open_store
from store.contract import Json
from tests.browser.quiet import leave
from tests.browser.serving import Server
from tests.browser.visiting import Complaints, sign_in_as

WORDS = "The quick brown fox jumps over the lazy dog; naïve café – £5. "


class Form:
    """The small form of `apps/`, and the draft its server keeps."""

    def __init__(self, server: Server, page: Page, case: str) -> None:
        self.page, self.server, self.case = page, server, case
        self.area, self.line = page.get_by_label("Area"), page.get_by_label("Line")
        self._store = open_store(server.store)

    def kept(self, question: str) -> Json:
        """The answer in the draft."""
        draft = self._store.draft(f"draft of {self.case}")
        return draft.answers[question].value if draft and question in draft.answers else None

    def keeps(self, question: str, value: Json, *, within: float = 15) -> bool:
        """Whether the draft comes to hold `value`."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            if self.kept(question) == value:
                return True
            time.sleep(0.05)
        return False

    def close(self) -> None:
        self._store.close()


@pytest.fixture
def heard() -> Complaints:
    return Complaints()


@pytest.fixture(scope="module")
def typing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("typing"), app="tests/browser/apps/typing_app.py").start()
    yield running
    leave(running)


@pytest.fixture
def form(typing_server: Server, open_page: Callable[..., Page], heard: Complaints) -> Iterator[Form]:
    """A form of its own for each test."""
    page, case = open_page(typing_server), new_reference()
    heard.listen(page)
    sign_in_as(page, "Amina Yusuf", then=f"/?case={case}")
    opened = Form(typing_server, page, case)
    yield opened
    opened.close()


def test_a_text_area_is_kept_about_a_second_after_the_last_key(form: Form) -> None:
    form.area.press_sequentially("half a sent")

    assert form.keeps("area", "half a sent", within=5)
    expect(form.area).to_be_focused()


def test_a_text_input_is_kept_while_it_has_the_focus(form: Form) -> None:
    form.line.press_sequentially("31/02/2026")

    assert form.keeps("line", "31/02/2026", within=5)
    expect(form.line).to_be_focused()


@pytest.mark.parametrize("box", ["area", "line"])
def test_closing_the_tab_keeps_the_last_word(form: Form, box: str) -> None:
    getattr(form, box).press_sequentially("said last")
    form.page.close(run_before_unload=True)

    assert form.keeps(box, "said last")


def test_leaving_for_another_address_keeps_the_last_word(form: Form) -> None:
    form.area.press_sequentially("said last")
    form.page.goto("about:blank")

    assert form.keeps("area", "said last")


def test_fast_typing_loses_no_character_and_no_caret_while_it_is_being_kept(form: Form) -> None:
    text = WORDS * 6
    runs_before = form.kept("runs")
    for word in text.split(" "):
        form.area.press_sequentially(word + " ", delay=15)
    typed = form.area.input_value()

    assert typed == text + " "
    assert form.kept("runs") != runs_before, "nothing was kept while typing went on"
    assert form.keeps("area", typed)
    assert form.area.input_value() == typed


def test_the_caret_stays_in_the_middle_of_the_text(form: Form) -> None:
    form.area.press_sequentially("beginning end")
    assert form.keeps("area", "beginning end", within=5)
    for _ in "end":
        form.page.keyboard.press("ArrowLeft")
    for letter in "middle ":
        form.page.keyboard.type(letter)
        form.page.wait_for_timeout(350)

    assert form.keeps("area", "beginning middle end", within=5)
    assert form.area.evaluate("box => box.selectionStart") == len("beginning middle ")


def test_what_was_undone_stays_undone(form: Form) -> None:
    form.area.press_sequentially("one")
    assert form.keeps("area", "one", within=5)
    form.page.keyboard.press("Control+z")
    undone = form.area.input_value()

    assert undone != "one"
    assert form.keeps("area", undone, within=5)


def test_an_emptied_box_is_kept_empty(form: Form) -> None:
    form.area.press_sequentially("one")
    assert form.keeps("area", "one", within=5)
    form.page.keyboard.press("Control+a")
    form.page.keyboard.press("Delete")

    assert form.keeps("area", "", within=5)


def test_a_half_composed_character_is_left_alone(form: Form) -> None:
    client = form.page.context.new_cdp_session(form.page)
    form.area.focus()
    client.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    form.page.wait_for_timeout(1500)
    assert form.kept("area") == ""
    client.send("Input.insertText", {"text": "日本"})

    assert form.keeps("area", "日本", within=5)


def test_the_first_click_after_a_power_cut_works_and_the_text_is_there(form: Form) -> None:
    form.area.press_sequentially("typed before")
    form.line.fill("and here")
    form.server.restart()
    button = form.page.get_by_role("button", name="Continue")
    expect(button).to_be_enabled(timeout=30_000)
    button.click()

    assert form.keeps("clicks", 1, within=20)
    assert form.kept("area") == "typed before"
    assert form.kept("line") == "and here"


def test_it_works_under_our_policy_and_takes_no_room(form: Form, heard: Complaints) -> None:
    form.page.wait_for_timeout(500)
    block = form.page.locator('[data-testid="stMainBlockContainer"]')
    padding = block.evaluate("element => parseFloat(getComputedStyle(element).paddingTop)")
    top, title = block.bounding_box(), form.page.locator("h1").bounding_box()

    assert (heard.errors, heard.abroad) == ([], [])
    assert top and title
    assert title["y"] - top["y"] - padding < 24, "something invisible pushes the page down"


@pytest.mark.parametrize("box", ["area", "line"])
def test_what_is_typed_into_a_box_that_is_drawn_anew_is_put_back(
    typing_server: Server, open_page: Callable[..., Page], heard: Complaints, box: str
) -> None:
    page, case = open_page(typing_server), new_reference()
    heard.listen(page)
    sign_in_as(page, "Amina Yusuf", then=quote(f"/?case={case}&moves=1", safe="/?="))
    form = Form(typing_server, page, case)
    typed = form.area if box == "area" else form.line
    page.wait_for_function("() => window[Symbol.for('managed-moves.keep-typing')]?.data")
    anew = typed.element_handle()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 20})
    with typing_server.busy():
        page.get_by_role("button", name="Continue").click()
        typed.press_sequentially("half a sentence", delay=1)
    page.wait_for_function("box => !box.isConnected", arg=anew)

    expect(typed).to_have_value("half a sentence")
    assert form.keeps(box, "half a sentence", within=5)
    form.close()
