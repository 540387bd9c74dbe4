"""How far a case has come. Computed from its entries, never stored."""

from __future__ import annotations

from enum import StrEnum

from record.case import Case
from record.consents import EXPLORE, has_consent
from record.ended import HowEnded, asked_back_on, ended
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import LaRecord
from record.forms.roll_change import RollChange
from record.forms.start import Start

OUTCOME_TOLD = "told of the outcome"


class Stage(StrEnum):
    """The stages of a case, in order, and the ways out."""

    PREPARING = "preparing"
    CONSENT = "consent to explore"
    SEEKING = "seeking a school"
    ACCEPTED = "accepted in principle"
    MEETING_HELD = "meeting held"
    AGREED = "agreed"
    PLACED = "placed"
    FINAL_REVIEW_HELD = "final review held"
    TRANSFERRED = "transferred"
    RETURNED = "returned"
    ENDED_EARLY = "ended early"
    WITHDRAWN = "withdrawn or otherwise ended"
    NOT_PROCEEDING = "not proceeding"
    ROLL_CHANGED = "roll changed"
    CLOSED = "closed"


_AFTER = {
    HowEnded.TRANSFERRED: Stage.TRANSFERRED,
    HowEnded.RETURNED: Stage.RETURNED,
    HowEnded.ELSEWHERE: Stage.WITHDRAWN,
    HowEnded.ENDED_EARLY: Stage.ENDED_EARLY,
    HowEnded.WITHDRAWN: Stage.WITHDRAWN,
    HowEnded.OTHERWISE: Stage.WITHDRAWN,
    HowEnded.NOT_PROCEEDING: Stage.NOT_PROCEEDING,
}


def stage(case: Case) -> Stage:
    """The stage of a case on its day."""
    return _ending_stage(case) or _going_stage(case)


def is_live(case: Case) -> bool:
    """Whether anything is still to be done."""
    return stage(case) is not Stage.CLOSED


def goes_on(case: Case) -> bool:
    """Whether no ending is recorded, or it has yet to take effect: until then the child can have no other move."""
    end = ended(case)
    return end is None or case.today < end.from_on


def needs_roll_change(case: Case) -> bool:
    """Whether the ending takes the child off a roll: any ending after a start, and a transfer always."""
    end = ended(case)
    if end is None or end.how is HowEnded.TRANSFERRED:
        return end is not None
    return case.placement is not None and case.placement.starts_on <= end.decided_on


def is_closed(case: Case) -> bool:
    """Whether the authority was told of the outcome and, after a start, the roll is changed and everything sent on.

    A move whose ending was brought in from older records asks for nothing more.
    """
    if ended_in_history(case):
        return True
    if not needs_roll_change(case):
        return ended(case) is not None and is_outcome_told(case)
    change = case.last(RollChange)
    if change is None or change.deleted_on is None or change.deleted_on > case.today:
        return False
    return not what_is_open(case, change)


def ended_in_history(case: Case) -> bool:
    """Whether its ending stands in what was brought in from older records, and has taken effect."""
    end = ended(case)
    if end is None or case.today < end.from_on:
        return False
    kinds = (FinalReview, EarlyEnding, Ending) if case.is_dual_registered or case.last(Ending) else (Start,)
    endings = [each for kind in kinds for each in case.filed_of(kind)]
    return bool(endings) and max(endings, key=lambda each: each.filed_at).is_history


def what_is_open(case: Case, change: RollChange) -> tuple[str, ...]:
    """What a roll change still waits for, by question name; `outcome` for telling the authority."""
    sent = {
        "deletion_return_on": True,
        "transfer_file_sent_on": True,
        "protection_file_receipt_on": bool(change.has_protection_file),
    }
    waiting = [name for name, needed in sent.items() if needed and getattr(change, name) is None]
    return tuple(waiting if is_outcome_told(case) else [*waiting, "outcome"])


def is_outcome_told(case: Case) -> bool:
    """Whether the authority was told how the move ended; a move nobody asked for in a referral has nothing to tell."""
    return case.referral is None or any(each.about == OUTCOME_TOLD for each in case.of(LaRecord))


def _ending_stage(case: Case) -> Stage | None:
    end = ended(case)
    if end is None or asked_back_on(case):  # the direction stands until the board ends it
        return None
    if is_closed(case):
        return Stage.CLOSED
    if case.last(RollChange):
        return Stage.ROLL_CHANGED
    if case.last(FinalReview) and end.how in (HowEnded.TRANSFERRED, HowEnded.RETURNED) and case.today < end.from_on:
        return Stage.FINAL_REVIEW_HELD
    return _AFTER[end.how]


def _going_stage(case: Case) -> Stage:
    reached = (
        (Stage.PLACED, case.has_started),
        (Stage.AGREED, case.is_agreed),
        (Stage.MEETING_HELD, case.meeting is not None),
        (Stage.ACCEPTED, case.accepted is not None),
        (Stage.SEEKING, case.referral is not None and has_consent(case, EXPLORE)),
        (Stage.CONSENT, case.referral is not None),
    )
    return next((each for each, is_reached in reached if is_reached), Stage.PREPARING)


def week_of(case: Case) -> tuple[int, int] | None:
    """Week n of N of a placement that has started and has an end; None otherwise."""
    placement = case.placement
    if not placement or not placement.ends_on or not case.has_started:
        return None
    calendar, in_school_weeks = case.calendar(placement.school), case.pack.weeks_are_school_weeks
    whole = calendar.week_number(placement.starts_on, placement.ends_on, in_school_weeks)
    return min(calendar.week_number(placement.starts_on, case.today, in_school_weeks), whole), whole
