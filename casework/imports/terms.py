"""Term dates from a calendar file (.ics), as schools and authorities publish them: read, guessed at, shown, then applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casework.imports.calendar_events import CalendarEvent, events_of
from casework.imports.calendar_words import SHORTEST_TERM, Says, Understood, plain_words, understood
from casework.reading.given_files import FileDoor
from casework.reading.office import Office
from casework.settings.changing import NotYoursToChange, may_change
from casework.settings.for_all import concerned
from record.apart import FileRefused
from record.person import Person
from record.tables import TERM_DATES
from store.contract import AuditEvent as Noted
from store.contract import TableRow

MOST_BYTES = 2_000_000
MOST_LINES, LONGEST_LINE, DEEPEST = 40_000, 20_000, 8
ONLY_TERMS = "Export only the calendar of term dates."
MOST = 2_000
"""Events of one file, each repeat counted."""
TITLES = "Term date words"
"""The table of what a person said that the words of an event mean. Kept by every store; no tab of a spreadsheet."""
A_DAY = timedelta(days=1)
A_FORTNIGHT = timedelta(days=14)


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
    is_unclear: bool = False
    """Whether it speaks of school days in words that somebody must look at."""


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """What a calendar file says."""

    dates: tuple[Dates, ...]
    left: tuple[str, ...] = ()
    """What of it was not taken, in sentences."""


def read(content: bytes) -> CalendarRead:
    """The events of a calendar in order; a term told by its first and its last day becomes one. Raises NoCalendar."""
    if len(content) > MOST_BYTES:
        raise NoCalendar(f"This file has more than 2 megabytes. {ONLY_TERMS}")
    _look_over(content)
    try:
        events, left = events_of(_text(content))
    except Exception as problem:  # icalendar raises what its parts raise
        raise NoCalendar("This is not a calendar file. Export the calendar as iCalendar (.ics).") from problem
    if not events:
        said = f" {left[0]}" if left else ""
        raise NoCalendar(f"This calendar holds no event with a date.{said} Export the calendar of term dates.")
    if len(events) > MOST:
        raise NoCalendar(f"This calendar holds {len(events):,} events. Export only the calendar of term dates.")
    return CalendarRead(tuple(_told(events)), tuple(dict.fromkeys(left)))


def _text(content: bytes) -> str:
    """As text: calendars are in UTF-8, and some programs do not know."""
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _look_over(content: bytes) -> None:
    """Count before anything is built: the reader of calendars itself takes whatever there is."""
    depth = 0
    lines = content.splitlines()
    if len(lines) > MOST_LINES or content.upper().count(b"BEGIN:VEVENT") > MOST:
        raise NoCalendar(f"This calendar holds too much. {ONLY_TERMS}")
    for line in lines:
        depth += line.upper().startswith(b"BEGIN:") - line.upper().startswith(b"END:")
        if len(line) > LONGEST_LINE or depth > DEEPEST:
            raise NoCalendar(f"This calendar has lines that do not belong in a calendar. {ONLY_TERMS}")


def _told(events: Sequence[CalendarEvent]) -> Sequence[Dates]:
    """Every event with what it is taken for; what repeats and says nothing of school days stands there once."""
    found = [understood(each) for each in events]
    seen: set[str] = set()
    once = []
    for each in found:
        words = plain_words(each.event.title)
        if each.says is not Says.NOTHING or each.event.times == 1 or words not in seen:
            once.append(each)
        seen.add(words)
    made = [_plainly(each) for each in once if each.says in _PLAINLY] + _Pairing().paired(once)
    return list(dict.fromkeys(sorted(made, key=lambda each: (each.first, each.last, each.title))))


_PLAINLY: Mapping[Says, Meant] = {
    Says.TERM: Meant.TERM,
    Says.CLOSED: Meant.CLOSED,
    Says.NOTHING: Meant.NOTHING,
    Says.UNCLEAR: Meant.NOTHING,
}


def _plainly(each: Understood) -> Dates:
    event = each.event
    return Dates(event.title, event.first, event.last, _PLAINLY[each.says], each.says is Says.UNCLEAR)


class _Pairing:
    """First and last days, of school and of holidays, as the terms and the holidays that they tell of."""

    def __init__(self) -> None:
        self.made: list[Dates] = []
        self.begun: CalendarEvent | None = None
        self.away: CalendarEvent | None = None
        """The first day of a holiday that has not ended yet."""

    def paired(self, found: Sequence[Understood]) -> list[Dates]:
        """Of every event that is an edge; one without its other edge is left for a person to say."""
        closed = [each.event for each in found if each.says is Says.CLOSED]
        for each in found:
            event = each.event
            if each.says is Says.BEGINS:
                self._begins(event, closed)
            elif each.says is Says.ENDS:
                self._ends(event)
            elif each.says is Says.HOLIDAY_BEGINS:
                self._alone(self.away)
                self.away = event
            elif each.says is Says.HOLIDAY_ENDS:
                self._holiday_ends(event)
        self._alone(self.begun)
        self._alone(self.away)
        return self.made

    def _alone(self, event: CalendarEvent | None) -> None:
        if event is not None:
            self.made.append(Dates(event.title, event.first, event.last, Meant.NOTHING, True))

    def _begins(self, event: CalendarEvent, closed: Sequence[CalendarEvent]) -> None:
        if self.away is not None and self.away.first < event.first:
            self._holiday(self.away, event, event.first - A_DAY)
        ends = [*(each.last for each in closed), *(each.last for each in self.made if each.meant is Meant.CLOSED)]
        if self.begun is None:
            self.begun = event
        elif event.first - self.begun.first <= A_FORTNIGHT:
            self._alone(self.begun)
            self.begun = event
        elif any(event.first - A_FORTNIGHT / 2 <= last < event.first for last in ends):
            # school goes on after a holiday that the calendar tells of by itself
            self.made.append(Dates(event.title, event.first, event.last, Meant.NOTHING))
        else:
            self._alone(event)

    def _ends(self, event: CalendarEvent) -> None:
        if self.begun is None or event.last - self.begun.first < SHORTEST_TERM:
            self._alone(event)
            return
        title = f"{self.begun.title} – {event.title}"
        self.made.append(Dates(title, self.begun.first, event.last, Meant.TERM))
        self.begun = None

    def _holiday_ends(self, event: CalendarEvent) -> None:
        if self.away is None:
            self._alone(event)
        else:
            self._holiday(self.away, event, event.last)

    def _holiday(self, begins: CalendarEvent, ends: CalendarEvent, last: date) -> None:
        self.made.append(Dates(f"{begins.title} – {ends.title}", begins.first, last, Meant.CLOSED))
        self.away = None


def remembered(office: Office, dates: Sequence[Dates]) -> Sequence[Dates]:
    """The same events, those whose words a person matched before taken as they were then. Raises StoreError."""
    said = {row.key: row.values.get("means", "") for row in office.store.table(TITLES)}
    return [_as_said(each, said.get(_key(each), "")) for each in dates]


def _key(dates: Dates) -> str:
    return plain_words(dates.title)[:200]


def _as_said(dates: Dates, means: str) -> Dates:
    return replace(dates, meant=Meant(means), is_unclear=False) if means in [*Meant] else dates


def remember(office: Office, person: Person, guessed: Sequence[Dates], said: Sequence[Dates]) -> None:
    """Keep what a person made of words that nobody could tell, or took otherwise. Raises StoreError."""
    kept = {row.key: row.values.get("means", "") for row in office.store.table(TITLES)}
    for before, after in zip(guessed, said, strict=True):
        is_said = before.is_unclear and after.meant is not Meant.NOTHING
        if (is_said or before.meant is not after.meant) and kept.get(_key(after)) != after.meant:
            office.store.put(TableRow(TITLES, _key(after), {"means": str(after.meant)}, office.now(), person.name))


def rows_of(dates: Sequence[Dates], school: str) -> Sequence[Mapping[str, str]]:
    """What these dates are in the Term dates table, for one school or for all."""
    return [
        {
            "what": "term" if each.meant is Meant.TERM else each.title,
            "school": school,
            "first": each.first.isoformat(),
            "last": each.last.isoformat(),
        }
        for each in dates
        if each.meant is not Meant.NOTHING
    ]


def apply(office: Office, person: Person, dates: Sequence[Dates], school: str = "") -> int:
    """Write these into the Term dates table, for one school or for all; how many were new. Raises NotYoursToChange, StoreError."""
    values = rows_of(dates, school)
    if not all(may_change(office, person, TERM_DATES, "", each) for each in values):
        raise NotYoursToChange(
            "Only an administrator, or a coordinator for the whole authority, can change the term dates of all schools."
        )
    if concerned(office, person, TERM_DATES, "", {"school": school}):
        raise NotYoursToChange(
            "Several local authorities work on this site, and these dates would count for all of them. Import them for each school."
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


def _says(row: Mapping[str, str | None], wanted: Mapping[str, str]) -> bool:
    return all((row.get(name) or "").lower() == value.lower() for name, value in wanted.items())


def meant(dates: Dates, what: Meant) -> Dates:
    """The same event, taken for something else."""
    return replace(dates, meant=what)


CALENDAR = FileDoor("casework.imports.terms:CALENDAR", read, CalendarRead, 2, ONLY_TERMS)
