"""The national register of schools comes in: read whatever its encoding, shown first, followed where schools renumber."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.forms.drafts import begin, my_drafts, resume
from casework.imports import schools as importing
from casework.imports.national_register import read_links, read_register
from casework.imports.schools import SchoolsBroughtIn, changes, phases
from casework.reading.access import see, see_all
from casework.reading.office import Office
from record.apart import FileRefused
from record.forms.before_you_start import BeforeYouStart
from record.person import Person, Role
from record.tables import SCHOOLS, STAFF, RegisterChange
from tests.casework.at_work import AMINA, EVE, LA, NOOR, REFERENCE, ROSALIND, TARIQ, an_office, placed, put
from tests.casework.imports.imports_files import HEADINGS, links_file, register_file, school
from tests.record.a_case import HOME, OTHER, RECEIVING

RIVERSIDE = frozenset({LA})
SECONDARY = frozenset({"Secondary"})
NEW_HOME = "100091"
MARTA = Person("Marta Quill", Role.SCHOOL, NEW_HOME, LA)


def test_names_keep_their_accents_in_every_encoding_the_file_is_found_in() -> None:
    for encoding in ("cp1252", "utf-8", "utf-8-sig", "utf-16"):
        content = register_file(school(name="St Zoë’s Academy"), encoding=encoding)

        assert read_register(content, RIVERSIDE).listed["100001"].name == "St Zoë’s Academy", encoding


def test_what_is_read_of_a_school() -> None:
    found = read_register(register_file(school(number="17")), RIVERSIDE).listed["100001"]

    assert found.address == ("12 Orchard Lane", "Riverside", "RV1 2AB")
    assert (found.head, found.dfe_number, found.is_open, found.phase) == (
        "Mr Tunde Okafor",
        "205/0017",
        True,
        "Secondary",
    )
    assert found.repeated == {"head_title": "Headteacher", "phone": "01632960123"}


def test_columns_may_stand_in_any_order_beside_others() -> None:
    content = register_file(school(), headings=("A new column", *reversed(HEADINGS)))

    assert read_register(content, RIVERSIDE).listed["100001"].name == "Oakfield School"


def test_a_file_without_a_column_that_is_needed_is_refused_naming_it() -> None:
    content = register_file(school(), headings=[each for each in HEADINGS if each != "EstablishmentNumber"])

    with pytest.raises(FileRefused, match="it has no column “EstablishmentNumber”"):
        read_register(content, RIVERSIDE)


def test_what_a_file_does_not_hold_is_left_as_it_is(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    without = [each for each in HEADINGS if not each.startswith(("Head", "Street"))]
    register = read_register(register_file(school(urn=HOME), headings=without), RIVERSIDE)

    assert "HeadLastName" in register.missing
    assert {each.column for each in changes(office, register, SECONDARY)} == {"sort", "dfe number", "phone"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\x00\x01\x02", "This is not a text file"),
        (b"PK\x03\x04 nothing", "This zip file cannot be opened"),
        (b"name,age\nA,1\n", "This is not the file of all establishments"),
        (b'URN,"' + b"x" * 60_000, "Row 1 has a cell of more than 50,000 characters"),
    ],
)
def test_something_else_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        read_register(content, RIVERSIDE)


def test_a_zip_is_opened_and_a_workbook_is_not() -> None:
    assert read_register(packed({"edubase.csv": register_file(school())}), RIVERSIDE).rows == 1
    with pytest.raises(FileRefused, match="Excel workbook"):
        read_register(packed({"xl/workbook.xml": b""}), RIVERSIDE)
    with pytest.raises(FileRefused, match="one CSV file"):
        read_register(packed({"a.csv": b"", "b.csv": b""}), RIVERSIDE)


def test_a_bomb_is_given_up_before_it_is_unpacked() -> None:
    bomb = packed({"edubase.csv": b"," * 160_000_000})

    assert len(bomb) < 1_000_000
    with pytest.raises(FileRefused, match="unpacks to more than 100 times its size"):
        read_register(bomb, RIVERSIDE)


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as into:
        for name, text in files.items():
            into.writestr(name, text)
    return content.getvalue()


def test_rows_that_cannot_be_read_are_named_by_their_number() -> None:
    content = register_file(
        school(),
        school(urn="10000x"),
        school(urn="100003", name=" "),
        school(),
        school(urn="100005", status="Closed", closed="31/08/2026"),
    )
    register = read_register(content, RIVERSIDE)

    assert set(register.listed) == {"100001", "100005"}
    assert [each.split(":")[0] for each in register.faults] == ["Row 3", "Row 4", "Row 5", "Row 6"]


def test_a_download_cut_short_is_told(tmp_path: Path) -> None:
    whole = register_file(school(), school(urn="100002", name="Northgate Academy"))
    register = read_register(whole[: whole.rindex(b"Northgate")], RIVERSIDE)

    assert set(register.listed) == {"100001"}
    assert register.faults[0].startswith("Row 3 has ")


@given(st.binary(max_size=400), st.integers(0, 2000))
def test_no_bytes_make_it_fail_otherwise_than_with_a_sentence(noise: bytes, at: int) -> None:
    whole = register_file(school(), school(urn="100002"))
    for content in (noise, whole[:at] + noise + whole[at:], whole[: at % len(whole)]):
        try:
            register = read_register(content, RIVERSIDE)
        except FileRefused as problem:
            assert str(problem).endswith((".", "?"))
        else:
            assert all(each.urn.isdecimal() and each.name for each in register.listed.values())


def test_new_schools_of_the_phases_chosen_are_offered_and_others_are_not(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    register = read_register(
        register_file(
            school(urn="200001", name="Larch School"),
            school(urn="200002", name="Little Acorns", phase="Nursery"),
            school(urn="200003", name="Gone School", status="Closed"),
            school(urn="200004", name="Abroad School", la="999"),
        ),
        RIVERSIDE,
    )

    assert phases(register) == {"Nursery": 1, "Secondary": 1}
    assert {each.urn for each in changes(office, register, SECONDARY)} == {"200001"}
    assert {each.sort for each in changes(office, register, SECONDARY)} == {RegisterChange.NEW}


def test_only_what_is_wanted_is_applied_and_what_is_the_schools_own_stays(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    register = read_register(register_file(school(urn=HOME, name="Oakfield Community School")), RIVERSIDE)
    wanted = [each for each in changes(office, register, SECONDARY) if each.sort is not RegisterChange.HEADS]

    assert importing.apply(office, ROSALIND, wanted) == SchoolsBroughtIn(1)
    now = office.authority.school(HOME)
    assert (now.name, now.area, now.head) == ("Oakfield Community School", "North", "Head of Oakfield School")
    assert {each.sort for each in changes(office, register, SECONDARY)} == {RegisterChange.HEADS}
    assert office.store.events()[0].did == "imported schools"


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    register = read_register(register_file(school(), school(urn=HOME, name="Oakfield")), RIVERSIDE)
    importing.apply(office, TARIQ, changes(office, register, SECONDARY))

    assert changes(office, register, SECONDARY) == []


def test_a_school_may_not_import(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    register = read_register(register_file(school()), RIVERSIDE)

    assert importing.apply(office, AMINA, changes(office, register, SECONDARY)) == SchoolsBroughtIn(0)
    assert "100001" not in office.authority.schools


def became_another(office: Office, by: Person) -> SchoolsBroughtIn:
    """By the register, Elm Grove in the east closed, and Oakfield in the north, also renamed, has its number."""
    register = read_register(
        register_file(school(urn=OTHER, name="Elm Grove", status="Closed"), school(urn=HOME, name="Oakfield")),
        RIVERSIDE,
    )
    return importing.apply(office, by, changes(office, register, frozenset()))


@pytest.mark.parametrize("by", [EVE, ROSALIND])
def test_nobody_reaches_a_school_of_another_area_by_what_the_register_says(tmp_path: Path, by: Person) -> None:
    office = an_office(tmp_path)
    left = {EVE: ("Elm Grove (900003)", "Oakfield (900001)"), ROSALIND: ("Elm Grove (900003)",)}[by]

    assert became_another(office, by) == SchoolsBroughtIn(2 - len(left), left)
    assert office.authority.successors == {}


def test_whoever_coordinates_both_follows_the_register(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    assert became_another(office, TARIQ) == SchoolsBroughtIn(2)
    assert office.authority.successors == {OTHER: HOME}


def test_an_area_coordinator_brings_in_no_school_without_an_area(tmp_path: Path) -> None:
    """As on the page of settings."""
    office = an_office(tmp_path)
    register = read_register(register_file(school(urn="200001", name="New School")), RIVERSIDE)
    wanted = changes(office, register, SECONDARY)

    assert importing.apply(office, ROSALIND, wanted) == SchoolsBroughtIn(0, ("New School (200001)",))
    assert importing.apply(office, NOOR, wanted) == SchoolsBroughtIn(1)


@pytest.mark.parametrize("by", [TARIQ, NOOR])
def test_the_register_changes_no_school_of_another_authority_that_works_here(tmp_path: Path, by: Person) -> None:
    office = an_office(tmp_path)
    put(office, SCHOOLS, HOME, name="Oakfield School", area="North", la="206")
    put(office, STAFF, "o@other.example", name="Olu Adams", role="Coordinator", la="206", area="all")

    assert became_another(office, by) == SchoolsBroughtIn(0, ("Elm Grove (900003)", "Oakfield (900001)"))


def renumbered(office: Office) -> None:
    """The home school becomes an academy with a new URN, as two files of the register tell it."""
    register = read_register(
        register_file(
            school(urn=HOME, number="4777", status="Closed", closed="31-08-2026"),
            school(urn=NEW_HOME, number="4555", name="Oakfield Academy"),
        ),
        RIVERSIDE,
    )
    links = read_links(links_file((HOME, NEW_HOME, "Successor"), (NEW_HOME, HOME, "Predecessor")))
    importing.apply(office, ROSALIND, changes(office, register, frozenset(), links))


def test_a_school_that_became_another_is_followed_with_its_cases(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    renumbered(office)
    case = office.cases[REFERENCE]

    assert (case.home, case.receiving) == (NEW_HOME, RECEIVING)
    assert {each.filed_for for each in case.filed} == {NEW_HOME, RECEIVING}
    assert see(office, MARTA, REFERENCE) is not None
    assert [each.case.reference for each in see_all(office, MARTA)] == [REFERENCE]
    assert office.authority.school(NEW_HOME).area == "North", "what the school had written itself is handed over"
    assert HOME not in {each.urn for each in office.authority.others("")}, "nobody is asked to a closed school"


def test_a_draft_of_a_school_that_became_another_is_there(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = begin(office, AMINA, BeforeYouStart)
    renumbered(office)

    assert [each.draft_id for each in my_drafts(office, MARTA)] == [paper.draft.draft_id]
    again = resume(office, MARTA, paper.draft.draft_id)
    assert again and again.draft.school == NEW_HOME


def test_a_closed_school_whose_number_an_open_one_has_became_that_one(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    register = read_register(
        register_file(school(urn=HOME, status="Closed"), school(urn=NEW_HOME, name="Oakfield Academy")), RIVERSIDE
    )
    importing.apply(office, ROSALIND, changes(office, register, frozenset()))

    assert office.authority.successors == {HOME: NEW_HOME}


def test_a_successor_that_was_not_taken_is_not_pointed_at(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    register = read_register(
        register_file(school(urn=HOME, status="Closed"), school(urn=NEW_HOME, name="Oakfield Academy")), RIVERSIDE
    )
    closed = [each for each in changes(office, register, frozenset()) if each.sort is RegisterChange.CLOSED]
    importing.apply(office, ROSALIND, closed)

    assert office.cases[REFERENCE].home == HOME
    assert "became" not in {row.key: row.values for row in office.store.table(SCHOOLS)}[HOME]
