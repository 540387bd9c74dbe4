"""Where the child is expected, in words: the box at the head of every case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from record import words
from record.authority import Authority
from record.case import Case
from record.ended import Belongs, in_force
from record.expected_place import (
    Answer,
    Expected,
    NextChange,
    NotExpected,
    Reason,
    belongs,
    expected,
    next_change,
)
from record.registers import to_mark
from record.school_days import ONE_DAY, Half, Session, days
from ui import blocks

LOOK_AHEAD = 70
"""Days: longer than any summer holiday."""


@dataclass(frozen=True, slots=True)
class Where:
    """The answer for one day."""

    question: str
    place: str
    lines: tuple[str, ...]


def where(case: Case, authority: Authority) -> Where:
    """Where the child is expected today, what marks that makes, and the next change."""
    morning, afternoon = _answers(case, case.today)
    place = in_words(morning, authority)
    if afternoon != morning:
        place = f"{place} in the morning; {in_words(afternoon, authority)} in the afternoon"
    lines = (
        *_about(case, morning, afternoon, authority),
        *_next_day(case, authority, morning, afternoon),
        _change(case, authority),
    )
    return Where(
        f"Where is this child expected today, {words.full_day(case.today)}?",
        words.first_capital(place),
        tuple(filter(None, lines)),
    )


def draw(case: Case, authority: Authority) -> None:
    """Draw the box."""
    found = where(case, authority)
    blocks.answer_box(found.question, found.place, found.lines)


def in_words(answer: Answer, authority: Authority) -> str:
    """One answer: a place, or the reason for none."""
    if isinstance(answer, Expected):
        return authority.name_of(answer.urn) if answer.urn else answer.name
    if answer.reason is Reason.CLOSED:
        return f"nowhere: {answer.detail}"
    until = f" until {words.day(answer.until)}" if answer.until else ""
    return f"nowhere: {answer.reason}{until}"


def short(case: Case, authority: Authority) -> str:
    """The answer for a list: today's place, or on a day without school the next one's."""
    morning, afternoon = _answers(case, case.today)
    if isinstance(morning, NotExpected) and isinstance(afternoon, Expected):
        return in_words(afternoon, authority)
    if isinstance(morning, NotExpected) and morning.reason is Reason.CLOSED and (ahead := _next_expected(case)):
        return in_words(ahead[1], authority)
    return in_words(morning, authority)


def _answers(case: Case, day: date) -> tuple[Answer, Answer]:
    return expected(case, Session(day, Half.AM)), expected(case, Session(day, Half.PM))


def _about(case: Case, morning: Answer, afternoon: Answer, authority: Authority) -> tuple[str, ...]:
    """What else to know of today; of a day in two halves what holds for each."""
    if morning == afternoon:
        return _about_half(case, morning, Half.AM, "", authority)
    of_morning = _about_half(case, morning, Half.AM, " in the morning", authority)
    of_afternoon = _about_half(case, afternoon, Half.PM, " in the afternoon", authority)
    return tuple(dict.fromkeys((*of_morning, *of_afternoon)))


def _about_half(case: Case, answer: Answer, half: Half, when: str, authority: Authority) -> tuple[str, ...]:
    marks = _marks(case, answer, half, when, authority)
    if isinstance(answer, Expected):
        return (_first_day(answer), marks)
    if answer.reason is not Reason.SUSPENDED:
        return ()
    return (marks, f"Education from the sixth day: {answer.detail}" if answer.detail else "")


def _first_day(answer: Expected) -> str:
    first = answer.first_day
    if first is None:
        return ""
    at = f"at {words.clock(first.at)}" if first.at else ""
    who = f"to meet {first.person}" if first.person else ""
    told = ", ".join(part for part in (at, first.where or "", who) if part)
    return f"First day: {told}" if told else ""


def _marks(case: Case, answer: Answer, half: Half, when: str, authority: Authority) -> str:
    """What both registers say, while the home school marks D."""
    session, other = Session(case.today, half), authority.school(answer.urn)
    if to_mark(case, case.home, session, other.is_registered).code != "D":
        return ""
    there = to_mark(case, answer.urn, session).code or "attendance"
    return f"{authority.name_of(case.home)} marks D{when}; {other.name} marks {there}{when}."


def _next_expected(case: Case) -> tuple[date, Answer] | None:
    for day in days(case.today + ONE_DAY, case.today + LOOK_AHEAD * ONE_DAY):
        for answer in _answers(case, day):
            if isinstance(answer, Expected):
                return day, answer
    return None


def _next_day(case: Case, authority: Authority, *today: Answer) -> tuple[str, ...]:
    """On a day without school: where the child goes next."""
    if any(isinstance(answer, Expected) for answer in today) or not (ahead := _next_expected(case)):
        return ()
    day, answer = ahead
    assert isinstance(answer, Expected)
    return (f"Next expected on {words.day(day)} at {in_words(answer, authority)}.", _first_day(answer))


def _change(case: Case, authority: Authority) -> str:
    change = next_change(case, case.today)
    return f"Next change: {_CHANGES.get(change.what, _moves)(change, case, authority)}" if change else ""


def _moves(change: NextChange, case: Case, authority: Authority) -> str:
    """The place on the first day of school from then on: what changes on a Saturday may change again by Monday."""
    schools = {Belongs.HOME: case.home, Belongs.RECEIVING: case.receiving}
    on = case.calendar(schools.get(change.to)).next_open(change.on)
    urn = schools.get(belongs(case, on, in_force(case, on)))
    place = authority.name_of(urn) if urn else in_words(expected(case, Session(on, Half.AM)), authority)
    return f"{place} from {words.day(on)}."


def _placement_ends(change: NextChange, case: Case, _: Authority) -> str:
    word = case.pack.word_for(case.route)
    return f"the {word} ends on {words.day(change.on)}. A final review must decide before then."


def _direction_ends(change: NextChange, case: Case, authority: Authority) -> str:
    back_on = case.calendar(case.home).next_open(change.on)
    home = authority.name_of(case.home)
    return f"{home} from {words.day(back_on)}, when the direction ends, unless it is renewed or a final review decides."


_CHANGES = {"placement ends": _placement_ends, "direction ends": _direction_ends}
