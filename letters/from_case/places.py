"""Where the child is expected, as a letter says it: the box near its top. Everything comes from `record.expected_place`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from record import words
from record.authority import Authority
from record.case import Case
from record.ended import Belongs
from record.expected_place import Answer, Expected, NotExpected, Reason, expected
from record.school_days import ONE_DAY, Half, Session, days
from record.tables import School
from record.turns import place_on

LONGEST_BREAK = 70
"""Days: longer than any summer holiday."""
FIRST_DAYS = 21
"""Days after a start within which a first day at the school is looked for."""
KEPT_AWAY = (Reason.SUSPENDED, Reason.SEPARATED)
SMALL_WORDS = ("Main", "The", "Front", "Reception", "School", "Student", "Visitors’")
"""How a place inside a school begins when it is no name."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on end with one answer."""

    where: str
    """Which of the two schools, or why the child is kept away."""
    places: tuple[str, ...]
    last: date


def place_at(school: School, place: str | None) -> str | None:
    """`Oakfield School, main reception`; None while nobody has said where to go."""
    if not place or school.name in place:
        return place
    first = place.split()[0].rstrip(",")
    return f"{school.name}, {place[0].lower() + place[1:] if first in SMALL_WORDS else place}"


def first_day(case: Case) -> date | None:
    """The first day at the receiving school: of the placement, or before everybody has signed of what the meeting agreed."""
    placement, meeting = case.placement, case.agreed_meeting
    if placement is None:
        return meeting.starts_on if meeting else None
    for day in days(placement.starts_on, placement.starts_on + FIRST_DAYS * ONE_DAY):
        if any(isinstance(answer, Expected) and answer.first_day for answer in _answers(case, day)):
            return day
    return placement.starts_on


def until_then(case: Case, authority: Authority, child: str, on: date, then: str) -> str:
    """A sentence without its full stop: where the child goes until `on`, the first day at `then`; once that day has come,
    where the child was expected."""
    is_past = on <= case.today
    stays = _last_before(case, authority, on) if is_past else _stays(case, authority, case.today, on - ONE_DAY)
    if not stays:
        return f"There {'was' if is_past else 'is'} no school before that day"
    if len(stays) == 1 and stays[0].places == (then,):
        return f"{child} was expected at {then} before too" if is_past else f"{child} goes to {then} as now"
    does = _did if is_past else _does
    return f"{child} " + "; then ".join(f"{does(each)} up to and including {words.day(each.last)}" for each in stays)


def as_usual(case: Case, authority: Authority, child: str) -> str:
    """Where the child goes these days, with no change ahead: for an invitation."""
    ahead = _stays(case, authority, case.today, case.today + LONGEST_BREAK * ONE_DAY)
    if not ahead:
        return f"{child} is not expected at a school"
    does = _does(ahead[0]).rstrip(",")
    if case.start is not None and case.start.is_absence:  # nobody goes as usual to where they never came
        does = does.replace("goes to", "is expected at").replace(" as usual", "")
    return f"{child} {does}"


def in_the_childs_words(sentence: str, child: str) -> str:
    """`I go to Oakfield School as now` of “Sam goes to Oakfield School as now”: for the child's own papers."""
    if not sentence.startswith(f"{child} "):
        return sentence
    said = sentence.removeprefix(child)
    said = re.sub(r"\bgoes to\b", "go to", said).replace(" stays away", " stay away")
    return "I" + re.sub(r"\bis (?=suspended|not expected|expected)", "am ", said)


def _does(stay: Stay) -> str:
    if stay.where == Reason.SUSPENDED:
        return f"is suspended{_also(stay)},"
    if stay.where == Reason.SEPARATED:
        return f"stays away from {'the other school' if stay.places else 'school'} for now{_also(stay)},"
    agreed = " as usual," if len(stay.places) == 1 else ", as the agreed week says,"
    return f"goes to {words.chained(stay.places)}{agreed}"


def _did(stay: Stay) -> str:
    """What `_does` says, of days that are gone."""
    did = _does(stay).replace("goes to", "was expected at").replace(" for now", "")
    return re.sub("^is ", "was ", re.sub("^stays ", "stayed ", did))


def _also(stay: Stay) -> str:
    """The places of the other half days, while the child is kept away from one school."""
    return f" and goes to {words.chained(stay.places)} as the agreed week says" if stay.places else ""


def _last_before(case: Case, authority: Authority, on: date) -> Sequence[Stay]:
    """The last day before `on` on which the child was expected somewhere."""
    for number in range(1, LONGEST_BREAK):
        day = on - number * ONE_DAY
        if stays := _stays(case, authority, day, day):
            return stays
    return ()


def _stays(case: Case, authority: Authority, first: date, last: date) -> Sequence[Stay]:
    """What the days from `first` to `last` have the child do; days without school are passed over."""
    stays: list[Stay] = []
    for each in _each_day(case, authority, first, last):
        if stays and stays[-1].where == each.where:
            before = stays.pop()
            each = Stay(each.where, tuple(dict.fromkeys([*before.places, *each.places])), each.last)
        stays.append(each)
    return stays


def _each_day(case: Case, authority: Authority, first: date, last: date) -> Iterator[Stay]:
    for day in days(first, last):
        answers = _answers(case, day)
        at = [each for each in answers if isinstance(each, Expected)]
        away = [each.reason for each in answers if isinstance(each, NotExpected) and each.reason in KEPT_AWAY]
        if at or away:
            where = place_on(case, day)[0]
            places = tuple(dict.fromkeys(_main_first(at, where, authority)))
            yield Stay(away[0] if away else where, places, day)


def _main_first(at: Sequence[Expected], where: Belongs, authority: Authority) -> Sequence[str]:
    """The places of a day, the school the child belongs to first."""
    ordered = sorted(at, key=lambda each: each.belongs is not where)
    return [authority.name_of(each.urn) if each.urn else each.name for each in ordered]


def _answers(case: Case, day: date) -> Sequence[Answer]:
    return [expected(case, Session(day, half)) for half in Half]
