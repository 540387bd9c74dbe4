"""A move as a line of weeks: which are over, which is now, and what turns on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from record import words
from record.authority import Authority
from record.case import Case, Placement
from record.ended import Belongs, ended
from record.once import once_a_case
from record.placement_days import reviews_ahead, reviews_held
from record.school_days import ONE_DAY, ONE_WEEK, monday_of, weeks_apart
from record.turns import Turn, TurnKind, place_on, turns
from ui import marks
from ui.marks import Milestone, WeekState

LONGEST = 45
"""Weeks: a school year. A longer line would show nothing."""
_WORDS = {
    TurnKind.STARTS: "first day",
    TurnKind.FULL_WEEK: "full time",
    TurnKind.SUSPENDED: "suspended",
    TurnKind.SEPARATED: "kept apart",
    TurnKind.DIRECTION_RENEWED: "direction renewed",
    TurnKind.TRANSFERS: "stays permanently",
    TurnKind.ELSEWHERE: "goes elsewhere",
    TurnKind.EXCLUDED: "permanently excluded",
    TurnKind.LEAVES_BOTH_ROLLS: "leaves both rolls",
}
"""What a turn is called under the line; of the others, where the child is from then on."""
Told = tuple[date, str]


def draw(case: Case, authority: Authority) -> None:
    """Draw the line; nothing where no first and last day are agreed."""
    if found := weeks(case, authority):
        marks.week_line(*found)


def weeks(case: Case, authority: Authority) -> tuple[Sequence[WeekState], Sequence[Milestone]] | None:
    """Every week from the first day to the last turn, and what turns; None where no first and last day are agreed."""
    if (found := _line(case)) is None:
        return None
    states, told = found
    home = authority.name_of(case.home)
    return states, [replace(each, what=each.what.format(home)) for each in told]


@once_a_case
def _line(case: Case) -> tuple[Sequence[WeekState], Sequence[Milestone]] | None:
    """The same, with room for the home school's name."""
    placement = case.placement
    if placement is None or placement.ends_on is None:
        return None
    told = sorted(dict.fromkeys(_told(case, placement)))
    first = monday_of(placement.starts_on)
    number = weeks_apart(first, max(day for day, _ in told)) + 1
    if number > LONGEST:
        return None
    if 0 <= weeks_apart(first, case.today) < number:
        told = sorted([*told, (case.today, "today")], key=lambda each: each[0])
    shown = [Milestone(weeks_apart(first, day), words.short_day(day), what) for day, what in told]
    return [_state(case, placement, first + each * ONE_WEEK) for each in range(number)], shown


def _told(case: Case, placement: Placement) -> Iterator[Told]:
    """What turns, and on which day, within the placement and at its end."""
    for turn in turns(case):
        on = case.calendar(case.home if turn.place is Belongs.HOME else placement.school).next_open(turn.on)
        is_overtaken = turn.place is Belongs.HOME and place_on(case, on)[0] is not Belongs.HOME
        if on >= placement.starts_on and not is_overtaken and (what := _what(turn, case)):
            yield on, what
    yield from ((day, "review held") for day in reviews_held(case) if day >= placement.starts_on)
    if ended(case) is None:
        yield from ((day, "review") for day in reviews_ahead(case, placement))
        assert placement.ends_on is not None
        yield placement.ends_on, "last day"


def _what(turn: Turn, case: Case) -> str:
    if turn.waits_for:
        return f"{_WORDS.get(turn.kind, 'change')} planned"
    if turn.kind in _WORDS:
        return _WORDS[turn.kind]
    unless = ", unless renewed" if turn.kind is TurnKind.DIRECTION_ENDS and turn.on > case.today else ""
    return f"back at {{}}{unless}" if turn.place is Belongs.HOME else ""


def _state(case: Case, placement: Placement, monday: date) -> WeekState:
    end = ended(case)
    last = end.from_on - ONE_DAY if end else placement.ends_on
    if not case.calendar(placement.school).has_school_days(monday):
        return "closed"
    if last and monday > last:
        return "after"
    this = monday_of(case.today)
    return "now" if monday == this else "gone" if monday < this else "ahead"
