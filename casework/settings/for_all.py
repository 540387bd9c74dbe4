"""Rows of the settings tables that are of no one school, where several local authorities work in one store: what one of them
writes counts once each other has written the same.

So nobody changes the address that another authority's letters go to, its policy or its days alone; and nothing is frozen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from casework.reading.office import Office
from record.person import Person
from record.tables import AREAS, QUESTIONS, SETTINGS, TERM_DATES
from record.words import listed
from store.contract import TableRow

ASKED_FOR = "Settings asked for"
"""The table: what an authority wrote and another has still to write too. It has no tab in a spreadsheet."""
LASTS = timedelta(days=30)


def concerned(office: Office, person: Person, table: str, key: str, values: Mapping[str, str]) -> frozenset[str]:
    """The other authorities that work here and that a row is about too: of an area, those with a school in it. Raises StoreError."""
    if table not in (AREAS, QUESTIONS, SETTINGS, TERM_DATES) or (table == TERM_DATES and values.get("school")):
        return frozenset()
    others = office.authorities - {person.la}
    if table == AREAS:
        return others & {each.la for each in office.authority.schools.values() if each.area == key}
    return others


def still_to_agree(
    office: Office, person: Person, table: str, key: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Sequence[str]:
    """The authorities that have not written the same yet; what this one writes is kept for them. Nothing is kept any more
    once nobody is left. Raises StoreError."""
    others = frozenset[str]().union(*(concerned(office, person, table, key, each) for each in (before, after) if each))
    if not others:
        return ()
    now, wish = office.now(), json.dumps(dict(after), sort_keys=True)
    asked = {row.key: row for row in office.store.table(ASKED_FOR) if now - row.changed_at <= LASTS}
    agreed = [each for each in others if (row := asked.get(_key(table, key, each))) and row.values.get("says") == wish]
    left = sorted(others - {*agreed})
    if left:
        office.store.put(TableRow(ASKED_FOR, _key(table, key, person.la), {"says": wish}, now, person.name))
        return left
    for each in (*agreed, person.la):
        if _key(table, key, each) in asked:
            office.store.put(TableRow(ASKED_FOR, _key(table, key, each), {}, now, person.name))
    return ()


def in_words(left: Sequence[str]) -> str:
    """What whoever writes such a row is told."""
    return (
        "Several local authorities work on this site, and this row counts for all of them. What you wrote is remembered for "
        f"{LASTS.days} days, and counts once a colleague at the authority with the code {listed(left)} has entered the same here. "
        "Ask them to."
    )


def _key(table: str, key: str, la: str) -> str:
    return f"{table} {key} {la}"
