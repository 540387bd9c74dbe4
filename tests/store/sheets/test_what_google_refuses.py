"""Each refusal of Google is said in words with its way out, where what waits is shown; and what waits arrives once it is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.sheets.google.refusals import FULL
from store.sheets.store import SheetStore
from tests.sheets import faults
from tests.sheets.google import APP
from tests.sheets.server import Running
from tests.store.rows import entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look

TAB = "Weekly report"
Act = Callable[[Running, AtTheSheet], object]
ASKED = "In Sheets press “Undo” for what was changed last, or give these words to the person who looks after this site."


def protect(google: Running, her: AtTheSheet) -> None:
    her.do("addProtectedRange", TAB, lambda gid: {"protectedRange": {"protectedRangeId": 7, "range": {"sheetId": gid}}})


def unprotect(google: Running, her: AtTheSheet) -> None:
    her.do("deleteProtectedRange", TAB, lambda gid: {"protectedRangeId": 7})


def saying(words: str) -> Act:
    return lambda google, her: google.google.faults.always(faults.refusing(words, only="batchUpdate"))


def as_ever(google: Running, her: AtTheSheet) -> None:
    google.google.faults.stop()


REFUSED: dict[str, tuple[Act, Act, str]] = {
    "a protected tab": (
        protect,
        unprotect,
        "It is protected, so the app may not write there. In Sheets choose “Data”, “Protect sheets and ranges”, and delete "
        f"the protection, or let {APP} edit as well.",
    ),
    "ten million cells": (
        saying("This action would increase the number of cells in the workbook above the limit of 10000000 cells."),
        as_ever,
        f"{FULL}.",
    ),
    "a tab at its column limit": (
        saying("Invalid requests[0].appendCells: Sheets cannot have more than 18,278 columns."),
        as_ever,
        "It has as many columns as Google allows, 18,278. In Sheets delete the columns that are blank.",
    ),
    "something nobody knows": (
        saying("Invalid requests[0].appendCells: The moon is full."),
        as_ever,
        "Google refuses it. Its words are: Invalid requests[0].appendCells: The moon is full (number 400). " + ASKED,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_says_why_and_arrives_once_that_is_put_right(
    google: Running, store: SheetStore, sheet: AtTheSheet, what: str
) -> None:
    begin, end, told = REFUSED[what]
    begin(google, sheet)
    store.save(entry())
    look(store)
    assert store.standing().refused == f"“{TAB}”: {told}"
    assert store.waiting() == {"save-1"}

    end(google, sheet)
    store.look(within=0.0)  # somebody presses “Look again”
    look(store)
    assert (store.standing().refused, store.waiting(), len(sheet.rows(TAB))) == ("", frozenset(), 2)


def test_what_others_save_goes_on_beside_a_tab_that_is_protected(
    google: Running, store: SheetStore, sheet: AtTheSheet
) -> None:
    protect(google, sheet)
    store.save(entry())
    store.put(table_row("100001", name="Ash Grove"))
    look(store, 6)
    assert (store.waiting(), len(sheet.rows("Schools"))) == ({"save-1"}, 2)


def test_an_excel_file_in_drive_is_named_as_one(google: Running, store: SheetStore) -> None:
    google.google.faults.always(
        faults.refusing("This operation is not supported for this document", only="spreadsheets")
    )
    store.worker._looked_at = -1e9
    store.worker.run_once()
    assert store.standing().missing == "link"
    assert store.standing().trouble == (
        "This is an Excel file in Drive, and no Google spreadsheet. Open it, choose “File”, “Save as Google Sheets”, share the "
        f"new spreadsheet with {APP} as “Editor”, and use its link."
    )


def test_rights_taken_away_in_mid_write_are_named_and_nothing_is_lost(
    google: Running, store: SheetStore, sheet: AtTheSheet
) -> None:
    store.save(entry())
    google.google.faults.next(faults.refusing("The caller does not have permission", only="batchUpdate", code=403))
    store.worker.run_once()
    assert store.standing().trouble == (
        f"{APP} may look at the spreadsheet but not write. Press “Share”, find this address, choose “Editor”."
    )
    look(store)
    assert (store.waiting(), len(sheet.rows(TAB))) == (frozenset(), 2)


@pytest.mark.parametrize("tab", [TAB, "Schools"])
def test_a_title_above_the_headings_is_nobodys_row(store: SheetStore, sheet: AtTheSheet, tab: str) -> None:
    store.save(entry())
    store.put(table_row("100001", name="Ash Grove"))
    look(store)
    first = {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    sheet.do("insertDimension", tab, lambda gid: {"range": {"sheetId": gid, **first}})
    sheet.write_at(tab, 1, 0, "As agreed with both heads")
    look(store)
    assert (store.faults(), [row.key for row in store.table("Schools")], len(store.entries())) == ((), ["100001"], 1)
    store.save(entry("s2", entry_id="e2"))
    look(store)
    assert (store.faults(), store.waiting()) == ((), frozenset())
