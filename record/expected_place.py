"""At which school is this child expected? One answer for every session from referral to closing.

The answer is one named place, or one recorded reason for none. It is found in two steps: where the turns of the case
have brought the child by that day, then whether that day or session has its own reason for nobody being expected there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from record.case import Case, Placement
from record.ended import Belongs
from record.forms.meeting_record import WEEKDAYS
from record.kept_away import kept_away
from record.once import once_a_case
from record.school_days import Half, Session, days
from record.turns import FirstDay, Turn, TurnKind, place_on, standing_turn

LONGEST_WAIT = timedelta(days=400)
"""For a first day at the receiving school, looked for from the start: longer than any holiday."""


class Reason(StrEnum):
    """Why the child is expected nowhere in a session."""

    CLOSED = "the school is closed"
    FREE = "the agreed week leaves this session free"
    REDUCED = "the agreed reduced programme leaves this session free"
    SUSPENDED = "suspended"
    SEPARATED = "kept apart for safeguarding (not a suspension)"
    PERMANENT_EXCLUSION = "permanently excluded"
    HOME_EDUCATION = "home education"


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
    turn = standing_turn(case, session.day)
    place = place_on(case, session.day)[0]
    if place is Belongs.OFF_ROLL:
        return _off_roll(turn)
    if place is Belongs.ELSEWHERE:
        return _open_at(case, place, "", session, turn)
    if place is Belongs.RECEIVING:
        return _with_the_receiving_school(case, session, turn)
    return _open_at(case, Belongs.HOME, case.home, session, turn)


def _off_roll(turn: Turn | None) -> NotExpected:
    excluded = turn is not None and turn.kind is TurnKind.EXCLUDED
    return NotExpected(Reason.PERMANENT_EXCLUSION if excluded else Reason.HOME_EDUCATION)


def _with_the_receiving_school(case: Case, session: Session, turn: Turn | None) -> Answer:
    school = case.placement.school if case.placement else case.receiving or ""
    is_for_good = turn is not None and turn.kind is TurnKind.TRANSFERS
    where = "receiving" if is_for_good else _agreed_for(case, session)
    if where == "home":
        return _open_at(case, Belongs.HOME, case.home, session, turn)
    if where == "neither":
        return _free(case, session, school)
    return _kept_away(case, session, school) or _open_at(case, Belongs.RECEIVING, school, session, turn)


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


def _kept_away(case: Case, session: Session, school: str) -> NotExpected | None:
    """Suspended, or else kept apart for safeguarding; of several the one that lasts longest."""
    running = [each for each in kept_away(case) if each.covers(session)]
    if not running or not case.calendar(school).is_open(session.day):
        return None
    longest = max(running, key=lambda each: (each.is_suspension, each.ends_before or date.max))
    reason = Reason.SUSPENDED if longest.is_suspension else Reason.SEPARATED
    return NotExpected(reason, longest.education, longest.last_day, school)


def _open_at(case: Case, place: Belongs, urn: str, session: Session, turn: Turn | None) -> Answer:
    if closed := case.calendar(urn).closed_because(session.day):
        return NotExpected(Reason.CLOSED, closed, urn=urn)
    name = turn.name if turn and place is Belongs.ELSEWHERE else ""
    return Expected(place, urn, name, _arrival(case, place, turn, session.day))


def _arrival(case: Case, place: Belongs, turn: Turn | None, day: date) -> FirstDay | None:
    """Time, place and person, on the first day at a new place."""
    if turn is None or turn.arrival is None or turn.place is not place:
        return None
    first = _first_day(case) if turn.kind is TurnKind.STARTS else first_open(case, turn)
    return turn.arrival if day == first else None


def first_open(case: Case, turn: Turn) -> date:
    """The first day from a turn on that the school it leads to is open."""
    urn = {Belongs.HOME: case.home, Belongs.RECEIVING: case.receiving}.get(turn.place or Belongs.HOME)
    return case.calendar(urn).next_open(turn.on)


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


def due_at(answer: Answer, urn: str) -> bool:
    """Whether the child is due at the school with this URN."""
    return isinstance(answer, Expected) and answer.urn == urn
