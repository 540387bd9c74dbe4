"""What one school owes the other: to see a weekly report, to say whether an early review is needed, to confirm a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.deadline import Due
from record.directed import direction_ends_on
from record.early_ending import EarlyEnding
from record.early_review import Signal, is_answered, signals
from record.entry import Entry, Filed, Party
from record.final_review import FinalReview
from record.meeting_record import MeetingRecord
from record.review import Review
from record.weekly_report import WeeklyReport

ANSWERED_WITHIN = 5
"""School days to see a report or confirm a record. Guidance gives no number: this one is the app's own."""
URGENT_WITHIN = 1
"""School days to say whether an early review is needed; the app's own too."""
REVIEW_WITHIN = 5
"""School days to hold an early review that is wanted; the app's own too."""
WITHOUT_REVIEW = timedelta(weeks=10)
"""After ten weeks without a review of a direction a parent may ask for one: SI 2010/1156."""

CONFIRMED: tuple[tuple[type[Entry], str, str, str], ...] = (
    (Review, "is_confirmed", "confirm the record of the review", "HF-3e"),
    (FinalReview, "is_confirmed", "confirm the record of the final review", "HF-11a"),
    (EarlyEnding, "was_consulted", "confirm that you were consulted before the early ending", "HF-12a"),
)
"""What the school that did not write it confirms: the entry kind, its answer, what is due, and the clause."""


def due_answers(case: Case) -> Iterator[Due]:
    """What a school owes the other while a case goes on."""
    yield from due_confirmations(case)
    for filed in case.filed_of(MeetingRecord):
        if filed.entry is case.meeting:
            yield from _to_confirm(case, filed, "is_confirmed", "confirm the meeting record", "HF-1c")


def due_confirmations(case: Case) -> Iterator[Due]:
    """What is to be confirmed whether the case goes on or has ended."""
    for kind, name, what, clause in CONFIRMED:
        for filed in case.filed_of(kind)[-1:]:
            yield from _to_confirm(case, filed, name, what, clause)


def early_review(case: Case) -> Iterator[Due]:
    """Each report to be seen; an answer to each open sign; and the early review itself once it is wanted."""
    if not case.placement or not case.placement.ends_on:
        return
    open_signals = signals(case)
    yield from _reports_to_see(case, open_signals)
    yield from _an_answer_without_a_report(case, open_signals)
    yield from _a_review_that_is_wanted(case)
    yield from _a_review_of_the_direction(case)


def _to_confirm(case: Case, filed: Filed, name: str, what: str, clause: str) -> Iterator[Due]:
    if getattr(filed.entry, name) is None and filed.filed_for and case.receiving:
        who = Party.RECEIVING if filed.filed_for == case.home else Party.HOME
        by = case.calendar(_urn(case, who)).after(filed.filed_at.date(), ANSWERED_WITHIN)
        yield Due(what, filed.kind, who, clause, by, answers=filed.entry_id, is_aside=True)


def _urn(case: Case, who: Party) -> str | None:
    return case.home if who is Party.HOME else case.receiving


def _reports_to_see(case: Case, open_signals: tuple[Signal, ...]) -> Iterator[Due]:
    shown = {each.report for each in open_signals}
    for filed in case.filed_of(WeeklyReport):
        report = filed.entry
        if not isinstance(report, WeeklyReport) or report.home_wants_review is not None:
            continue
        is_urgent = filed.entry_id in shown
        what = "say whether an early review is needed" if is_urgent else "see the weekly report"
        by = _by(case, filed.filed_at.date(), URGENT_WITHIN if is_urgent else ANSWERED_WITHIN)
        clause = "HF-7.6g" if is_urgent else "HF-10b"
        yield Due(what, filed.kind, Party.HOME, clause, by, report.week_commencing, filed.entry_id, not is_urgent)


def _an_answer_without_a_report(case: Case, open_signals: tuple[Signal, ...]) -> Iterator[Due]:
    """A sign that no report shows is answered by holding a review, or with the next report."""
    waiting = [each for each in open_signals if not each.report and not is_answered(case, each)]
    if waiting:
        what = "hold an early review, or answer the next weekly report with why not"
        yield Due(what, Review.kind, Party.HOME, waiting[0].clause, _by(case, waiting[0].on, URGENT_WITHIN))


def _a_review_that_is_wanted(case: Case) -> Iterator[Due]:
    wanted = [
        each.filed_at.date()
        for each in case.filed_of(WeeklyReport)
        if isinstance(each.entry, WeeklyReport) and each.entry.home_wants_review
    ]
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    open_since = [day for day in wanted if not any(on >= day for on in held)]
    if open_since:
        by = _by(case, min(open_since), REVIEW_WITHIN)
        yield Due("the early review", Review.kind, Party.EITHER, "HF-7.6g", by)


def _a_review_of_the_direction(case: Case) -> Iterator[Due]:
    """Under a direction no more than ten weeks pass without a review: after that a parent may ask for one in writing."""
    placement = case.placement
    if placement is None or placement.ends_on is None or case.route != "off-site direction":
        return
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    by = max([placement.starts_on, *held]) + WITHOUT_REVIEW
    if by <= min(placement.ends_on, direction_ends_on(case)):
        yield Due("a review, before a parent has to ask for one", Review.kind, Party.HOME, "NA-9", by, is_aside=True)


def _by(case: Case, day: date, school_days: int) -> date:
    return case.calendar(case.home).after(day, school_days)
