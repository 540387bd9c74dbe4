"""The invariant as a story: any valid entries on any days, in any order, and for every session exactly one answer.

What the answer must never be is worked out here from the bare entries, not from the code that gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record.case import FORMAL, Case
from record.ended import Belongs
from record.entry import Filed
from record.expected_place import Answer, Expected, NotExpected, Reason, expected
from record.forms.early_ending import EarlyEnding
from record.forms.ending import BACK_HOME, Ending
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.response import ACCEPTED, Response
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.school_days import Half, Session, days, sessions
from record.stage import stage
from record.turns import next_turn, place_on
from rules.due import due
from rules.duty import Due
from tests.stories.any_case import FIRST_DAY, LAST_DAY, any_case

story = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The same 200 cases on every machine, so that a failure is everybody's."""


def _mornings(case: Case) -> dict[date, Answer]:
    return {day: expected(case, Session(day, Half.AM)) for day in days(FIRST_DAY, LAST_DAY)}


def _urn(answer: Answer) -> str:
    return answer.urn if isinstance(answer, Expected) else ""


# --- exactly one answer


def _is_one_named_place_or_one_reason(answer: Answer) -> bool:
    if isinstance(answer, NotExpected):
        return isinstance(answer.reason, Reason)
    return bool(answer.urn) is not bool(answer.name)


def _schools_that_said_yes(case: Case) -> set[str]:
    asked = {asking.approach.school for asking in case.askings if asking.approach.formality == FORMAL}
    answers = case.filed_of(Response)
    return {each.filed_for for each in answers if each.entry.answer == ACCEPTED and each.filed_for in asked}  # type: ignore[attr-defined]


@story
@given(any_case())
def test_every_session_has_one_named_place_or_one_reason_and_never_a_school_that_only_declined(case: Case) -> None:
    allowed = {case.home, "", *_schools_that_said_yes(case)}
    for session in sessions(FIRST_DAY, LAST_DAY):
        answer = expected(case, session)
        assert _is_one_named_place_or_one_reason(answer), session
        assert _urn(answer) in allowed, session


@story
@given(any_case(), st.sampled_from([FIRST_DAY, date(2026, 10, 15), LAST_DAY]))
def test_the_answer_for_a_day_is_the_same_on_whatever_day_it_is_asked(case: Case, another_day: date) -> None:
    assert _mornings(replace(case, today=another_day)) == _mornings(case)


# --- before the start


def _days_a_child_could_leave_home(case: Case) -> Iterator[date]:
    """Every day on which any entry would begin anything at a receiving school."""
    for entry in (each.entry for each in case.filed):
        if isinstance(entry, MeetingRecord):
            yield entry.starts_on or LAST_DAY
        if isinstance(entry, Start):
            yield min(entry.new_start_on or LAST_DAY, entry.started_on or LAST_DAY)
        if isinstance(entry, FinalReview) and entry.decision == TRANSFER:
            yield min(entry.takes_effect_on or LAST_DAY, entry.reviewed_on or FIRST_DAY)


@story
@given(any_case())
def test_before_any_agreed_start_the_child_is_at_home_or_there_is_a_reason(case: Case) -> None:
    earliest = min(_days_a_child_could_leave_home(case), default=LAST_DAY)
    for day, answer in _mornings(case).items():
        if day < earliest and isinstance(answer, Expected):
            assert answer.belongs is not Belongs.RECEIVING, day


# --- after an ending


def _home_from(case: Case, filed: Filed) -> date | None:
    """The day from which an entry alone says that the child is no longer at the receiving school."""
    entry = filed.entry
    under_a_direction = case.route == "off-site direction"
    if isinstance(entry, EarlyEnding) and not (under_a_direction and entry.until_revoked):
        return max(entry.return_on or filed.happened_on, filed.happened_on)
    if isinstance(entry, FinalReview) and entry.decision == RETURN:
        return entry.takes_effect_on or filed.happened_on
    if isinstance(entry, Ending) and entry.next_place in (None, BACK_HOME, "not known") and not under_a_direction:
        the_day_after = (entry.last_session_on or filed.happened_on) + timedelta(days=1)
        return max(filed.happened_on, the_day_after if entry.last_session_on else entry.next_on or the_day_after)
    return None


def _endings(case: Case) -> list[Filed]:
    endings = [
        each
        for each in case.filed
        if isinstance(each.entry, EarlyEnding | Ending) or (isinstance(each.entry, FinalReview) and each.entry.decision)
    ]
    return sorted(endings, key=_rank)


def _until(later: list[Filed]) -> date:
    """The first day on which a later ending could say something else."""
    effects = [each.entry.takes_effect_on for each in later if isinstance(each.entry, FinalReview)]
    return min([*(day for day in effects if day), *(each.happened_on for each in later)], default=date.max)


@story
@given(any_case())
def test_from_the_day_an_ending_brings_the_child_back_it_is_not_at_the_receiving_school(case: Case) -> None:
    mornings, endings = _mornings(case), _endings(case)
    for position, ending in enumerate(endings):
        back_on, until = _home_from(case, ending), _until(endings[position + 1 :])
        for day, answer in mornings.items():
            if back_on and back_on <= day < until:
                assert not (isinstance(answer, Expected) and answer.belongs is Belongs.RECEIVING), day
                assert not (isinstance(answer, NotExpected) and answer.reason is Reason.SUSPENDED), day


# --- suspension


@story
@given(any_case())
def test_a_suspension_never_hides_the_child_outside_its_own_days(case: Case) -> None:
    suspensions = [each for each in case.of(SameDay) if each.what == "suspension" and each.suspended_from]
    without = replace(case, filed=tuple(each for each in case.filed if each.entry not in suspensions))
    answers, otherwise = _mornings(case), _mornings(without)
    for day in answers:
        is_suspended = any(
            each.suspended_from <= day <= (each.suspended_to or each.suspended_from)
            for each in suspensions
            if each.suspended_from
        )
        if not is_suspended:
            assert answers[day] == otherwise[day], day


# --- any order


def _filed_at_other_times(case: Case, order: list[int]) -> Case:
    """The same entries, each dated one typed at some other time; those of one day keep their order among themselves."""
    by_day = groupby(sorted(case.filed, key=_rank), key=lambda each: each.happened_on)
    moved: list[Filed] = []
    for number, (_, group) in enumerate(by_day):
        same_day = list(group)
        typed_on = FIRST_DAY + timedelta(days=order[number % len(order)])
        is_free = all(_has_a_date_of_its_own(each) for each in same_day)
        for minute, each in enumerate(same_day):
            at = datetime.combine(typed_on, time(9, minute)) if is_free else each.filed_at
            moved.append(replace(each, filed_at=at))
    return replace(case, filed=tuple(moved))


def _rank(filed: Filed) -> tuple[date, datetime, str]:
    return filed.happened_on, filed.filed_at, filed.save_id


def _has_a_date_of_its_own(filed: Filed) -> bool:
    return bool(filed.entry.dated_by and getattr(filed.entry, filed.entry.dated_by))


def _looks_the_same(one: Case, other: Case) -> bool:
    return (stage(one), _asked(one), _mornings(one)) == (stage(other), _asked(other), _mornings(other))


OF_SIGNS = (
    "see the weekly report",
    "is an early review needed",
    "a sign without a report",
    "reports are missed",
    "the early review",
    "review of a direction",
)


def _asked(case: Case) -> set[Due]:
    """What is due, but for its day: to see and to confirm has days counted from the hour it was typed.

    Left out is what a sign asks for: a sign counts from the day it was told, and the first one told is the one cited.
    """
    return {replace(each, by=None, harms_from=None) for each in due(case) if each.duty.id not in OF_SIGNS}


@story
@given(any_case(), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_kept_changes_nothing(case: Case, chance: object) -> None:
    entries = list(case.filed)
    chance.shuffle(entries)  # type: ignore[attr-defined]
    assert _looks_the_same(replace(case, filed=tuple(entries)), case)


@story
@given(any_case(), st.lists(st.integers(0, 120), min_size=5, max_size=9))
def test_when_an_entry_was_typed_changes_nothing_if_it_has_a_date_of_its_own(case: Case, order: list[int]) -> None:
    assert _looks_the_same(_filed_at_other_times(case, order), case)


# --- the next change


def _place(case: Case, day: date) -> tuple[Belongs, str]:
    return place_on(case, day)


@story
@given(any_case())
def test_a_child_is_expected_where_it_belongs_but_for_half_days_that_the_agreed_week_spends_at_home(case: Case) -> None:
    for day, answer in _mornings(case).items():
        place = _place(case, day)[0]
        if isinstance(answer, Expected):
            assert answer.belongs is place or (place, answer.belongs) == (Belongs.RECEIVING, Belongs.HOME), day


@story
@given(any_case(), st.integers(0, 100))
def test_until_the_next_change_the_child_belongs_where_it_does_today(case: Case, number: int) -> None:
    today = FIRST_DAY + timedelta(days=number)
    change = next_turn(case, today)
    until = change.on - timedelta(days=1) if change else LAST_DAY
    for day in days(today, min(until, LAST_DAY)):
        assert _place(case, day) == _place(case, today), day
    if change and change.is_certain and change.place:
        assert (change.place, change.name) == _place(case, change.on)
        assert _place(case, change.on) != _place(case, today)
