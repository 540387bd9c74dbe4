"""The meeting: who came, what may be agreed, and dates at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from rules.judging import judge
from rules.packs import pack
from tests.rules.whole_case import EVERYBODY, PLACED, Answers, spoilt, under, whole

HAMMERSMITH, WARWICKSHIRE, NATIONAL = "hammersmith-fulham-2019", "warwickshire", "national-2026"


def meeting(pack_id: str = HAMMERSMITH, **changed: object) -> set[str]:
    """What is found in a meeting changed in this way."""
    return spoilt({**PLACED, **under("meeting_record", **changed)}, pack_id)


def test_a_child_who_refuses_to_engage_stays_at_the_home_school() -> None:
    assert "MEETING-8" in meeting(pupil_engaged=False)
    assert "MEETING-8" not in meeting(pupil_engaged=False, outcome="not agreed")


@pytest.mark.parametrize(
    ("absent", "rule"),
    [
        ("home school", "MEETING-3"),
        ("receiving school", "MEETING-3"),
        ("parent", "MEETING-4"),
        ("pupil", "MEETING-5"),
    ],
)
def test_each_who_did_not_come_is_asked_about(absent: str, rule: str) -> None:
    people = tuple({**each, "presence": "sent apologies"} if each["role"] == absent else each for each in EVERYBODY)
    assert rule in meeting(people=people)
    assert rule not in meeting(people=people, outcome="adjourned")


def test_the_virtual_school_is_invited_for_a_looked_after_child_alone() -> None:
    looked_after = {**PLACED, "referral.is_looked_after": True, "referral.virtual_school_agrees": True}
    assert "MEETING-6" in spoilt(looked_after)
    assert "MEETING-6" not in spoilt(PLACED)


@pytest.mark.parametrize(("day", "is_late"), [(15, False), (16, True)])
def test_the_start_is_within_a_week_of_the_meeting(day: int, is_late: bool) -> None:
    assert ("START-2" in meeting(starts_on=date(2026, 9, day))) is is_late


@pytest.mark.parametrize(("day", "is_late"), [(18, False), (19, True)])
def test_the_meeting_is_within_two_weeks_of_the_answer(day: int, is_late: bool) -> None:
    assert ("MEETING-2" in meeting(met_on=date(2026, 9, day))) is is_late


@pytest.mark.parametrize("day", [date(2026, 9, 12), date(2026, 9, 13), date(2026, 10, 26)])
def test_nobody_starts_on_a_day_when_the_school_is_closed(day: date) -> None:
    assert "START-3" in meeting(starts_on=day)


@pytest.mark.parametrize(
    ("weeks", "ends_on", "agrees"),
    [
        (6, date(2026, 10, 23), True),
        (6, date(2026, 10, 19), True),
        (6, date(2026, 10, 25), True),
        (6, date(2026, 10, 16), False),
        (6, date(2026, 11, 2), False),
        (7, date(2026, 10, 23), True),  # the seventh week is half term: its last school day is before it
        (0, date(2026, 9, 18), False),
        (999_999_999, date(2026, 10, 23), False),
    ],
)
def test_weeks_and_the_last_day_agree(weeks: int, ends_on: date, agrees: bool) -> None:
    assert ("LENGTH-2" not in meeting(weeks=weeks, ends_on=ends_on)) is agrees


@pytest.mark.parametrize(("in_school_weeks", "weeks"), [(True, 7), (False, 8)])
def test_school_weeks_do_not_count_the_holiday(in_school_weeks: bool, weeks: int) -> None:
    answers = {**PLACED, **under("meeting_record", weeks=weeks, ends_on=date(2026, 11, 6))}
    counting = pack(HAMMERSMITH).model_copy(update={"weeks_are_school_weeks": in_school_weeks})
    assert "LENGTH-2" not in {each.rule for each in judge(replace(whole(answers), pack=counting))}


def test_school_weeks_are_not_counted_while_nobody_has_given_term_dates() -> None:
    answers = {**PLACED, "case.calendars": {}, **under("meeting_record", weeks=7, ends_on=date(2026, 11, 6))}
    counting = pack(HAMMERSMITH).model_copy(update={"weeks_are_school_weeks": True})
    assert "LENGTH-2" not in {each.rule for each in judge(replace(whole(answers), pack=counting))}
    assert "LENGTH-2" in spoilt(answers)


@pytest.mark.parametrize(("weeks", "why", "found"), [(6, None, False), (7, None, True), (7, "Mock exams", False)])
def test_longer_than_the_standard_needs_its_reason(weeks: int, why: str | None, found: bool) -> None:
    assert ("LENGTH-3" in meeting(weeks=weeks, why_longer=why)) is found


def test_warwickshire_needs_no_reason_up_to_twelve_weeks() -> None:
    assert "LENGTH-3" not in meeting(WARWICKSHIRE, weeks=12)


@pytest.mark.parametrize("pack_id", [HAMMERSMITH, WARWICKSHIRE, NATIONAL])
def test_nothing_lasts_longer_than_the_maximum(pack_id: str) -> None:
    assert "LENGTH-4" not in meeting(pack_id, weeks=12)
    assert "LENGTH-4" in meeting(pack_id, weeks=13)


def test_warwickshire_asks_why_a_trial_is_shorter_than_six_weeks() -> None:
    assert "LENGTH-5" in meeting(WARWICKSHIRE, weeks=5)
    assert "LENGTH-5" not in meeting(HAMMERSMITH, weeks=5)


@pytest.mark.parametrize(("days", "found"), [((20,), False), ((19, 23), False), ((9,), True), ((1, 9), True)])
def test_a_review_is_planned_in_the_sixth_week(days: tuple[int, ...], found: bool) -> None:
    reviews = tuple({"review_on": date(2026, 10, day)} for day in days)
    assert ("REVIEWS-2" in meeting(reviews=reviews)) is found


@pytest.mark.parametrize(("day", "found"), [(date(2026, 9, 14), False), (date(2026, 9, 11), True)])
def test_reviews_lie_within_the_placement(day: date, found: bool) -> None:
    assert ("REVIEWS-1" in meeting(reviews=({"review_on": day},))) is found


def test_a_reduced_programme_has_an_end_and_the_parents_agreement() -> None:
    reduced: Answers = {"has_reduced_programme": True, "friday_pm": "neither", "reduced_until": date(2026, 9, 25)}
    assert not {"WEEK-2", "WEEK-3", "WEEK-4", "WEEK-5"} & meeting(**reduced, parents_agreed_reduced=True)
    assert "WEEK-5" in meeting(**reduced, parents_agreed_reduced=False)
    assert "WEEK-4" in meeting(**{**reduced, "reduced_until": date(2026, 10, 24)})
    assert "WEEK-2" in meeting(friday_pm="neither")


@pytest.mark.parametrize(("count", "rules"), [(2, {"TARGETS-1"}), (3, set()), (5, set()), (6, {"TARGETS-2"})])
def test_there_are_three_to_five_targets(count: int, rules: set[str]) -> None:
    targets = tuple({"what": f"Target {number}"} for number in range(count))
    assert meeting(targets=targets) & {"TARGETS-1", "TARGETS-2"} == rules


def test_an_afternoon_typed_as_three_in_the_morning_is_sent_back() -> None:
    assert "WEEK-6" in meeting(morning_starts=time(8, 40), afternoon_ends=time(3, 10))


def test_an_admission_authority_that_did_not_agree_stops_the_agreement() -> None:
    assert "MEETING-9" in spoilt({**PLACED, "response.admission_authority_agrees": False})


@pytest.mark.parametrize(("care", "found"), [("none", False), ("child in need", True), ("child protection plan", True)])
def test_a_social_worker_is_invited(care: str, found: bool) -> None:
    assert ("MEETING-13" in spoilt({**PLACED, "referral.social_care": care})) is found
    with_them: Answers = {"meeting_record.people": (*EVERYBODY, {"role": "social worker", "presence": "did not come"})}
    assert "MEETING-13" not in spoilt({**PLACED, "referral.social_care": care, **with_them})


def test_the_week_of_a_review_is_not_counted_while_nobody_has_given_term_dates() -> None:
    in_school_weeks = pack(HAMMERSMITH).model_copy(update={"weeks_are_school_weeks": True})
    early = {**PLACED, "meeting_record.reviews": ({"review_on": date(2026, 10, 2)},)}
    known = replace(whole(early), pack=in_school_weeks)
    assert "REVIEWS-2" in {each.rule for each in judge(known)}
    assert "REVIEWS-2" not in {each.rule for each in judge(replace(known, calendars={}))}
