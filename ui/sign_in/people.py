"""Whom the demonstration’s picker offers: the Staff table, and made-up people until the store has staff of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import groupby

from casework.people.staff import areas_said
from casework.sample import people
from record.tables import SCHOOLS, STAFF
from store.contract import Json, Tables

Person = Mapping[str, Json]
"""`name`, `role`, `school` (a URN or empty), `la`, `areas`; with `school_name` where it is known."""
People = Callable[[], Sequence[Person]]

_DOES: Mapping[str, str] = {
    "school": "Refers children, receives them, writes every form",
    "weekly report": "Writes the weekly report only",
    "coordinator": "Sees every case of the area and what is late",
    "figures": "Sees counts only, never a child",
    "administrator": "Keeps schools, staff and settings",
}
_IN_SHORT: Mapping[str, str] = {
    "school": "All forms",
    "weekly report": "Weekly reports",
    "coordinator": "Coordinator",
    "figures": "Figures",
    "administrator": "Administrator",
}
_NOT_A_SCHOOL = "The local authority"


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of the picker."""

    key: str
    name: str
    does: str


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one school, or of the local authority."""

    heading: str
    choices: tuple[Choice, ...]


def groups(people: Iterable[Person]) -> list[Group]:
    """The picker: schools by name, then the local authority; people in the order they are kept."""
    ordered = sorted(people, key=lambda person: (not person.get("school"), _heading(person)))
    return [
        Group(heading, tuple(Choice(key_of(person), str(person["name"]), _in_short(person)) for person in members))
        for heading, members in groupby(ordered, key=_heading)
    ]


def find(people: Iterable[Person], key: str) -> Person | None:
    """The person whose button was pressed, or None."""
    return next((person for person in people if key_of(person) == key), None)


def key_of(person: Person) -> str:
    """What the form sends for a person. Not a secret: in the demo anyone may be anyone."""
    return sha256(f"{person['name']}|{person['role']}|{person['school']}".encode()).hexdigest()[:16]


def does(person: Person) -> str:
    """What the role is for, in a few words."""
    return _DOES.get(str(person["role"]), str(person["role"]))


def _in_short(person: Person) -> str:
    return _IN_SHORT.get(str(person["role"]), str(person["role"]))


def _heading(person: Person) -> str:
    if not person.get("school"):
        return _NOT_A_SCHOOL
    return str(person.get("school_name") or f"School {person['school']}")


SAMPLE: Sequence[Person] = tuple({**asdict(each), "areas": list(each.areas)} for each in people())


def people_of(tables: Tables) -> Sequence[Person]:
    """Everyone in the Staff table, with their school's name; the sample's people where it is empty. Raises StoreError."""
    return _staff(tables) or SAMPLE


def _staff(tables: Tables) -> Sequence[Person]:
    schools = {row.key: row.values.get("name", "") for row in tables.table(SCHOOLS)}
    return [
        {
            "name": row.values.get("name", row.key),
            "role": row.values.get("role", "school"),
            "school": row.values.get("school", ""),
            "school_name": schools.get(row.values.get("school", ""), ""),
            "la": row.values.get("la", ""),
            "areas": list(areas_said(row.values)),
        }
        for row in tables.table(STAFF)
    ]
