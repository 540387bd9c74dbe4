"""Endings: the child is always expected somewhere, and the right school takes the child off its roll."""

from __future__ import annotations

from datetime import date, time

import pytest

from record.school_days import Calendar
from rules.examples import CALENDARS, HOME, RECEIVING
from tests.rules.whole_case import PLACED, TRANSFERRED, Answers, reported, spoilt, under

ARRIVAL: Answers = {"return_at": time(8, 30), "return_place": "Main reception", "return_person": "Mr D. Shaw"}


def final(**changed: object) -> set[str]:
    """What is found in a final review that returns the child, changed in this way."""
    answers: Answers = {
        "reviewed_on": date(2026, 10, 1),
        "decision": "return to the home school",
        "reasons": "Two of three targets not met",
        "takes_effect_on": date(2026, 10, 5),
        **ARRIVAL,
        **changed,
    }
    return spoilt({**PLACED, **under("final_review", **answers)})


def test_a_return_has_a_day_a_time_a_place_and_a_person() -> None:
    assert not {"DECISION-1", "DECISION-8", "DECISION-9"} & final()
    for question in ARRIVAL:
        assert "DECISION-9" in final(**{question: None})


def test_a_return_is_on_a_day_when_the_home_school_is_open() -> None:
    assert "DECISION-8" in final(takes_effect_on=date(2026, 10, 4))


def test_a_decision_does_not_take_effect_before_the_review() -> None:
    assert "DECISION-1" in final(takes_effect_on=date(2026, 9, 30))
    assert "DECISION-1" not in final(takes_effect_on=date(2026, 10, 1))


def test_a_final_review_before_the_start_is_sent_back() -> None:
    assert "FINAL-1" in final(reviewed_on=date(2026, 9, 11))


def test_returning_a_child_who_met_every_target_is_explained() -> None:
    met = ({"result": "met"}, {"result": "met"}, {"result": "met"})
    assert "FINAL-7" in final(results=met)
    assert "FINAL-7" not in final(results=(*met[:2], {"result": "partly met"}))


EARLY: Answers = {
    "home_head_consulted": "Mrs K. Bell",
    "home_head_consulted_on": date(2026, 10, 1),
    "return_on": date(2026, 10, 5),
    "provocation_considered": True,
    "until_revoked": "At our school",
    **ARRIVAL,
}


def early(case: Answers = PLACED, **changed: object) -> set[str]:
    """What is found in an early ending changed in this way."""
    return spoilt({**case, **under("early_ending", **{**EARLY, **changed})})


def test_an_early_ending_that_leaves_no_gap_is_right() -> None:
    assert early() == set()


def test_the_home_head_is_consulted_first() -> None:
    assert "EARLY-1" in early(home_head_consulted=None)
    assert "EARLY-1" in early(home_head_consulted_on=date(2026, 10, 3))


def test_a_closed_receiving_school_leaves_no_day_without_a_school() -> None:
    training = Calendar(CALENDARS[HOME].terms, {date(2026, 10, 5): "staff training"})
    closed = {**PLACED, "case.calendars": {HOME: CALENDARS[HOME], RECEIVING: training}}
    assert "EARLY-4" in early(closed, return_on=date(2026, 10, 6))
    assert "EARLY-4" not in early(closed)


def test_the_return_is_on_an_open_day_with_time_place_and_person() -> None:
    assert "EARLY-2" in early(return_on=date(2026, 10, 4))
    for question in ARRIVAL:
        assert "EARLY-3" in early(**{question: None})


def test_a_placement_that_has_not_started_is_withdrawn_not_ended_early() -> None:
    assert "EARLY-5" in early({**PLACED, "case.today": date(2026, 9, 13)})


def ending(case: Answers = PLACED, **changed: object) -> set[str]:
    """What is found in a withdrawal changed in this way."""
    answers: Answers = {
        "ended_on": date(2026, 10, 1),
        "reason": "withdrawn",
        "last_session_on": date(2026, 10, 2),
        "next_place": "home school",
        "next_on": date(2026, 10, 5),
        "next_at": time(8, 30),
        "next_where": "Main reception",
        "next_person": "Mr D. Shaw",
        **changed,
    }
    return spoilt({**case, "before_you_start.route": "placement", **under("ending", **answers)})


def test_a_withdrawn_child_comes_home_on_the_next_school_day() -> None:
    assert not {each for each in ending() if each.startswith("ENDING")}
    assert "ENDING-4" in ending(next_on=date(2026, 10, 6))
    assert "ENDING-1" in ending(next_on=date(2026, 10, 2))
    assert "ENDING-2" in ending(next_on=date(2026, 10, 3))


def test_a_child_whose_next_place_nobody_knows_is_reported() -> None:
    assert "ENDING-5" in ending(next_place="not known", next_on=None, missing_education_told=False)
    assert "ENDING-5" not in ending(next_place="not known", next_on=None, missing_education_told=True)


def test_a_direction_outlasts_a_withdrawal() -> None:
    answers: Answers = {"ended_on": date(2026, 10, 1), "reason": "withdrawn", "next_on": date(2026, 10, 5)}
    assert "ENDING-7" in spoilt({**PLACED, **under("ending", next_place="home school", **answers)})


def test_before_the_start_an_ending_needs_no_next_place() -> None:
    before = {**PLACED, "case.today": date(2026, 9, 11)}
    assert (
        spoilt({**before, **under("ending", ended_on=date(2026, 9, 10), reason="withdrawn")})
        & {f"ENDING-{number}" for number in range(1, 9)}
        == set()
    )


def roll(case: Answers = TRANSFERRED, **changed: object) -> set[str]:
    """What is found in the roll change of a transfer changed in this way."""
    return spoilt({**case, **under("roll_change", **changed)})


def test_on_transfer_the_home_school_deletes_and_on_return_the_receiving_school() -> None:
    returned = {**TRANSFERRED, "final_review.decision": "return to the home school"}
    assert "ROLL-2" in roll(deleted_by="receiving school")
    assert "ROLL-2" in roll(returned)
    assert "ROLL-2" not in roll(returned, deleted_by="receiving school")


def test_the_ground_follows_the_registration() -> None:
    direct_ground = "9(1)(a) registered at another school"
    assert "ROLL-3" in roll(ground=direct_ground)
    direct = {**PLACED, "before_you_start.route": "direct", **under("roll_change", deleted_on=date(2026, 10, 2))}
    assert "ROLL-3" not in roll(direct, ground=direct_ground)
    assert "ROLL-3" in roll(direct, ground="9(1)(c) dual registered, the other school agrees")


def test_nobody_is_deleted_before_the_decision_or_the_agreement() -> None:
    assert "ROLL-6" in roll(deleted_on=date(2026, 11, 1))
    assert "ROLL-5" in roll(consented_on=date(2026, 11, 3))
    assert "ROLL-4" in roll(other_school_consented=False)


def test_a_deletion_for_a_day_gone_by_is_explained() -> None:
    assert "ROLL-7" in roll(filed_on=date(2026, 11, 3))


def test_a_roll_change_before_any_ending_is_sent_back() -> None:
    assert "ROLL-1" in spoilt({**PLACED, **reported(2), "roll_change.deleted_on": date(2026, 10, 2)})


@pytest.mark.parametrize(
    ("question", "in_time", "late", "rule"),
    [
        ("deletion_return_on", date(2026, 11, 2), date(2026, 11, 3), "ROLL-8"),
        ("transfer_file_sent_on", date(2026, 11, 23), date(2026, 11, 24), "ROLL-9"),
        ("protection_file_sent_on", date(2026, 11, 7), date(2026, 11, 8), "ROLL-10"),
    ],
)
def test_what_is_sent_late_is_explained_and_never_refused(question: str, in_time: date, late: date, rule: str) -> None:
    today: Answers = {**TRANSFERRED, "case.today": date(2026, 12, 1)}
    assert rule not in roll(today, **{question: in_time})
    assert rule in roll(today, **{question: late})


@pytest.mark.parametrize(
    ("question", "rule"),
    [("decision", "DECISION-2"), ("takes_effect_on", "DECISION-8"), ("people", "FINAL-2")],
)
def test_an_unanswered_question_is_no_fault_of_a_rule(question: str, rule: str) -> None:
    assert rule not in spoilt(
        {**TRANSFERRED, f"final_review.{question}": ()}
        if question == "people"
        else {**TRANSFERRED, f"final_review.{question}": None}
    )


def test_after_alternative_provision_another_ground_may_be_right() -> None:
    provision = {**TRANSFERRED, "before_you_start.route": "alternative provision"}
    assert "ROLL-3" not in roll(provision, ground="another ground")
    assert "ROLL-3" in roll(provision, ground="9(1)(a) registered at another school")


def test_a_next_place_without_a_day_is_the_forms_to_ask_for() -> None:
    assert "ENDING-3" not in ending(next_on=None, next_at=None)


def test_the_home_head_may_be_consulted_on_the_day_of_the_ending() -> None:
    assert "EARLY-1" not in early(home_head_consulted_on=date(2026, 10, 2))


@pytest.mark.parametrize(("closed_on", "is_looked_at"), [(date(2026, 12, 1), True), (date(2026, 12, 2), False)])
def test_a_gap_is_looked_for_as_far_ahead_as_any_holiday(closed_on: date, is_looked_at: bool) -> None:
    training = Calendar(CALENDARS[HOME].terms, {closed_on: "staff training"})
    closed = {**PLACED, "case.calendars": {HOME: CALENDARS[HOME], RECEIVING: training}}
    assert ("EARLY-4" in early(closed, return_on=date(2026, 12, 11))) is is_looked_at


@pytest.mark.parametrize(("reason", "next_place", "differ"), [
    ("withdrawn", "home school", False),
    ("home education", "home school", True),
    ("home education", None, False),
    ("home education", "home education", False),
])  # fmt: skip
def test_the_reason_and_the_next_place_agree(reason: str, next_place: str | None, differ: bool) -> None:
    assert ("ENDING-6" in ending(reason=reason, next_place=next_place)) is differ


@pytest.mark.parametrize(("next_on", "is_early"), [(date(2026, 10, 23), True), (date(2026, 11, 2), False)])
def test_a_withdrawn_child_is_not_home_on_the_last_day_of_the_notice(next_on: date, is_early: bool) -> None:
    answers: Answers = {"ended_on": date(2026, 10, 1), "reason": "withdrawn", "next_on": next_on}
    found = spoilt({**PLACED, **under("ending", next_place="home school", **answers)})
    assert ("ENDING-7" in found) is is_early


@pytest.mark.parametrize(("return_on", "is_late"), [(date(2026, 11, 2), False), (date(2026, 11, 3), True)])
def test_an_early_ending_brings_the_child_back_by_the_day_after_the_placement(return_on: date, is_late: bool) -> None:
    assert ("EARLY-7" in early(return_on=return_on)) is is_late
