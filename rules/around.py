"""Questions that several rules ask of the case around an entry. Each answers None when it cannot be said yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from record.before_you_start import BeforeYouStart
from record.case import Case
from record.consent import Consent
from record.consents import PLACEMENT, TRANSFER
from record.ended import ended
from record.entry import Entry, Filed
from record.meeting_record import Invited, MeetingRecord
from record.referral import Referral


def given(*answers: object) -> bool:
    """Whether every one of these questions is answered."""
    return all(answer is not None and answer != "" and answer != () for answer in answers)


def already(case: Case, *days: date | None) -> bool | None:
    """Whether none of these days lies in the future."""
    named = [day for day in days if day]
    return all(day <= case.today for day in named) if named else None


def in_order(first: date | None, then: date | None) -> bool | None:
    """Whether `then` is not before `first`."""
    return first <= then if first and then else None


def is_open(case: Case, school: str | None, day: date | None) -> bool | None:
    """Whether the school is open on that day."""
    return case.calendar(school).is_open(day) if day else None


def filed_as(case: Case, entry: Entry) -> Filed | None:
    """The entry with what the store knows of it."""
    return next((each for each in case.filed if each.entry is entry), None)


def without(case: Case, entry: Entry) -> Case:
    """The case as if this entry were not filed."""
    return replace(case, filed=tuple(each for each in case.filed if each.entry is not entry))


def up_to(case: Case, day: date) -> Case:
    """The case as it stood at the end of `day`: what it is about stays, what came later is left out."""
    return replace(case, filed=tuple(each for each in case.filed if _stood(each, day)))


def _stood(filed: Filed, day: date) -> bool:
    if isinstance(filed.entry, Referral | BeforeYouStart):
        return True
    undated = isinstance(filed.entry, Consent) and filed.entry.answered_on is None  # “not asked” has no day
    return undated or filed.happened_on <= day


def was_there(case: Case, day: date | None) -> bool | None:
    """Whether the child's placement runs on `day`; False when there is no placement."""
    if day is None:
        return None
    placement = case.placement
    if placement is None or day < placement.starts_on:
        return False
    end = ended(case)
    if end:
        return day < end.from_on
    return placement.ends_on is None or day <= max(placement.ends_on, case.today)


def consent_to_move(case: Case) -> str:
    """The consent without which this move may not start."""
    return PLACEMENT if case.is_dual_registered else TRANSFER


def roles(people: Iterable[Invited], *presence: str) -> set[str]:
    """The roles of those invited; with `presence`, of those who came or sent views in one of these ways."""
    return {each.role for each in people if each.role and (not presence or each.presence in presence)}


def first_meeting(case: Case) -> MeetingRecord | None:
    """The meeting that agreed the move."""
    return case.placement.meeting if case.placement else None
