"""One school at a time, and each step after the one it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from record.consents import EXPLORE
from rules.examples import ANOTHER, HOME, RECEIVING, consented
from tests.rules.whole_case import ACCEPTED, ASKED, BEFORE, MET, PLACED, REFERRED, Answers, spoilt, under

SO_FAR: Answers = {**BEFORE, **REFERRED, **ASKED}
FORMAL = {"formality": "formal request"}


def ask(school: str, on: date, **changed: object) -> Answers:
    """A second approach."""
    return under("approach", "second", **{"school": school, "sent_on": on, **FORMAL, **changed})


def test_a_second_school_waits_for_the_first_ones_answer() -> None:
    assert "APPROACH-2" in spoilt({**SO_FAR, **ask(ANOTHER, date(2026, 9, 3))})


def test_a_school_that_asks_for_more_still_has_the_request() -> None:
    asks = {**ACCEPTED, "response.answer": "ask for more"}
    assert "APPROACH-2" in spoilt({**SO_FAR, **asks, **ask(ANOTHER, date(2026, 9, 5))})


def test_a_second_school_may_be_asked_on_the_day_the_first_declines() -> None:
    declined = {**ACCEPTED, "response.answer": "decline"}
    assert "APPROACH-2" not in spoilt({**SO_FAR, **declined, **ask(ANOTHER, date(2026, 9, 4))})


def test_no_other_school_is_asked_once_one_has_accepted() -> None:
    assert "APPROACH-2" in spoilt({**SO_FAR, **ACCEPTED, **ask(ANOTHER, date(2026, 9, 5))})


def test_another_school_may_be_asked_once_the_meeting_did_not_agree() -> None:
    refused = {**MET, "meeting_record.outcome": "not agreed"}
    assert "APPROACH-2" not in spoilt({**SO_FAR, **ACCEPTED, **refused, **ask(ANOTHER, date(2026, 9, 9))})


def test_vacancies_may_be_asked_about_anywhere_meanwhile() -> None:
    enquiry = ask(ANOTHER, date(2026, 9, 3), formality="vacancy enquiry, no child's details")
    assert not {"APPROACH-1", "APPROACH-2", "APPROACH-4", "APPROACH-6"} & spoilt({**SO_FAR, **enquiry})


def test_a_school_that_has_not_answered_is_not_asked_again() -> None:
    found = spoilt({**SO_FAR, **ask(RECEIVING, date(2026, 9, 3))})
    assert "APPROACH-4" in found
    assert "APPROACH-2" not in found, "one sentence is enough"


def test_a_school_that_declined_may_be_asked_again() -> None:
    declined = {**ACCEPTED, "response.answer": "decline"}
    assert "APPROACH-4" not in spoilt({**SO_FAR, **declined, **ask(RECEIVING, date(2026, 9, 14))})


def test_the_home_school_does_not_ask_itself() -> None:
    assert "APPROACH-3" in spoilt({**SO_FAR, "approach.school": HOME})


def test_a_request_sent_tomorrow_is_not_recorded_today() -> None:
    assert "PAST-5" in spoilt({**SO_FAR, "approach.sent_on": date(2026, 10, 3)})
    assert "PAST-5" not in spoilt({**SO_FAR, "approach.sent_on": date(2026, 10, 2)})


@pytest.mark.parametrize("changed", [{"filed_for": ANOTHER}, {"answered_on": date(2026, 9, 1)}])
def test_a_school_that_was_not_asked_does_not_answer(changed: Answers) -> None:
    assert "ANSWER-1" in spoilt({**SO_FAR, **ACCEPTED, **under("response", **changed)})


def test_a_school_that_got_a_vacancy_enquiry_alone_does_not_answer_about_the_child() -> None:
    enquiry = {**SO_FAR, "approach.formality": "vacancy enquiry, no child's details"}
    assert "ANSWER-1" in spoilt({**enquiry, **ACCEPTED})


def test_a_meeting_before_any_school_accepted_is_sent_back() -> None:
    assert "MEETING-1" in spoilt({**SO_FAR, **MET})
    assert "MEETING-1" in spoilt({**SO_FAR, **ACCEPTED, **MET, "meeting_record.met_on": date(2026, 9, 3)})


def test_a_second_meeting_after_an_adjourned_one_is_right() -> None:
    first = under("meeting_record", "first", met_on=date(2026, 9, 5), outcome="adjourned")
    assert "MEETING-1" not in spoilt({**SO_FAR, **ACCEPTED, **first, **MET})


def test_a_meeting_after_one_that_did_not_agree_needs_a_new_request() -> None:
    first = under("meeting_record", "first", met_on=date(2026, 9, 5), outcome="not agreed")
    assert "MEETING-1" in spoilt({**SO_FAR, **ACCEPTED, **first, **MET})


def test_another_live_case_of_the_child_stops_the_referral() -> None:
    assert "REFERRAL-11" in spoilt({**SO_FAR, "case.same_child": ("MM-7K2P-9XWA",)})
    assert "BEFORE-8" in spoilt({**BEFORE, "case.same_child": ("MM-7K2P-9XWA",)})


def test_a_plan_issued_during_the_placement_stops_nobody() -> None:
    found = spoilt({**PLACED, "referral.sen_stage": "EHC plan"})
    assert "REFERRAL-2" not in found
    assert "REFERRAL-4" in found


def test_a_plan_before_any_placement_stops_the_referral_only_where_the_authority_says_so() -> None:
    with_a_plan = {**SO_FAR, "referral.sen_stage": "EHC plan"}
    assert "REFERRAL-2" in spoilt(with_a_plan, "hammersmith-fulham-2019")
    assert "REFERRAL-2" not in spoilt(with_a_plan, "warwickshire")
    assert "REFERRAL-3" in spoilt(with_a_plan, "warwickshire")


def test_a_family_asked_only_after_the_school_is_asked_about() -> None:
    late = consented(EXPLORE, date(2026, 9, 3), felt_no_pressure=True)
    assert "APPROACH-7" in spoilt({**SO_FAR, **late})


def test_a_vacancy_enquiry_may_go_again_to_a_school_that_has_the_request() -> None:
    enquiry = ask(RECEIVING, date(2026, 9, 3), formality="vacancy enquiry, no child's details")
    assert "APPROACH-4" not in spoilt({**SO_FAR, **enquiry})


def test_a_second_move_of_the_same_child_is_explained() -> None:
    assert "REFERRAL-13" in spoilt({**SO_FAR, "case.earlier_moves": ("MM-7K2P-9XWA",)})
    assert "REFERRAL-11" not in spoilt({**SO_FAR, "case.earlier_moves": ("MM-7K2P-9XWA",)})


@pytest.mark.parametrize(
    ("year_group", "confirmed_on", "is_asked"),
    [
        ("11", date(2026, 12, 31), False),
        ("11", date(2027, 1, 1), True),
        ("11", date(2027, 8, 31), True),
        ("11", date(2027, 9, 1), False),
        ("10", date(2027, 1, 1), False),
    ],
)
def test_a_move_near_the_exams_is_explained(year_group: str, confirmed_on: date, is_asked: bool) -> None:
    found = spoilt({**SO_FAR, "referral.year_group": year_group, "referral.confirmed_on": confirmed_on})
    assert ("EVIDENCE-10" in found) is is_asked


@pytest.mark.parametrize(("is_entered", "who", "is_asked"), [(True, "receiving school", True), (True, "home school", False), (False, "receiving school", False)])  # fmt: skip
def test_exam_entries_made_already_are_not_simply_made_again(is_entered: bool, who: str, is_asked: bool) -> None:
    subjects = ({"subject": "Art", "is_entered": False}, {"subject": "History", "is_entered": is_entered})
    found = spoilt({**SO_FAR, **ACCEPTED, "referral.exam_subjects": subjects, "response.who_enters": who})
    assert ("ANSWER-6" in found) is is_asked
