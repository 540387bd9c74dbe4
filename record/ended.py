"""How a case ended, and where the child goes from which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from record.board_decision import BoardDecision
from record.case import Case
from record.early_ending import EarlyEnding
from record.ending import BACK_HOME, Ending
from record.entry import Filed
from record.final_review import RETURN, TRANSFER, FinalReview

LEFT_BOTH_ROLLS = ("home education", "permanent exclusion")


class HowEnded(StrEnum):
    """The ways a case ends."""

    TRANSFERRED = "transferred"
    RETURNED = "returned"
    ELSEWHERE = "moved elsewhere"
    ENDED_EARLY = "ended early"
    WITHDRAWN = "withdrawn"
    NOT_PROCEEDING = "not proceeding"
    OTHERWISE = "otherwise ended"


class Belongs(StrEnum):
    """Where the child belongs at a time, before any day's own reason not to be there."""

    HOME = "home school"
    RECEIVING = "receiving school"
    ELSEWHERE = "elsewhere"
    OFF_ROLL = "off roll"


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended a case."""

    how: HowEnded
    decided_on: date
    from_on: date
    """The first day at the next place."""
    belongs: Belongs
    name: str = ""
    """Of the next place, when it is neither of the two schools."""
    at: time | None = None
    where: str | None = None
    person: str | None = None


def ended(case: Case) -> Ended | None:
    """What ended the case: the latest of its final review, early ending and other ending; None while it goes on."""
    kinds = (FinalReview, EarlyEnding, Ending)
    found = [each for kind in kinds for each in case.filed_of(kind) if _decides(each)]
    if not found:
        return _direct_move(case)
    last = max(found, key=lambda each: (each.happened_on, each.filed_at, each.save_id))
    return _ended(case, last)


def _direct_move(case: Case) -> Ended | None:
    """On the direct route the first day is the transfer."""
    placement = case.placement
    if placement is None or case.is_dual_registered or placement.starts_on > case.today:
        return None
    meeting, starts_on = placement.meeting, placement.starts_on
    place = (meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)
    return Ended(HowEnded.TRANSFERRED, starts_on, starts_on, Belongs.RECEIVING, "", *place)


def _decides(filed: Filed) -> bool:
    entry = filed.entry
    return not isinstance(entry, FinalReview) or entry.decision is not None


def _ended(case: Case, filed: Filed) -> Ended:
    entry = filed.entry
    if isinstance(entry, FinalReview):
        return _by_final_review(entry, filed.happened_on)
    if isinstance(entry, EarlyEnding):
        back_on = entry.return_on or filed.happened_on
        how = HowEnded.ENDED_EARLY
        return Ended(
            how, filed.happened_on, back_on, Belongs.HOME, "", entry.return_at, entry.return_place, entry.return_person
        )
    assert isinstance(entry, Ending)
    return _by_other_ending(case, entry, filed.happened_on)


def _by_final_review(review: FinalReview, decided_on: date) -> Ended:
    from_on = review.takes_effect_on or decided_on
    if review.decision == TRANSFER:
        return Ended(HowEnded.TRANSFERRED, decided_on, from_on, Belongs.RECEIVING)
    if review.decision == RETURN:
        place = (review.return_at, review.return_place, review.return_person)
        return Ended(HowEnded.RETURNED, decided_on, from_on, Belongs.HOME, "", *place)
    where = review.destination or "the agreed provision"
    return Ended(
        HowEnded.ELSEWHERE,
        decided_on,
        from_on,
        Belongs.ELSEWHERE,
        where,
        review.destination_at,
        None,
        review.destination_person,
    )


def _by_other_ending(case: Case, ending: Ending, decided_on: date) -> Ended:
    how = _how(case, ending, decided_on)
    if not _had_started(case, decided_on):
        return Ended(how, decided_on, decided_on, Belongs.HOME)
    if ending.reason == "withdrawn" and case.route == "off-site direction":
        return Ended(how, decided_on, direction_ends_on(case) + timedelta(days=1), Belongs.HOME)
    from_on = ending.next_on or (ending.last_session_on or decided_on) + timedelta(days=1)
    place = (ending.next_at, ending.next_where, ending.next_person)
    if ending.reason in LEFT_BOTH_ROLLS or ending.next_place == "home education":
        return Ended(how, decided_on, from_on, Belongs.OFF_ROLL, ending.reason or "home education")
    if ending.next_place in (None, BACK_HOME, "not known"):
        return Ended(how, decided_on, from_on, Belongs.HOME, "", *place)
    return Ended(how, decided_on, from_on, Belongs.ELSEWHERE, ending.next_name or "another school", *place)


def _how(case: Case, ending: Ending, decided_on: date) -> HowEnded:
    if ending.reason == "withdrawn":
        return HowEnded.WITHDRAWN
    return HowEnded.OTHERWISE if _had_started(case, decided_on) else HowEnded.NOT_PROCEEDING


def _had_started(case: Case, day: date) -> bool:
    return bool(case.placement and case.placement.starts_on <= day)


def direction_ends_on(case: Case) -> date:
    """The last day an off-site direction sends the child out: its notice's last day, or the day before it is revoked.

    Without a direction it is the day before any: the child is at home.
    """
    direction = case.direction
    if direction is None:
        return date.min
    last_day = direction.last_day_on or (case.placement and case.placement.ends_on) or date.max - timedelta(days=1)
    revoked = [
        each.revoked_from for each in case.of(BoardDecision) if each.decides == "revocation" and each.revoked_from
    ]
    after_direction = [day for day in revoked if not direction.decided_on or day > direction.decided_on]
    return min([last_day, *(day - timedelta(days=1) for day in after_direction)])
