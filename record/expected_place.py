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
from record.directed import directed, is_directed
from record.ended import PERMANENT_EXCLUSION, Belongs, Ended, ended, endings, in_force
from record.forms.meeting_record import WEEKDAYS
from record.forms.same_day import SameDay
from record.once import once_a_case
from record.school_days import ONE_DAY, Half, Session, days

LONGEST_WAIT = timedelta(days=400)
"""For a first day at the receiving school, looked for from the start: longer than any holiday."""


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
    end = in_force(case, session.day)
    place = belongs(case, session.day, end)
    if place is Belongs.OFF_ROLL:
        return _off_roll(end)
    if place is Belongs.ELSEWHERE:
        return _open_at(case, place, "", session, end)
    if place is Belongs.RECEIVING:
        return _with_the_receiving_school(case, session, end)
    return _open_at(case, Belongs.HOME, case.home, session, end)


def belongs(case: Case, day: date, end: Ended | None) -> Belongs:
    """Where the child belongs on `day`: by the ending in force then, before any by the placement, else at home."""
    if end and day >= end.from_on:
        return end.belongs
    placement = case.placement
    if placement is None or day < placement.starts_on:
        return Belongs.HOME
    if case.route == "off-site direction" and not is_directed(case, day):
        return Belongs.HOME
    return Belongs.RECEIVING


def _off_roll(end: Ended | None) -> NotExpected:
    excluded = end is not None and end.name == PERMANENT_EXCLUSION
    return NotExpected(Reason.PERMANENT_EXCLUSION if excluded else Reason.HOME_EDUCATION)


def _with_the_receiving_school(case: Case, session: Session, end: Ended | None) -> Answer:
    school = case.placement.school if case.placement else case.receiving or ""
    if end:
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
    running = [
        NotExpected(Reason.SUSPENDED, each.provision_from_day_six or "", until, school)
        for each in case.of(SameDay)
        if each.what == "suspension" and each.suspended_from
        if each.suspended_from <= session.day <= (until := each.suspended_to or each.suspended_from)
    ]
    if not running or not case.calendar(school).is_open(session.day):
        return None
    return max(running, key=lambda each: each.until or date.min)


def _open_at(case: Case, place: Belongs, urn: str, session: Session, end: Ended | None) -> Answer:
    if closed := case.calendar(urn).closed_because(session.day):
        return NotExpected(Reason.CLOSED, closed, urn=urn)
    name = end.name if end and place is Belongs.ELSEWHERE else ""
    return Expected(place, urn, name, _arrival(case, place, end, session.day))


def _arrival(case: Case, place: Belongs, end: Ended | None, day: date) -> FirstDay | None:
    """Time, place and person, on the first day at a new place."""
    if end:
        is_told = bool(end.at or end.where or end.person)
        return FirstDay(end.at, end.where, end.person) if is_told and day == _first_open(case, end) else None
    placement = case.placement
    if placement is None or place is not Belongs.RECEIVING or day != _first_day(case):
        return None
    meeting = placement.meeting
    return FirstDay(meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)


def _first_open(case: Case, end: Ended) -> date:
    urn = {Belongs.HOME: case.home, Belongs.RECEIVING: case.receiving}.get(end.belongs)
    return case.calendar(urn).next_open(end.from_on)


@once_a_case
def _first_day(case: Case) -> date | None:
    """The first day of the placement that has the child at the receiving school."""
    placement = case.placement
    if placement is None:
        return None
    ahead = days(placement.starts_on, placement.starts_on + LONGEST_WAIT)
    return next((each for each in ahead if _is_due(case, placement, each)), None)


def _is_due(case: Case, placement: Placement, day: date) -> bool:
    agreed = {_agreed_for(case, Session(day, half)) for half in Half}
    return "receiving" in agreed and case.calendar(placement.school).is_open(day)


@dataclass(frozen=True, slots=True)
class NextChange:
    """The next time the answer changes for more than a closed school or a free session."""

    on: date
    to: Belongs
    what: str


def next_change(case: Case, after: date) -> NextChange | None:
    """The next day on which the child belongs somewhere else, or a decision is due; None when nothing is ahead."""
    return min(_changes(case, after), key=lambda change: change.on, default=None)


def _changes(case: Case, after: date) -> Iterator[NextChange]:
    for on, what in _turning_points(case):
        if on > after and _place_on(case, on) != _place_on(case, on - ONE_DAY):
            yield NextChange(on, _place_on(case, on)[0], what)
    last = case.placement.ends_on if case.placement and not ended(case) else None
    if last and last >= after and _place_on(case, last) == _place_on(case, last + ONE_DAY):
        yield NextChange(last, _place_on(case, last)[0], "placement ends")


def _turning_points(case: Case) -> Iterator[tuple[date, str]]:
    """Every day on which the place may change, and what changes it."""
    for end in reversed(endings(case)):
        yield end.from_on, end.how
    if case.placement:
        yield case.placement.starts_on, "placement starts"
    if case.placement and case.route == "off-site direction":
        for span in directed(case):
            yield span.last + ONE_DAY, "direction ends"
            yield span.first, "direction renewed"


def _place_on(case: Case, day: date) -> tuple[Belongs, str]:
    end = in_force(case, day)
    return belongs(case, day, end), end.name if end else ""


def due_at(answer: Answer, urn: str) -> bool:
    """Whether the child is due at the school with this URN."""
    return isinstance(answer, Expected) and answer.urn == urn
