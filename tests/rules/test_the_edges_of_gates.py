"""The last day that a gate allows beside the first that it refuses, and the outcomes that it is not about."""

from __future__ import annotations

from datetime import date

import pytest

from record.consents import PLACEMENT, TRANSFER
from record.entry import Entry
from record.forms.before_you_start import BeforeYouStart
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.start import Start
from rules.examples import DIRECT, DIRECTED, JUDGED, consented, example_case
from rules.gates.endings import AGREED_BY_BOTH, DIRECTED_OUT, IN_TIME, TWELVE_WEEKS
from rules.gates.permanent import MOVED_HOUSE, MOVES_FOR_GOOD
from rules.gates.placement import AGREED_FOR_MONDAY, GONE_AHEAD, PUT_OFF
from rules.gates.records import DECIDED
from rules.gates.years import IN_SEPTEMBER, LEAVES, SIGNED_BY_NOBODY
from rules.judging import gates, judge_change
from rules.rule import Example
from rules.themes.decisions import COMES_BACK
from rules.themes.endings import ENDED
from rules.themes.roll_change import TRANSFERRED


def lacks(on: type[Entry], example: Example, *numbers: str) -> list[str]:
    """The gates that keep what the judged entry brings about from standing, all or of these names."""
    found = judge_change(example_case(on, example), JUDGED)
    named = [each.id for each in gates() if not numbers or each.id.startswith(numbers)]
    return sorted({each.rule for each in found} & set(named))


# --- a placement's first and last day


@pytest.mark.parametrize(
    ("starts_on", "lacking"), [(date(2026, 10, 22), ["STARTS-2"]), (date(2026, 10, 23), ["STARTS-1"])]
)
def test_a_placement_begins_at_the_latest_on_the_day_before_its_last(starts_on: date, lacking: list[str]) -> None:
    put_off: Example = {**PUT_OFF, "pack.least_weeks": 4, "new_start_on": starts_on}
    assert lacks(Start, put_off, "STARTS-1", "STARTS-2") == lacking


@pytest.mark.parametrize(("starts_on", "lacking"), [(date(2026, 9, 28), []), (date(2026, 10, 5), ["STARTS-2"])])
def test_a_start_put_off_leaves_the_shortest_time_to_the_week(starts_on: date, lacking: list[str]) -> None:
    assert lacks(Start, {**PUT_OFF, "pack.least_weeks": 4, "new_start_on": starts_on}, "STARTS-2") == lacking


@pytest.mark.parametrize(("school_weeks", "lacking"), [(False, []), (True, ["STARTS-2"])])
def test_a_holiday_is_a_week_less_only_where_school_weeks_count(school_weeks: bool, lacking: list[str]) -> None:
    over_half_term: Example = {"meeting_record.ends_on": date(2026, 11, 13), "new_start_on": date(2026, 10, 12)}
    numbers: Example = {"pack.least_weeks": 5, "pack.weeks_are_school_weeks": school_weeks}
    assert lacks(Start, {**PUT_OFF, **over_half_term, **numbers}, "STARTS-2") == lacking


def test_a_short_placement_agreed_at_the_meeting_is_no_start_put_off() -> None:
    short: Example = {**GONE_AHEAD, "pack.least_weeks": 4, "weeks": 2, "ends_on": date(2026, 9, 25)}
    assert lacks(MeetingRecord, short, "STARTS-2") == []


def test_a_no_before_the_first_day_is_marked_only_where_the_child_went() -> None:
    taken_back = consented(PLACEMENT, date(2026, 9, 10), answer="withdrawn")
    stayed: Example = {name: given for name, given in GONE_AHEAD.items() if not name.startswith("start.")}
    assert lacks(MeetingRecord, {**GONE_AHEAD, **taken_back}) == ["STARTS-3"]
    assert lacks(MeetingRecord, {**stayed, **taken_back}) == []


# --- across the summer, and after year 11


@pytest.mark.parametrize(("starts_on", "lacking"), [(date(2026, 6, 26), []), (date(2026, 6, 29), ["YEAR-1"])])
def test_year_11_begins_nothing_after_the_last_friday_in_june(starts_on: date, lacking: list[str]) -> None:
    assert lacks(MeetingRecord, {**LEAVES, "starts_on": starts_on}, "YEAR-1") == lacking


@pytest.mark.parametrize(("last", "lacking"), [(date(2026, 6, 26), []), (date(2026, 6, 27), ["YEAR-2"])])
def test_year_11_plans_nothing_past_that_friday(last: date, lacking: list[str]) -> None:
    agreed = {f"meeting_record.{name}": given for name, given in AGREED_FOR_MONDAY.items()}
    year_11: Example = {**LEAVES, **agreed, "meeting_record.met_on": date(2026, 6, 15)}
    there: Example = {name: given for name, given in year_11.items() if name.partition(".")[2]}
    there = {**there, "meeting_record.starts_on": date(2026, 6, 16), "meeting_record.ends_on": date(2026, 6, 19)}
    there = {**there, "reviewed_on": date(2026, 6, 18)}
    agrees: Example = {"extends": True, "parents_agree_extension": True, "both_heads_agree_extension": True}
    assert lacks(MeetingRecord, {**LEAVES, "ends_on": last}, "YEAR-2") == lacking
    assert lacks(Review, {**there, **agrees, "new_end_on": last}, "YEAR-2") == lacking
    assert lacks(FinalReview, {**there, "decision": "permanent transfer", "takes_effect_on": last}, "YEAR-2") == lacking


def test_a_direct_move_of_year_11_has_no_last_day_to_plan() -> None:
    without_end: Example = {**LEAVES, **DIRECT, "ends_on": None}
    assert lacks(MeetingRecord, without_end, "YEAR-1", "YEAR-2") == []
    assert lacks(MeetingRecord, {**without_end, "starts_on": date(2026, 6, 29)}, "YEAR-1", "YEAR-2") == ["YEAR-1"]


def test_a_year_11_corrected_in_september_is_that_of_the_new_school_year() -> None:
    corrected: Example = {**IN_SEPTEMBER, "referral.year_group": "11", "referral.born_on": date(2010, 10, 1)}
    assert lacks(MeetingRecord, corrected, "YEAR-1", "YEAR-2") == []


@pytest.mark.parametrize(("says", "rule"), [("stop", "YEAR-3"), ("say why", "YEAR-4")])
def test_a_child_who_was_in_year_11_already_was_asked_about_at_the_referral(says: str, rule: str) -> None:
    next_year: Example = {**IN_SEPTEMBER, "pack.year_11": says, "referral.confirmed_on": date(2026, 9, 1)}
    assert lacks(MeetingRecord, IN_SEPTEMBER | {"pack.year_11": says}, "YEAR-3", "YEAR-4") == [rule]
    assert lacks(MeetingRecord, {**next_year, "referral.year_group": "11"}, "YEAR-3", "YEAR-4") == []


def test_an_answer_without_its_day_says_nothing_of_the_summer() -> None:
    assert lacks(MeetingRecord, IN_SEPTEMBER, "YEAR-5") == ["YEAR-5"]
    assert lacks(MeetingRecord, {**IN_SEPTEMBER, "response.answered_on": None}, "YEAR-5") == []


# --- for good


def test_a_direct_move_is_asked_for_consent_before_the_first_day_and_at_no_review() -> None:
    assert lacks(BeforeYouStart, MOVES_FOR_GOOD, "DECISION-2", "PERMANENT-1") == ["PERMANENT-1"]


@pytest.mark.parametrize(("ended_on", "lacking"), [(date(2026, 9, 14), []), (date(2026, 9, 15), ["PERMANENT-3"])])
def test_a_direct_move_may_be_given_up_on_its_first_day_and_not_after_it(ended_on: date, lacking: list[str]) -> None:
    given_up: Example = {"ended_on": ended_on, "last_session_on": ended_on, "next_on": date(2026, 9, 15)}
    assert lacks(Ending, {**MOVED_HOUSE, **DIRECT, **given_up}, "PERMANENT-3") == lacking


# --- before its time


@pytest.mark.parametrize(
    ("home", "receiving", "lacking"),
    [
        (True, True, []),
        (True, None, []),
        (None, True, []),
        (None, None, []),
        (True, False, ["TIME-2"]),
        (False, True, ["TIME-2"]),
        (False, None, ["TIME-2"]),
        (None, False, ["TIME-2"]),
    ],
)
def test_the_no_of_one_head_is_enough(home: bool | None, receiving: bool | None, lacking: list[str]) -> None:
    heads: Example = {"home_head_agrees": home, "receiving_head_agrees": receiving}
    assert lacks(FinalReview, {**COMES_BACK, **heads}, "TIME-2") == lacking


@pytest.mark.parametrize(
    ("reviewed_on", "lacking"),
    [
        (date(2026, 9, 11), []),
        (date(2026, 9, 14), ["TIME-1"]),
        (date(2026, 10, 18), ["TIME-1"]),
        (date(2026, 10, 19), []),
        (None, []),
    ],
)
def test_a_final_review_is_early_from_the_first_day_to_the_end_of_week_five(
    reviewed_on: date | None, lacking: list[str]
) -> None:
    review: Example = {**IN_TIME, **AGREED_BY_BOTH, "reviewed_on": reviewed_on, "case.today": date(2026, 10, 21)}
    assert lacks(FinalReview, review, "TIME") == lacking


@pytest.mark.parametrize(("school_weeks", "lacking"), [(True, []), (False, ["TIME-1"])])
def test_a_school_week_begins_on_monday_and_another_on_the_day_of_the_start(
    school_weeks: bool, lacking: list[str]
) -> None:
    from_wednesday: Example = {"meeting_record.starts_on": date(2026, 9, 16), "start.started_on": date(2026, 9, 16)}
    review: Example = {**IN_TIME, **from_wednesday, "reviewed_on": date(2026, 10, 19), "case.today": date(2026, 10, 21)}
    assert lacks(FinalReview, {**review, "pack.weeks_are_school_weeks": school_weeks}, "TIME-1") == lacking


def test_no_school_week_is_counted_over_days_that_nobody_knows() -> None:
    unknown: Example = {**COMES_BACK, "pack.weeks_are_school_weeks": True, "case.calendars": {}}
    assert lacks(FinalReview, unknown, "TIME-1") == []


PROVISION: Example = {**TWELVE_WEEKS, "meeting_record.ends_on": date(2026, 11, 6), "case.today": date(2026, 11, 6)}


@pytest.mark.parametrize(
    ("reviewed_on", "lacking"),
    [(date(2026, 10, 16), ["TIME-1"]), (date(2026, 11, 1), ["TIME-3"]), (date(2026, 11, 2), [])],
)
def test_provision_is_decided_in_its_last_week(reviewed_on: date, lacking: list[str]) -> None:
    decided: Example = {**PROVISION, "reviewed_on": reviewed_on, "takes_effect_on": date(2026, 11, 9)}
    assert lacks(FinalReview, decided, "TIME") == lacking


@pytest.mark.parametrize(("school_weeks", "lacking"), [(True, []), (False, ["TIME-3"])])
def test_the_last_week_of_provision_is_counted_as_the_pack_counts(school_weeks: bool, lacking: list[str]) -> None:
    from_wednesday: Example = {"meeting_record.starts_on": date(2026, 9, 16), "start.started_on": date(2026, 9, 16)}
    decided: Example = {**PROVISION, **from_wednesday, "reviewed_on": date(2026, 11, 3)}
    decided = {**decided, "takes_effect_on": date(2026, 11, 9), "pack.weeks_are_school_weeks": school_weeks}
    assert lacks(FinalReview, decided, "TIME") == lacking


# --- the way back


@pytest.mark.parametrize(("return_on", "lacking"), [(date(2026, 10, 9), []), (date(2026, 10, 12), ["BACK-1"])])
def test_a_child_whose_placement_is_ended_is_back_on_the_fifth_school_day(return_on: date, lacking: list[str]) -> None:
    assert lacks(EarlyEnding, {**ENDED, "filed_on": date(2026, 10, 2), "return_on": return_on}, "BACK-1") == lacking


@pytest.mark.parametrize(
    ("reviewed_on", "takes_effect_on", "lacking"),
    [
        (date(2026, 10, 1), date(2026, 11, 2), []),
        (date(2026, 10, 1), date(2026, 11, 3), ["BACK-1"]),
        (date(2026, 10, 22), date(2026, 11, 5), []),
        (date(2026, 10, 22), date(2026, 11, 6), ["BACK-1"]),
    ],
)
def test_after_a_final_review_the_child_is_back_after_the_last_day_or_on_the_fifth(
    reviewed_on: date, takes_effect_on: date, lacking: list[str]
) -> None:
    back: Example = {**COMES_BACK, "reviewed_on": reviewed_on, "takes_effect_on": takes_effect_on}
    assert lacks(FinalReview, {**back, "case.today": date(2026, 10, 23)}, "BACK-1") == lacking


def test_another_ending_has_the_child_at_home_from_its_last_session() -> None:
    assert lacks(Ending, {**MOVED_HOUSE, "next_on": date(2026, 11, 9)}, "BACK-1") == []


@pytest.mark.parametrize(("return_on", "lacking"), [(date(2026, 10, 23), ["BACK-3"]), (date(2026, 10, 24), [])])
def test_a_child_is_back_after_the_last_day_of_the_direction(return_on: date, lacking: list[str]) -> None:
    assert lacks(EarlyEnding, {**DIRECTED_OUT, "return_on": return_on}, "BACK-3") == lacking


def test_a_final_review_under_a_direction_is_no_early_ending() -> None:
    direction: Example = {name: given for name, given in DIRECTED_OUT.items() if name.startswith("board_decision.")}
    assert lacks(FinalReview, {**COMES_BACK, **DIRECTED, **direction}, "BACK-3") == []


# --- off a roll


@pytest.mark.parametrize(("deleted_on", "lacking"), [(date(2026, 10, 1), ["ROLL-13"]), (date(2026, 10, 2), [])])
def test_a_name_comes_off_a_roll_from_the_day_of_the_move(deleted_on: date, lacking: list[str]) -> None:
    moved: Example = {**TRANSFERRED, **consented(TRANSFER, date(2026, 9, 28)), "deleted_on": deleted_on}
    assert lacks(RollChange, {**moved, "final_review.takes_effect_on": date(2026, 10, 2)}, "ROLL-13") == lacking


def test_no_name_comes_off_a_roll_in_a_placement_that_goes_on() -> None:
    review = {name: given for name, given in TRANSFERRED.items() if not name.startswith("final_review.")}
    assert lacks(RollChange, review, "ROLL-13") == ["ROLL-13"]


# --- a record that both schools say is right


CONTESTED: Example = {**DECIDED, "is_confirmed": False, "what_differs": "The child was to stay"}


@pytest.mark.parametrize(("before", "lacking"), [(False, []), (None, ["CONTESTED-1"]), (True, ["CONTESTED-1"])])
def test_a_record_that_was_contested_can_be_put_right(before: bool | None, lacking: list[str]) -> None:
    assert lacks(FinalReview, {**CONTESTED, "corrects": {"is_confirmed": before}}, "CONTESTED-1") == lacking


def test_a_start_rests_on_the_record_of_the_meeting_that_agreed_it() -> None:
    earlier: Example = {"meeting_record.first.met_on": date(2026, 9, 3), "meeting_record.first.outcome": "adjourned"}
    contested: Example = {**SIGNED_BY_NOBODY, **earlier, "is_confirmed": False, "what_differs": "The first day"}
    agreed: Example = {**GONE_AHEAD, **contested}
    assert lacks(MeetingRecord, agreed, "CONTESTED-1") == ["CONTESTED-1"]
    assert lacks(MeetingRecord, {**agreed, "is_confirmed": True}, "CONTESTED-1") == []
