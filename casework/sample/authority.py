"""Riverside as rows of the settings tables, read from `authority.toml`: schools, staff, areas, settings, term dates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from casework.sample.terms import inset_days, terms
from record.person import Person, Role
from record.tables import AREAS, MADE_UP, SCHOOLS, SETTINGS, STAFF, TABLES, TERM_DATES, School
from store.contract import TableRow

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SampleSchool:
    """A school of the sample, with its own way of receiving a child."""

    urn: str
    name: str
    head: str
    phone: str
    attendance_phone: str
    admission_authority: str
    writer: Person
    """Who writes the school's entries."""
    reporter: Person
    """Who writes its weekly reports."""
    ways: Mapping[str, str]


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "authority.toml").read_text(encoding="utf-8"))


@cache
def people() -> tuple[Person, ...]:
    """Everyone who works with managed moves in Riverside, as they sign in."""
    names = {school["urn"]: school["name"] for school in _written()["schools"]}
    return tuple(
        Person(
            name=each["name"],
            role=each["role"],
            school=each.get("school", ""),
            la=_written()["la"],
            areas=tuple(each.get("areas", "").split()),
            school_name=names.get(each.get("school", ""), ""),
        )
        for each in _written()["staff"]
    )


@cache
def schools() -> Mapping[str, SampleSchool]:
    """The schools of the sample by their names."""
    return {each["name"]: _school(each) for each in _written()["schools"]}


def _school(of: Mapping[str, Any]) -> SampleSchool:
    staff = [each for each in people() if each.school == of["urn"]]
    is_of_the_la = of["sort"].lower().startswith(("community", "voluntary controlled"))
    return SampleSchool(
        urn=of["urn"],
        name=of["name"],
        head=of["head"],
        phone=of["phone"],
        attendance_phone=of["attendance_phone"],
        admission_authority="Ms J. Farrow, Riverside Council admissions" if is_of_the_la else "The chair of governors",
        writer=staff[0],
        reporter=next((each for each in staff if each.role == Role.WEEKLY_REPORT), staff[0]),
        ways=of["ways"],
    )


def coordinator(urn: str) -> Person:
    """The coordinator of a school's area."""
    area = next(each["area"] for each in _written()["schools"] if each["urn"] == urn)
    return next(each for each in people() if each.is_coordinator and area in each.areas)


def rows(today: date) -> Iterator[TableRow]:
    """Every row of the settings tables, as put there this morning; the row that marks the sample comes last."""
    written = _written()
    for each in written["schools"]:
        yield _row(today, SCHOOLS, each["urn"], _school_values(each))
    for each in written["staff"]:
        yield _row(today, STAFF, _address(each["name"]), {"la": written["la"], **each})
    for area, values in written["areas"].items():
        yield _row(today, AREAS, area, values)
    yield from _term_dates(today)
    for key, value in written["settings"].items():
        yield _row(today, SETTINGS, key, {"value": value})
    yield _row(today, SETTINGS, MADE_UP, {"value": today.isoformat()})


def _school_values(of: Mapping[str, Any]) -> Mapping[str, str]:
    site = f"{_slug(of['name'])}.example"
    la = _written()["la"]
    kept = {name: each for name, each in of["ways"].items() if name in School.__dataclass_fields__}
    written = {
        **of,
        **kept,
        "email": f"office@{site}",
        "la": la,
        "dfe_number": f"{la}/4{of['urn'][-3:]}",
        "complaints": f"{site}/complaints",
    }
    columns = {each.attribute: each.name for each in TABLES[SCHOOLS].columns}
    if unknown := sorted(written.keys() - columns.keys() - {"urn", "ways"}):
        raise ValueError(f"authority.toml, {of['name']}: {TABLES[SCHOOLS].name} has no column for {', '.join(unknown)}")
    return {name: written[attribute] for attribute, name in columns.items() if attribute in written}


def _term_dates(today: date) -> Iterator[TableRow]:
    for name, span in terms(today):
        dates = {"first": span.first.isoformat(), "last": span.last.isoformat()}
        yield _row(today, TERM_DATES, f"{name} {span.first.year}", {"what": "term", "name": name, **dates})
    for name, day in inset_days(today):
        values = {"what": "INSET day", "school": schools()[name].urn, "first": day.isoformat(), "last": day.isoformat()}
        yield _row(today, TERM_DATES, f"INSET {values['school']} {day}", values)


def _row(today: date, table: str, key: str, values: Mapping[str, str]) -> TableRow:
    return TableRow(table, key, dict(values), datetime.combine(today, time(0, 0), UTC), "Hannah Cole")


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@riverside.example"


def _slug(name: str) -> str:
    first = name.replace("’", "").lower().removeprefix("the ").split()
    return "-".join(first[:2])
