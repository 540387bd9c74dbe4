"""How somebody likes their board: filters and an order, as they left it and under names of their own.

What was searched for is never kept: it may be a child's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from casework.desk.last_look import whose
from casework.reading.office import Office
from record.person import Person
from record.valid_text import valid

ANY, LATE, THIS_WEEK = DUE = ("any time", "late", "within a week")
SORTS = ("what harms most", "next step due", "stage", "fewest weeks left", "home school", "reference")
NAMED, LEFT = "board views", "board as left"
LONGEST_NAME, MOST = 40, 20


class NotKept(Exception):
    """A view cannot be kept under this name; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class View:
    """Which lines of the board are shown, in which order. An empty filter shows all."""

    stages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    school: str = ""
    """URN, at either end of the move."""
    due: str = ANY
    sort: str = SORTS[0]


def named(office: Office, person: Person) -> Mapping[str, View]:
    """A person's own views by name, in the order they were kept. Raises StoreError."""
    kept = office.store.preference(whose(person), NAMED) or {}
    return {name: _read(value) for name, value in kept.items()}


def keep(office: Office, person: Person, name: str, view: View) -> None:
    """Keep a view under a name, in place of an earlier one of that name. Raises NotKept, StoreError."""
    name = " ".join(valid(name).split())
    views = named(office, person)
    if not name or len(name) > LONGEST_NAME:
        raise NotKept(f"Give the view a name of 1 to {LONGEST_NAME} characters.")
    if name not in views and len(views) >= MOST:
        raise NotKept(f"You have {MOST} views. Remove one first.")
    _keep(office, person, {**views, name: view})


def remove(office: Office, person: Person, name: str) -> None:
    """Forget a view. Raises StoreError."""
    _keep(office, person, {each: view for each, view in named(office, person).items() if each != name})


def _keep(office: Office, person: Person, views: Mapping[str, View]) -> None:
    office.store.keep_preference(whose(person), NAMED, {name: asdict(view) for name, view in views.items()})


def as_left(office: Office, person: Person) -> View:
    """The board as this person left it. Raises StoreError."""
    return _read(office.store.preference(whose(person), LEFT))


def leave(office: Office, person: Person, view: View) -> None:
    """Remember the board as it is now, if it is not already. Raises StoreError."""
    if view != as_left(office, person):
        office.store.keep_preference(whose(person), LEFT, asdict(view))


def _read(kept: object) -> View:
    """What was kept; whatever this version does not know is as if it were not said."""
    of = kept if isinstance(kept, Mapping) else {}
    due, sort = of.get("due"), of.get("sort")
    return View(
        stages=_texts(of.get("stages")),
        areas=_texts(of.get("areas")),
        concerns=_texts(of.get("concerns")),
        school=str(of.get("school") or ""),
        due=str(due) if due in DUE else ANY,
        sort=str(sort) if sort in SORTS else SORTS[0],
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()
