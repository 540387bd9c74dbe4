"""Who reads the audit, of what, and what stands out in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.keeping import audit
from casework.keeping.audit import MANY_CASES, MANY_REFUSALS
from casework.reading import door
from casework.reading.door import VIEWED
from casework.reading.office import Office
from record.identifiers import new_reference
from record.person import Person, Role
from record.tables import SCHOOLS
from store.contract import AuditEvent
from tests.casework.at_work import (
    ABROAD,
    AMINA,
    DEVAN,
    ELENA,
    EVE,
    GRACE,
    NOOR,
    PETER,
    REFERENCE,
    ROSALIND,
    TARIQ,
    an_office,
    put,
    requested,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Amina and Peter looked at the case; Elena was refused it."""
    office = an_office(tmp_path, *requested())
    door.note(office, AMINA, VIEWED, REFERENCE)
    for person in (AMINA, PETER, ELENA):
        door.ask(office, person, REFERENCE)
    return office


@pytest.mark.parametrize("person", [AMINA, PETER, GRACE, DEVAN, NOOR])
def test_only_coordinators_read_it(office: Office, person: Person) -> None:
    assert audit.lines(office, person) == []
    assert audit.unusual(office, person) == []
    assert audit.lines(office, person, REFERENCE) == []


def test_a_coordinator_of_the_area_reads_who_saw_the_case(office: Office) -> None:
    said = [(each.who, each.did, each.times) for each in audit.lines(office, TARIQ, REFERENCE)]

    assert said == [
        ("Elena Petrova", "was refused a case", 1),
        ("Peter Lindqvist", VIEWED, 1),
        ("Amina Yusuf", VIEWED, 2),
    ]
    assert audit.lines(office, ROSALIND, REFERENCE)


@pytest.mark.parametrize("person", [EVE, ABROAD])
def test_the_audit_of_a_case_of_other_areas_is_as_empty_as_that_of_none(office: Office, person: Person) -> None:
    assert audit.lines(office, person, REFERENCE) == audit.lines(office, person, "MM-0000-0000") == []
    assert [each for each in audit.lines(office, person) if each.reference == REFERENCE] == []


def test_a_school_whose_authority_is_not_written_is_no_other_authoritys(office: Office) -> None:
    put(office, SCHOOLS, "100099", name="Cove School")
    at_the_cove = AuditEvent(datetime(2026, 9, 21, 9, tzinfo=UTC), "Uma Lee", Role.SCHOOL, "100099", "signed in")
    office.store.note(at_the_cove)

    def readers() -> list[str]:
        return [who.name for who in (TARIQ, ABROAD) if "Uma Lee" in {each.who for each in audit.lines(office, who)}]

    assert readers() == [TARIQ.name], "no other authority is known"
    put(office, SCHOOLS, "100098", name="Abroad School", la=ABROAD.la)
    assert readers() == [], "it may be either’s"
    put(office, SCHOOLS, "100099", name="Cove School", la=ABROAD.la)
    assert readers() == [ABROAD.name]


def test_what_was_typed_in_the_address_is_not_written_down(office: Office) -> None:
    door.ask(office, ELENA, "Tobi Adeyemi")

    assert office.store.events(limit=1)[0].reference == ""
    assert "Tobi" not in repr(office.store.events())


def test_very_many_cases_or_refusals_in_a_day_stand_out(office: Office) -> None:
    for n in range(MANY_CASES + 1):
        office.store.note(AuditEvent(office.now(), "Amina Yusuf", "school", AMINA.school, VIEWED, f"MM-{n}"))
    for _ in range(MANY_REFUSALS + 1):
        door.ask(office, PETER, new_reference())
    assert {(each.who, each.why) for each in audit.unusual(office, TARIQ)} == {
        ("Amina Yusuf, Oakfield School", f"opened {MANY_CASES + 2} cases"),
        ("Peter Lindqvist, Northgate Academy", f"was refused {MANY_REFUSALS + 1} times"),
    }


def test_the_same_over_many_days_does_not(office: Office) -> None:
    for n in range(3 * MANY_CASES):
        at: datetime = office.now() - timedelta(days=n)
        office.store.note(AuditEvent(at, "Amina Yusuf", "school", AMINA.school, VIEWED, f"MM-{n}"))

    assert audit.unusual(office, TARIQ) == []
