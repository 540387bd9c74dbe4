"""Schools that closed and go on under another number: whose cases, links and people belong to which school today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from record.entry import Entry
from record.field import Shape, questions
from record.forms.kinds import kind_named
from record.tables import BECAME
from store.contract import Json, SavedEntry, TableRow


def successors(schools: Sequence[TableRow]) -> Mapping[str, str]:
    """By URN of a school that became another: the URN it has today. A circle of schools is no succession."""
    next_of = {
        row.key: became for row in schools if (became := (row.values.get(BECAME) or "").strip()) and became != row.key
    }
    found = {urn: _last(urn, next_of) for urn in next_of}
    return {urn: today for urn, today in found.items() if today}


def _last(urn: str, next_of: Mapping[str, str]) -> str:
    passed = {urn}
    while urn in next_of:
        urn = next_of[urn]
        if urn in passed:
            return ""
        passed.add(urn)
    return urn


def under_todays_numbers(
    saved: SavedEntry, today: Mapping[str, str], form: Callable[[type[Entry]], type[Entry]] = lambda kind: kind
) -> SavedEntry:
    """An entry as if every school in it had always had the URN it has today; `form` gives a kind as it is asked."""
    if not today:
        return saved
    try:
        kind = form(kind_named(saved.kind))
    except KeyError:  # a later version may know more forms than this one
        return saved
    answers: dict[str, Json] = dict(saved.answers)
    for each in questions(kind):
        given = answers.get(each.name)
        if each.shape is Shape.SCHOOL and isinstance(given, str):
            answers[each.name] = today.get(given, given)
    return replace(saved, saved_for=today.get(saved.saved_for, saved.saved_for), answers=answers)
