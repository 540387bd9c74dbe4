"""Changing schools, people and settings in the app: who may, what is refused, and what the next case goes by."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from casework.reading.office import Office
from casework.sample.authority import rows
from casework.settings.changing import CHANGED_MEANWHILE, NotYoursToChange, change, lines, may_add, remove, to_put_right
from casework.settings.setting_rows import faults
from record.authority import Authority
from record.column import an_email
from record.person import Person, Role
from record.reading import Unreadable
from record.tables import AREAS, SCHOOLS, SETTINGS, STAFF, TERM_DATES
from rules.packs import pack
from tests.casework.at_work import AMINA, DEVAN, EVE, LA, NOOR, PETER, ROSALIND, TARIQ, an_office, put
from tests.record.a_case import HOME, OTHER, RECEIVING, day

STAFF_OF_HOME = {"name": "Ada Cole", "role": "school", "school": HOME, "la": LA}
BAD_CELLS = [
    (SCHOOLS, HOME, {"name": ""}, "name", "Fill in “Name”."),
    (SCHOOLS, HOME, {"la": "Riverside"}, "la", "three figures"),
    (SCHOOLS, HOME, {"phone": "ask the office"}, "phone", "Write a telephone number"),
    (SCHOOLS, HOME, {"email": "office at oakfield"}, "email", "Write an e-mail address"),
    (SCHOOLS, HOME, {"closed on": "last summer"}, "closed on", "day, month and year"),
    (SCHOOLS, HOME, {"became": "999999"}, "became", "There is no school 999999"),
    (SCHOOLS, HOME, {"became": HOME}, "became", "cannot become itself"),
    (SCHOOLS, HOME, {"address": "x" * 2001}, "address", "no more than 2,000"),
    (SCHOOLS, HOME, {"area": "Nowhere"}, "area", "There is no area Nowhere"),
    (SCHOOLS, "12", {"name": "Small School", "la": LA}, "", "six figures"),
    (STAFF, "ada", STAFF_OF_HOME, "", "Write an e-mail address"),
    (STAFF, "ada@school.example", {**STAFF_OF_HOME, "role": "king"}, "role", "Choose one of"),
    (STAFF, "ada@school.example", {**STAFF_OF_HOME, "school": ""}, "school", "needs its URN"),
    (STAFF, "ada@school.example", {**STAFF_OF_HOME, "role": "coordinator"}, "school", "needs its URN"),
    (TERM_DATES, "a", {"what": "term", "first": "31/2/2026", "last": "1/3/2026"}, "first", "28 days"),
    (TERM_DATES, "a", {"what": "term", "first": "1/9/2026"}, "last", "last day"),
    (SETTINGS, "maximum weeks", {"value": "many"}, "value", "Write a whole number"),
    (SETTINGS, "maximum weeks", {"value": "2"}, "value", "Until then 12 applies"),
    (SETTINGS, "pack", {"value": "narnia-2026"}, "value", "Write one of"),
    (SETTINGS, "registration number", {"value": "12345"}, "value", "Write it as ZA123456."),
    (SETTINGS, "site address", {"value": "moves.riverside.example/start"}, "value", "Write https://"),
    (SETTINGS, "data protection officer email", {"value": "the officer"}, "value", "Write an e-mail address"),
    (SETTINGS, "data protection officer phone", {"value": "ask"}, "value", "Write a telephone number"),
    (SETTINGS, "colour", {"value": "green"}, "", "There is no such setting"),
]


def now(office: Office, table: str, key: str) -> Mapping[str, str]:
    return next((row.values for row in office.store.table(table) if row.key == key), {})


def written(office: Office, who: Person, table: str, key: str, **values: str) -> Mapping[str, str]:
    """Change some cells of a row as it stands."""
    line = next((each for each in lines(office, who, table) if each.key == key), None)
    before = dict(line.values) if line else {}
    return change(office, who, table, key, {**before, **values}, line.changed_at if line else None)


def test_the_sample_has_nothing_to_put_right(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for row in rows(day(21, 9)):
        office.store.put(row)
    put(office, SCHOOLS, HOME, name="Oakfield School", area="North", la=LA)

    assert [each for each in to_put_right(office) if "Riverside" in each or "9000" in each] == []


@pytest.mark.parametrize(("table", "key", "cells", "column", "sentence"), BAD_CELLS)
def test_a_cell_that_cannot_be_is_refused_with_what_to_write(
    tmp_path: Path, table: str, key: str, cells: Mapping[str, str], column: str, sentence: str
) -> None:
    office = an_office(tmp_path)
    for area in ("South", "East"):
        put(office, AREAS, area, coordinator="Sam Whitlock")
    before = now(office, table, key)
    found = written(office, NOOR, table, key, **cells)

    assert sentence in found.get(column, ""), found
    assert now(office, table, key) == before


@pytest.mark.parametrize(("table", "key", "cells", "column", "sentence"), BAD_CELLS)
def test_the_same_cell_typed_into_the_store_is_told_in_the_same_words(
    tmp_path: Path, table: str, key: str, cells: Mapping[str, str], column: str, sentence: str
) -> None:
    office = an_office(tmp_path)
    for area in ("South", "East"):
        put(office, AREAS, area, coordinator="Sam Whitlock")
    put(office, table, key, **{**now(office, table, key), **cells})

    assert any(sentence in each and key in each for each in to_put_right(office)), to_put_right(office)


def test_an_address_has_a_word_on_each_side_of_every_dot() -> None:
    """So that each cell can be read in one way alone, and a long one of dots at once."""
    wrong = ("a@b..example", "a@.b.example", "a@b.example.", "a@b", f"a@{'.' * 16_000}@")
    for cell in wrong:
        with pytest.raises(Unreadable):
            an_email(cell, Authority(pack=pack("national-2026")))
    for cell in ("a@b.example", "a.b@c-d.e.example"):
        an_email(cell, Authority(pack=pack("national-2026")))


def test_a_change_counts_at_once(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    assert written(office, ROSALIND, SCHOOLS, HOME, head="Ms A. & B. <Rahman> 😀") == {}
    assert office.authority.school(HOME).head == "Ms A. & B. <Rahman> 😀"
    assert written(office, NOOR, SETTINGS, "maximum weeks", value="8") == {}
    assert office.authority.pack.maximum_weeks == 8


def test_a_closure_added_without_a_key_gets_one(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    assert written(office, NOOR, TERM_DATES, "", what="snow", first="18/9/2026") == {}
    assert office.authority.calendars[HOME].closed_because(day(18, 9)) == "snow"


def test_two_people_changing_one_row_do_not_overwrite_each_other(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    seen = next(each for each in lines(office, NOOR, SCHOOLS) if each.key == HOME)
    written(office, NOOR, SCHOOLS, HOME, head="Ms First")

    found = change(office, ROSALIND, SCHOOLS, HOME, {**seen.values, "head": "Mr Second"}, seen.changed_at)
    assert found == {"": CHANGED_MEANWHILE}
    assert office.authority.school(HOME).head == "Ms First"


def test_columns_the_page_does_not_show_stay(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    put(office, STAFF, "ada@school.example", **STAFF_OF_HOME, account="microsoft t o", email="ada@school.example")
    written(office, NOOR, STAFF, "ada@school.example", name="Ada Coleman")

    assert now(office, STAFF, "ada@school.example")["account"] == "microsoft t o"


MAY = [
    (NOOR, SETTINGS, "maximum weeks", {"value": "8"}, True),
    (TARIQ, SETTINGS, "maximum weeks", {"value": "8"}, True),
    (ROSALIND, SETTINGS, "maximum weeks", {"value": "8"}, False),
    (ROSALIND, AREAS, "North", {"coordinator": "Me"}, False),
    (ROSALIND, SCHOOLS, HOME, {"head": "Ms New"}, True),
    (ROSALIND, SCHOOLS, RECEIVING, {"head": "Ms New"}, False),
    (ROSALIND, SCHOOLS, RECEIVING, {"area": "North"}, False),
    (ROSALIND, SCHOOLS, HOME, {"area": "South"}, False),
    (ROSALIND, TERM_DATES, "", {"what": "INSET", "first": "18/9/2026", "school": HOME}, True),
    (ROSALIND, TERM_DATES, "", {"what": "snow", "first": "18/9/2026"}, False),
    (ROSALIND, STAFF, "a@b.example", STAFF_OF_HOME, True),
    (ROSALIND, STAFF, "a@b.example", {"name": "Z", "role": "coordinator", "la": LA, "area": "all"}, False),
    (TARIQ, STAFF, "a@b.example", {"name": "Z", "role": "coordinator", "la": LA, "area": "all"}, True),
    (TARIQ, STAFF, "a@b.example", {"name": "Z", "role": "administrator", "la": LA}, False),
    (NOOR, STAFF, "a@b.example", {"name": "Z", "role": "administrator", "la": LA}, True),
    (NOOR, STAFF, "a@b.example", {"name": "Z", "role": "administrator", "la": "999"}, False),
    (AMINA, SCHOOLS, HOME, {"head": "Ms New"}, False),
    (PETER, STAFF, "a@b.example", STAFF_OF_HOME, False),
    (DEVAN, SCHOOLS, HOME, {"head": "Ms New"}, False),
]


@pytest.mark.parametrize(("who", "table", "key", "cells", "may"), MAY)
def test_who_may_change_what(
    tmp_path: Path, who: Person, table: str, key: str, cells: Mapping[str, str], may: bool
) -> None:
    office = an_office(tmp_path)
    put(office, AREAS, "South", coordinator="Sam Whitlock")
    if may:
        assert written(office, who, table, key, **cells) == {}
        return
    with pytest.raises(NotYoursToChange):
        written(office, who, table, key, **cells)


def test_nobody_changes_what_they_may_do_themselves(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    put(office, STAFF, "t@council.example", name="Tariq Mensah", role="coordinator", la=LA, area="North")
    tariq = Person("Tariq Mensah", Role.COORDINATOR, "", LA, holder=f"{STAFF} t@council.example")

    with pytest.raises(NotYoursToChange):
        written(office, tariq, STAFF, "t@council.example", area="")
    with pytest.raises(NotYoursToChange):
        remove(office, tariq, STAFF, "t@council.example")


def test_a_row_is_removed_and_a_school_never_is(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    written(office, NOOR, TERM_DATES, "snow", what="snow", first="18/9/2026")
    remove(office, NOOR, TERM_DATES, "snow")

    assert office.authority.calendars[HOME].closed_because(day(18, 9)) is None
    with pytest.raises(NotYoursToChange, match="enter the day it closed"):
        remove(office, NOOR, SCHOOLS, HOME)


def test_only_people_of_the_authority_may_add(tmp_path: Path) -> None:
    assert [may_add(who, SCHOOLS) for who in (NOOR, TARIQ, ROSALIND, AMINA, DEVAN)] == [True, True, True, False, False]
    assert [may_add(who, SETTINGS) for who in (NOOR, TARIQ, ROSALIND)] == [True, True, False]


def test_an_unknown_column_is_no_fault(tmp_path: Path) -> None:
    assert (
        faults(an_office(tmp_path).authority, SCHOOLS, HOME, {"name": "Oakfield", "la": LA, "motto": "x" * 9000}) == {}
    )


@pytest.mark.parametrize("role", ["administrator", "Administrator", " ADMINISTRATOR "])
def test_no_coordinator_makes_an_administrator_however_it_is_written(tmp_path: Path, role: str) -> None:
    office = an_office(tmp_path)

    with pytest.raises(NotYoursToChange):
        change(office, TARIQ, STAFF, "tom@council.example", {"name": "Tom Other", "role": role, "la": LA}, None)


def test_a_school_becomes_one_of_another_area_only_for_whoever_coordinates_both(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for area in ("South", "East"):
        put(office, AREAS, area, coordinator="Somebody")

    with pytest.raises(NotYoursToChange):
        written(office, EVE, SCHOOLS, OTHER, became=HOME)
    assert written(office, TARIQ, SCHOOLS, RECEIVING, became=HOME) == {}
    with pytest.raises(NotYoursToChange):  # nor by way of one that became it
        written(office, EVE, SCHOOLS, OTHER, became=RECEIVING)


@pytest.mark.parametrize("key", ["Ada@School.example", "ADA@SCHOOL.EXAMPLE", "other@school.example"])
def test_nobody_writes_a_second_row_for_an_account(tmp_path: Path, key: str) -> None:
    """Neither would let anybody in: a colleague would be shut out."""
    office = an_office(tmp_path)
    put(office, STAFF, "ada@school.example", **STAFF_OF_HOME)
    put(office, STAFF, "ada", **STAFF_OF_HOME, email="Other@school.example")
    other = "ada" if key.startswith("other") else "ada@school.example"
    told = f"There is already a row for {other}, the same address with different capitals. Change that one."

    assert change(office, ROSALIND, STAFF, key, STAFF_OF_HOME, None) == {"": told}
    put(office, STAFF, key, **STAFF_OF_HOME)
    assert f"{STAFF}, “{key}”: {told}" in to_put_right(office)


@pytest.mark.parametrize("who", [TARIQ, NOOR])
@pytest.mark.parametrize(
    ("table", "key", "cells"),
    [
        (SCHOOLS, HOME, {"head": "Ms New"}),
        (SCHOOLS, HOME, {"la": LA}),
        (SCHOOLS, OTHER, {"became": HOME}),
        (STAFF, "a@b.example", STAFF_OF_HOME),
        (TERM_DATES, "", {"what": "INSET", "first": "18/9/2026", "school": HOME}),
    ],
)
def test_a_school_of_another_authority_that_works_here_is_that_ones_to_change(
    tmp_path: Path, who: Person, table: str, key: str, cells: Mapping[str, str]
) -> None:
    office = an_office(tmp_path)
    put(office, SCHOOLS, HOME, name="Oakfield School", la="206")
    put(office, STAFF, "o@other.example", name="Olu Adams", role="Coordinator", la="206", area="all")

    with pytest.raises(NotYoursToChange):
        written(office, who, table, key, **cells)
    olu = Person("Olu Adams", Role.COORDINATOR, "", "206")
    assert written(office, olu, SCHOOLS, HOME, head="Ms New") == {}


def test_a_school_of_an_authority_that_does_not_work_here_is_kept_up_by_whoever_does(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    put(office, SCHOOLS, HOME, name="Oakfield School", la="206")
    put(office, STAFF, "h@school.example", name="Hal Ford", role="school", school=HOME, la="206")

    assert written(office, TARIQ, SCHOOLS, HOME, head="Ms New") == {}
