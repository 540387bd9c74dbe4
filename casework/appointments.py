"""What a calendar shows: starts and ends, meetings, reviews, notices. By reference and school, never by a child's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from casework.access import Seen, see_all
from casework.cases import ENGLAND
from casework.office import Office
from record.directed import UNTIL_REVOKED, directed
from record.due import due
from record.ended import Belongs, ended
from record.person import Person
from record.stage import is_closed

IN_A_CALENDAR = frozenset(
    {"meeting_record", "board_decision", "signature", "start", "review", "final_review", "roll_change"}
)
"""Entry kinds whose deadlines are appointments; a weekly report has its own page."""
REFRESHED = timedelta(hours=4)
"""How often a calendar is asked to look again."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One whole day of a case."""

    reference: str
    what: str
    on: date
    name: str
    """Tells it from the case's other appointments, also once its day has changed."""

    @property
    def title(self) -> str:
        """What the calendar shows: `MM-7K3P-9QXW: a review`."""
        return f"{self.reference}: {self.what}"


def appointments(office: Office, person: Person) -> Sequence[Appointment]:
    """Every appointment of the cases this person may see whole, the earliest first. Raises StoreError."""
    found = [each for seen in see_all(office, person) if seen.is_whole for each in _of(office, seen)]
    return sorted(found, key=lambda each: (each.on, each.reference, each.name))


def _of(office: Office, seen: Seen) -> Iterator[Appointment]:
    case = seen.case
    if is_closed(case):
        return
    end = ended(case)
    if case.placement and end is None:
        yield from _of_the_placement(office, seen)
    if end is not None:
        urn = {Belongs.HOME: case.home, Belongs.RECEIVING: case.receiving}.get(end.belongs)
        place = office.authority.name_of(urn) if urn else end.name
        yield Appointment(case.reference, f"first day at {place}" if place else "the move ends", end.from_on, "end")
    counted: dict[str, int] = {}
    for each in due(case):
        if each.by and each.kind in IN_A_CALENDAR:
            counted[each.kind] = counted.get(each.kind, 0) + 1
            yield Appointment(case.reference, f"due: {each.what}", each.by, f"{each.kind}-{counted[each.kind]}")


def _of_the_placement(office: Office, seen: Seen) -> Iterator[Appointment]:
    case, placement = seen.case, seen.case.placement
    assert placement is not None
    school = office.authority.name_of(placement.school)
    yield Appointment(case.reference, f"first day at {school}", placement.starts_on, "start")
    if placement.ends_on:
        yield Appointment(case.reference, f"last day of the placement at {school}", placement.ends_on, "last")
    for number, span in enumerate(directed(case), start=1):
        if span.last < UNTIL_REVOKED:
            yield Appointment(case.reference, "last day of the off-site direction", span.last, f"notice-{number}")


def as_ical(found: Sequence[Appointment], name: str, now: datetime) -> bytes:
    """An iCalendar file of whole days (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Managed Moves//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(ENGLAND))
    calendar.add("refresh-interval", REFRESHED, parameters={"value": "DURATION"})
    for each in found:
        event = Event()
        event.add("uid", f"{each.reference}-{each.name}@managed-moves")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("summary", each.title)
        event.add("dtstart", each.on)
        event.add("dtend", each.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
