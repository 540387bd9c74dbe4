"""Term dates from a calendar file (.ics), as schools and authorities publish them: read, guessed at, shown, then applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event

from casework.reading.given_files import FileDoor
from casework.reading.office import Office
from casework.reading.term_dates import LONGEST
from casework.settings.changing import NotYoursToChange, may_change
from record.apart import FileRefused
from record.person import Person
from record.tables import TERM_DATES
from store.contract import AuditEvent as Noted
from store.contract import TableRow

MOST_BYTES = 2_000_000
MOST_LINES, LONGEST_LINE, DEEPEST = 40_000, 20_000, 8
ONLY_TERMS = "Export only the calendar of term dates."
MOST = 500
"""Events of one file."""
A_TERM = timedelta(days=12)
"""A half term's teaching is longer, an INSET day or a trip shorter."""
_CLOSED = ("inset", "holiday", "half term", "half-term", "closed", "closure", "break", "staff day", "training day")
_BEGINS, _ENDS = ("begin", "start", "first day", "open"), ("end", "finish", "last day", "close", "break up")


class NoCalendar(FileRefused):
    """It is no calendar; its text says what to give instead."""


class Meant(StrEnum):
    """What an event of a calendar is taken for."""

    TERM = "A term"
    CLOSED = "Schools are closed"
    NOTHING = "Leave out"


@dataclass(frozen=True, slots=True)
class Dates:
    """One event, and what it is taken for."""

    title: str
    first: date
    last: date
    meant: Meant


def read(content: bytes) -> Sequence[Dates]:
    """The events of a calendar in order; a term told by its first and its last day becomes one. Raises NoCalendar."""
    if len(content) > MOST_BYTES:
        raise NoCalendar(f"This file has more than 2 megabytes. {ONLY_TERMS}")
    _look_over(content)
    try:
        events = [each for each in Calendar.from_ical(content).walk("VEVENT") if isinstance(each, Event)]
        found = sorted(filter(None, map(_dates, events)), key=lambda each: (each.first, each.last, each.title))
    except Exception as problem:  # icalendar raises what its parts raise
        raise NoCalendar("This is not a calendar file. Export the calendar as iCalendar (.ics).") from problem
    if not found:
        raise NoCalendar("This calendar holds no event with a date. Export the calendar of term dates.")
    if len(found) > MOST:
        raise NoCalendar(f"This calendar holds {len(found):,} events. Export only the calendar of term dates.")
    return _paired(found)


def _look_over(content: bytes) -> None:
    """Count before anything is built: the reader of calendars itself takes whatever there is."""
    depth = 0
    lines = content.splitlines()
    if len(lines) > MOST_LINES or content.upper().count(b"BEGIN:VEVENT") > 4 * MOST:
        raise NoCalendar(f"This calendar holds too much. {ONLY_TERMS}")
    for line in lines:
        depth += line.upper().startswith(b"BEGIN:") - line.upper().startswith(b"END:")
        if len(line) > LONGEST_LINE or depth > DEEPEST:
            raise NoCalendar(f"This calendar has lines that do not belong in a calendar. {ONLY_TERMS}")


def _dates(event: Event) -> Dates | None:
    begins, ends = event.get("DTSTART"), event.get("DTEND")
    title = " ".join(str(event.get("SUMMARY", "")).split())[:200]
    if begins is None or not title:
        return None
    first = _day(begins.dt)
    last = _day(ends.dt) if ends is not None else first
    if ends is not None and not isinstance(ends.dt, datetime) and last > first:
        last -= timedelta(days=1)  # the end of an all-day event is the day after
    return Dates(title, first, max(first, last), _guess(title, max(first, last) - first))


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _guess(title: str, lasts: timedelta) -> Meant:
    words = title.lower()
    if "term" in words and lasts >= A_TERM and "holiday" not in words and lasts <= LONGEST:
        return Meant.TERM
    return Meant.CLOSED if any(each in words for each in _CLOSED) and lasts <= LONGEST else Meant.NOTHING


def _paired(found: Sequence[Dates]) -> Sequence[Dates]:
    """“Autumn term begins” and “Autumn term ends” as the one term they tell of."""
    made: list[Dates] = []
    begun: Dates | None = None
    for each in found:
        words = each.title.lower()
        if "term" not in words or each.meant is Meant.TERM:
            made.append(each)
        elif any(word in words for word in _BEGINS):
            begun = each
            made.append(each)
        elif begun and any(word in words for word in _ENDS) and each.last - begun.first >= A_TERM:
            made.remove(begun)
            made.append(Dates(f"{begun.title} – {each.title}", begun.first, each.last, Meant.TERM))
            begun = None
        else:
            made.append(each)
    return made


def apply(office: Office, person: Person, dates: Sequence[Dates], school: str = "") -> int:
    """Write these into the Term dates table, for one school or for all; how many were new. Raises NotYoursToChange, StoreError."""
    values = [
        {
            "what": "term" if each.meant is Meant.TERM else each.title,
            "school": school,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
        }
        for each in dates
        if each.meant is not Meant.NOTHING
    ]
    if not all(may_change(office, person, TERM_DATES, "", each) for each in values):
        raise NotYoursToChange(
            "Only an administrator, or a coordinator for the whole authority, can change the term dates of all schools."
        )
    there = [dict(row.values) for row in office.store.table(TERM_DATES)]
    fresh = [each for each in values if not any(_says(row, each) for row in there)]
    for number, each in enumerate(fresh):
        key = f"{each['what']} {each['school']} {each['first']} {number}".replace("  ", " ")
        office.store.put(TableRow(TERM_DATES, key, each, office.now(), person.name))
    if fresh:
        told = {"rows": str(len(fresh))}
        office.store.note(
            Noted(office.now(), person.name, person.role, person.school, "imported term dates", detail=told)
        )
    return len(fresh)


def _says(row: dict[str, str], wanted: dict[str, str]) -> bool:
    return all((row.get(name) or "").lower() == value.lower() for name, value in wanted.items())


def meant(dates: Dates, what: Meant) -> Dates:
    """The same event, taken for something else."""
    return replace(dates, meant=what)


CALENDAR = FileDoor("casework.imports.terms:CALENDAR", read, list[Dates], 2, ONLY_TERMS)
