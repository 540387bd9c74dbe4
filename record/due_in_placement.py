"""What is due while the child is placed: the start, a report each week, reviews, the decision, a direction renewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case, Placement
from record.deadline import DECIDED, REPORTED_WEEKLY, SIGNED, Due
from record.directed import direction_ends_on
from record.entry import Party
from record.forms.board_decision import BoardDecision
from record.forms.review import Review
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.school_days import monday_of, weeks_apart

RETURN_WITHIN = 5
"""School days from entry in the register to the new-pupil return: regulation 13(1) of 2024."""


def due_in_placement(case: Case, placement: Placement) -> Iterator[Due]:
    """What a placement that has not ended waits for."""
    yield from the_start(case, placement)
    if not placement.ends_on:
        return
    yield from missing_reports(case, placement)
    yield from _reviews(case, placement)
    yield Due("the final review", "final_review", Party.EITHER, DECIDED, placement.ends_on)
    yield from _direction(case, placement.ends_on)


def the_start(case: Case, placement: Placement) -> Iterator[Due]:
    """Signatures, word of the start, and the return that the start brings."""
    if case.signatures_missing:
        yield Due("signatures", "signature", Party.EITHER, SIGNED, placement.starts_on)
    if case.start is None or not case.start.did_start:
        yield Due("did the child start?", "start", Party.RECEIVING, ("HF-9a", "NA-10"), placement.starts_on)
    yield from new_pupil_return(case, placement)


def new_pupil_return(case: Case, placement: Placement) -> Iterator[Due]:
    """The return that the receiving school owes the authority for a child entered in its register."""
    started = [each for each in case.filed_of(Start) if each.entry is case.start]
    if not started or case.start is None or not case.start.did_start or case.start.new_pupil_return_on:
        return
    by = case.calendar(placement.school).after(case.start.started_on or placement.starts_on, RETURN_WITHIN)
    yield Due(
        "new-pupil return", Start.kind, Party.RECEIVING, ("NA-12",), by, answers=started[0].entry_id, is_aside=True
    )


def missing_reports(case: Case, placement: Placement, until: date | None = None) -> Iterator[Due]:
    """A weekly report for each week begun so far in which the receiving school was open and nobody has reported.

    They go on past the placement's end for as long as the child stays.
    """
    last = min(until or case.today, case.today)
    if case.route == "off-site direction":
        last = min(last, direction_ends_on(case))
    reported = {monday_of(each.week_commencing) for each in case.of(WeeklyReport) if each.week_commencing}
    calendar = case.calendar(placement.school)
    for number in range(weeks_apart(placement.starts_on, last) + 1):
        monday = monday_of(placement.starts_on) + timedelta(weeks=number)
        if monday not in reported and calendar.has_school_days(monday):
            by = max(calendar.last_open(monday + timedelta(days=4)), placement.starts_on)
            yield Due("weekly report", WeeklyReport.kind, Party.RECEIVING, REPORTED_WEEKLY, by, monday)


def _reviews(case: Case, placement: Placement) -> Iterator[Due]:
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    planned = [each.review_on for each in placement.meeting.reviews if each.review_on]
    planned += [each.next_review_on for each in case.of(Review) if each.next_review_on]
    for day in sorted(set(planned)):
        is_final = placement.ends_on is not None and day >= placement.ends_on - timedelta(days=7)
        if not is_final and not any(each >= day - timedelta(days=7) for each in held):
            yield Due("a review", Review.kind, Party.EITHER, ("HF-7.6g", "HF-3e", "WK-7", "NA-9", "APP-5"), day)


def _direction(case: Case, ends_on: date) -> Iterator[Due]:
    """A direction that ends before the placement does is renewed."""
    last_day = case.direction.last_day_on if case.direction else None
    if last_day and last_day < ends_on and direction_ends_on(case) >= last_day:
        yield Due("renewal of the direction", BoardDecision.kind, Party.HOME, ("NA-8", "APP-8"), last_day)
