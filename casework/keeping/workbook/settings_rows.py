"""Rows of the settings tables in a workbook: what was changed or added, checked in the same words as in the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.keeping.workbook.found import FORMULA, Trouble
from casework.keeping.workbook.reading import Given, GivenRow
from casework.keeping.workbook.writing import as_text
from casework.reading.office import Office
from casework.settings.changing import CHANGED_MEANWHILE, NotYoursToChange, change, may_change
from casework.settings.setting_rows import faults
from record.column import SettingsColumn
from record.person import Person
from record.tables import EDITABLE
from store.contract import TableRow
from store.sheets.layout.cells import Cell, plain, stamp
from store.sheets.layout.tabs import TABLE_KEY, TabContent

CHANGED_AT = "@changed_at"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that says something else, or a new one."""

    where: str
    table: str
    key: str
    values: Mapping[str, str]
    base: datetime | None
    """When the row that was downloaded had been written; None for a new one."""
    changes: tuple[tuple[str, str, str], ...]
    """Column, before, after."""
    faults: tuple[str, ...]


def compare(office: Office, person: Person, given: Given) -> tuple[Sequence[RowChange], Sequence[Trouble]]:
    """Hold every settings row beside the tables as they stand. Nothing is changed. Raises StoreError."""
    there = {(table, row.key): row for table in EDITABLE for row in office.store.table(table)}
    found: list[RowChange] = []
    troubles: list[Trouble] = []
    for row in given.rows:
        if row.tab.holds is TabContent.TABLE:
            kept = there.get((row.tab.name, plain(row.cells.get(TABLE_KEY))))
            found += _one(office, person, row, kept, troubles)
    return found, troubles


def _one(
    office: Office, person: Person, row: GivenRow, kept: TableRow | None, troubles: list[Trouble]
) -> Iterator[RowChange]:
    key = plain(row.cells.get(TABLE_KEY))
    troubles += [Trouble(row.at(each), "", FORMULA) for each in row.formulas]
    columns = _columns(row)
    before = {each.name: kept.values.get(each.name) or "" for each in columns} if kept else {}
    after = {
        each.name: _as_text(each, row.cells.get(each.name, "")) for each in columns if each.name not in row.formulas
    }
    changes = tuple(
        (name, before.get(name, ""), after[name]) for name in after if not _same(before.get(name, ""), after[name])
    )
    if not changes:
        return
    values = {**before, **after}
    if not may_change(office, person, row.tab.name, key, values) or (
        kept and not may_change(office, person, row.tab.name, key, kept.values)
    ):
        troubles.append(
            Trouble(row.at(TABLE_KEY), key, "Only an administrator, or a coordinator for its area, can change this row")
        )
        return
    said = list(faults(office.authority, row.tab.name, key or _own_key(row), values).values())
    if kept and plain(row.cells.get(CHANGED_AT)) != stamp(kept.changed_at):
        said.append(CHANGED_MEANWHILE)
    yield RowChange(
        row.at(TABLE_KEY), row.tab.name, key, values, kept.changed_at if kept else None, changes, tuple(said)
    )


def apply(office: Office, person: Person, wanted: Sequence[RowChange]) -> Sequence[str]:
    """Write these rows; what stands in the way of any, in words. Raises StoreError."""
    refused = []
    for each in wanted:
        try:
            found = change(office, person, each.table, each.key, each.values, each.base)
        except NotYoursToChange as problem:
            found = {"": str(problem)}
        refused += [f"{each.where}: {fault}" for fault in found.values()]
    return refused


def _own_key(row: GivenRow) -> str:
    """A row of a table that numbers its rows by itself needs none."""
    return "new" if EDITABLE[row.tab.name].is_numbered else ""


def _columns(row: GivenRow) -> Sequence[SettingsColumn]:
    return [each for each in EDITABLE[row.tab.name].on_page if each.name in row.letters]


def _same(before: str, after: str) -> bool:
    return " ".join(as_text(before).split()) == " ".join(after.split())


def _as_text(column: SettingsColumn, cell: Cell) -> str:
    """A setting as text: what a workbook made a day, a time or a number of is written as people write it."""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return (column.typed_as(float(cell)) if is_number else None) or plain(cell)
