"""The settings tables: calendars, coordinators and the pack in force; and what happens to a row that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.reading.access import see
from casework.reading.settings import without_tables
from record.school_days import school_year
from record.tables import AREAS, SCHOOLS, STAFF, TERM_DATES, School
from tests.casework.at_work import AMINA, REFERENCE, an_office, placed, put, setting
from tests.record.a_case import HOME, OTHER, RECEIVING, day


def test_an_inset_day_closes_one_school(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    put(office, TERM_DATES, "INSET", what="INSET day", first="2026-09-18", last="2026-09-18", school=RECEIVING)

    calendars = office.authority.calendars
    assert calendars[RECEIVING].closed_because(day(18, 9)) == "INSET day"
    assert calendars[HOME].is_open(day(18, 9)) and calendars[OTHER].is_open(day(18, 9))


def test_a_closure_without_a_school_closes_every_school(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    put(office, TERM_DATES, "snow", what="snow", first="2027-01-11", last="2027-01-12")

    assert {each.closed_because(day(12, 1)) for each in office.authority.calendars.values()} == {"snow"}
    assert all(each.is_open(day(13, 1)) for each in office.authority.calendars.values())


def test_a_closure_of_one_day_needs_no_last_day_and_no_reason(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    put(office, TERM_DATES, "a day", first="18/9/2026")

    assert office.authority.calendars[HOME].closed_because(day(18, 9)) == "closed"
    assert office.authority.faults == ()


def test_dates_are_read_as_people_type_them(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    put(office, TERM_DATES, "flood", what="flood", first=" 1 Oct 2026 ", last="2/10/26", school=f" {HOME} ")

    assert office.authority.calendars[HOME].closed_because(day(2, 10)) == "flood"
    assert office.authority.faults == ()


def test_a_school_with_terms_of_its_own_keeps_them_in_place_of_everybodys(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    put(office, TERM_DATES, "own 1", what="Term", first="2026-09-07", last="2026-10-16", school=OTHER)
    put(office, TERM_DATES, "own 2", what="Term", first="2026-10-26", last="2026-12-18", school=OTHER)

    own, everybodys = office.authority.calendars[OTHER], office.authority.calendars[HOME]
    assert (own.is_open(day(2, 9)), own.is_open(day(26, 10))) == (False, True)
    assert (everybodys.is_open(day(2, 9)), everybodys.is_open(day(26, 10))) == (True, False)
    assert {school_year(each.first) for each in own.terms} == {2026}


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"what": "term", "first": "2026-09-02"}, "Write the date"),
        ({"what": "term", "first": "2026-09-02", "last": "soon"}, "Write the date"),
        ({"what": "term", "last": "2026-12-18"}, "Write the date"),
        ({"what": "INSET", "first": "31/9/2026"}, ""),
        ({"what": "INSET", "first": "2026-09-18", "last": "2026-09-17"}, "Check the years"),
        ({"what": "closed", "first": "2026-09-18", "last": "2062-09-18"}, "Check the years"),
        ({"what": "INSET", "first": "2026-09-18", "school": "Oakfield"}, "no school Oakfield"),
        ({"note": "to be confirmed"}, "Write the date"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_named(tmp_path: Path, cells: dict[str, str], says: str) -> None:
    office = an_office(tmp_path, *placed())
    before = office.authority.calendars

    put(office, TERM_DATES, "the odd row", **cells)

    assert office.authority.calendars == before
    (fault,) = office.authority.faults
    assert fault.startswith("Term dates, “the odd row”: ") and says in fault
    assert see(office, AMINA, REFERENCE) is not None


def test_a_pack_that_does_not_exist_is_named_and_the_usual_one_is_used(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())

    setting(office, "pack", "hamersmith")

    assert office.authority.pack.id == "hammersmith-fulham-2019"
    (fault,) = office.authority.faults
    assert "“pack”" in fault and "hamersmith" in fault and "warwickshire" in fault
    assert see(office, AMINA, REFERENCE) is not None


def test_the_pack_in_force_is_the_one_the_settings_choose(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    setting(office, "pack", "warwickshire")

    assert office.authority.pack.id == "warwickshire"


def test_each_area_has_its_coordinator_and_the_settings_name_one_for_the_rest(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    setting(office, "coordinator", "Duty officer")
    setting(office, "coordinator phone", "01632 960 999")

    authority = office.authority

    assert (authority.coordinator_for(HOME).name, authority.coordinator_for(HOME).phone) == (
        "Rosalind Marsh",
        "01632 960 900",
    )
    assert {authority.coordinator_for(urn).name for urn in (RECEIVING, OTHER, "no such school")} == {"Duty officer"}
    assert authority.coordinator_for(OTHER).phone == "01632 960 999"


def test_the_newest_row_of_a_coordinator_stands(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    put(office, AREAS, "South", coordinator="Sam Whitlock", email="sam@riverside.example")

    assert office.authority.coordinator_for(RECEIVING).email == "sam@riverside.example"


def test_a_school_is_read_as_the_table_has_it(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    put(
        office,
        SCHOOLS,
        OTHER,
        **{
            "name": "Elm Grove",
            "sort": "Community school",
            "address": "1 Elm Row\n\n Riverside ",
            "head title": "Executive head",
            "attendance phone": "01632 960 203",
            "dfe number": "205/4003",
        },
    )

    school = office.authority.school(OTHER)

    assert (school.urn, school.name, school.address) == (OTHER, "Elm Grove", ("1 Elm Row", "Riverside"))
    assert (school.head_title, school.attendance_phone, school.dfe_number) == (
        "Executive head",
        "01632 960 203",
        "205/4003",
    )
    assert office.authority.school(HOME).head_title == "Head teacher"


def test_a_school_nobody_has_entered_is_named_by_its_urn(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    put(office, SCHOOLS, "900009", name="", area="North")

    authority = office.authority

    assert authority.name_of("900009") == "900009"
    assert authority.name_of("123456") == "School 123456"
    assert (authority.name_of(None), authority.name_of("")) == ("No school yet", "No school yet")


def test_the_others_are_every_school_but_one_by_name(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    assert [each.name for each in office.authority.others(HOME)] == ["Elm Grove", "Northgate Academy"]


@pytest.mark.parametrize(
    ("sort", "is_registered", "agrees"),
    [
        ("Community school", True, "the local authority"),
        ("Voluntary controlled school", True, "the local authority"),
        ("Academy converter", True, "the school’s own admission authority"),
        ("Voluntary aided school", True, "the school’s own admission authority"),
        ("Alternative provision, unregistered", False, "the school’s own admission authority"),
        ("", True, "the school’s own admission authority"),
    ],
)
def test_the_sort_of_a_school_says_who_admits_and_whether_it_has_a_register(
    sort: str, is_registered: bool, agrees: str
) -> None:
    school = School("900001", "Oakfield School", sort=sort)

    assert (school.is_registered, school.admission_authority) == (is_registered, agrees)


def test_posts_are_found_by_name(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    put(office, STAFF, "amina@oakfield.example", name="Amina Yusuf", post="SENCO")
    put(office, STAFF, "Ben Okoro", post="Head of Year 9")

    assert office.authority.posts == {"Amina Yusuf": "SENCO", "Ben Okoro": "Head of Year 9"}


def test_an_authority_without_any_table_still_has_a_name_and_a_pack() -> None:
    assert (without_tables().name, without_tables().pack.id) == ("the local authority", "hammersmith-fulham-2019")


def test_a_setting_changes_one_number_of_the_pack(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    setting(office, "maximum weeks", "8")

    assert office.authority.pack.maximum_weeks == 8
    assert office.authority.faults == ()


def test_a_number_that_cannot_be_right_is_named_and_the_packs_own_stands(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    setting(office, "maximum weeks", "four")

    assert office.authority.pack.maximum_weeks == 12
    assert office.authority.faults == ("Settings, “maximum weeks”: Write a whole number. Until then 12 applies.",)
