"""What has begun is ended by the form for ending it: nothing typed or corrected elsewhere undoes a placement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.examples import ANOTHER
from rules.judging import judge, judge_entry
from tests.rules.whole_case import PLACED, Answers, spoilt, under, whole


def corrected(kind: str, case: Answers = PLACED, **changed: Any) -> set[str]:
    """What is found in the one entry of a kind while a correction of it is judged."""
    stood = whole({**case, "before_you_start.route": "off-site direction"})
    filed = next(each for each in stood.filed if each.kind == kind)
    draft = replace(filed, entry=filed.entry.model_copy(update=changed), corrects=filed.entry)
    return {each.rule for each in judge_entry(stood.with_filed(draft), filed.entry_id)}


def declined(on: date, **more: object) -> Answers:
    """A second answer of the school, typed on that day."""
    return under("response", "second", answer="decline", answered_on=on, filed_on=on, **more)


def met_again(on: date, **more: object) -> Answers:
    """A second meeting, typed on the day it was held."""
    return under("meeting_record", "second", **{"met_on": on, "outcome": "not agreed", "filed_on": on, **more})


@pytest.mark.parametrize(("on", "stops"), [(date(2026, 9, 11), False), (date(2026, 9, 14), True)])
def test_a_school_may_say_no_until_the_first_day_and_then_ends_the_placement(on: date, stops: bool) -> None:
    assert ("ANSWER-5" in spoilt({**PLACED, **declined(on)})) is stops


@pytest.mark.parametrize("answer", ["decline", "ask for more"])
def test_an_acceptance_is_not_corrected_away_once_the_child_has_started(answer: str) -> None:
    assert "ANSWER-5" in corrected("response", answer=answer)
    assert "ANSWER-5" not in corrected("response", {**PLACED, "case.today": date(2026, 9, 13)}, answer=answer)


def test_an_acceptance_may_be_corrected_in_anything_else() -> None:
    assert "ANSWER-5" not in corrected("response", how_met="With a mentor")


def test_another_school_does_not_take_over_a_placement() -> None:
    asked = under("approach", "other", school=ANOTHER, formality="formal request", sent_on=date(2026, 9, 21))
    said = under("response", "other", answer="accept in principle", answered_on=date(2026, 9, 22), filed_for=ANOTHER)
    assert spoilt({**PLACED, **asked, **said}) == {"APPROACH-1", "APPROACH-2", "ANSWER-5"}


@pytest.mark.parametrize(("on", "stops"), [(date(2026, 9, 11), False), (date(2026, 9, 14), True)])
def test_another_school_may_accept_until_the_first_day(on: date, stops: bool) -> None:
    asked = under("approach", "other", school=ANOTHER, formality="formal request", sent_on=date(2026, 9, 9))
    said = under("response", "other", answer="accept in principle", answered_on=on, filed_for=ANOTHER)
    assert ("ANSWER-5" in spoilt({**PLACED, **asked, **said})) is stops


def test_a_school_that_has_accepted_is_not_asked_again() -> None:
    again = under("approach", "again", school="100002", formality="formal request", sent_on=date(2026, 9, 21))
    assert "APPROACH-4" in spoilt({**PLACED, **again})


@pytest.mark.parametrize("outcome", ["agreed", "not agreed", "adjourned"])
def test_a_second_meeting_changes_nothing_once_the_child_has_started(outcome: str) -> None:
    again: Answers = {"outcome": outcome, "starts_on": date(2026, 9, 14), "ends_on": date(2026, 12, 4)}
    assert "MEETING-12" in spoilt({**PLACED, **met_again(date(2026, 9, 21), **again)})
    assert "MEETING-12" not in spoilt({**PLACED, **met_again(date(2026, 9, 11), **again)})


@pytest.mark.parametrize("outcome", ["not agreed", "adjourned"])
def test_an_agreement_is_not_corrected_away_once_the_child_has_started(outcome: str) -> None:
    assert "MEETING-12" in corrected("meeting_record", outcome=outcome)
    assert "MEETING-12" not in corrected("meeting_record", {**PLACED, "case.today": date(2026, 9, 13)}, outcome=outcome)


def test_a_meeting_record_may_be_corrected_in_anything_else() -> None:
    assert "MEETING-12" not in corrected("meeting_record", absence_phone="020 7946 0100")


@pytest.mark.parametrize(("route", "is_asked"), [("direct", True), ("placement", True), ("off-site direction", False)])
def test_another_route_is_explained_once_the_child_has_started(route: str, is_asked: bool) -> None:
    assert ("BEFORE-12" in corrected("before_you_start", route=route)) is is_asked
    assert "BEFORE-12" not in corrected("before_you_start", {**PLACED, "case.today": date(2026, 9, 13)}, route=route)


def test_care_that_begins_in_the_placement_calls_for_a_review_and_stops_nobody() -> None:
    found = corrected("referral", is_looked_after=True, virtual_school_agrees=False)
    assert "REFERRAL-14" in found
    assert "REFERRAL-6" not in found
    reviewed: Answers = {**PLACED, **under("review", sort="early", reviewed_on=date(2026, 9, 30))}
    assert "REFERRAL-14" not in corrected("referral", reviewed, is_looked_after=True)


@pytest.mark.parametrize(
    ("today", "revision", "agreed_on", "is_asked"),
    [
        (date(2026, 9, 21), 1, None, True),
        (date(2026, 9, 13), 2, None, True),
        (date(2026, 9, 21), 2, None, False),
        (date(2026, 9, 21), 2, date(2026, 9, 7), True),
        (date(2026, 9, 21), 2, date(2026, 9, 8), False),
    ],
)
def test_care_told_of_in_a_correction_is_older_than_the_meeting_only_if_the_virtual_school_had_agreed_by_then(
    today: date, revision: int, agreed_on: date | None, is_asked: bool
) -> None:
    stood = whole({**PLACED, "case.today": today, "meeting_record.met_on": date(2026, 9, 7)})
    filed = next(each for each in stood.filed if each.kind == "referral")
    care = filed.entry.model_copy(update={"is_looked_after": True, "virtual_school_on": agreed_on})
    found = judge(stood.with_filed(replace(filed, entry=care, revision=revision)))
    assert ("MEETING-6" in {each.rule for each in found}) is is_asked


def test_a_child_looked_after_from_the_first_is_no_news() -> None:
    from_the_first: Answers = {**PLACED, "referral.is_looked_after": True, "referral.virtual_school_agrees": True}
    assert "REFERRAL-14" not in corrected("referral", from_the_first, legal_name="Tomi Adeyemi-Cole")
    assert "REFERRAL-14" not in spoilt(from_the_first)


def test_an_extension_without_agreement_extends_nothing() -> None:
    extended = under("review", extends=True, new_end_on=date(2026, 11, 13), reviewed_on=date(2026, 10, 1))
    for agreed in ({}, {"parents_agree_extension": True}, {"both_heads_agree_extension": True}):
        case = whole({**PLACED, **extended, **under("review", **agreed)})
        assert case.placement is not None
        assert case.placement.ends_on == date(2026, 10, 23)


def test_a_direction_to_another_school_sends_nobody_here() -> None:
    assert "DIRECTION-11" in spoilt({**PLACED, "board_decision.school": ANOTHER})
    assert whole({**PLACED, "board_decision.school": ANOTHER}).direction is None
    assert whole({**PLACED, "board_decision.school": "100002"}).direction is not None


@pytest.mark.parametrize("missing", ["agreement", "dual registration form"])
def test_a_start_without_every_signature_is_asked_about(missing: str) -> None:
    unsigned = {name: answer for name, answer in PLACED.items() if f"{missing} parent" not in name}
    assert "FIRST-DAY-11" in spoilt(unsigned)
    assert "FIRST-DAY-11" not in spoilt(PLACED)


def test_a_signature_after_the_start_is_late() -> None:
    assert "FIRST-DAY-11" in spoilt({**PLACED, "signature.agreement parent.signed_on": date(2026, 9, 15)})
    assert "FIRST-DAY-11" not in spoilt({**PLACED, "signature.agreement parent.signed_on": date(2026, 9, 14)})
