"""Erasing a case from the spreadsheet: every row of it goes, whatever was done to it by hand, and no other row does."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.contract import SHEET_ROWS, StoreError
from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.tabs import tab_of_kind
from store.sheets.store import SheetStore
from store.sheets.sync import erasing
from store.sheets.sync.erasing import ASKED
from tests.sheets.faults import status
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import QUICK, open_by_turns, open_sheet

GOES, STAYS = "MM-AAAA1111", "MM-BBBB2222"
CHILD = "Peregrine Quillfeather"
TAB, ENDING = "Start", tab_of_kind("ending").title


@pytest.fixture
def store(google: Running, tmp_path: Path) -> Iterator[SheetStore]:
    opened = open_sheet(tmp_path)
    cases = {"MM-CCCC3333": "somebody", GOES: CHILD, STAYS: "another", "MM-DDDD4444": "a fourth"}
    for reference, name in cases.items():
        answers = {"did_start": True, "started_on": "2026-09-14", "why_not": name}
        opened.save(entry(reference, reference=reference, entry_id=reference, kind="start", answers=answers))
        parents = [{"name": name}, {"name": f"{name}’s father"}]
        answers = {"legal_name": name, "parents": parents, "strange": name}
        opened.save(
            entry(f"r{reference}", reference=reference, entry_id=f"r{reference}", kind="referral", answers=answers)
        )
    opened.list_in_register(
        lambda: [["Reference"], *([each] for each in sorted({e.reference for e in opened.entries()}))]
    )
    arrived(opened)
    yield opened
    opened.close()


def arrived(store: SheetStore) -> None:
    assert store.look(10)
    while store.waiting():
        assert store.look(10)
    assert store.look(10)


def everything(sheet: AtTheSheet) -> str:
    """The spreadsheet as Google keeps it."""
    book = sheet.google.book(sheet.spreadsheet)
    return json.dumps([[each.title, [row.cells for row in each.rows], each.parts] for each in book.sheets], default=str)


def said(sheet: AtTheSheet, tab: str) -> list[list[object]]:
    return sorted((row for row in sheet.rows(tab) if GOES not in row and CHILD not in row), key=str)


def test_no_cell_of_the_spreadsheet_says_anything_of_it_and_every_other_row_stands(
    store: SheetStore, sheet: AtTheSheet
) -> None:
    others = [said(sheet, tab.title) for tab in sheet.google.book(sheet.spreadsheet).sheets]
    assert CHILD in everything(sheet)

    removed = store.erase([GOES])

    assert CHILD not in everything(sheet)
    assert GOES not in everything(sheet), "the tab Register too"
    assert removed[SHEET_ROWS] == 5  # the two forms, two parents, what fits no cell
    assert [said(sheet, tab.title) for tab in sheet.google.book(sheet.spreadsheet).sheets] == others
    assert erasing.SAYS not in everything(sheet), "the protection is taken off again"
    assert store.look(10)
    assert (store.faults(), store.waiting()) == ((), frozenset())


def test_rows_edited_copied_and_typed_by_hand_go_with_it(store: SheetStore, sheet: AtTheSheet) -> None:
    sheet.correct(TAB, GOES, "Reference", "not a reference")
    row = next(n for n, cells in enumerate(sheet.rows("Referral"), start=1) if GOES in cells)
    sheet.copy_row("Referral", row, len(sheet.rows("Referral")) + 1)
    headings = sheet.rows(ENDING)[0]
    sheet.write_at(ENDING, 2, headings.index("Reference"), f" {GOES.lower()} ")
    sheet.write_at(ENDING, 2, 1, f"{CHILD} has moved")
    assert store.look(10)

    store.erase([GOES])

    assert CHILD not in everything(sheet)
    assert CHILD not in str([store.outbox.note(name) for name in ("faults", "typed rows", "register written")])
    assert len(sheet.rows(TAB)) == 4


def test_a_row_that_goes_because_its_owner_moved_rows_meanwhile_is_written_back(
    store: SheetStore, sheet: AtTheSheet, google: Running
) -> None:
    before = [said(sheet, tab) for tab in (TAB, "Referral")]
    calls: list[str] = []

    def insert_rows_above() -> None:
        if erasing.SAYS in json.dumps([each.parts for each in google.book(sheet.spreadsheet).sheets], default=str):
            calls.append("request")
        if len(calls) == 2:  # read, but not yet deleted
            for tab in (TAB, "Referral"):
                sheet.do("moveDimension", tab, _last_row_to_the_top)

    google.google.between.append(insert_rows_above)
    try:
        store.erase([GOES])
    finally:
        google.google.between.remove(insert_rows_above)

    assert len(calls) > 4, "it was read again and put right"
    assert CHILD not in everything(sheet)
    assert [said(sheet, tab) for tab in (TAB, "Referral")] == before
    assert store.look(10)
    assert store.faults() == ()


def _last_row_to_the_top(gid: int) -> dict[str, object]:
    rows = {"sheetId": gid, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}
    return {"source": rows, "destinationIndex": 1}


def test_while_google_is_away_nothing_is_erased_and_it_can_be_finished_later(
    store: SheetStore, sheet: AtTheSheet, google: Running
) -> None:
    google.google.faults.always(status(503))
    try:
        with pytest.raises(StoreError, match="not finished"):
            store.erasing.ask([GOES], [], within=0.5)
        assert len(store.entries(GOES)) == 2
    finally:
        google.google.faults.stop()

    store.erase([GOES])

    assert (store.entries(GOES), CHILD in everything(sheet)) == ([], False)


def test_an_asking_that_another_wrote_over_is_carried_out_all_the_same(
    store: SheetStore, sheet: AtTheSheet, google: Running
) -> None:
    google.google.faults.always(status(503))
    with ThreadPoolExecutor(1) as aside:
        try:
            asking = aside.submit(store.erase, [GOES])
            while not store.erasing.is_asked():
                time.sleep(0.01)
            store.outbox.keep_note(ASKED, None)  # as whoever ends an earlier asking does
        finally:
            google.google.faults.stop()

        asking.result(60)
    assert (store.entries(GOES), CHILD in everything(sheet)) == ([], False)


def test_a_row_that_comes_back_is_taken_in_by_nobody(store: SheetStore, sheet: AtTheSheet, google: Running) -> None:
    book = google.book(sheet.spreadsheet)
    store.erase([GOES])
    google.google.edit(sheet.spreadsheet, lambda now: now.sheets.__setitem__(slice(None), book.sheets))

    assert store.look(10)

    assert store.entries(GOES) == []
    strange = [each for each in store.faults() if each.sort is SheetFaultKind.STRANGE]
    assert {each.reference for each in strange} == {GOES}
    assert "erased permanently" in strange[0].says


def test_another_process_that_writes_the_spreadsheet_carries_it_out(
    store: SheetStore, sheet: AtTheSheet, tmp_path: Path
) -> None:
    beside = open_sheet(tmp_path, QUICK)  # the same file: it does not hold the lock
    assert beside.erase([GOES])[SHEET_ROWS] == 5
    beside.close()

    assert (store.entries(GOES), CHILD in everything(sheet)) == ([], False)


def test_another_computer_sees_the_rows_gone_and_writes_none_of_them(
    store: SheetStore, sheet: AtTheSheet, tmp_path: Path
) -> None:
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    elsewhere.worker.run_once()
    store.erase([GOES])
    for _ in range(3):
        elsewhere.tables_mark()
        elsewhere.worker.run_once()

    assert CHILD not in everything(sheet)
    assert elsewhere.held(GOES), "it is to be erased there too, and the page says so"
    elsewhere.close()
