"""A made-up authority for stories: three schools and a provider, the people who sign in, its pack and its term dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from record.person import Person
from record.tables import AREAS, SCHOOLS, SETTINGS, STAFF, TERM_DATES
from store.choose import open_store
from store.contract import TableRow

OAKFIELD, NORTHGATE, ELM_GROVE, HARBOUR = "100001", "100002", "100003", "100004"
AMINA, BEN, PETER, GRACE = "Amina Yusuf", "Ben Okoro", "Peter Lindqvist", "Grace Obi"
ELENA, TARIQ, ROSALIND = "Elena Petrova", "Tariq Mensah", "Rosalind Marsh"
ABSENCE_LINE = "01632 960 201"
OAKFIELD_HEAD, NORTHGATE_HEAD, ELM_GROVE_HEAD = "Mrs K. Bell", "Mr D. Shaw", "Dr E. Lowe"

_WHEN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
_LA = "205"
_SAID_TO_EVERYBODY = {
    "attendance phone": ABSENCE_LINE,
    "first day at": "8:40",
    "morning starts": "8:45",
    "afternoon ends": "15:10",
    "breaks": "10:50 to 11:10 and 12:40 to 13:20",
    "meals": "In the canteen, free school meals",
    "welcome plan": "Two buddies and the art club.",
    "attendance recorded how": "Every session; the home school hears by 9.30.",
}
"""What each of the schools says to every family alike."""


def _school(name: str, sort: str, number: int, head: str) -> Mapping[str, str]:
    return {
        "name": name,
        "sort": sort,
        "address": f"{number} School Lane\nRiverside\nRV{number} 2AB",
        "phone": f"01632 960 {number}00",
        "email": f"office@{name.split()[0].lower()}.example",
        "head": head,
        "area": "North",
        "la": _LA,
        **_SAID_TO_EVERYBODY,
    }


def _person(name: str, role: str, school: str = "") -> Mapping[str, str]:
    return {"name": name, "role": role, "school": school, "la": _LA, "areas": "North"}


_ROWS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    SCHOOLS: {
        OAKFIELD: _school("Oakfield School", "Community school", 1, OAKFIELD_HEAD),
        NORTHGATE: {
            **_school("Northgate Academy", "Academy converter", 2, NORTHGATE_HEAD),
            "first day place": "Main reception, Northgate Road",
        },
        ELM_GROVE: _school("Elm Grove School", "Foundation school", 3, ELM_GROVE_HEAD),
        HARBOUR: _school("Harbour Centre", "Alternative provision academy", 4, "Ms L. Quaye"),
    },
    STAFF: {
        "amina": _person(AMINA, "school", OAKFIELD),
        "ben": _person(BEN, "school", OAKFIELD),
        "peter": _person(PETER, "school", NORTHGATE),
        "grace": _person(GRACE, "weekly report", NORTHGATE),
        "elena": _person(ELENA, "school", ELM_GROVE),
        "tariq": _person(TARIQ, "school", HARBOUR),
        "rosalind": _person(ROSALIND, "coordinator"),
    },
    SETTINGS: {
        "pack": {"value": "hammersmith-fulham-2019"},
        "authority": {"value": "Riverside Council"},
        "coordinator": {"value": ROSALIND},
        "coordinator phone": {"value": "01632 960 555"},
        "coordinator email": {"value": "moves@riverside.example"},
        "complaints": {"value": "riverside.example/complaints"},
    },
    AREAS: {"North": {"coordinator": ROSALIND, "phone": "01632 960 555", "email": "moves@riverside.example"}},
    TERM_DATES: {
        "autumn 1": {"what": "term", "first": "2026-09-02", "last": "2026-10-23"},
        "autumn 2": {"what": "term", "first": "2026-11-02", "last": "2026-12-18"},
        "spring": {"what": "term", "first": "2027-01-04", "last": "2027-03-26"},
        "summer": {"what": "term", "first": "2027-04-12", "last": "2027-07-21"},
    },
}


def person(name: str) -> Person:
    """Somebody of the made-up staff, as casework knows them."""
    row = next(each for each in _ROWS[STAFF].values() if each["name"] == name)
    areas = () if row["school"] else (row["areas"],)
    return Person(name, row["role"], row["school"], row["la"], areas)


def urn(school: str) -> str:
    """Of a school's name."""
    return next(number for number, row in _ROWS[SCHOOLS].items() if row["name"] == school)


def seed(address: str) -> None:
    """Put everything into the store at `address`."""
    store = open_store(address)
    if store.is_unused():
        store.keep_demonstration()
    for table, rows in _ROWS.items():
        for key, values in rows.items():
            store.put(TableRow(table, key, values, _WHEN, "the tests"))
    store.close()
