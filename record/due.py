"""What is due next in a case: what, from whom, by when. Silence is never approval, so everything waited for is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from record.case import Case, Placement
from record.consents import EXPLORE, has_consent
from record.directed import direction_ends_on
from record.ended import Belongs, Ended, HowEnded, ended
from record.entry import Party
from record.la_record import LaRecord
from record.review import Review
from record.roll_change import RollChange
from record.school_days import ONE_DAY, monday_of, weeks_apart
from record.stage import needs_roll_change, what_is_open
from record.weekly_report import WeeklyReport


@dataclass(frozen=True, slots=True)
class Due:
    """One thing somebody has to do."""

    what: str
    kind: str
    """The entry kind that does it."""
    who: Party
    by: date | None = None
    week: date | None = None
    """For a weekly report, its Monday."""

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.by is not None and self.by < today


def due(case: Case) -> tuple[Due, ...]:
    """Everything due, the earliest first; what has no day comes first of all, because the case waits for it."""
    end = ended(case)
    found = _due_after(case, end) if end else _due_before_an_end(case)
    return tuple(sorted(found, key=lambda each: each.by or date.min))


def next_step(case: Case) -> Due | None:
    """The first thing due, or None when nothing is."""
    return next(iter(due(case)), None)


def _due_before_an_end(case: Case) -> Iterator[Due]:
    if case.placement:
        yield from _due_in_placement(case, case.placement)
    elif case.agreed_meeting:
        yield from _due_before_the_start(case)
    elif case.accepted:
        yield _the_meeting(case)
    else:
        yield from _due_before_an_acceptance(case)


def _due_before_an_acceptance(case: Case) -> Iterator[Due]:
    if case.referral is None:
        yield Due("referral", "referral", Party.HOME)
    elif not has_consent(case, EXPLORE):
        yield Due("consent to explore a move", "consent", Party.HOME)
    else:
        asked = next((each for each in case.askings if each.is_open), None)
        if asked is None:
            yield Due("ask a school", "approach", Party.HOME)
        else:
            yield Due("answer to the approach", "response", Party.RECEIVING, asked.approach.answer_due_on)


def _the_meeting(case: Case) -> Due:
    meeting = case.meeting
    if meeting and meeting.outcome == "adjourned":
        return Due("the adjourned meeting", "meeting_record", Party.EITHER, meeting.adjourned_to)
    response = case.accepted.response if case.accepted else None
    answered_on = response.answered_on if response else None
    by = answered_on + timedelta(days=case.pack.meeting_within_days) if answered_on else None
    return Due("the meeting", "meeting_record", Party.EITHER, by)


def _due_before_the_start(case: Case) -> Iterator[Due]:
    starts_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
    if case.route == "off-site direction" and not case.direction and starts_on:
        by = case.calendar(case.home).before(starts_on, case.pack.notice_school_days)
        yield Due("the board's decision and notice", "board_decision", Party.HOME, by)
    if case.start and not case.start.did_start and not case.start.new_start_on:
        yield Due("a new start date", "start", Party.RECEIVING)
    if case.signatures_missing:
        yield Due("signatures", "signature", Party.EITHER, starts_on)


def _due_in_placement(case: Case, placement: Placement) -> Iterator[Due]:
    yield from _the_start(case, placement)
    if not placement.ends_on:
        return
    yield from missing_reports(case, placement)
    yield from _reviews(case, placement)
    yield Due("the final review", "final_review", Party.EITHER, placement.ends_on)
    last_day = case.direction.last_day_on if case.direction else None
    if last_day and last_day < placement.ends_on and direction_ends_on(case) >= last_day:
        yield Due("renewal of the direction", "board_decision", Party.HOME, last_day)


def _the_start(case: Case, placement: Placement) -> Iterator[Due]:
    if case.signatures_missing:
        yield Due("signatures", "signature", Party.EITHER, placement.starts_on)
    if case.start is None or not case.start.did_start:
        yield Due("did the child start?", "start", Party.RECEIVING, placement.starts_on)


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
            yield Due("weekly report", "weekly_report", Party.RECEIVING, by, monday)


def _reviews(case: Case, placement: Placement) -> Iterator[Due]:
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on]
    planned = [each.review_on for each in placement.meeting.reviews if each.review_on]
    planned += [each.next_review_on for each in case.of(Review) if each.next_review_on]
    for day in sorted(set(planned)):
        is_final = placement.ends_on is not None and day >= placement.ends_on - timedelta(days=7)
        if not is_final and not any(each >= day - timedelta(days=7) for each in held):
            yield Due("a review", "review", Party.EITHER, day)


def _due_after(case: Case, end: Ended) -> Iterator[Due]:
    if not needs_roll_change(case):
        return
    if case.placement and case.is_dual_registered:
        yield from missing_reports(case, case.placement, until=end.from_on - ONE_DAY)
    elif case.placement:
        yield from _the_start(case, case.placement)
    yield from _review_of_the_direction(case, end)
    change = case.last(RollChange)
    if change is None:
        who = Party.RECEIVING if end.belongs is Belongs.HOME else Party.HOME
        yield Due("roll change", "roll_change", who, end.from_on)
        return
    for name in what_is_open(case, change):
        yield _still_to_send(case, name, change)


def _review_of_the_direction(case: Case, end: Ended) -> Iterator[Due]:
    """A parent's withdrawal does not revoke a direction: it calls a review, until the direction ends."""
    is_standing = end.how is HowEnded.WITHDRAWN and case.route == "off-site direction" and case.today < end.from_on
    is_reviewed = any(each.reviewed_on and each.reviewed_on >= end.decided_on for each in case.of(Review))
    if is_standing and not is_reviewed:
        yield Due("a review of the direction", "review", Party.EITHER, end.decided_on)


_TO_SEND = {
    "deletion_return_on": "deletion return",
    "transfer_file_sent_on": "transfer file",
    "protection_file_receipt_on": "receipt for the child-protection file",
}


def _still_to_send(case: Case, name: str, change: RollChange) -> Due:
    if name == "outcome":
        return Due("tell the local authority of the outcome", LaRecord.kind, Party.LA, change.deleted_on)
    by = change.deleted_on
    if by and name == "transfer_file_sent_on":
        by = case.calendar(case.home).after(by, case.pack.transfer_file_school_days)
    if by and name == "protection_file_receipt_on":
        by += timedelta(days=case.pack.protection_file_days)
    who = Party.RECEIVING if change.deleted_by == "receiving school" else Party.HOME
    return Due(_TO_SEND[name], RollChange.kind, who, by)
