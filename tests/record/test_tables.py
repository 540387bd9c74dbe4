"""The settings tables as they are declared: what spreadsheets in use are found by, and what a row says."""

from __future__ import annotations

from dataclasses import fields

import pytest

from casework.imports.national_register import ListedSchool
from record.column import SettingsTable
from record.tables import (
    ACCESS,
    AREAS,
    EDITABLE,
    ERASED,
    QUESTIONS,
    SCHOOLS,
    SETTINGS,
    STAFF,
    TABLES,
    TERM_DATES,
    RegisterChange,
    School,
)

HEADINGS = {
    SCHOOLS: "URN, Name, Sort, Address, Phone, Email, Head, Head title, Area, La, Dfe number, Attendance phone, "
    "First day at, First day place, Morning starts, Afternoon ends, Breaks, Meals, Welcome plan, Attendance recorded how, "
    "Complaints, Takes, Lowest age, Highest age, Closed on, Became",
    STAFF: "Person, Name, Email, Role, School, Post, Area, La, Account",
    SETTINGS: "Setting, Value",
    TERM_DATES: "Row, What, School, First, Last",
    AREAS: "Area, Coordinator, Phone, Email",
    QUESTIONS: "Question, Form, Section, Label, Hint, Type, Choices, Required, Asked when",
    ERASED: "Reference, Erasure, Asked, Finished, By, Ground, Kept, Areas, La, Removed",
    ACCESS: "Access, What, School, Name, Role, Lead, Hash, Until",
}
"""Spreadsheets in use are found by these: a new column may be added to a list, and none may be renamed."""


def test_spreadsheets_in_use_find_every_column_by_its_heading() -> None:
    assert {
        name: ", ".join([table.key.name, *(each.heading for each in table.in_sheet)]) for name, table in TABLES.items()
    } == HEADINGS


@pytest.mark.parametrize("table", EDITABLE.values(), ids=lambda table: table.name)
def test_what_people_change_has_a_label_and_what_the_app_writes_has_none(table: SettingsTable[object]) -> None:
    assert [each.name for each in (table.key, *table.columns) if bool(each.label) != each.is_on_page] == []


def test_the_import_reads_every_column_that_is_declared_to_come_from_the_register() -> None:
    declared = [each for each in TABLES[SCHOOLS].columns if each.register not in ("", RegisterChange.CLOSED)]

    made_there = {each.attribute for each in declared if not each.listed}
    assert made_there - {each.name for each in fields(ListedSchool)} == set()
    assert [each.name for each in TABLES[SCHOOLS].columns if each.listed and each not in declared] == []


def test_a_row_says_what_its_cells_hold() -> None:
    cells = {"name": "Oakfield School", "address": " 12 Orchard Lane\n\nRiverside ", "dfe number": "205/4001"}

    assert TABLES[SCHOOLS].read("900001", {**cells, "motto": "no column of ours"}) == School(
        urn="900001",
        name="Oakfield School",
        address=("12 Orchard Lane", "Riverside"),
        head_title="Head teacher",
        dfe_number="205/4001",
    )
