"""What a calendar holds of the cases somebody sees, and the key with which their own calendar may ask for it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from casework.desk.last_look import whose
from casework.desk.work import due_for
from casework.people.access_table import doors, key_of
from casework.people.staff import GOOGLE
from casework.reading.access import Seen, see_all
from casework.reading.door import note
from casework.reading.office import Office
from record.directed import UNTIL_REVOKED, directed, last_day_there
from record.ended import Belongs, ended
from record.person import Person
from record.stage import is_closed
from record.tables import STAFF
from record.words import ENGLAND
from store.contract import Json, Store, TableRow

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
        # Elsewhere the name of the place is typed, or says why the child left: neither is for a calendar.
        says = f"first day at {office.authority.name_of(urn)}" if urn else "the move ends"
        yield Appointment(case.reference, says, end.from_on, "end")
    counted: dict[str, int] = {}
    for each in due_for(seen):
        if each.by and each.duty.in_calendar:
            name = each.duty.id.replace(" ", "-")
            counted[name] = counted.get(name, 0) + 1
            yield Appointment(case.reference, f"due: {each.outside}", each.by, f"{name}-{counted[name]}")


def _of_the_placement(office: Office, seen: Seen) -> Iterator[Appointment]:
    case, placement = seen.case, seen.case.placement
    assert placement is not None
    school = office.authority.name_of(placement.school)
    yield Appointment(case.reference, f"first day at {school}", placement.starts_on, "start")
    if last_day := last_day_there(case):
        yield Appointment(case.reference, f"last day of the placement at {school}", last_day, "last")
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


CALENDARS = "Calendars"
"""The table: one row a person, whose key is who they are. It has no tab in a spreadsheet: it opens a door."""
KEY_BYTES = 20
_LONGEST_KEY = 100


def has_calendar(office: Office, person: Person) -> bool:
    """Whether this person has a calendar to subscribe to. Raises StoreError."""
    return any(row.key == whose(person) for row in office.store.table(CALENDARS))


def make_key(office: Office, person: Person) -> str:
    """A new key; the one before opens nothing any more. Raises StoreError."""
    key = secrets.token_urlsafe(KEY_BYTES)
    said = json.dumps({**asdict(person), "areas": list(person.areas)})
    _put(office, person, {"hash": key_of(key), "person": said})
    note(office, person, "made a calendar to subscribe to")
    return key


def revoke_key(office: Office, person: Person) -> None:
    """The key opens nothing any more. Raises StoreError."""
    _put(office, person, {})
    note(office, person, "revoked their calendar")


def said_behind(store: Store, key: str) -> Mapping[str, Json] | None:
    """What was said of the person whose key it is, when it was made; nothing for any other key. Raises StoreError.

    Whether they may still be here is for `standing` to say.
    """
    if not key or len(key) > _LONGEST_KEY:
        return None
    wanted = key_of(key)
    found = [row.values["person"] for row in store.table(CALENDARS) if row.values.get("hash") == wanted]
    return _with_their_account(store, json.loads(found[0])) if found else None


def _with_their_account(store: Store, said: Mapping[str, Json]) -> Mapping[str, Json]:
    """With the account their row has now: a key goes on while its person does, whatever they sign in with."""
    table, _, row = str(said.get("holder") or "").partition(" ")
    colleague = doors(store).staff.get(row) if table == STAFF else None
    return {**said, "account": colleague.account or f"{GOOGLE} {colleague.email}"} if colleague else said


def _put(office: Office, person: Person, values: Mapping[str, str]) -> None:
    office.store.put(TableRow(CALENDARS, whose(person), values, datetime.now(UTC), person.name))
