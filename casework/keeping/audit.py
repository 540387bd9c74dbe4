"""Reading who did what: for coordinators, of the cases and schools that are theirs to see; and what in it is unusual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.people.access_table import doors
from casework.reading.access import see, see_all
from casework.reading.door import REFUSED, VIEWED
from casework.reading.office import Office
from record.identifiers import read_reference
from record.person import Person, Role
from record.words import ENGLAND
from store.contract import AuditEvent

NEWEST = 5000
"""Lines read at most."""
MANY_CASES, MANY_REFUSALS = 30, 8
"""In one day: more than this many different cases opened, or this many refusals, is worth a question."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line, or several of the same within one day."""

    at: datetime
    """Of the newest."""
    who: str
    school: str
    """Its name; empty for the local authority."""
    did: str
    reference: str
    detail: str
    times: int


@dataclass(frozen=True, slots=True)
class Unusual:
    """Something a coordinator should ask about."""

    on: date
    who: str
    why: str


def lines(office: Office, person: Person, reference: str = "") -> Sequence[AuditLine]:
    """The audit, newest first, with equal lines of a day as one. Of one case when `reference` is given. Raises StoreError."""
    found: dict[tuple[object, ...], list[AuditEvent]] = defaultdict(list)
    for each in _theirs(office, person, reference):
        found[(_day(each), each.who, each.school, each.did, each.reference, _words(each))].append(each)
    return [
        AuditLine(
            same[0].at, same[0].who, _name(office, same[0]), same[0].did, same[0].reference, _words(same[0]), len(same)
        )
        for same in found.values()
    ]


def unusual(office: Office, person: Person) -> Sequence[Unusual]:
    """Days on which somebody opened very many cases or was refused very often, newest first. Raises StoreError."""
    cases: dict[tuple[date, str, str], set[str]] = defaultdict(set)
    refusals: dict[tuple[date, str, str], int] = defaultdict(int)
    for each in _theirs(office, person, ""):
        key = (_day(each), each.who, each.school)
        if each.did == VIEWED:
            cases[key].add(each.reference)
        if each.did.startswith(REFUSED):
            refusals[key] += 1
    many = [
        Unusual(on, _called(office, who, at), f"opened {len(of)} cases")
        for (on, who, at), of in cases.items()
        if len(of) > MANY_CASES
    ]
    often = [
        Unusual(on, _called(office, who, at), f"was refused {n} times")
        for (on, who, at), n in refusals.items()
        if n > MANY_REFUSALS
    ]
    return sorted(many + often, key=lambda each: each.on, reverse=True)


def _theirs(office: Office, person: Person, reference: str) -> Iterator[AuditEvent]:
    if person.role != Role.COORDINATOR:
        return
    wanted = (read_reference(reference) or reference) if reference else None
    if wanted is not None and see(office, person, wanted) is None:
        return
    mine = {each.case.reference for each in see_all(office, person)}
    abroad = {each.name for each in doors(office.store).staff.values() if each.la != person.la}
    for each in office.store.events(wanted, NEWEST):
        exists = each.reference in office.cases
        if (each.reference in mine) if exists else _is_of_theirs(office, person, each, abroad):
            yield each


def _is_of_theirs(office: Office, person: Person, event: AuditEvent, abroad: set[str]) -> bool:
    if not event.school:
        return event.who not in abroad
    school = office.authority.school(event.school)
    in_areas = not person.areas or not school.area or school.area in person.areas
    return office.authority.is_of(school, person.la) and in_areas


def _day(event: AuditEvent) -> date:
    return event.at.astimezone(ENGLAND).date()


def _words(event: AuditEvent) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(event.detail.items()))


def _name(office: Office, event: AuditEvent) -> str:
    return office.authority.name_of(event.school) if event.school else ""


def _called(office: Office, who: str, school: str) -> str:
    called = who or "Someone unknown"
    return f"{called}, {office.authority.name_of(school)}" if school else called
