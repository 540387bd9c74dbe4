"""How a case ended, and where the child goes from which day.

An ending holds from its own first day. One decided before an earlier one took effect replaces it; one decided later
leaves the days between as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from record.case import Case
from record.consents import PLACEMENT, may_agree
from record.directed import direction_ends_on
from record.entry import Filed
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import ELSEWHERE, Ending
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.once import once_a_case
from record.school_days import ONE_DAY

PERMANENT_EXCLUSION = "permanent exclusion"
LEFT_BOTH_ROLLS = ("home education", PERMANENT_EXCLUSION)


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
    entry_id: str = field(default="", compare=False)
    """Of the entry that decided it."""


@once_a_case
def ended(case: Case) -> Ended | None:
    """What ended the case: the latest of its final review, early ending and other ending; None while it goes on."""
    standing = endings(case)
    return standing[-1] if standing else _direct_move(case)


@once_a_case
def endings(case: Case) -> tuple[Ended, ...]:
    """Every ending that took effect or will, in the order they were decided, the standing one last."""
    kinds = (FinalReview, EarlyEnding, Ending)
    found = [each for kind in kinds for each in case.filed_of(kind) if _decides(case, each)]
    found += _withdrawals(case)
    standing: list[Ended] = []
    for each in sorted(found, key=lambda one: (one.happened_on, one.filed_at, one.save_id)):
        in_effect = [before for before in standing if before.from_on <= each.happened_on]
        steps = (replace(step, entry_id=each.entry_id) for step in _steps(case, each))
        standing = [*in_effect, *steps]
    return tuple(standing)


def _direct_move(case: Case) -> Ended | None:
    """On the direct route the first day is the transfer."""
    placement = case.placement
    if placement is None or case.is_dual_registered or placement.starts_on > case.today:
        return None
    meeting, starts_on = placement.meeting, placement.starts_on
    place = (meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)
    agreed_by = next(each.entry_id for each in case.filed if each.entry is meeting)
    return Ended(HowEnded.TRANSFERRED, starts_on, starts_on, Belongs.RECEIVING, "", *place, agreed_by)


def _withdrawals(case: Case) -> Iterator[Filed]:
    """A parent who takes back an agreement to a placement that has started ends it, in whichever form it was said."""
    for filed in case.filed_of(Consent):
        said = filed.entry
        if not isinstance(said, Consent) or (said.choice, said.answer) != (PLACEMENT, "withdrawn") or said.is_pupil:
            continue
        is_of_it = case.placement is not None and said.school == case.placement.school
        if (
            may_agree(case, said.person)
            and is_of_it
            and case.is_dual_registered
            and _had_started(case, filed.happened_on)
        ):
            yield filed


def _decides(case: Case, filed: Filed) -> bool:
    """Whether it says where the child goes: a transfer needs a school that agreed to have the child."""
    entry = filed.entry
    if not isinstance(entry, FinalReview):
        return True
    return entry.decision is not None and (entry.decision != TRANSFER or case.receiving is not None)


def _steps(case: Case, filed: Filed) -> tuple[Ended, ...]:
    """Where an ending sends the child, step by step; the last step is the ending itself."""
    entry = filed.entry
    if isinstance(entry, FinalReview):
        return (_by_final_review(entry, filed.happened_on),)
    if isinstance(entry, EarlyEnding):
        return (_by_early_ending(case, entry, filed.happened_on),)
    if isinstance(entry, Consent):
        return (_by_withdrawal(case, filed.happened_on),)
    assert isinstance(entry, Ending)
    return _by_other_ending(case, entry, filed.happened_on)


def _by_early_ending(case: Case, entry: EarlyEnding, decided_on: date) -> Ended:
    """Home on the day it gives; a direction stands until the board ends it, and the ending says where the child is till then.

    One that does not say it is of before this was asked: what it meant then stands, and a gate marks it.
    """
    how = HowEnded.ENDED_EARLY
    if not _had_started(case, decided_on) or entry.return_on is None:
        return Ended(how, decided_on, decided_on, Belongs.HOME)
    place = (entry.return_at, entry.return_place, entry.return_person)
    waits = case.is_under_direction and entry.until_revoked
    from_on = max(entry.return_on, direction_ends_on(case) + ONE_DAY) if waits else entry.return_on
    return Ended(how, decided_on, from_on, Belongs.HOME, "", *place)


def way_back(case: Case) -> tuple[time | None, str | None, str | None]:
    """The time, the place and the person of the first day back, as far as what brings the child back says them."""
    end = ended(case)
    return (end.at, end.where, end.person) if end and end.belongs is Belongs.HOME else (None, None, None)


def asked_back_on(case: Case) -> date | None:
    """From which day the receiving school asked the board to end its direction, as long as the board has not said."""
    end = ended(case)
    asked = next((each.entry for each in case.filed if end and each.entry_id == end.entry_id), None)
    if end is None or not isinstance(asked, EarlyEnding) or not asked.return_on or case.today >= end.from_on:
        return None
    decided = any(each.decided_on and each.decided_on >= end.decided_on for each in case.board_decisions)
    return asked.return_on if asked.return_on < end.from_on and not decided else None


def _by_withdrawal(case: Case, decided_on: date) -> Ended:
    """Home from the next day; a direction stands until it ends or the board revokes it."""
    is_directed_out = case.is_under_direction
    stays_until = direction_ends_on(case) if is_directed_out else decided_on
    return Ended(HowEnded.WITHDRAWN, decided_on, max(stays_until, decided_on) + ONE_DAY, Belongs.HOME)


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


def _by_other_ending(case: Case, ending: Ending, decided_on: date) -> tuple[Ended, ...]:
    how = _how(case, ending, decided_on)
    if not _had_started(case, decided_on) and not _leaves_both_rolls(ending):
        return (Ended(how, decided_on, decided_on, Belongs.HOME),)
    if ending.reason == "withdrawn" and case.is_under_direction:
        back = Ended(how, decided_on, direction_ends_on(case) + ONE_DAY, Belongs.HOME)
        there = replace(back, at=ending.next_at, where=ending.next_where, person=ending.next_person)
        return (back if ending.next_place == ELSEWHERE else there,)
    left_on = (ending.last_session_on or decided_on) + ONE_DAY
    next_place = _next_place(ending, Ended(how, decided_on, ending.next_on or left_on, Belongs.HOME))
    if ending.last_session_on is None or next_place.from_on <= left_on:
        return (next_place,)
    return (_until_then(ending, Ended(how, decided_on, left_on, Belongs.HOME)), next_place)


def _leaves_both_rolls(ending: Ending) -> bool:
    return ending.reason in LEFT_BOTH_ROLLS or ending.next_place == "home education"


def _next_place(ending: Ending, back_home: Ended) -> Ended:
    place = replace(back_home, at=ending.next_at, where=ending.next_where, person=ending.next_person)
    if ending.next_place == ELSEWHERE:
        return replace(place, belongs=Belongs.ELSEWHERE, name=ending.next_name or "another school")
    if _leaves_both_rolls(ending):
        return replace(back_home, belongs=Belongs.OFF_ROLL, name=ending.reason or "home education")
    return place


def _until_then(ending: Ending, back_home: Ended) -> Ended:
    """After its last day at the receiving school the child is the home school's until the next place begins."""
    if ending.reason == PERMANENT_EXCLUSION:
        return replace(back_home, belongs=Belongs.OFF_ROLL, name=PERMANENT_EXCLUSION)
    return back_home


def _how(case: Case, ending: Ending, decided_on: date) -> HowEnded:
    if ending.reason == "withdrawn":
        return HowEnded.WITHDRAWN
    return HowEnded.OTHERWISE if _had_started(case, decided_on) else HowEnded.NOT_PROCEEDING


def _had_started(case: Case, day: date) -> bool:
    return bool(case.placement and case.placement.starts_on <= day)
