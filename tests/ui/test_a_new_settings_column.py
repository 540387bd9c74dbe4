"""Columns of the Schools table that are declared, and nothing more: they are asked, checked, kept, read, said in letters, imported
and handed on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from casework.imports.national_register import read_register
from casework.imports.schools import apply, changes
from casework.keeping.workbook import layout
from casework.keeping.workbook.writing import workbook
from casework.reading.office import Office
from casework.settings.changing import change, lines
from letters.facts import SchoolFacts
from letters.facts.fact import every_fact, repeated, says, with_columns_of_schools
from record.column import SettingsTable, column, like
from record.tables import EDITABLE, SCHOOLS, TABLES, RegisterChange, School
from store.sheets.layout import tabs
from tests.casework.at_work import LA, NOOR, an_office, put
from tests.casework.imports.imports_files import HEADINGS as FILE_HEADINGS
from tests.casework.imports.imports_files import register_file, school
from tests.record.a_case import HOME, RECEIVING
from tests.ui.at_a_page import pages_office

HOURS = "When does somebody answer?"
INSTEAD = "Write the hours, such as 8am to 4pm"
NEW_HOME = "100091"


@dataclass(frozen=True, slots=True)
class SchoolWithHours(School):
    office_hours: str = column(
        HOURS,
        "As in 8am to 4pm",
        like(r"\d+am to \d+pm", INSTEAD),
        says="when somebody answers",
        missing="Say when somebody answers at {whose}.",
    )
    site_for_tests: str = column("Its site", register=RegisterChange.ADDRESSES, listed="SchoolWebsite")


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Schools have office hours, as if the line stood in the class of their rows."""
    table = SettingsTable(SCHOOLS, SchoolWithHours, "school", TABLES[SCHOOLS].also)
    for known in (TABLES, EDITABLE):
        monkeypatch.setitem(known, SCHOOLS, table)
    read_once = (tabs.table_tab, tabs.all_tabs, tabs.tab_titled, layout._tabs, layout.sheet_of)
    for each in read_once:
        each.cache_clear()
    yield
    for each in read_once:
        each.cache_clear()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office that the page works in, with its three schools."""
    with pages_office(tmp_path, monkeypatch) as pages:
        yield an_office(tmp_path, store=pages.store)


def kept(office: Office, hours: str) -> object:
    """What comes of writing this into the row of the home school."""
    row = next(each for each in lines(office, NOOR, SCHOOLS) if each.key == HOME)
    return change(office, NOOR, SCHOOLS, HOME, {**row.values, "office hours": hours}, row.changed_at)


def test_it_has_a_heading_in_the_spreadsheet_after_those_declared_before_it() -> None:
    headings = [each.heading for each in tabs.table_tab(SCHOOLS).columns if not each.key.startswith("@")]

    assert headings == [
        *(each.name.capitalize() for each in SettingsTable(SCHOOLS, School).columns),
        "Office hours",
        "Site for tests",
    ]


def test_it_is_in_the_workbook(office: Office) -> None:
    kept(office, "8am to 4pm")
    sheet = load_workbook(io.BytesIO(workbook(office, NOOR, only_live=False)))[SCHOOLS]
    written = {cells[0].value: [each.value for each in cells] for cells in sheet.iter_rows()}

    assert written[HOME][written["URN"].index("Office hours")] == "8am to 4pm"


def _draw() -> None:
    """Run by Streamlit in a script of its own."""
    from tests.casework.at_work import NOOR
    from ui import settings_tables
    from ui.shell import wiring
    from ui.shell.page import Visit

    visit = Visit(NOOR, wiring.office(), "")
    table = settings_tables.chosen()
    settings_tables.one(visit, table, settings_tables.found(visit, table))


@pytest.mark.usefixtures("office")
def test_the_settings_page_asks_for_it_and_says_what_to_write() -> None:
    page = AppTest.from_function(_draw, default_timeout=60).run()
    page.selectbox(f"row of {SCHOOLS}").set_value(HOME).run()
    asked = next(each for each in page.text_input if each.label == f"{HOURS} \\(optional\\)\n\nAs in 8am to 4pm")
    asked.set_value("most days")
    next(each for each in page.button if each.label == "Save this row").click().run()

    assert not page.exception
    faults = [each.proto.body for each in page.get("html") if "mm-fault" in each.proto.body]
    assert faults == [f'<div class="mm-fault" id="row-office-hours" tabindex="-1">{INSTEAD}.</div>']


def test_a_cell_is_checked_in_its_words_and_becomes_what_the_school_says(office: Office) -> None:
    assert kept(office, "most days") == {"office hours": f"{INSTEAD}."}
    assert kept(office, "8am to 4pm") == {}
    assert [each.office_hours for each in office.authority.schools.values()] == ["8am to 4pm", "", ""]


def test_letters_say_what_is_declared_to_be_said_and_what_is_missing(office: Office) -> None:
    @with_columns_of_schools
    @dataclass(frozen=True, slots=True, kw_only=True)
    class OfASchool:
        has_logo: bool = says("whether it has given its logo", False)

    kept(office, "8am to 4pm")
    home, receiving = (asdict(repeated(OfASchool, office.authority.school(urn))) for urn in (HOME, RECEIVING))
    said = {name: fact.metadata for name, fact in every_fact(OfASchool)}

    assert (home["office_hours"], receiving["office_hours"]) == ("8am to 4pm", None)
    assert set(said) == {"has_logo", "office_hours", *(each.name for each in fields(SchoolFacts))} - {
        "name",
        "address_lines",
    }
    assert said["office_hours"] == {
        "says": "when somebody answers",
        "asked": "Schools.office_hours",
        "missing": "Say when somebody answers at {whose}.",
    }


def test_the_import_takes_it_from_the_heading_that_it_repeats(office: Office) -> None:
    changed = {**school(urn=HOME), "SchoolWebsite": "oakfield.example"}
    found = changes(office, read_register(register_file(changed), frozenset({LA})), frozenset())

    assert [(each.sort, each.before, each.after) for each in found if each.column == "site for tests"] == [
        (RegisterChange.ADDRESSES, "", "oakfield.example")
    ]
    without = read_register(
        register_file(changed, headings=[each for each in FILE_HEADINGS if "site" not in each]), frozenset({LA})
    )
    assert without.missing == ("SchoolWebsite",)
    assert [each for each in changes(office, without, frozenset()) if each.column == "site for tests"] == []


def test_the_school_that_a_closed_one_became_takes_it_over(office: Office) -> None:
    put(office, SCHOOLS, HOME, name="Oakfield School", la=LA, **{"office hours": "8am to 4pm"})
    closed, new = school(urn=HOME, status="Closed"), school(urn=NEW_HOME, name="Oakfield Academy")
    register = read_register(register_file(closed, new), frozenset({LA}))
    apply(office, NOOR, changes(office, register, frozenset()))

    assert office.authority.school(NEW_HOME).office_hours == "8am to 4pm"
