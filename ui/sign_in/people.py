"""Whom the demo's picker offers, in the order and under the headings they are read in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from store.contract import Json

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
        Group(heading, tuple(Choice(key_of(person), str(person["name"]), does(person)) for person in members))
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


def _heading(person: Person) -> str:
    if not person.get("school"):
        return _NOT_A_SCHOOL
    return str(person.get("school_name") or f"School {person['school']}")
