"""The last day, number or name that is right beside the first that is wrong; and what is no fault because something is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from record.forms.la_record import EHC_CONSENT
from record.school_days import Calendar, Span
from rules.case_queries import term_dates_are_known
from rules.examples import ANOTHER, HOME
from rules.judging import judge, rules
from rules.packs import pack
from tests.rules.whole_case import ACCEPTED, ASKED, BEFORE, EVERYBODY, PLACED, REFERRED, Answers, spoilt, under, whole
from tests.rules.with_less import answer

ASKING: Answers = {**BEFORE, **REFERRED, **ASKED}


def changed(rule: str, pack_id: str = "hammersmith-fulham-2019", **answers: object) -> bool:
    """Whether a rule is found in the placement after `kind__question=…` changed it."""
    return rule in spoilt(PLACED, pack_id, **answers)


@pytest.mark.parametrize(
    ("until", "is_outside"),
    [(date(2026, 9, 11), True), (date(2026, 9, 14), False), (date(2026, 10, 23), False), (date(2026, 10, 26), True)],
)
def test_a_reduced_programme_may_end_on_the_first_or_the_last_day(until: date, is_outside: bool) -> None:
    reduced: Answers = {"meeting_record__has_reduced_programme": True, "meeting_record__reduced_until": until}
    assert changed("WEEK-4", **reduced) is is_outside


@pytest.mark.parametrize(
    ("starts", "ends", "is_wrong"),
    [(time(9), time(9), True), (time(9), time(9, 1), False), (None, time(9), False), (time(9), None, False)],
)
def test_the_afternoon_ends_after_the_morning_starts(starts: time | None, ends: time | None, is_wrong: bool) -> None:
    assert changed("WEEK-6", meeting_record__morning_starts=starts, meeting_record__afternoon_ends=ends) is is_wrong


@pytest.mark.parametrize(
    ("born_on", "year_group", "is_unusual"),
    [
        (date(2012, 9, 1), "9", False),
        (date(2013, 8, 31), "9", False),
        (date(2012, 8, 31), "9", True),
        (date(2013, 9, 1), "9", True),
        (date(2021, 9, 1), "R", False),
        (date(2022, 8, 31), "R", False),
        (date(2021, 8, 31), "R", True),
        (date(2022, 9, 1), "R", True),
    ],
)
def test_a_year_group_has_birthdays_from_september_to_august(born_on: date, year_group: str, is_unusual: bool) -> None:
    assert changed("REFERRAL-8", referral__born_on=born_on, referral__year_group=year_group) is is_unusual


@pytest.mark.parametrize(("year", "is_wrong"), [(2006, True), (2007, False), (2023, False), (2024, True)])
def test_a_child_on_roll_is_from_3_to_19(year: int, is_wrong: bool) -> None:
    assert changed("REFERRAL-9", referral__born_on=date(year, 3, 14)) is is_wrong


@pytest.mark.parametrize(("percent", "is_wrong"), [(-0.1, True), (0.0, False), (100.0, False), (100.1, True)])
@pytest.mark.parametrize(("question", "rule"), [("this", "EVIDENCE-4"), ("last", "EVIDENCE-5")])
def test_attendance_is_from_0_to_100_per_cent(percent: float, is_wrong: bool, question: str, rule: str) -> None:
    assert changed(rule, **{f"referral__attendance_{question}_year": percent}) is is_wrong


def test_a_suspension_without_its_sessions_counts_for_none() -> None:
    blank: Answers = {"referral__suspensions": ({"sessions": 4}, {"reason": "Fighting"})}
    assert not changed("EVIDENCE-2", referral__suspension_days=2.0, **blank)
    assert changed("EVIDENCE-2", referral__suspension_days=2.5, **blank)


def test_a_school_may_answer_on_the_day_it_is_asked() -> None:
    assert "ANSWER-1" not in spoilt({**ASKING, **ACCEPTED, "response.answered_on": date(2026, 9, 2)})


@pytest.mark.parametrize(("weeks", "ends_on", "is_wrong"), [
    (0, date(2026, 9, 14), True),
    (1, date(2026, 9, 14), False),
    (1, date(2026, 9, 18), False),
    (2, date(2026, 9, 18), True),
    (104, date(2028, 9, 8), False),
    (105, date(2028, 9, 15), True),
])  # fmt: skip
def test_the_weeks_typed_fit_the_last_day(weeks: int, ends_on: date, is_wrong: bool) -> None:
    assert changed("LENGTH-2", meeting_record__weeks=weeks, meeting_record__ends_on=ends_on) is is_wrong


def test_a_trial_is_not_asked_about_before_a_route_or_a_start_is_known() -> None:
    trial: Answers = {**PLACED, "before_you_start.route": "placement"}
    assert "START-4" not in spoilt({**trial, "meeting_record.starts_on": None})
    no_route = {name: given for name, given in PLACED.items() if not name.startswith("before_you_start.")}
    assert "START-4" not in spoilt(no_route)


@pytest.mark.parametrize(("days", "is_long"), [(70, False), (71, True)])
def test_a_direction_is_reviewed_every_ten_weeks(days: int, is_long: bool) -> None:
    review_on = date(2026, 9, 14) + timedelta(days=days)
    far = {"meeting_record__reviews": ({"review_on": review_on},), "meeting_record__ends_on": review_on}
    assert changed("REVIEWS-3", **far) is is_long


def test_a_family_that_was_not_asked_is_no_fault_while_there_is_no_referral() -> None:
    enquiry = under(
        "approach", school=ANOTHER, formality="vacancy enquiry, no child's details", sent_on=date(2026, 9, 2)
    )
    assert "APPROACH-7" not in spoilt({**BEFORE, **enquiry})


def test_what_the_child_did_is_no_fault_before_an_outcome() -> None:
    assert not changed("MEETING-8", meeting_record__outcome=None, meeting_record__pupil_engaged=False)
    assert not changed("MEETING-8", meeting_record__pupil_engaged=None)


def test_both_schools_may_bring_nobody_else() -> None:
    assert not changed("MEETING-3", meeting_record__people=EVERYBODY[:2])


def test_a_virtual_school_that_was_not_invited_is_asked_for_once() -> None:
    found = spoilt({**PLACED, "referral.is_looked_after": True})
    assert "MEETING-6" in found
    assert "MEETING-7" not in found
    with_it: Answers = {"meeting_record.people": (*EVERYBODY, {"role": "Virtual School", "presence": "did not come"})}
    assert "MEETING-7" not in spoilt({**PLACED, **with_it}), "only for a looked-after child"


def test_an_ehc_plan_is_no_fault_where_nobody_asked_or_the_authority_wants_to_be_told() -> None:
    assert "BEFORE-2" not in spoilt({**BEFORE, "before_you_start.has_ehc_plan": None})
    assert "BEFORE-2" not in spoilt({**BEFORE, "before_you_start.has_ehc_plan": True}, "warwickshire")


def test_two_signatures_that_do_not_say_whose_they_are_are_two_drafts() -> None:
    for half in ({"document": "agreement"}, {"role": "pupil"}):
        twice = {**under("signature", "one", **half), **under("signature", "two", **half)}
        assert "SIGNATURE-2" not in spoilt({**PLACED, **twice})


def test_a_head_teachers_signature_is_not_weighed_before_a_school_has_accepted() -> None:
    signed = under("signature", document="agreement", role="home head teacher", signed_on=date(2026, 9, 9))
    assert "SIGNATURE-3" not in spoilt({**ASKING, **signed})


def test_an_authority_that_only_wants_to_be_told_of_a_plan_stops_nobody() -> None:
    told = pack("hammersmith-fulham-2019").model_copy(update={"ehc_plan": "tell the local authority"})
    with_a_plan = replace(whole({**BEFORE, "before_you_start.has_ehc_plan": True}), pack=told)
    assert "BEFORE-2" not in {each.rule for each in judge(with_a_plan)}


@pytest.mark.parametrize(("in_school_weeks", "weeks"), [(True, 7), (False, 8)])
def test_half_term_counts_as_a_week_only_where_the_authority_counts_it(in_school_weeks: bool, weeks: int) -> None:
    counting = pack("hammersmith-fulham-2019").model_copy(update={"weeks_are_school_weeks": in_school_weeks})
    for typed in (7, 8):
        dates = under("meeting_record", weeks=typed, ends_on=date(2026, 11, 4))
        found = {each.rule for each in judge(replace(whole({**PLACED, **dates}), pack=counting))}
        assert ("LENGTH-2" in found) is (typed != weeks)


LONG = under("same_day", "long", what="suspension", happened_on=date(2026, 9, 14), suspended_from=date(2026, 9, 14))


@pytest.mark.parametrize(("to", "is_too_much"), [(date(2026, 11, 20), False), (date(2026, 11, 23), True)])
@pytest.mark.parametrize(
    "before",
    [
        {"referral.suspension_days": None},
        {"referral.confirmed_on": date(2026, 8, 31), "referral.suspension_days": 10.0},
    ],
    ids=("nobody said", "last school year"),
)
def test_forty_five_days_at_the_receiving_school_alone_are_the_most(
    to: date, is_too_much: bool, before: Answers
) -> None:
    absent = under("same_day", "absent", what="unexplained absence", happened_on=date(2026, 9, 16))
    case: Answers = {**PLACED, **LONG, **absent, **before, "same_day.long.suspended_to": to}
    assert ("SAME-DAY-8" in spoilt(case)) is is_too_much


def test_marks_are_not_weighed_while_there_is_no_placement() -> None:
    on_a_bank_holiday = under("weekly_report", week_commencing=date(2026, 8, 31), monday_am="/")
    assert "REPORT-5" not in spoilt({**BEFORE, **on_a_bank_holiday})


@pytest.mark.parametrize(("starts_on", "is_in_it"), [(date(2026, 9, 18), True), (date(2026, 9, 19), False)])
def test_a_report_is_of_a_week_with_a_weekday_of_the_placement(starts_on: date, is_in_it: bool) -> None:
    trial: Answers = {**PLACED, "before_you_start.route": "placement", "meeting_record.starts_on": starts_on}
    report = under("weekly_report", week_commencing=date(2026, 9, 14))
    assert ("REPORT-2" not in spoilt({**trial, **report})) is is_in_it


NOT_YET: tuple[tuple[str, Answers], ...] = (
    ("FINAL-7", {"decision": "permanent transfer"}),
    ("FINAL-7", {"results": ({"result": "met"},)}),
    ("SAME-DAY-8", {"what": "suspension", "suspended_from": date(2026, 9, 28)}),
    ("POLICY-3", {"year_group": "11"}),
    ("POLICY-8", {"has_reduced_programme": True}),
    ("POLICY-8", {"pack.full_time": True}),
)
"""A rule, and answers that it has nothing to say of: neither kept nor broken."""


@pytest.mark.parametrize(("rule_id", "answers"), NOT_YET)
def test_what_cannot_be_said_yet_is_neither_kept_nor_broken(rule_id: str, answers: Answers) -> None:
    assert answer(next(each for each in rules() if each.id == rule_id), answers) is None


def test_a_review_that_extends_nothing_does_not_excuse_one_that_does_not_extend() -> None:
    same_end = under("review", "first", extends=True, new_end_on=date(2026, 10, 23), reviewed_on=date(2026, 9, 28))
    for beside in ({"extends": False, "new_end_on": date(2026, 12, 4)}, {"extends": True}):
        second = under("review", "second", reviewed_on=date(2026, 10, 1), **beside)
        assert "EXTENSION-2" in spoilt({**PLACED, **same_end, **second})


def test_a_final_review_may_be_held_on_the_first_day() -> None:
    assert "FINAL-1" not in spoilt({**PLACED, **under("final_review", reviewed_on=date(2026, 9, 14))})


@pytest.mark.parametrize(
    ("in_weeks", "in_school_weeks", "weeks", "review_on", "is_missing"),
    [
        ((6,), False, 8, date(2026, 10, 20), False),
        ((6,), False, 5, date(2026, 10, 13), False),
        ((4, 8), False, 8, date(2026, 10, 6), True),
        ((7,), True, 8, date(2026, 11, 4), False),
        ((7,), False, 8, date(2026, 11, 4), True),
        ((8,), False, 8, date(2026, 11, 4), False),
    ],
)
def test_a_review_lies_in_the_authoritys_weeks(
    in_weeks: tuple[int, ...], in_school_weeks: bool, weeks: int, review_on: date, is_missing: bool
) -> None:
    own = {"review_weeks": in_weeks, "weeks_are_school_weeks": in_school_weeks}
    planned = under("meeting_record", weeks=weeks, reviews=({"review_on": review_on},))
    case = replace(whole({**PLACED, **planned}), pack=pack("hammersmith-fulham-2019").model_copy(update=own))
    assert ("REVIEWS-2" in {each.rule for each in judge(case)}) is is_missing


@pytest.mark.parametrize(("number", "is_wrong"), [(1, False), (2, True)])
def test_a_direction_of_one_day_is_one_day(number: int, is_wrong: bool) -> None:
    one_day: Answers = {"board_decision__last_day_on": date(2026, 9, 14), "board_decision__number_of_days": number}
    assert changed("DIRECTION-4", "national-2026", **one_day) is is_wrong


@pytest.mark.parametrize(("revoked_from", "is_wrong"), [(date(2026, 9, 25), True), (date(2026, 9, 28), False)])
def test_a_direction_may_be_revoked_from_the_day_of_the_decision(revoked_from: date, is_wrong: bool) -> None:
    revoked = under(
        "board_decision", "two", decides="revocation", decided_on=date(2026, 9, 28), revoked_from=revoked_from
    )
    assert ("DIRECTION-8" in spoilt({**PLACED, **revoked}, "national-2026")) is is_wrong


@pytest.mark.parametrize(("decision", "is_wrong"), [("permanent transfer", True), ("return to the home school", True), ("another school or agreed provision", False)])  # fmt: skip
def test_only_the_two_schools_days_are_known(decision: str, is_wrong: bool) -> None:
    on_a_sunday = under(
        "final_review", decision=decision, reviewed_on=date(2026, 10, 1), takes_effect_on=date(2026, 10, 4)
    )
    assert ("DECISION-8" in spoilt({**PLACED, **on_a_sunday})) is is_wrong


@pytest.mark.parametrize(
    "said",
    [
        {"about": "told of the start", "is_approved": True},
        {"about": EHC_CONSENT, "is_approved": False},
    ],
)
def test_only_the_authoritys_consent_lets_a_head_sign_for_a_child_with_a_plan(said: Answers) -> None:
    record = under("la_record", "plan", recorded_on=date(2026, 9, 8), **said)
    case: Answers = {**PLACED, **record, "referral.sen_stage": "EHC plan"}
    assert "POLICY-7" in spoilt(case, "saltmarsh-2026")
    agreed: Answers = {"la_record.plan.about": EHC_CONSENT, "la_record.plan.is_approved": True}
    assert "POLICY-7" not in spoilt({**case, **agreed}, "saltmarsh-2026")


@pytest.mark.parametrize(
    ("first", "last", "is_known"),
    [
        (date(2026, 12, 14), date(2026, 12, 18), True),
        (date(2026, 12, 18), date(2027, 4, 12), False),
        (date(2026, 12, 14), date(2026, 12, 19), False),
        (date(2027, 4, 11), date(2027, 4, 16), False),
        (date(2027, 4, 12), date(2027, 4, 16), True),
        (date(2027, 7, 20), date(2027, 7, 22), True),
        (date(2027, 7, 22), date(2027, 11, 5), False),
    ],
)
def test_no_days_are_counted_across_a_term_that_nobody_entered(first: date, last: date, is_known: bool) -> None:
    autumn, summer = Span(date(2026, 11, 2), date(2026, 12, 18)), Span(date(2027, 4, 12), date(2027, 7, 21))
    terms = (autumn, summer, Span(date(2027, 11, 1), date(2027, 12, 17)))
    case = replace(whole(BEFORE), calendars={HOME: Calendar(terms)})
    assert term_dates_are_known(case, HOME, first, last) is is_known


def test_a_placement_that_outlasts_its_end_is_reviewed_until_today() -> None:
    outlasting: Answers = {**PLACED, "before_you_start.route": "placement", "case.today": date(2026, 11, 5)}
    for on, is_found in ((date(2026, 11, 5), False), (date(2026, 11, 6), True)):
        assert ("REVIEW-1" in spoilt({**outlasting, **under("review", reviewed_on=on)})) is is_found


@pytest.mark.parametrize(
    ("is_registered", "is_full_time", "is_refused"),
    [(False, True, True), (False, False, True), (True, True, False), (None, True, False), (False, None, False)],
)
def test_a_provider_of_five_is_asked_for_its_registration_once_both_are_answered(
    is_registered: bool | None, is_full_time: bool | None, is_refused: bool
) -> None:
    at_a_provider: Answers = {
        "before_you_start__route": "alternative provision",
        "meeting_record__is_a_registered_school": is_registered,
        "meeting_record__is_full_time_there": is_full_time,
        "meeting_record__has_five_full_time": True,
    }
    assert changed("PROVIDER-2", **at_a_provider) is is_refused
