"""Where the child is expected, in words: the box at the head of every case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from record import words
from record.authority import Authority
from record.case import Case
from record.ended import Belongs, asked_back_on
from record.expected_place import Answer, Expected, NotExpected, Reason, expected
from record.placement_days import meeting_to_come, review_to_come
from record.registers import NO_CODE_KNOWN, to_mark
from record.school_days import ONE_DAY, WEEKEND, Half, Session, days
from record.stage import is_live
from record.turns import Turn, TurnKind, next_turn, place_on, planned_turn, standing_turn
from ui import blocks

NOT_IN_SCHOOL = "not in school"
LOOK_AHEAD = 70
"""Days: longer than any summer holiday."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a child is expected: today and on the next school day, or on that alone where there is no school today."""

    days: tuple[blocks.DayOfPlace, ...]
    closed: str
    """Why there is no school today; empty on a day with school."""
    change: str
    """What changes next, or what a planned start waits for; empty where nothing is ahead."""


def where(case: Case, authority: Authority) -> Where:
    """Where the child is expected today, what marks that makes, where tomorrow, and the next change."""
    answers = _answers(case, case.today)
    coming = " ".join(filter(None, (_meeting(case), _change(case, authority))))
    ahead = _ahead(case, authority, answers)
    if ahead and (closed := _closed(case, answers)):
        return Where((ahead,), closed, coming)
    lines = _about(case, *answers, authority)
    today = blocks.DayOfPlace(f"Today, {words.day(case.today)}", _place(answers, authority), tuple(filter(None, lines)))
    return Where((today, *([ahead] if ahead else [])), "", coming)


def as_facts(case: Case, authority: Authority) -> Mapping[str, object]:
    """The same for paper."""
    found = where(case, authority)
    days = [{"day": each.day, "place": each.place, "lines": list(each.lines)} for each in found.days]
    return {"days": days, "closed": found.closed, "change": found.change}


def draw(case: Case, authority: Authority) -> None:
    """Draw the box."""
    found = where(case, authority)
    blocks.answer_box(found.days, found.closed, found.change)


def _place(answers: tuple[Answer, Answer], authority: Authority) -> str:
    morning, afternoon = (in_words(each, authority) for each in answers)
    return words.first_capital(
        morning if morning == afternoon else f"{morning} in the morning; {afternoon} in the afternoon"
    )


def _closed(case: Case, answers: tuple[Answer, Answer]) -> str:
    """Why no school is open to the child today, where that is all there is to say of today."""
    if not all(isinstance(each, NotExpected) and each.reason is Reason.CLOSED for each in answers):
        return ""
    details = dict.fromkeys(each.detail for each in answers if isinstance(each, NotExpected))
    if [*details] == [WEEKEND]:
        return f"Today is {words.weekday(case.today)}: no school."
    return f"No school today, {words.day(case.today)}: {words.listed([*details])}."


def in_words(answer: Answer, authority: Authority) -> str:
    """One answer: a place, or the reason for none."""
    if isinstance(answer, Expected):
        return authority.name_of(answer.urn) if answer.urn else answer.name
    if answer.reason is Reason.CLOSED:
        return f"{NOT_IN_SCHOOL}: {answer.detail}"
    until = f" until {words.day(answer.until)}" if answer.until else ""
    return f"{NOT_IN_SCHOOL}: {answer.reason}{until}"


def short(case: Case, authority: Authority) -> str:
    """The answer for a list: today's place, or on a day without school the next one's."""
    morning, afternoon = _answers(case, case.today)
    if isinstance(morning, NotExpected) and isinstance(afternoon, Expected):
        return in_words(afternoon, authority)
    if isinstance(morning, NotExpected) and morning.reason is Reason.CLOSED and (ahead := _next_expected(case)):
        return in_words(ahead[1], authority)
    return in_words(morning, authority)


def soon(case: Case, authority: Authority) -> str:
    """What changes next, for a list: `Oakfield School from Monday 14 December`; empty where nothing is ahead."""
    said = _change(case, authority).partition(": ")[2]
    return re.split(r"[,.] |\.$", said)[0] if said else ""


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
        return (f"First day: {_met(answer)}." if _met(answer) else "", marks)
    if answer.reason is Reason.SEPARATED:
        return (NO_CODE_KNOWN, f"Education meanwhile: {answer.detail}" if answer.detail else "")
    if answer.reason is not Reason.SUSPENDED:
        return ()
    return (marks, f"Education from the sixth day: {answer.detail}" if answer.detail else "")


def _met(answer: Expected) -> str:
    """Time, place and person of a first day; empty on any other."""
    first = answer.first_day
    if first is None:
        return ""
    at = f"at {words.clock(first.at)}" if first.at else ""
    who = f"to meet {first.person}" if first.person else ""
    return ", ".join(part for part in (at, first.where or "", who) if part)


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


def _ahead(case: Case, authority: Authority, today: tuple[Answer, Answer]) -> blocks.DayOfPlace | None:
    """The answer for the next day on which either school is open; where that is none, when the child is next expected."""
    day = _next_school_day(case)
    if day is None or not is_live(case):
        return None
    answers = _answers(case, day)
    label = "Tomorrow" if day == case.today + ONE_DAY else "Next school day"
    arrivals = dict.fromkeys(_met(each) for each in answers if isinstance(each, Expected))
    lines = [f"First day: {each}." for each in arrivals if each]
    ahead = _next_expected(case)
    if ahead and not any(isinstance(each, Expected) for each in (*today, *answers)):
        lines.append(f"Next expected on {words.day(ahead[0])} at {in_words(ahead[1], authority)}.")
    return blocks.DayOfPlace(f"{label}, {words.day(day)}", _place(answers, authority), tuple(lines))


def _next_school_day(case: Case) -> date | None:
    calendars = [case.calendar(urn) for urn in (case.home, case.receiving) if urn]
    ahead = days(case.today + ONE_DAY, case.today + LOOK_AHEAD * ONE_DAY)
    return next((day for day in ahead if any(each.is_open(day) for each in calendars)), None)


def _change(case: Case, authority: Authority) -> str:
    if planned := planned_turn(case):
        return _planned(planned, case, authority)
    turn = next_turn(case, case.today)
    return f"Next change: {_CHANGES.get(turn.kind, _moves)(turn, case, authority)}" if turn else ""


def _meeting(case: Case) -> str:
    """When and where everybody meets, until it is over; of a review once somebody has set it."""
    meeting, review = meeting_to_come(case), review_to_come(case)
    what, to_come = ("review", review) if review and review.set_on else ("meeting", meeting)
    if to_come is None or to_come.meets_on is None or to_come.meets_on < case.today or not is_live(case):
        return ""
    at = f" at {words.clock(to_come.meets_at)}" if to_come.meets_at else ""
    return f"The {what} is on {words.day(to_come.meets_on)}{at}{f', {to_come.meets_where}' if to_come.meets_where else ''}."


def _planned(turn: Turn, case: Case, authority: Authority) -> str:
    """What a first day hangs on; until then the child stays where it is."""
    school, home = authority.name_of(case.receiving or ""), authority.name_of(case.home)
    waits_for = words.listed(turn.waits_for)
    when = "Planned" if turn.on > case.today else "Was planned"
    return f"{when}: {school} from {words.day(turn.on)}. Still needed: {waits_for}. Until then {home}."


def _moves(turn: Turn, case: Case, authority: Authority) -> str:
    """The place on the first day of school from then on: what changes on a Saturday may change again by Monday."""
    schools = {Belongs.HOME: case.home, Belongs.RECEIVING: case.receiving}
    on = case.calendar(schools.get(turn.place or Belongs.HOME)).next_open(turn.on)
    urn = schools.get(place_on(case, on)[0])
    place = authority.name_of(urn) if urn else in_words(expected(case, Session(on, Half.AM)), authority)
    return f"{place} from {words.day(on)}{_as_asked(case)}."


def _as_asked(case: Case) -> str:
    """Where the board was asked to end its direction, and has not said."""
    asked = asked_back_on(case)
    if asked is None:
        return ""
    earlier = f", as was asked for {words.day(asked)}" if asked > case.today else ""
    return f", when the direction ends, unless the board ends it before{earlier}"


def _placement_ends(turn: Turn, case: Case, _: Authority) -> str:
    word = case.pack.word_for(case.route)
    return f"the {word} ends on {words.day(turn.on - ONE_DAY)}. A final review must decide before then."


def _direction_ends(turn: Turn, case: Case, authority: Authority) -> str:
    back_on = case.calendar(case.home).next_open(turn.on)
    decided = standing_turn(case, back_on)
    if decided and decided.kind is TurnKind.TRANSFERS:  # over a weekend, and the child never comes back
        return f"{authority.name_of(case.receiving or '')} permanently from {words.day(back_on)}."
    home = authority.name_of(case.home)
    return f"{home} from {words.day(back_on)}, when the direction ends, unless it is renewed or a final review decides."


def _suspended(turn: Turn, case: Case, authority: Authority) -> str:
    return f"suspended from {words.day(turn.on)}."


def _separated(turn: Turn, case: Case, authority: Authority) -> str:
    return f"kept apart for safeguarding from {words.day(turn.on)}; this is not a suspension."


def _back_from_suspension(turn: Turn, case: Case, authority: Authority) -> str:
    return f"{authority.name_of(case.receiving or '')} again from {words.day(_open_there(turn, case))}."


def _full_week(turn: Turn, case: Case, _: Authority) -> str:
    return f"full time from {words.day(_open_there(turn, case))}."


def _open_there(turn: Turn, case: Case) -> date:
    return case.calendar(case.receiving).next_open(turn.on)


_CHANGES = {
    TurnKind.PLACEMENT_ENDS: _placement_ends,
    TurnKind.DIRECTION_ENDS: _direction_ends,
    TurnKind.SUSPENDED: _suspended,
    TurnKind.SUSPENSION_OVER: _back_from_suspension,
    TurnKind.SEPARATED: _separated,
    TurnKind.SEPARATION_OVER: _back_from_suspension,
    TurnKind.FULL_WEEK: _full_week,
}
