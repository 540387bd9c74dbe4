"""A school that became several: whose its cases are is asked, and until somebody says so they stay."""

from __future__ import annotations

from pathlib import Path

from casework.imports import schools as importing
from casework.imports.national_register import RegisterFile, read_links, read_register
from casework.imports.schools import changes, splits
from record.tables import BECAME
from tests.casework.at_work import TARIQ, an_office
from tests.casework.imports.imports_files import links_file, register_file, school
from tests.record.a_case import HOME

NORTH, SOUTH = "150001", "150002"
LINKS = links_file(
    (HOME, NORTH, "Successor - Split School"), (HOME, SOUTH, "Successor - Split School"), (NORTH, HOME, "Predecessor")
)


def the_register(*, number: str = "4101") -> RegisterFile:
    """The file: the school is closed, two came after it."""
    return read_register(
        register_file(
            school(urn=HOME, status="Closed", closed="31-08-2026"),
            school(urn=NORTH, name="North Oakfield", number=number),
            school(urn=SOUTH, name="South Oakfield", number="4102"),
        ),
        ["205"],
    )


def became(found: object) -> list[tuple[str, str]]:
    return [(each.urn, each.after) for each in found if each.column == BECAME]  # type: ignore[attr-defined]


def test_both_are_offered_and_neither_is_taken_for_granted(tmp_path: Path) -> None:
    office, links = an_office(tmp_path), read_links(LINKS)

    assert links == {HOME: (NORTH, SOUTH)}
    assert splits(office, the_register(), links) == {HOME: (NORTH, SOUTH)}
    assert became(changes(office, the_register(), frozenset(), links)) == []
    assert became(changes(office, the_register(number="4001"), frozenset(), links)) == [], "its number is no answer"


def test_the_one_that_was_chosen_takes_over_and_is_not_asked_for_again(tmp_path: Path) -> None:
    office, links = an_office(tmp_path), read_links(LINKS)
    found = changes(office, the_register(), frozenset(), links, {HOME: SOUTH})
    assert became(found) == [(HOME, SOUTH)]
    assert importing.apply(office, TARIQ, found).touched == 2

    assert office.authority.successors == {HOME: SOUTH}
    assert splits(office, the_register(), links) == {}
    assert became(changes(office, the_register(), frozenset(), links)) == []
