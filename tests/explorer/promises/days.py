"""Exactly one answer for every session, and everything that says where the child is says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casework.desk.calendar import appointments
from casework.desk.register import week
from casework.reading.access import Seen
from record.case import Case
from record.expected_place import Answer, Expected, NotExpected, Reason, expected
from record.registers import MarkSource, to_mark
from record.school_days import Half, Session, days, monday_of
from record.stage import is_live
from record.turns import next_turn, standing_turn
from tests.explorer.walk import Walk
from ui.where import in_words, where

BEFORE, AFTER = timedelta(days=5), timedelta(days=35)


def broken(walk: Walk) -> Iterator[str]:
    """What is not so, each in a sentence."""
    case = walk.case
    ahead = tuple(days(case.today - BEFORE, case.today + AFTER))
    for day in ahead:
        for half in Half:
            yield from _of_a_session(case, Session(day, half))
    for person in walk.town.people:
        seen = walk.sees(person)
        if seen and seen.is_whole:
            yield from (f"{person.name}: {each}" for each in _as_seen(case, seen, ahead))
            yield from (f"{person.name}: {each}" for each in _box(walk, seen))
            if person.is_at_a_school:
                yield from (f"{person.name}: {each}" for each in _register(walk, case, seen))
            else:
                yield from _calendar(walk, case)


def _of_a_session(case: Case, session: Session) -> Iterator[str]:
    answer = expected(case, session)
    home, there = (to_mark(case, urn, session) for urn in (case.home, case.receiving or ""))
    if isinstance(answer, Expected) and answer.urn and not case.calendar(answer.urn).is_open(session.day):
        yield f"{session}: expected at {answer.urn}, which is closed"
    if isinstance(answer, Expected) and not (answer.urn or answer.name):
        yield f"{session}: expected at a place that nobody names"
    if case.receiving and home.code == there.code == "D":
        yield f"{session}: both schools mark D"
    if case.receiving and home.how is there.how is MarkSource.SEEN:
        yield f"{session}: both schools have the child"
    if (
        isinstance(answer, Expected)
        and answer.urn == case.home
        and home.how
        not in (
            MarkSource.SEEN,
            MarkSource.NOT_ON_ROLL,
        )
    ):
        yield f"{session}: expected at the home school, which marks {home.shown}"


def _as_seen(case: Case, seen: Seen, ahead: tuple[date, ...]) -> Iterator[str]:
    """Whoever sees the case sees the child expected where it is."""
    for day in ahead:
        for half in Half:
            there, here = expected(case, Session(day, half)), expected(seen.case, Session(day, half))
            if there != here:
                yield f"on {day} sees {here}, and it is {there}"
                return
    ours, theirs = next_turn(case, case.today), next_turn(seen.case, case.today)
    if (ours and ours.key) != (theirs and theirs.key):
        yield f"the next change is {ours and ours.key}, and they see {theirs and theirs.key}"


def _box(walk: Walk, seen: Seen) -> Iterator[str]:
    """The box at the head of the case: today, tomorrow, and the next change."""
    case, authority = seen.case, walk.town.office.authority
    said = where(case, authority)
    told = {each.day.partition(",")[0]: each.place.lower() for each in said.days}
    for half in Half:
        today = in_words(expected(case, Session(case.today, half)), authority)
        if not said.closed and today.lower() not in told["Today"]:
            yield f"today is {today}, and the box says {said.days}"
    on = _next_school_day(case)
    if on and is_live(case):
        for half in Half:
            place = in_words(expected(case, Session(on, half)), authority)
            if place.lower() not in told.get("Tomorrow", told.get("Next school day", "")):
                yield f"on {on} it is {place}, and the box says {said.days}"
    yield from _next_change(case)


def _next_change(case: Case) -> Iterator[str]:
    """The first day on which the child goes to another place than before is no later than the change that is told."""
    changes = _first_change(case)
    told = next_turn(case, case.today)
    if changes and (told is None or told.on > changes) and not _has_come(case, changes):
        yield f"from {changes} the child goes elsewhere, and the next change is {told and told.on}"
    if told and told.place and changes is None and case.today + AFTER >= told.on:
        first = case.calendar(case.receiving).next_open(told.on)
        if first <= case.today + AFTER and not _is_in_two_places(case):
            yield f"a change is told for {told.on} ({told.kind}), and nothing changes"


def _has_come(case: Case, changes: date) -> bool:
    """Whether the change is that of a day on which no school was open, and no day with school has been since."""
    turn = standing_turn(case, case.today)
    since = days(turn.on, changes - timedelta(days=1)) if turn else ()
    answers = [expected(case, Session(day, half)) for day in since for half in Half]
    return turn is not None and not any(isinstance(each, Expected) for each in answers)


def _first_change(case: Case) -> date | None:
    """The first day ahead with another place than on every day before it: sessions of an agreed week count as one place."""
    before: set[str] = set()
    for day in days(case.today - timedelta(days=10), case.today + AFTER):
        answers = [expected(case, Session(day, half)) for half in Half]
        now = {_place(each) for each in answers} - {""}
        if day <= case.today:
            before |= now
        elif before and now - before:
            return day
    return None


def _place(answer: Answer) -> str:
    if isinstance(answer, Expected):
        return answer.urn or answer.name
    gone = (Reason.PERMANENT_EXCLUSION, Reason.HOME_EDUCATION, Reason.SUSPENDED)
    return str(answer.reason) if answer.reason in gone else ""


def _is_in_two_places(case: Case) -> bool:
    """Whether an agreed week, a suspension or a closed school hides a change for some days."""
    ahead = days(case.today - timedelta(days=10), case.today + AFTER)
    answers = [expected(case, Session(day, half)) for day in ahead for half in Half]
    places = {each.urn or each.name for each in answers if isinstance(each, Expected)}
    hidden = any(isinstance(each, NotExpected) and each.reason is not Reason.CLOSED for each in answers)
    return hidden or len(places) > 1


def _next_school_day(case: Case) -> date | None:
    calendars = [case.calendar(urn) for urn in (case.home, case.receiving) if urn]
    ahead = days(case.today + timedelta(days=1), case.today + timedelta(days=70))
    return next((day for day in ahead if any(each.is_open(day) for each in calendars)), None)


def _register(walk: Walk, case: Case, seen: Seen) -> Iterator[str]:
    """The sheet of this week marks what the case says."""
    person = next(each for each in walk.town.people if each.school in (case.home, case.receiving) and walk.sees(each))
    sheet = week(walk.town.office, person, monday_of(case.today))
    authority = walk.town.office.authority
    for row in sheet.lines:
        other = case.receiving or "" if sheet.school == case.home else case.home
        is_registered = sheet.school != case.home or authority.school(other).is_registered
        for cell in row.cells:
            wanted = to_mark(case, sheet.school, cell.session, is_registered)
            if cell.to_mark.shown != wanted.shown:
                yield f"the register of {cell.session} says {cell.to_mark.shown}, and the case {wanted.shown}"


def _calendar(walk: Walk, case: Case) -> Iterator[str]:
    """A first day in somebody's calendar is a day from which the child goes there."""
    coordinator = next((each for each in walk.town.people if each.is_coordinator and walk.sees(each)), None)
    for each in appointments(walk.town.office, coordinator) if coordinator else ():
        if each.what.startswith("first day at ") and each.on > case.today:
            place = each.what.removeprefix("first day at ")
            if not _is_expected_from(walk, case, place, each.on):
                yield f"the calendar says {each.what} on {each.on}, and the child is not expected there"


def _is_expected_from(walk: Walk, case: Case, place: str, on: date) -> bool:
    authority = walk.town.office.authority
    ahead = [expected(case, Session(day, half)) for day in days(on, on + timedelta(days=21)) for half in Half]
    places = [in_words(each, authority) for each in ahead if isinstance(each, Expected)]
    return not places or place in places
