"""Whom the demo's picker offers: the Staff table, and made-up people until the store has staff of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from casework.sample import people
from record.tables import SCHOOLS, STAFF
from store.contract import Tables
from ui.sign_in.people import Person

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
            "areas": row.values.get("areas", "").split(),
        }
        for row in tables.table(STAFF)
    ]
