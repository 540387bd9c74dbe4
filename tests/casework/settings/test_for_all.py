"""Where several authorities work in one store: what counts for all of them is changed by all, and nobody reads another's people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.imports import terms
from casework.imports.terms import Dates, Meant
from casework.reading.office import Office
from casework.settings.changing import NotYoursToChange, change, lines, remove
from casework.settings.for_all import ASKED_FOR, LASTS
from record.person import Person, Role
from record.tables import AREAS, QUESTIONS, SCHOOLS, SETTINGS, STAFF, TERM_DATES
from tests.casework.at_work import NOOR, TARIQ, an_office, at, put
from tests.record.a_case import HOME, OTHER, RECEIVING

OLU = Person("Olu Adams", Role.COORDINATOR, "", "206")
WAITS = "once a colleague at the authority with the code {} has entered the same here"
QUESTION = {"label": "How do they travel?", "form": "Consent", "type": "text"}


def works_here(office: Office, la: str) -> None:
    put(office, STAFF, f"o@{la}.example", name="Olu Adams", role="coordinator", la=la, area="all")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Two authorities, each with a school in one area."""
    found = an_office(tmp_path)
    for la in ("205", "206"):
        works_here(found, la)
    put(found, SCHOOLS, HOME, name="Oakfield School", la="206", area="Both")
    put(found, SCHOOLS, RECEIVING, name="Northgate Academy", la="205", area="Both")
    return found


def write(office: Office, who: Person, table: str, key: str, values: Mapping[str, str]) -> str:
    """Write a row as it stands with these cells; what is said of it."""
    kept = next((row for row in office.store.table(table) if row.key == key), None)
    said = change(
        office, who, table, key, {**(kept.values if kept else {}), **values}, kept.changed_at if kept else None
    )
    return " ".join(said.values())


def rows(office: Office, table: str) -> dict[str, Mapping[str, str]]:
    return {row.key: row.values for row in office.store.table(table)}


@pytest.mark.parametrize(
    ("table", "key", "values"),
    [
        (SETTINGS, "virtual school address", {"value": "1 Elsewhere Road"}),
        (SETTINGS, "pack", {"value": "national-2026"}),
        (QUESTIONS, "travel", QUESTION),
        (AREAS, "Both", {"coordinator": "Somebody Else"}),
        (TERM_DATES, "", {"what": "INSET", "first": "18/9/2026"}),
    ],
    ids=str,
)
def test_what_counts_for_all_counts_once_each_has_written_the_same(
    office: Office, table: str, key: str, values: Mapping[str, str]
) -> None:
    before = rows(office, table)

    assert [WAITS.format("206") in write(office, TARIQ, table, key, values) for _ in range(2)] == [True, True]
    assert WAITS.format("206") in write(office, NOOR, table, key, values), "a colleague is no second authority"
    assert rows(office, table) == before

    assert write(office, OLU, table, key, values) == ""
    new = [each for each in rows(office, table).items() if each not in before.items()]
    assert [{name: each[name] for name in values} for _, each in new] == [values]
    assert rows(office, ASKED_FOR) == {}


def test_something_else_or_too_late_is_no_yes_and_of_three_all_are_asked(office: Office) -> None:
    key, one, other = "complaints", {"value": "from the office"}, {"value": "from elsewhere"}
    write(office, TARIQ, SETTINGS, key, one)
    assert WAITS.format("205") in write(office, OLU, SETTINGS, key, other)
    assert WAITS.format("205") in write(
        at(office, date(2026, 9, 21) + LASTS + timedelta(days=1)), OLU, SETTINGS, key, one
    )

    works_here(office, "207")
    assert WAITS.format("207") in write(office, TARIQ, SETTINGS, key, one)
    assert rows(office, SETTINGS) == {}


def test_a_row_for_all_is_removed_by_all(office: Office) -> None:
    put(office, SETTINGS, "complaints", value="from the office")

    assert WAITS.format("206") in " ".join(remove(office, TARIQ, SETTINGS, "complaints").values())
    assert rows(office, SETTINGS) == {"complaints": {"value": "from the office"}}
    assert remove(office, OLU, SETTINGS, "complaints") == {}
    assert rows(office, SETTINGS) == {}


def test_what_is_of_its_own_schools_an_authority_changes_alone(office: Office) -> None:
    assert write(office, TARIQ, AREAS, "East", {"coordinator": "Eve Adair"}) == ""
    assert write(office, TARIQ, TERM_DATES, "", {"what": "INSET", "first": "18/9/2026", "school": OTHER}) == ""


def test_a_calendar_for_all_schools_is_brought_in_for_none(office: Office) -> None:
    dates = [Dates("INSET day", date(2026, 9, 18), date(2026, 9, 18), Meant.CLOSED)]

    with pytest.raises(NotYoursToChange, match="Import them for each school"):
        terms.apply(office, TARIQ, dates)
    assert terms.apply(office, TARIQ, dates, OTHER) == 1


def test_people_of_another_authority_are_nobody_elses_to_read(office: Office) -> None:
    assert [each.key for each in lines(office, NOOR, STAFF)] == ["o@205.example"]
    assert [each.key for each in lines(office, OLU, STAFF)] == ["o@206.example"]
