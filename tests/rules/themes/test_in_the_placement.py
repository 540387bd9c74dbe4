"""Weekly reports, same-day messages, reviews and extensions."""

from __future__ import annotations

from datetime import date

import pytest

from rules.examples import DIRECTED
from rules.judging import judge
from tests.rules.whole_case import EVERYBODY, HALF_DAYS, PLACED, Answers, spoilt, under, whole

MONDAY = date(2026, 9, 21)
PRESENT: Answers = dict.fromkeys(HALF_DAYS, "/")


def report(case: Answers = PLACED, **changed: object) -> set[str]:
    """What is found in a report of the second week changed in this way."""
    return spoilt({**case, **under("weekly_report", **{"week_commencing": MONDAY, **PRESENT, **changed})})


def test_a_missing_mark_is_named_by_its_half_day() -> None:
    answers = under("weekly_report", **{"week_commencing": MONDAY, **PRESENT, "tuesday_am": None, "friday_pm": None})
    found = next(each for each in judge(whole({**PLACED, **answers})) if each.rule == "REPORT-4")
    assert found.fields == ("tuesday_am", "friday_pm")


def test_todays_marks_can_wait_until_tomorrow() -> None:
    this_week: Answers = {"week_commencing": date(2026, 9, 28), "friday_am": None, "friday_pm": None}
    assert "REPORT-4" not in report(**this_week)
    assert "REPORT-4" in report({**PLACED, "case.today": date(2026, 10, 3)}, **this_week)


def test_a_week_to_come_is_not_reported() -> None:
    assert "PAST-12" in report(week_commencing=date(2026, 10, 5))


def test_a_mark_for_tomorrow_is_taken_out() -> None:
    assert "REPORT-6" in report({**PLACED, "case.today": date(2026, 9, 24)})


def test_a_week_is_named_by_its_monday_and_reported_once() -> None:
    assert "REPORT-1" in report(week_commencing=date(2026, 9, 22))
    other = under("weekly_report", "other", week_commencing=MONDAY, **PRESENT)
    assert "REPORT-3" in report({**PLACED, **other})


@pytest.mark.parametrize(("monday", "is_in_it"), [(date(2026, 9, 14), True), (date(2026, 9, 7), False)])
def test_a_report_lies_within_the_placement(monday: date, is_in_it: bool) -> None:
    assert ("REPORT-2" not in report(week_commencing=monday)) is is_in_it


def test_a_placement_whose_end_has_passed_without_a_decision_is_still_reported() -> None:
    running = {**PLACED, "before_you_start.route": "placement", "case.today": date(2026, 11, 6)}
    assert "REPORT-2" not in report(running, week_commencing=date(2026, 11, 2))


def test_half_term_carries_no_marks() -> None:
    half_term = {**PLACED, "case.today": date(2026, 11, 6), "before_you_start.route": "placement"}
    assert "REPORT-5" in report(half_term, week_commencing=date(2026, 10, 26))
    none_at_all = dict.fromkeys(HALF_DAYS, None)
    assert "REPORT-5" not in report(half_term, **{"week_commencing": date(2026, 10, 26), **none_at_all})


def test_a_split_week_asks_only_for_the_sessions_due() -> None:
    split = {**PLACED, "meeting_record.friday_am": "home", "meeting_record.friday_pm": "home"}
    assert not {"REPORT-4", "REPORT-7", "REPORT-8"} & report(split, friday_am=None, friday_pm="D")
    assert "REPORT-8" in report(split)


def test_d_for_a_session_due_at_the_receiving_school_leaves_the_child_nowhere() -> None:
    assert "REPORT-7" in report(monday_am="D")


def test_a_suspended_child_is_not_marked_present() -> None:
    day = {"suspended_from": MONDAY, "suspended_to": MONDAY}
    suspended = {**PLACED, **under("same_day", what="suspension", happened_on=MONDAY, home_told=True, **day)}
    assert "CONCERN-1" in report(suspended)
    assert not {"CONCERN-1", "REPORT-4"} & report(suspended, monday_am="E", monday_pm=None)


def same_day(**changed: object) -> set[str]:
    """What is found in a suspension of one day changed in this way."""
    day = date(2026, 9, 28)
    answers: Answers = {"what": "suspension", "happened_on": day, "suspended_from": day, "suspended_to": day}
    told: Answers = {"home_told": True, "told_on": day}
    return spoilt({**PLACED, **under("same_day", **{**answers, **told, **changed})})


def test_a_suspension_of_one_day_told_the_same_day_is_right() -> None:
    assert same_day() == set()


def test_a_suspension_ends_after_it_begins_and_within_the_placement() -> None:
    assert "SAME-DAY-2" in same_day(suspended_to=date(2026, 9, 25))
    assert "SAME-DAY-3" in same_day(suspended_to=date(2026, 10, 24))
    assert "SAME-DAY-3" in same_day(suspended_from=date(2026, 9, 11))


def test_the_home_school_is_told_and_the_same_day() -> None:
    assert "SAME-DAY-4" in same_day(home_told=False, told_on=None)
    assert "SAME-DAY-5" in same_day(told_on=date(2026, 9, 29))
    assert "SAME-DAY-6" in same_day(told_on=date(2026, 9, 25))


def test_more_than_five_days_need_education_from_the_sixth() -> None:
    assert "SAME-DAY-7" not in same_day(suspended_to=date(2026, 10, 2))
    assert "SAME-DAY-7" in same_day(suspended_to=date(2026, 10, 5))
    assert "SAME-DAY-7" not in same_day(suspended_to=date(2026, 10, 5), provision_from_day_six="At the hub")


REVIEW: Answers = {"reviewed_on": date(2026, 10, 1), "people": EVERYBODY, "extends": True}
AGREED: Answers = {"parents_agree_extension": True, "both_heads_agree_extension": True}


def review(**changed: object) -> set[str]:
    """What is found in a review that extends to 13 November, changed in this way."""
    answers = {**REVIEW, **AGREED, "new_end_on": date(2026, 11, 13), **changed}
    return spoilt({**PLACED, **under("review", **answers)})


def test_an_extension_everybody_agrees_to_waits_for_nothing() -> None:
    assert review() == set()


@pytest.mark.parametrize(("day", "is_within"), [(date(2026, 12, 4), True), (date(2026, 12, 7), False)])
def test_an_extension_never_passes_twelve_weeks(day: date, is_within: bool) -> None:
    assert ("EXTENSION-1" not in review(new_end_on=day)) is is_within


def test_an_extension_needs_the_parents_and_both_heads() -> None:
    here = {"before_you_start.route": "placement"}
    answers = {**REVIEW, **AGREED, "new_end_on": date(2026, 11, 13)}
    for name, own, of_a_direction in (
        ("parents_agree_extension", "EXTENSION-3", "EXTENSION-6"),
        ("both_heads_agree_extension", "EXTENSION-4", "EXTENSION-7"),
    ):
        said = under("review", **{**answers, name: False})
        assert own in spoilt({**PLACED, **said, **here})
        assert spoilt({**PLACED, **said}) == {of_a_direction}, "the board decides: it is asked why"


def test_an_extension_ends_later_than_the_placement_did() -> None:
    assert "EXTENSION-2" in review(new_end_on=date(2026, 10, 23))


def test_a_first_extension_stays_right_after_a_second() -> None:
    second = {**REVIEW, **AGREED, "reviewed_on": date(2026, 10, 2), "new_end_on": date(2026, 11, 27)}
    first = {**REVIEW, **AGREED, "new_end_on": date(2026, 11, 13)}
    found = spoilt({**PLACED, **under("review", "first", **first), **under("review", "second", **second)})
    assert "EXTENSION-2" not in found


def test_a_review_is_held_during_the_placement() -> None:
    assert "REVIEW-1" in review(reviewed_on=date(2026, 9, 11))


@pytest.mark.parametrize("code", ["H", "J", "Y", "A", "d"])
def test_a_code_that_is_not_in_force_is_refused_wherever_it_came_from(code: str) -> None:
    assert "REPORT-9" in report(monday_am=code)
    assert "REPORT-9" not in report(monday_am="Y1")


def test_days_suspended_last_school_year_do_not_count_against_this_one() -> None:
    suspended: Answers = {**under("same_day", what="suspension"), **under("same_day", suspended_from=date(2026, 9, 28))}
    suspended |= under("same_day", suspended_to=date(2026, 9, 29), happened_on=date(2026, 9, 28))
    this_year = {**PLACED, **suspended, "referral.suspension_days": 43.5}
    assert "SAME-DAY-8" in spoilt(this_year)
    assert "SAME-DAY-8" not in spoilt({**this_year, "referral.suspension_days": 43.0})
    assert "SAME-DAY-8" not in spoilt({**this_year, "referral.confirmed_on": date(2026, 8, 31)})


DIRECTED_AND_ASKED = {**PLACED, **DIRECTED}


@pytest.mark.parametrize(
    ("held_on", "is_late"),
    [
        (date(2026, 9, 22), True),  # before anybody asked: one of the dates is wrong
        (date(2026, 9, 23), False),
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
    ],
)
def test_a_review_of_a_direction_that_a_parent_asks_for_is_held_within_five_school_days(
    held_on: date, is_late: bool
) -> None:
    said = under("review", asked_for_on=date(2026, 9, 23), reviewed_on=held_on)

    assert ("REVIEW-6" in spoilt({**DIRECTED_AND_ASKED, **said})) is is_late


@pytest.mark.parametrize(
    ("before", "is_late"), [(date(2026, 7, 15), True), (date(2026, 7, 16), False), (date(2026, 9, 23), False)]
)
def test_a_review_in_the_ten_weeks_before_the_request_is_enough(before: date, is_late: bool) -> None:
    earlier = under("review", "first", reviewed_on=before)
    asked = under("review", "second", asked_for_on=date(2026, 9, 23), reviewed_on=date(2026, 10, 20))

    assert ("REVIEW-6" in spoilt({**DIRECTED_AND_ASKED, **earlier, **asked})) is is_late


def test_on_other_routes_a_parent_asks_for_no_review_of_a_direction() -> None:
    said = under("review", asked_for_on=date(2026, 9, 23), reviewed_on=date(2026, 10, 20))

    assert "REVIEW-6" not in spoilt({**PLACED, "before_you_start.route": "placement", **said})
