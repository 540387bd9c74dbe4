"""What is due once a case has ended: the last reports, the roll change and all it sends on, and telling the authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.deadline import Due
from record.due_answers import due_confirmations
from record.due_in_placement import missing_reports, new_pupil_return, the_start
from record.ended import Belongs, Ended, HowEnded
from record.ending import Ending
from record.entry import Party
from record.la_record import LaRecord
from record.review import Review
from record.roll_change import RollChange
from record.school_days import ONE_DAY
from record.stage import is_outcome_told, needs_roll_change, what_is_open

BY_CONSENT = "9(1)(c) dual registered, the other school agrees"


def due_after(case: Case, end: Ended) -> Iterator[Due]:
    """What a case that has ended waits for."""
    yield from _missing_education(case)
    if not needs_roll_change(case):
        if not is_outcome_told(case):
            yield _telling_the_outcome(end.decided_on)
        return
    if case.placement and case.is_dual_registered:
        yield from missing_reports(case, case.placement, until=end.from_on - ONE_DAY)
        yield from new_pupil_return(case, case.placement)
    elif case.placement:
        yield from the_start(case, case.placement)
    yield from _review_of_the_direction(case, end)
    yield from due_confirmations(case)
    yield from _roll_change(case, end)


def _missing_education(case: Case) -> Iterator[Due]:
    """A child whose next place nobody knows is missing education until somebody who looks for children is told."""
    last = next(reversed(case.filed_of(Ending)), None)
    ending = last.entry if last else None
    if last is None or not isinstance(ending, Ending) or ending.next_place != "not known":
        return
    if not (ending.missing_education_told and ending.missing_education_told_on):
        what = "tell the children-missing-education team"
        yield Due(what, Ending.kind, Party.HOME, "HF-12c", ending.ended_on, answers=last.entry_id)


def _review_of_the_direction(case: Case, end: Ended) -> Iterator[Due]:
    """A parent's withdrawal does not revoke a direction: it calls a review, until the direction ends."""
    is_standing = end.how is HowEnded.WITHDRAWN and case.route == "off-site direction" and case.today < end.from_on
    is_reviewed = any(each.reviewed_on and each.reviewed_on >= end.decided_on for each in case.of(Review))
    if is_standing and not is_reviewed:
        yield Due("a review of the direction", Review.kind, Party.EITHER, "NA-9", end.decided_on)


def _roll_change(case: Case, end: Ended) -> Iterator[Due]:
    change = case.last(RollChange)
    if change is None:
        who = Party.RECEIVING if end.belongs is Belongs.HOME else Party.HOME
        yield Due("roll change", RollChange.kind, who, "HF-11c", end.from_on)
        return
    entry_id = case.filed_of(RollChange)[-1].entry_id
    yield from _deletion(case, change, end, entry_id)
    for name in what_is_open(case, change):
        yield _still_to_send(case, name, change, entry_id)


def _deletion(case: Case, change: RollChange, end: Ended, entry_id: str) -> Iterator[Due]:
    """The other school's consent comes before the deletion; once the name is off, it comes too late to be waited for."""
    by = change.deleted_on or end.from_on
    is_off = change.deleted_on is not None and change.deleted_on <= case.today
    if case.is_dual_registered and change.ground == BY_CONSENT and not change.other_school_consented and not is_off:
        other = Party.HOME if _deleting(change) is Party.RECEIVING else Party.RECEIVING
        yield Due("consent to the deletion", RollChange.kind, other, "NA-11", by, answers=entry_id)
    if change.deleted_on is None:
        yield Due("date of deletion", RollChange.kind, _deleting(change), "HF-11c", by, answers=entry_id)


_TO_SEND = {
    "deletion_return_on": ("deletion return", "NA-12"),
    "transfer_file_sent_on": ("transfer file", "NA-13"),
    "protection_file_sent_on": ("child-protection file", "NA-13"),
    "protection_file_receipt_on": ("receipt for the child-protection file", "NA-13"),
}


def _still_to_send(case: Case, name: str, change: RollChange, entry_id: str) -> Due:
    if name == "outcome":
        return _telling_the_outcome(change.deleted_on)
    by = change.deleted_on
    if by and name == "transfer_file_sent_on":
        by = case.calendar(case.home).after(by, case.pack.transfer_file_school_days)
    if by and name == "protection_file_receipt_on":
        by += timedelta(days=case.pack.protection_file_days)
        name = name if change.protection_file_sent_on else "protection_file_sent_on"
    what, clause = _TO_SEND[name]
    return Due(what, RollChange.kind, _deleting(change), clause, by, answers=entry_id)


def _telling_the_outcome(by: date | None) -> Due:
    """The authority is told of every move, also of one refused or withdrawn before it began."""
    return Due("tell the local authority of the outcome", LaRecord.kind, Party.LA, "HF-13", by)


def _deleting(change: RollChange) -> Party:
    return Party.RECEIVING if change.deleted_by == "receiving school" else Party.HOME
