"""Whatever happens to the page, the tab, the computer or the server: what was typed is there, and stands once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from casework.sample import REFERENCES
from store.choose import open_store
from store.contract import Store
from tests.browser.filling import (
    answer,
    box,
    choose,
    come_in,
    fill,
    follow,
    go,
    open_section,
    press,
    question,
    reload,
    settle,
    turn_to,
)
from tests.browser.line import answered, count
from tests.browser.papers import NO_TRIAL, before_you_start, reason
from tests.browser.serving import Server

AMINA, RUKMINI, GWEN, PETER = "Amina Yusuf", "Rukmini Patel", "Gwen Pugh", "Peter Lindqvist"
INITIALS, RISK = "The child's initials", "Why is the child at risk?"
AT_RISK = "Is the child at risk of permanent exclusion?"
STORY = "Six suspensions since March.\nThe last on Friday."
LEAVE = """
  const link = [...document.querySelectorAll('a')].find(each => each.textContent.trim() === 'Cases');
  link.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  link.click();
"""
TYPE_AND_LEAVE = (
    """({ question, text, way }) => {
  const box = document.querySelector(`textarea[aria-label="${question}"]`);
  box.focus();
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  if (way === 'back') return history.back();
"""
    + LEAVE
    + "}"
)
CHOOSE_AND_LEAVE = (
    """async () => {
  const other = [...document.querySelectorAll('[role=radiogroup] label')].find(each => each.innerText === 'Placement');
  other.click();
  await new Promise(requestAnimationFrame);
"""
    + LEAVE
    + "}"
)
TYPE = """
    box.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, 'QQ');
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
"""
TYPE_AT_ONCE = (
    """
  new MutationObserver((_, observer) => {
    const box = document.querySelector(`input[aria-label^="%s"]`);
    if (!box) return;
    observer.disconnect();
"""
    + f"{TYPE}}}).observe(document, {{ subtree: true, childList: true }});"
)
KEEPS = "() => window[Symbol.for('managed-moves.keep-typing')]?.data"
"""What keeps the last words is drawn after the boxes: nobody types and turns back sooner."""
TYPE_AND_TURN = f"""question => {{
  const box = document.querySelector(`input[aria-label^="${{question}}"]`);
  {TYPE}
  history.pushState({{}}, '', '/my-cases');
  dispatchEvent(new PopStateEvent('popstate', {{ state: {{}} }}));
}}"""
OpenPage = Callable[..., Page]
Choice = tuple[str, str]


@contextmanager
def store_of(server: Server) -> Iterator[Store]:
    """The server's store, to look inside."""
    store = open_store(server.store)
    yield store
    store.close()


@pytest.fixture
def form(with_sample: Server, open_page: OpenPage) -> Page:
    """Amina at a new form, with three answers: a choice, a line and a story, the story typed last."""
    return begun_by_amina(open_page(with_sample))


@pytest.fixture
def watched(with_sample: Server, open_page: OpenPage) -> Page:
    """The same on a clock that `wait` moves, all of it kept."""
    page = open_page(with_sample)
    page.clock.install()
    begun_by_amina(page)
    wait(page)
    return page


def begun_by_amina(page: Page) -> Page:
    come_in(page, AMINA, then="/before-you-start")
    answer(page, {"Which kind of move?": "Direct", INITIALS: "TA", AT_RISK: "Yes", RISK: STORY})
    return page


def wait(page: Page) -> None:
    """Half a minute goes by in this browser: what looks again by itself has looked."""
    page.clock.fast_forward(30_000)
    settle(page)


def everything_is_there(page: Page) -> None:
    """The three answers of `form`."""
    expect(box(page, RISK)).to_have_value(STORY)
    expect(box(page, INITIALS)).to_have_value("TA")
    expect(question(page, "Which kind of move?").get_by_role("radio", name="Direct", exact=True)).to_be_checked()


def come_to(page: Page, title: str) -> None:
    """Open a section of the referral that is still a draft."""
    come_in(page, GWEN, then=f"/referral?case={REFERENCES['before_only']}")
    open_section(page, title)


def reference_of(page: Page) -> str:
    """The case a form is about."""
    return page.url.partition("case=")[2]


def test_a_refresh_keeps_everything(form: Page) -> None:
    reload(form)

    everything_is_there(form)


def test_another_page_and_back_keeps_everything(form: Page) -> None:
    reference = reference_of(form)
    follow(form, "Cases")
    go(form, f"/before-you-start?case={reference}")

    everything_is_there(form)


def test_back_keeps_everything(form: Page) -> None:
    follow(form, "Cases")
    expect(form.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    with answered(form, "moved"):
        form.go_back()

    everything_is_there(form)


@pytest.mark.parametrize("way", ["a link", "back"])
def test_leaving_at_the_very_moment_of_typing_keeps_everything(form: Page, way: str) -> None:
    reference = reference_of(form)
    turn_to(form, "/my-cases")
    turn_to(form, f"/before-you-start?case={reference}")
    form.evaluate(TYPE_AND_LEAVE, {"question": RISK, "text": "The very last words.", "way": way})
    expect(form.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    settle(form)
    turn_to(form, f"/before-you-start?case={reference}")

    expect(box(form, RISK)).to_have_value("The very last words.")


def test_what_is_typed_the_moment_the_box_appears_is_kept(with_sample: Server, open_page: OpenPage) -> None:
    page = open_page(with_sample)
    come_in(page, AMINA)
    page.add_init_script(TYPE_AT_ONCE % INITIALS)
    go(page, "/before-you-start")
    reference = reference_of(page)
    expect(box(page, INITIALS)).to_have_value("QQ")
    page.wait_for_function(KEEPS)
    turn_to(page, "/my-cases")
    turn_to(page, f"/before-you-start?case={reference}")

    expect(box(page, INITIALS)).to_have_value("QQ")


def test_back_while_a_letter_is_on_its_way_shows_the_page_asked_for(form: Page, with_sample: Server) -> None:
    reference = reference_of(form)
    turn_to(form, "/my-cases")
    turn_to(form, f"/before-you-start?case={reference}")
    before = count(form)["asked"]
    with with_sample.busy():
        form.evaluate(TYPE_AND_TURN, INITIALS)
        form.wait_for_timeout(1500)
    assert count(form)["asked"] == before + 1, "the old page asks for nothing more: its answer would wipe the new one"
    settle(form)

    expect(form.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    turn_to(form, f"/before-you-start?case={reference}")
    expect(box(form, INITIALS)).to_have_value("QQ")


def test_a_choice_and_a_link_at_once_keeps_the_choice(form: Page) -> None:
    reference = reference_of(form)
    form.evaluate(CHOOSE_AND_LEAVE)
    expect(form.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
    turn_to(form, f"/before-you-start?case={reference}")

    expect(question(form, "Which kind of move?").get_by_role("radio", name="Placement", exact=True)).to_be_checked()


def test_a_closed_tab_keeps_everything(form: Page) -> None:
    reference = reference_of(form)
    form.close(run_before_unload=True)
    page = form.context.new_page()
    go(page, f"/before-you-start?case={reference}")

    everything_is_there(page)


def test_a_power_cut_keeps_everything_and_the_first_press_works(form: Page, with_sample: Server) -> None:
    with_sample.restart()
    form.get_by_role("button", name="Submit").click()

    expect(form.get_by_role("alert")).to_contain_text("Is the child on your school's roll?", timeout=30_000)
    everything_is_there(form)


def test_what_was_typed_the_moment_before_all_sections_is_pressed_is_kept(
    with_sample: Server, open_page: OpenPage
) -> None:
    page = open_page(with_sample)
    come_to(page, "Why a move")
    fill(page, "Why a move?", STORY)
    press(page, "‹ All sections")
    press(page, "Why a move")

    expect(box(page, "Why a move?")).to_have_value(STORY)


def test_what_was_typed_the_moment_before_a_card_is_added_is_kept(with_sample: Server, open_page: OpenPage) -> None:
    page = open_page(with_sample)
    come_to(page, "What has been tried")
    fill(page, "Help from outside the school", STORY)
    press(page, "Add another intervention")

    expect(box(page, "Help from outside the school")).to_have_value(STORY)
    reload(page)
    expect(box(page, "Help from outside the school")).to_have_value(STORY)


def test_an_answer_taken_back_stays_taken_back(form: Page) -> None:
    fill(form, INITIALS, "")
    reload(form)

    expect(box(form, INITIALS)).to_have_value("")


def test_a_hidden_answer_is_kept_aside(form: Page) -> None:
    choose(form, AT_RISK, "No")
    expect(box(form, RISK)).to_have_count(0)
    choose(form, AT_RISK, "Yes")

    expect(box(form, RISK)).to_have_value(STORY)


def test_another_computer_goes_on_at_the_same_place(with_sample: Server, open_page: OpenPage) -> None:
    here, there = open_page(with_sample), open_page(with_sample)
    come_to(here, "Risks")
    fill(here, "Risks and how they are managed", "Leaves the room when upset.")
    here.close(run_before_unload=True)
    come_in(there, GWEN, then=f"/referral?case={REFERENCES['before_only']}")

    expect(there.get_by_role("heading", level=1)).to_have_text("Risks")
    expect(box(there, "Risks and how they are managed")).to_have_value("Leaves the room when upset.")


class Places:
    """Where on the page the server has sent each box, by its id."""

    def __init__(self) -> None:
        self.of: dict[str, set[tuple[int, ...]]] = defaultdict(set)

    def listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)

    def _received(self, payload: str | bytes) -> None:
        said = ForwardMsg.FromString(payload if isinstance(payload, bytes) else b"")
        element = said.delta.new_element
        kind = element.WhichOneof("type") if said.delta.WhichOneof("type") == "new_element" else None
        if kind in BOXES:
            self.of[getattr(element, kind).id].add(tuple(said.metadata.delta_path))


BOXES = ("text_input", "text_area", "radio", "selectbox", "checkbox")
SAME_BOX = "box => box.id_of_this_test === true"


@pytest.mark.parametrize(
    ("name", "plot", "form", "section", "label", "choice"),
    [
        (PETER, "week_one", "response", "", "Date", ("Your answer", "Accept in principle")),
        (GWEN, "before_only", "referral", "The pupil", "Day", ("Year group", "10")),
        (GWEN, "before_only", "referral", "Parents and carers", "Phone", ("Is an interpreter needed?", "Yes")),
    ],
    ids=["another section", "a group of boxes", "a card"],
)
def test_a_box_stays_the_same_box_while_other_questions_come_and_go(
    with_sample: Server, open_page: OpenPage, name: str, plot: str, form: str, section: str, label: str, choice: Choice
) -> None:
    """A box that is drawn anew has lost the letters that were on their way.

    One that is sent to another place is drawn anew whenever the browser draws while half of the page is here.
    """
    page, places = open_page(with_sample), Places()
    page.on("websocket", places.listen)
    come_in(page, name, then=f"/{form}?case={REFERENCES[plot]}")
    if section:
        open_section(page, section)
    here = page.get_by_label(re.compile(f"^{label}")).first
    here.evaluate("box => { box.id_of_this_test = true }")
    for chosen in (choice, None):
        choose(page, *chosen) if chosen else press(page, "Continue" if section else "Check your answers")
        settle(page)
        assert here.evaluate(SAME_BOX)
    assert len(places.of) > 5 and {name: found for name, found in places.of.items() if len(found) > 1} == {}


def test_two_people_write_on_one_draft_and_the_newest_answer_stands(
    watched: Page, with_sample: Server, open_page: OpenPage
) -> None:
    colleague = open_page(with_sample)
    colleague.clock.install()
    come_in(colleague, RUKMINI, then=f"/before-you-start?case={reference_of(watched)}")
    everything_is_there(colleague)
    expect(colleague.get_by_text("also written by Amina Yusuf")).to_be_visible()

    answer(colleague, {INITIALS: "OA", "Is the child on your school's roll?": "Yes"})
    settle(colleague)
    wait(watched)
    choose(watched, "Does the child have an EHC plan?", "No")
    settle(watched)
    expect(box(watched, INITIALS).first).to_have_value("OA")
    expect(watched.get_by_text("also written by Rukmini Patel")).to_be_visible()

    answer(watched, {INITIALS: "OAA", "Does the child already have a managed move under way?": "No"})
    settle(watched)
    choose(colleague, "Has a parent applied for, or asked for, an ordinary transfer to another school?", "No")
    settle(colleague)
    wait(colleague)
    expect(box(colleague, INITIALS).first).to_have_value("OAA")  # for a moment the old box is there too, below
    expect(question(colleague, "Does the child have an EHC plan?").get_by_role("radio", name="No")).to_be_checked()


def test_two_people_answer_one_question_at_once_and_the_later_answer_stands(
    watched: Page, with_sample: Server, open_page: OpenPage
) -> None:
    colleague = open_page(with_sample)
    colleague.clock.install()
    come_in(colleague, RUKMINI, then=f"/before-you-start?case={reference_of(watched)}")
    answer(colleague, {INITIALS: "FIRST", "Is the child on your school's roll?": "Yes"})
    settle(colleague)
    answer(watched, {INITIALS: "LATER", "Does the child have an EHC plan?": "No"})
    settle(watched)

    expect(box(watched, INITIALS)).to_have_value("LATER")
    choose(colleague, "Does the child already have a managed move under way?", "No")
    settle(colleague)
    wait(colleague)
    expect(box(colleague, INITIALS).first).to_have_value("LATER")


def test_five_fast_presses_of_submit_make_one_entry(with_sample: Server, open_page: OpenPage) -> None:
    page = open_page(with_sample)
    come_in(page, AMINA, then="/before-you-start")
    before_you_start(page)
    reason(page, NO_TRIAL, "The board meets in October.")
    reference = reference_of(page)
    page.get_by_role("button", name="Submit").click(click_count=5)
    expect(page.get_by_text("Saved. Your reference is")).to_be_visible()
    settle(page)

    expect(page.get_by_text("Saved. Your reference is")).to_be_visible()
    with store_of(with_sample) as store:
        assert [each.kind for each in store.entries(reference)] == ["before_you_start"]
        assert [each for each in store.drafts("900001") if each.reference == reference] == []


def test_back_after_submitting_begins_nothing(with_sample: Server, open_page: OpenPage) -> None:
    page = open_page(with_sample)
    come_in(page, AMINA, then="/before-you-start")
    before_you_start(page)
    reason(page, NO_TRIAL, "The board meets in October.")
    press(page, "Submit")
    with answered(page, "moved"):
        page.go_back()

    expect(page.get_by_text("Saved. Your reference is")).to_be_visible()


def test_a_new_referral_opened_again_is_the_same_draft(with_sample: Server, open_page: OpenPage) -> None:
    page = open_page(with_sample)
    come_in(page, RUKMINI, then="/before-you-start")
    reference = reference_of(page)
    follow(page, "Cases")
    follow(page, "New referral")

    expect(page.get_by_text(reference)).to_be_visible()
