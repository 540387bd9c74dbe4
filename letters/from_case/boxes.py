"""The box that says where the child goes, as several letters have it, each with the needs that go with it: where, when,
who, and where until then. A box that one letter has stands with that letter."""

from __future__ import annotations

from letters.facts import FirstDayBox
from letters.from_case.context import LetterContext
from letters.from_case.endings import first_day_after
from letters.from_case.places import as_usual, first_day, until_then
from letters.from_case.plan import comes_back
from letters.need import Need, need
from record.ended import Belongs, ended
from record.forms.board_decision import REVOCATION


def expected(where: str, on: str, at: str, who: str) -> tuple[Need, ...]:
    """Place, day, time and person of a first day, and where the child goes until then, each with its question. No letter
    with a first day is made while one of them is blank."""
    return (
        need("expected.where", "Say where the child goes on the first day.", where),
        need("expected.on", "Give the first day.", on),
        need("expected.at", "Give the time on the first day.", at),
        need("expected.who", "Say who meets the child on the first day.", who),
        need("expected.until_then", "Say where the child goes until that day.", on),
    )


FIRST_DAY = expected(
    "meeting_record.first_day_place",
    "meeting_record.starts_on",
    "meeting_record.first_day_at",
    "meeting_record.first_day_person",
)


def the_start(of: LetterContext) -> FirstDayBox | None:
    """The first day at the receiving school, as the meeting agreed it."""
    meeting = of.case.agreed_meeting
    if meeting is None:
        return None
    place = (meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)
    return of.first_day_at(of.receiving, first_day(of.case), *place)


UNTIL_THE_MEETING = (need("expected.until_then", "Say where the child goes until the meeting.", "letter.meeting_on"),)


def until_the_meeting(of: LetterContext) -> FirstDayBox:
    """Where the child goes these days."""
    return FirstDayBox(until_then=as_usual(of.case, of.authority, of.child))


STAYS_AT_HOME = (
    need("expected.where", "Say where the child goes.", "Schools.name"),
    need("expected.who", "Name an adult at the home school the child can turn to.", "letter.turn_to"),
)


def staying_at_home(of: LetterContext) -> FirstDayBox:
    """The home school, and the adult there whom its questions name."""
    return FirstDayBox(where=of.home.name, who=getattr(of.answers, "turn_to", None))


WHERE_NOW = (
    need("expected.where", "Say where the child goes.", "referral.legal_name"),
    need("expected.until_then", "Say where the child goes.", "referral.legal_name"),
)


def where_it_leads(of: LetterContext) -> FirstDayBox:
    """Where the child goes for good or for the placement, and until then."""
    case, end = of.case, ended(of.case)
    on = first_day_after(case, end) if end else first_day(case)
    is_home = end.belongs is Belongs.HOME if end else not case.agreed_meeting
    where = of.authority.name_of(case.home if is_home else case.receiving)
    if end and end.belongs in (Belongs.ELSEWHERE, Belongs.OFF_ROLL):
        where = end.name or "No school of the two"
    if on and on > case.today:
        return FirstDayBox(where=where, until_then=until_then(case, of.authority, of.child, on, where))
    return FirstDayBox(where=where, until_then=as_usual(case, of.authority, of.child))


def after_the_board(of: LetterContext) -> FirstDayBox | None:
    """Where the child goes once the board has decided on a direction that ran."""
    last = of.case.board_decisions[-1] if of.case.board_decisions else None
    if last is None:
        return None
    if last.decides == REVOCATION and not comes_back(of.case):
        return where_it_leads(of)
    if last.decides != REVOCATION or last.revoked_from is None:
        return FirstDayBox(where=of.receiving.name, until_then=as_usual(of.case, of.authority, of.child))
    then = until_then(of.case, of.authority, of.child, last.revoked_from, of.home.name)
    return FirstDayBox(where=of.home.name, on=last.revoked_from, until_then=then)
