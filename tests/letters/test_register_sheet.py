"""The register sheet as a Word file: what it says, and that it is the same bytes each time."""

from __future__ import annotations

from typing import Any

from letters.register_sheet import make
from tests.letters.read import text

DAY = {"am": "D", "pm": "✓"}
CHILD: dict[str, Any] = {
    "name": "Tobi <Adeyemi> & co",
    "year": "8",
    "upn": "B801200005001",
    "reference": "MM-7K3P-9QXW",
    "other_school": "Northgate Academy",
    "status": "M: main school, dual registered",
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), DAY),
    "reasons": ["All week: D. Expected at the other school."],
    "faults": ["Tuesday 15 September, morning: Both schools mark D."],
    "to_take_off": None,
}
FACTS: dict[str, Any] = {
    "sender": {
        "school": {
            "name": "Oakfield School",
            "address_lines": ["1 Oak Lane"],
            "phone": "",
            "email": "",
            "has_logo": False,
        }
    },
    "reference": "register sheet",
    "week": "14 September 2026",
    "marked_as_usual": 2,
    "children": [CHILD],
}


def test_it_says_who_what_and_why_whatever_the_name() -> None:
    said = text(make(FACTS))
    for words in ("Tobi <Adeyemi> & co, year 8", "Northgate Academy", "Put right.", "All week: D.", "usual: 2."):
        assert words in said
    assert "Mark every child as usual" not in said


def test_a_name_to_take_off_is_said_only_where_there_is_one() -> None:
    leaving = {**CHILD, "to_take_off": "Not yours any more."}
    assert "Not yours any more." in text(make({**FACTS, "children": [leaving]}))
    assert "Not yours" not in text(make(FACTS))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert make(FACTS) == make(FACTS)
