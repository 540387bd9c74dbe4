"""Whatever is typed: a sentence that says what to do, in the list at the top and at the question, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from casework.forms import drafts, entries
from casework.reading.office import Office
from casework.sample import REFERENCES, people
from record.answers import typed_from
from record.forms.before_you_start import BeforeYouStart
from record.forms.referral import Referral
from record.identifiers import new_id
from store.choose import open_store
from store.contract import SavedEntry
from tests.browser.filling import (
    answer,
    box,
    card,
    choose,
    continue_,
    fill,
    fill_date_of_birth,
    open_section,
    press,
    problems,
    reload,
    settle,
    submit,
)
from tests.browser.papers import NO_TRIAL, before_you_start, reason
from tests.browser.serving import TODAY, Server
from tests.casework.at_work import MAY_BEGIN

AMINA, GWEN, CALLUM, PETER, PRIYA = "Amina Yusuf", "Gwen Pugh", "Callum Reid", "Peter Lindqvist", "Priya Nair"
RISK = "Why is the child at risk?"
SIXTY_THOUSAND = "All work and no play. " * 2727 + "Stop"
AWKWARD = (
    "<script>alert(1)</script> & <b>bold</b> \"quoted\" 'single' *stars* _lines_ `ticks` :smile: 😀 $x$ [a](b) # 1. é"
)
AtTheirDesk = Callable[..., Page]


@pytest.fixture
def new_form(at_their_desk: AtTheirDesk) -> Page:
    """Amina at a new form with nothing answered."""
    return at_their_desk(AMINA, "/before-you-start")


@pytest.fixture
def section(at_their_desk: AtTheirDesk) -> Callable[[str], Page]:
    """Opens a section of Gwen's referral that is still a draft."""

    def opened(title: str) -> Page:
        page = at_their_desk(GWEN, f"/referral?case={REFERENCES['before_only']}")
        open_section(page, title)
        return page

    return opened


def refused(page: Page, *sentences: str) -> None:
    """After a press of Continue, or a short form's Submit, the page lists these sentences, and says each at its question too."""
    press(page, "Continue" if page.get_by_role("button", name="Continue", exact=True).count() else "Submit")
    found = problems(page)
    for sentence in sentences:
        assert sentence in found
        expect(page.locator(".mm-fault").filter(has_text=sentence).first).to_be_visible()


def focused(page: Page) -> Locator:
    """What has the focus."""
    return page.locator(":focus")


def test_every_question_left_blank_is_listed_and_each_line_leads_to_its_question(new_form: Page) -> None:
    press(new_form, "Submit")
    listed = problems(new_form)

    assert listed[:3] == [
        "Choose an answer: “Which kind of move?”",
        "Fill in: “The child's initials”",
        "Answer yes or no: “Is the child on your school's roll?”",
    ]
    assert len(listed) == 9
    expect(focused(new_form)).to_contain_text("There is a problem")
    for sentence in listed:
        new_form.get_by_role("link", name=sentence).click()
        expect(focused(new_form)).to_have_text(sentence)
        expect(focused(new_form)).to_be_in_viewport()


def test_a_short_form_that_needs_a_reason_is_read_back_and_asks_for_it(new_form: Page) -> None:
    before_you_start(new_form)
    new_form.get_by_role("button", name="Change: ").first.click()
    settle(new_form)

    press(new_form, "Submit")
    assert new_form.get_by_role("heading", level=1).all_inner_texts() == ["Check your answers"]
    assert problems(new_form)[0] == f"Say why in a sentence: {NO_TRIAL}"
    reason(new_form, NO_TRIAL, "The board meets in October.")
    submit(new_form)


def test_a_day_that_does_not_exist_stays_as_typed(section: Callable[[str], Page]) -> None:
    page = section("What has been tried")
    fill(card(page, "intervention", 1), "From", "31/02/2026")

    refused(page, "February 2026 has 28 days: check the day")
    expect(box(card(page, "intervention", 1), "From")).to_have_value("31/02/2026")


def test_a_short_date_stays_as_typed_and_is_read_as_a_british_one(section: Callable[[str], Page]) -> None:
    page = section("What has been tried")
    tried = {"What was tried": "Mentor", "By whom": "Ms Rowe", "From": "1/9/2026", "What came of it": "Calmer"}
    answer(card(page, "intervention", 1), tried)
    continue_(page)
    press(page, "‹ All sections")
    press(page, "What has been tried")
    expect(box(card(page, "intervention", 1), "From")).to_have_value("1/9/2026")
    press(page, "‹ All sections")
    press(page, "Check your answers")

    expect(page.get_by_role("row", name="1. From Tuesday 1 September 2026")).to_be_visible()


def test_dates_in_the_wrong_order_are_named(section: Callable[[str], Page]) -> None:
    page = section("What has been tried")
    tried = {"What was tried": "Mentor", "By whom": "Ms Rowe", "From": "1/9/2026", "To": "31/8/2026"}
    answer(card(page, "intervention", 1), {**tried, "What came of it": "Calmer"})

    refused(page, "Check the dates of what was tried: the last day cannot be before the first.")
    fill(card(page, "intervention", 1), "To", "")
    continue_(page)


def test_a_upn_with_a_wrong_letter_and_half_a_birth_date_are_named(section: Callable[[str], Page]) -> None:
    page = section("The pupil")
    fill(page, "UPN", "A801200005001")
    fill_date_of_birth(page, "14", "3", "")

    refused(
        page,
        "The first letter does not fit the digits. Check each character against your register",
        "The date of birth must include a year",
    )
    expect(box(page, "UPN")).to_have_value("A801200005001")


def test_a_school_that_was_asked_is_not_asked_again(at_their_desk: AtTheirDesk) -> None:
    page = at_their_desk(CALLUM, f"/approach?case={REFERENCES['answer_late']}")
    answer(page, {"Which school?": "Lantern Free School", "Who suggested it?": "Parent", "Sent on": "21/9/2026"})
    choose(page, "What do you send?", "Formal request")

    refused(page, "This school already has your request: wait for its answer, or continue from the answer it gave.")


def test_a_week_outside_the_placement_is_not_reported(at_their_desk: AtTheirDesk) -> None:
    page = at_their_desk(PETER, f"/weekly-report?case={REFERENCES['week_one']}")
    fill(page, "Week commencing", "7/9/2026")

    refused(page, "Choose a week in which the child was in a placement with you.")


def test_a_child_with_an_open_case_is_not_referred_again(with_sample: Server, at_their_desk: AtTheirDesk) -> None:
    reference = referral_of_the_same_child(with_sample)
    page = at_their_desk(PRIYA, f"/referral?case={reference}")
    press(page, "Check your answers")

    expect(page.get_by_role("heading", level=1)).to_have_text("A managed move is not the right way for this child")
    expect(page.get_by_text("This child already has a managed move under way. Go on with that one.")).to_be_visible()
    expect(page.get_by_role("button", name="Submit")).to_have_count(0)


def referral_of_the_same_child(server: Server) -> str:
    """A new case of Priya's whose referral, all but submitted, is of a child who is in a placement."""
    store = open_store(server.store)
    office = Office(store, lambda: date.fromisoformat(TODAY))
    priya = next(each for each in people() if each.name == PRIYA)
    before = drafts.begin(office, priya, BeforeYouStart)
    drafts.keep(office, priya, before, MAY_BEGIN)
    saved = entries.submit(office, priya, before)
    assert isinstance(saved, SavedEntry)
    same = office.cases[REFERENCES["week_one"]].referral
    assert same
    drafts.keep(office, priya, drafts.begin(office, priya, Referral, saved.reference), typed_from(same, new_id))
    store.close()
    return saved.reference


def test_sixty_thousand_characters_are_kept_and_refused_with_a_sentence(new_form: Page) -> None:
    choose(new_form, "Is the child at risk of permanent exclusion?", "Yes")
    fill(new_form, RISK, SIXTY_THOUSAND)

    refused(new_form, f"This is {len(SIXTY_THOUSAND):,} characters long. Keep it under 40,000, about 12 pages")
    reload(new_form)
    expect(box(new_form, RISK)).to_have_value(SIXTY_THOUSAND)


def test_what_looks_like_markup_is_shown_as_typed(new_form: Page) -> None:
    said: list[str] = []
    new_form.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    before_you_start(new_form, risk=AWKWARD)

    expect(new_form.get_by_role("row").filter(has_text=RISK).get_by_role("cell")).to_have_text(AWKWARD)
    assert said == []
