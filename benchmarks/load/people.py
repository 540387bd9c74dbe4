"""Who works: schools and cases for as many people as are asked for, each let in and signed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

from benchmarks import many_cases
from benchmarks.load.days import SHARES, Part
from casework.people import accounts
from casework.people.access_table import doors, key_of
from casework.people.entering import said_of
from casework.people.staff import GOOGLE
from casework.reading.office import Office
from record.case import Case
from record.person import Role
from record.stage import Stage, stage
from record.tables import ACCESS, ALL_AREAS, STAFF
from store.contract import Json, Store, TableRow
from ui.sign_in import ticket

PEOPLE_A_COPY = 30
"""For so many people there is one more copy of the sample's schools and cases."""


@dataclass(frozen=True)
class Seat:
    """Somebody's part, and the cookie that says who they are."""

    part: Part
    cookie: str


def seats(store: Store, people: int, today: date) -> Sequence[Seat]:
    """Fill an empty store with schools and cases, and let so many people in."""
    told, copies = many_cases.told(today), people // PEOPLE_A_COPY + 1
    many_cases.put(store, many_cases.schools(told, copies), many_cases.cases(told, copies * len(told.entries)))
    return signed_in(store, list(_parts(Office(store, lambda: today), people, today)))


def signed_in(store: Store, parts: Sequence[Part]) -> Sequence[Seat]:
    """A row for each person and for each school's link, and a cookie for each."""
    for row in _access(parts, date.today()):
        store.put(row)
    return [Seat(part, f"{ticket.COOKIE}={ticket.issue(store, _said(store, part, n))}") for n, part in enumerate(parts)]


def _parts(office: Office, people: int, today: date) -> Iterator[Part]:
    """No two write on the same draft: each has a case of their own, or opens one."""
    cases = list(office.cases.values())
    placed = [each for each in cases if stage(each) is Stage.PLACED and _is_there(each, today)]
    others = [each for each in cases if each not in placed]
    of = {name: iter(placed if name == "receiving school" else others[at::3]) for at, name in enumerate(SHARES)}
    for name in islice(cycle(_mixed()), people):
        case = next(of[name], None)
        if case is None:
            name, case = "home school", next(of["home school"], cases[0])
        yield Part(name, case.reference, _school(name, case), today)


def _is_there(case: Case, today: date) -> bool:
    place = case.placement
    return place is not None and place.starts_on <= today <= (place.ends_on or today)


def _mixed() -> Sequence[str]:
    """The shares, one in turn after the other, so that any first few are mixed too."""
    left = dict(SHARES)
    found = []
    while any(left.values()):
        for name in [each for each, count in left.items() if count]:
            left[name] -= 1
            found.append(name)
    return found


def _school(name: str, case: Case) -> str:
    if name == "coordinator":
        return ""
    return case.receiving or "" if name == "receiving school" else case.home


def _access(parts: Sequence[Part], today: date) -> Iterator[TableRow]:
    until = (today + timedelta(days=300)).isoformat()
    for school in dict.fromkeys(each.school for each in parts if each.school):
        opens = {"what": "link", "school": school, "hash": key_of(f"key of {school}"), "until": until}
        yield _row(ACCESS, f"link {school}", opens)
    for number, part in enumerate(parts):
        if part.school:
            member = {"what": "person", "school": part.school, "name": _name(number), "role": Role.SCHOOL.value}
            yield _row(ACCESS, f"member{number}", member)
        else:
            staff = {"name": _name(number), "role": Role.COORDINATOR.value, "la": "900", "email": _email(number)}
            staff |= {"area": ALL_AREAS}
            yield _row(STAFF, _email(number), staff)


def _said(store: Store, part: Part, number: int) -> Mapping[str, Json]:
    known = doors(store)
    if part.school:
        return said_of(known.members[f"member{number}"], known)
    email = _email(number)
    return accounts.said_of(known.staff[email], f"{GOOGLE} {email}", known)


def _name(number: int) -> str:
    return f"Person {number}"


def _email(number: int) -> str:
    return f"person{number}@load.example"


def _row(table: str, key: str, values: Mapping[str, str]) -> TableRow:
    return TableRow(table, key, values, datetime.now(UTC), "set-up")
