"""Made-up people for the demo's picker, until the store has staff of its own."""

from __future__ import annotations

from collections.abc import Sequence

from store.base import Tables
from ui.sign_in.people import Person

_OAKFIELD = {"school": "100001", "school_name": "Oakfield School", "la": "205", "areas": ["205"]}
_NORTHGATE = {"school": "100002", "school_name": "Northgate Academy", "la": "205", "areas": ["205"]}
_AUTHORITY = {"school": "", "la": "205", "areas": ["205"]}

SAMPLE: Sequence[Person] = (
    {"name": "Amina Yusuf", "role": "school", **_OAKFIELD},
    {"name": "Peter Lindqvist", "role": "school", **_NORTHGATE},
    {"name": "Grace Obi", "role": "weekly report", **_NORTHGATE},
    {"name": "Rosalind Marsh", "role": "coordinator", **_AUTHORITY},
    {"name": "Devan Pillai", "role": "figures", **_AUTHORITY},
    {"name": "Hannah Cole", "role": "administrator", **_AUTHORITY},
)


def people_of(tables: Tables) -> Sequence[Person]:
    """Everyone in the Staff table, with their school's name; the sample where the table is empty. Raises StoreError."""
    schools = {row.key: row.values.get("name", "") for row in tables.table("Schools")}
    staff: Sequence[Person] = [
        {
            "name": row.values.get("name", row.key),
            "role": row.values.get("role", "school"),
            "school": row.values.get("school", ""),
            "school_name": schools.get(row.values.get("school", ""), ""),
            "la": row.values.get("la", ""),
            "areas": row.values.get("areas", "").split(),
        }
        for row in tables.table("Staff")
    ]
    return staff or SAMPLE
