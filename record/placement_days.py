"""The weeks of a placement that are reported on, and the days on which it is reviewed: those the meeting gave the family,
those a review gave, the day set since in the place of one, and those that follow from what happened. And the day of the
meeting before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from record.case import Case, Placement
from record.directed import direction_ends_on
from record.forms.final_review import FinalReview
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import ADJOURNED
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.once import once_a_case
from record.school_days import ONE_DAY, ONE_WEEK, monday_of, weeks_apart

REVIEW_WITHIN = 5
"""School days to hold an early review that is wanted. Guidance gives no number: this one is the app's own."""
WITHOUT_REVIEW = timedelta(weeks=10)
"""A review of a direction that is asked for in writing is owed, unless one was held in the ten weeks before: SI 2010/1156."""
FRIDAY = timedelta(days=4)
RETURN_WITHIN = 5
"""Days, not school days, from the day a name is entered to the new-pupil return: SI 2024/208, regulation 13(1)."""
LAW_OF_2026 = date(2026, 7, 26)
"""For a first day before it this app asked less, and counted school days from the day the child came: that stays right."""


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A weekly report that nobody has written."""

    week: date
    """Its Monday."""
    by: date
    """The last school day of that week."""


def meeting_to_come(case: Case) -> MeetingDay | None:
    """When and where everybody meets next: as it was last set, else the day to which the last meeting was adjourned, whose time
    and place nobody has said; None where there is no day, or no meeting to come."""
    meeting, asked = case.meeting, case.accepted
    if asked is None or (meeting and meeting.outcome != ADJOURNED):
        return None
    before = (meeting.met_on if meeting else None) or asked.asked_on - ONE_DAY
    since = max(before, asked.asked_on)
    found = [each for each in case.of(MeetingDay) if each.set_on and each.set_on >= since]
    ahead = [each for each in found if each.meets_on and each.meets_on > before]
    adjourned_to = meeting.adjourned_to if meeting else None
    adjourned = MeetingDay(meets_on=adjourned_to) if adjourned_to else None
    return ahead[-1] if ahead else adjourned


def owed_reports(case: Case, placement: Placement, until: date | None = None) -> tuple[OwedReport, ...]:
    """A report for each week begun so far in which the receiving school was open and nobody has reported.

    They go on past the placement's end for as long as the child stays.
    """
    last = min(until or case.today, case.today)
    if case.is_under_direction:
        last = min(last, direction_ends_on(case))
    if last < placement.starts_on:
        return ()
    reported = {monday_of(each.week_commencing) for each in case.of(WeeklyReport) if each.week_commencing}
    calendar, first = case.calendar(placement.school), monday_of(placement.starts_on)
    mondays = (first + number * ONE_WEEK for number in range(weeks_apart(placement.starts_on, last) + 1))
    return tuple(
        OwedReport(monday, max(calendar.last_open(monday + FRIDAY), placement.starts_on))
        for monday in mondays
        if monday not in reported and calendar.has_school_days(monday)
    )


def new_pupil_return_by(case: Case, placement: Placement, started_on: date | None) -> date:
    """The last day for the new-pupil return: counted from the starting day agreed, whenever the child came."""
    if placement.starts_on < LAW_OF_2026:
        return case.calendar(placement.school).after(started_on or placement.starts_on, RETURN_WITHIN)
    return placement.starts_on + timedelta(days=RETURN_WITHIN)


def new_pupil_return_due_on(case: Case, placement: Placement, started_on: date | None) -> date:
    """The last school day on which it can go in time, where the last day is none; never before the child's first day."""
    by = new_pupil_return_by(case, placement, started_on)
    return max(placement.starts_on, case.calendar(placement.school).last_open(by))


@once_a_case
def reviews_held(case: Case) -> tuple[date, ...]:
    """The days of the reviews so far, in order."""
    return tuple(sorted(each.reviewed_on for each in case.of(Review) if each.reviewed_on))


def every_review_held(case: Case) -> tuple[date, ...]:
    """The days of the reviews so far, the final one among them, in order."""
    final = (each.reviewed_on for each in case.of(FinalReview) if each.reviewed_on)
    return tuple(sorted((*reviews_held(case), *final)))


@once_a_case
def review_days(case: Case) -> tuple[date, ...]:
    """The days that the family was given for reviews, as they stand, in order: those of the meeting and of the reviews; a day
    set since takes the place of the one that came next."""
    if case.placement is None:
        return ()
    given = [(date.min, each.review_on) for each in case.placement.meeting.reviews if each.review_on]
    given += [(each.reviewed_on or date.min, each.next_review_on) for each in case.of(Review) if each.next_review_on]
    for since, on in ((each.set_on, each.meets_on) for each in _set_for_reviews(case)):
        if since and on:
            known = sorted(day for known_on, day in given if known_on <= since and not _is_met(case, day, since))
            given = [*((known_on, day) for known_on, day in given if day not in known[:1]), (since, on)]
    return tuple(sorted({day for _, day in given}))


def _set_for_reviews(case: Case) -> list[MeetingDay]:
    """The days set for a review: once the meeting had agreed the move, for a day from its first on."""
    placement = case.placement
    if placement is None:
        return []
    agreed_on, first = placement.meeting.met_on or date.min, placement.starts_on
    found = [each for each in case.of(MeetingDay) if each.set_on and each.meets_on]
    return [each for each in found if (each.set_on or first) >= agreed_on and (each.meets_on or first) >= first]


def _is_met(case: Case, day: date, until: date = date.max) -> bool:
    """Whether a review was held for this day: on it or later, or in the week before."""
    return any(day - ONE_WEEK <= held <= until for held in reviews_held(case))


def review_to_come(case: Case) -> MeetingDay | None:
    """When and where the next review is, the final one too: as it was last set, else on the day that the family was given,
    whose time and place nobody has said; None where no day is to come."""
    day = next((each for each in review_days(case) if each >= case.today and not _is_met(case, each)), None)
    was_set = [each for each in _set_for_reviews(case) if each.meets_on == day]
    return was_set[-1] if was_set else MeetingDay(meets_on=day) if day else None


def reviews_ahead(case: Case, placement: Placement) -> tuple[date, ...]:
    """The days of reviews that nobody has met, in order; not that of the final review."""
    last_week = placement.ends_on - ONE_WEEK if placement.ends_on else date.max
    return tuple(day for day in review_days(case) if day < last_week and not _is_met(case, day))


def early_review_by(case: Case) -> date | None:
    """By when an early review is to be held that the home school wants; None when none is open."""
    wanted = [
        each.filed_at.date()
        for each in case.filed_of(WeeklyReport)
        if isinstance(each.entry, WeeklyReport) and each.entry.home_wants_review
    ]
    held = reviews_held(case)
    open_since = [day for day in wanted if not (held and held[-1] >= day)]
    return case.calendar(case.home).after(min(open_since), REVIEW_WITHIN) if open_since else None


def direction_reviewed_by(case: Case, placement: Placement) -> date | None:
    """By when a direction is looked at again, as often as the pack says; None when it ends before."""
    if placement.ends_on is None or not case.is_under_direction:
        return None
    by = max([placement.starts_on, *reviews_held(case)]) + timedelta(weeks=case.pack.direction_review_weeks)
    return by if by <= min(placement.ends_on, direction_ends_on(case)) else None


def next_review_on(case: Case) -> date | None:
    """The first day by which a review or the final review of a placement is to be held; None without a placement."""
    placement = case.placement
    if placement is None or placement.ends_on is None:
        return None
    wanted = (early_review_by(case), direction_reviewed_by(case, placement), placement.ends_on)
    return min((day for day in (*reviews_ahead(case, placement), *wanted) if day), default=None)
