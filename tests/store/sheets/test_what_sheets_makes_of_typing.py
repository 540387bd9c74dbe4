"""What a person types and Sheets makes a number of is read as it was meant, or asked about; blank cells keep their format."""

from __future__ import annotations

import pytest

from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.tabs import tab_titled
from store.sheets.store import SheetStore
from tests.store.rows import entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look

PER_CENT = "attendance_this_year"


def of(tab: str, key: str) -> str:
    column = tab_titled(tab).column(key)
    assert column
    return column.heading


@pytest.mark.parametrize(
    ("column", "typed", "is_text", "counts"),
    [
        ("phone", "07700900123", True, "07700900123"),
        ("phone", "07700900123", False, "07700900123"),
        ("phone", "01632 960 123", False, "01632 960 123"),
        ("closed on", "31/08/2026", True, "31/08/2026"),
        ("closed on", "31/08/2026", False, "31/8/2026"),
        ("first day at", "8:40", False, "8:40"),
        ("lowest age", "11", False, "11"),
        ("dfe number", "205/4001", False, "205/4001"),
    ],
)
def test_a_setting_typed_into_a_blank_cell_of_a_row_the_app_appended(
    store: SheetStore, sheet: AtTheSheet, column: str, typed: str, is_text: bool, counts: str
) -> None:
    """Text stays text there; and where somebody took the format away, what Sheets made of it is read as it was typed."""
    store.put(table_row("100001", name="Ash Grove"))
    look(store)
    if not is_text:
        sheet.without_formats("Schools")
    sheet.type("Schools", of("Schools", column), 2, typed)
    look(store)
    assert store.table("Schools")[0].values == {"name": "Ash Grove", column: counts}
    assert store.faults() == ()


@pytest.mark.parametrize(
    ("typed", "counts", "says"),
    [
        ("85%", 85.0, "The edit counts"),
        ("79.8%", 79.8, "The edit counts"),
        ("85.5", 85.5, "The edit counts"),
        ("85,5", None, "Write a point before tenths, for example 85.5, and a comma between thousands alone"),
        ("100%", None, "Is this 1% or 100%? Type 100, or '1 with the mark before it"),
        ("'1", 1.0, "The edit counts"),
    ],
)
def test_a_percentage_is_what_was_typed(
    store: SheetStore, sheet: AtTheSheet, typed: str, counts: float | None, says: str
) -> None:
    store.save(entry(kind="referral", answers={"route": "off-site direction"}))
    look(store)
    sheet.type("Referral", of("Referral", PER_CENT), 2, typed)
    look(store)
    assert store.entries()[-1].answers.get(PER_CENT) == counts
    (fault,) = store.faults()
    assert fault.should.startswith(says)
    assert fault.sort is (SheetFaultKind.UNREADABLE if counts is None else SheetFaultKind.BY_HAND)


def test_what_the_app_wrote_is_read_as_it_wrote_it_however_small(store: SheetStore, sheet: AtTheSheet) -> None:
    store.save(entry(kind="referral", answers={PER_CENT: 0.5}))
    look(store)
    sheet.type("Referral", of("Referral", "attendance_last_year"), 2, "90%")
    look(store)
    assert store.entries()[-1].answers == {PER_CENT: 0.5, "attendance_last_year": 90.0}
