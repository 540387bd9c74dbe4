"""At which school is this child expected? One answer for every session from referral to closing.

The answer is one named place, or one recorded reason for none. It is found in two steps: where the child belongs on
that day, then whether that day or session has its own reason for nobody being expected there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from record.case import Case, Placement
from record.ended import Belongs, Ended, direction_ends_on, ended
from record.meeting_record import WEEKDAYS
from record.same_day import SameDay
from record.school_days import Half, Session


class Reason(StrEnum):
    """Why the child is expected nowhere in a session."""

    CLOSED = "the school is closed"
    FREE = "the agreed week leaves this session free"
    REDUCED = "the agreed reduced programme leaves this session free"
    SUSPENDED = "suspended"
    PERMANENT_EXCLUSION = "permanently excluded"
    HOME_EDUCATION = "home education"


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What a family needs on a first day."""

    at: time | None
    where: str | None
    person: str | None


@dataclass(frozen=True, slots=True)
class Expected:
    """The child is expected at one named place."""

    belongs: Belongs
    urn: str
    """Of the school; empty when the place is not one of the two schools."""
    name: str = ""
    """Of the place, when it is not one of the two schools."""
    first_day: FirstDay | None = None


@dataclass(frozen=True, slots=True)
class NotExpected:
    """The child is expected nowhere, for one recorded reason."""

    reason: Reason
    detail: str = ""
    until: date | None = None
    urn: str = ""
    """Of the school that is closed, suspended the child, or leaves the session free."""


Answer = Expected | NotExpected


def expected(case: Case, session: Session) -> Answer:
    """Where the child is expected in `session`."""
    end = ended(case)
    place = belongs(case, session.day, end)
    if place is Belongs.OFF_ROLL:
        return _off_roll(end)
    if place is Belongs.ELSEWHERE:
        return Expected(place, "", end.name if end else "", _arrival(case, end, session.day))
    if place is Belongs.RECEIVING:
        return _with_the_receiving_school(case, session, end)
    return _open_at(case, Belongs.HOME, case.home, session, end)


def belongs(case: Case, day: date, end: Ended | None) -> Belongs:
    """Where the child belongs on `day`: the ending decides from its day on, before it the placement, else home."""
    if end and day >= end.from_on:
        return end.belongs
    placement = case.placement
    if placement is None or day < placement.starts_on:
        return Belongs.HOME
    if case.route == "off-site direction" and day > direction_ends_on(case):
        return Belongs.HOME
    return Belongs.RECEIVING


def _off_roll(end: Ended | None) -> NotExpected:
    excluded = end is not None and end.name == "permanent exclusion"
    return NotExpected(Reason.PERMANENT_EXCLUSION if excluded else Reason.HOME_EDUCATION)


def _with_the_receiving_school(case: Case, session: Session, end: Ended | None) -> Answer:
    school = case.placement.school if case.placement else case.receiving or ""
    if end and session.day >= end.from_on:
        return _suspended(case, session, school) or _open_at(case, Belongs.RECEIVING, school, session, end)
    where = _agreed_for(case, session)
    if where == "home":
        return _open_at(case, Belongs.HOME, case.home, session, end)
    if where == "neither":
        return _free(case, session, school)
    return _suspended(case, session, school) or _open_at(case, Belongs.RECEIVING, school, session, end)


def _agreed_for(case: Case, session: Session) -> str:
    """What the agreed week says of a session: home, receiving or neither."""
    placement = case.placement
    if placement is None or session.day.weekday() >= 5:
        return "receiving"
    meeting = placement.meeting
    where = getattr(meeting, f"{WEEKDAYS[session.day.weekday()]}_{session.half}") or "receiving"
    is_over = meeting.has_reduced_programme and meeting.reduced_until and session.day > meeting.reduced_until
    return "receiving" if where == "neither" and is_over else str(where)


def _free(case: Case, session: Session, school: str) -> NotExpected:
    if closed := case.calendar(school).closed_because(session.day):
        return NotExpected(Reason.CLOSED, closed, urn=school)
    meeting = case.placement.meeting if case.placement else None
    if meeting and meeting.has_reduced_programme:
        return NotExpected(Reason.REDUCED, until=meeting.reduced_until, urn=school)
    return NotExpected(Reason.FREE, urn=school)


def _suspended(case: Case, session: Session, school: str) -> NotExpected | None:
    for each in case.of(SameDay):
        if each.what != "suspension" or not each.suspended_from:
            continue
        until = each.suspended_to or each.suspended_from
        if each.suspended_from <= session.day <= until and case.calendar(school).is_open(session.day):
            return NotExpected(Reason.SUSPENDED, each.provision_from_day_six or "", until, school)
    return None


def _open_at(case: Case, place: Belongs, urn: str, session: Session, end: Ended | None) -> Answer:
    if closed := case.calendar(urn).closed_because(session.day):
        return NotExpected(Reason.CLOSED, closed, urn=urn)
    return Expected(place, urn, first_day=_arrival(case, end, session.day))


def _arrival(case: Case, end: Ended | None, day: date) -> FirstDay | None:
    """Time, place and person, on the first day at a new place."""
    placement = case.placement
    if end and end.at and day == _first_open(case, end):
        return FirstDay(end.at, end.where, end.person)
    if placement and day == case.calendar(placement.school).next_open(placement.starts_on) and not _is_over(end, day):
        meeting = placement.meeting
        return FirstDay(meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)
    return None


def _is_over(end: Ended | None, day: date) -> bool:
    return end is not None and day >= end.from_on


def _first_open(case: Case, end: Ended) -> date:
    urn = case.home if end.belongs is Belongs.HOME else case.receiving
    return case.calendar(urn).next_open(end.from_on)


@dataclass(frozen=True, slots=True)
class Change:
    """The next time the answer changes for more than a closed school or a free session."""

    on: date
    to: Belongs
    what: str


def next_change(case: Case, after: date) -> Change | None:
    """The next day on which the child belongs somewhere else, or a decision is due; None when nothing is ahead."""
    return min(_changes(case, after), key=lambda change: change.on, default=None)


def _changes(case: Case, after: date) -> Iterator[Change]:
    end, placement = ended(case), case.placement
    if end and end.from_on > after:
        yield Change(end.from_on, end.belongs, end.how)
    if placement and placement.starts_on > after and not _is_over(end, placement.starts_on):
        yield Change(placement.starts_on, Belongs.RECEIVING, "placement starts")
    if placement and not end:
        yield from _ends(case, placement, after)


def _ends(case: Case, placement: Placement, after: date) -> Iterator[Change]:
    if case.route == "off-site direction" and direction_ends_on(case) >= after:
        yield Change(direction_ends_on(case) + timedelta(days=1), Belongs.HOME, "direction ends")
    elif placement.ends_on and placement.ends_on >= after:
        yield Change(placement.ends_on, Belongs.RECEIVING, "placement ends")


def due_at(answer: Answer, urn: str) -> bool:
    """Whether the child is due at the school with this URN."""
    return isinstance(answer, Expected) and answer.urn == urn


def home_mark(case: Case, day: date, half: Half) -> str | None:
    """The mark the home school's register must carry: D while the child is due at the receiving school.

    None when the home school marks what it sees.
    """
    answer = expected(case, Session(day, half))
    dual = case.is_dual_registered and isinstance(answer, Expected) and answer.belongs is Belongs.RECEIVING
    return "D" if dual else None
