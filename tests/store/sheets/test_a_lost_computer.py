"""A computer that never saw the spreadsheet judges it as strictly as the one that wrote it, and loses nothing that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

import pytest

from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.tabs import AS_SAVED_TITLE, tab_titled
from store.sheets.store import SheetStore
from tests.store.rows import LATER, entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns

TAB, PARTS = "Start", "Weekly report – incidents"
STARTED = entry(
    "s1", kind="start", entry_id="e1", answers={"did_start": True, "started_on": "2026-09-14", "why_not": "x"}
)
ANSWERS = {"went_well": "Long. " * 6_000, "incidents": [{"what": "A push"}], "odd": [1.0]}
REPORT = entry("s2", entry_id="e2", answers=ANSWERS, saved_at=LATER)
OTHERS = [
    entry(f"o{number}", kind=kind, entry_id=f"o{number}", reference="MM-BBBB2222", answers=answers, saved_at=LATER)
    for number, (kind, answers) in enumerate([("start", {"did_start": True}), ("weekly_report", ANSWERS)] * 2)
]
"""Of another case, so that no tab loses more than half of its rows."""


def of(tab: str, key: str) -> str:
    column = tab_titled(tab).column(key)
    assert column
    return column.heading


def forms(store: SheetStore) -> object:
    found = sorted(store.entries(), key=lambda each: each.save_id)
    return [(each.save_id, each.answers, each.edited_by_hand, each.unreadable_cells) for each in found]


@pytest.fixture
def written(store: SheetStore) -> SheetStore:
    for each in (STARTED, REPORT, *OTHERS):
        store.save(each)
    for number in range(3):
        store.put(table_row(f"10000{number}", name=f"School {number}"))
    look(store)
    return store


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Callable[[], SheetStore]]:
    opened: list[SheetStore] = []

    def first_look() -> SheetStore:
        opened.append(open_by_turns(tmp_path, f"other-{len(opened)}.sqlite"))
        opened[-1].worker.run_once()
        return opened[-1]

    yield first_look
    for each in opened:
        each.close()


def a_word_for_a_day(sheet: AtTheSheet) -> None:
    sheet.type(TAB, of(TAB, "started_on"), 2, "Friday")


def another_answer(sheet: AtTheSheet) -> None:
    sheet.type(TAB, of(TAB, "started_on"), 2, "16/9/2026")
    sheet.type("Schools", "Name", 2, "Ash Grove")


def no_fingerprint(sheet: AtTheSheet) -> None:
    sheet.type(TAB, "Fingerprint", 2, "mine")


def no_save_id(sheet: AtTheSheet) -> None:
    sheet.type(TAB, "Save id", 2, "mine")


def an_item_and_a_form_deleted(sheet: AtTheSheet) -> None:
    sheet.delete_row(PARTS, 2)
    sheet.delete_row(TAB, 2)


def half_of_a_long_answer(sheet: AtTheSheet) -> None:
    sheet.type("More answers", "Exactly as given", 2, "half")


@pytest.mark.parametrize(
    "did",
    [a_word_for_a_day, another_answer, no_save_id, no_fingerprint, an_item_and_a_form_deleted, half_of_a_long_answer],
)
def test_it_finds_what_the_computer_found_that_wrote_it(
    written: SheetStore, sheet: AtTheSheet, another: Callable[[], SheetStore], did: Callable[[AtTheSheet], None]
) -> None:
    did(sheet)
    other = another()
    look(written)
    assert forms(other) == forms(written)
    schools = [{row.key: row.values for row in each.table("Schools")} for each in (other, written)]
    assert schools[0] == schools[1]
    told = [sorted(astuple(fault)[:5] for fault in each.faults()) for each in (other, written)]
    assert told[0] == told[1] != []


def test_a_row_that_it_never_saw_can_be_restored(
    written: SheetStore, sheet: AtTheSheet, another: Callable[[], SheetStore]
) -> None:
    sheet.delete_row(TAB, 2)
    other = another()
    (fault,) = [each for each in other.faults() if each.sort is SheetFaultKind.VANISHED]
    other.restore(fault.row)
    look(other)
    assert (other.faults(), len(sheet.rows(TAB))) == ((), 4)


def test_of_one_school_the_newest_row_stands_however_the_tab_is_sorted(
    written: SheetStore, sheet: AtTheSheet, another: Callable[[], SheetStore]
) -> None:
    written.put(table_row("100000", at=LATER, name="Ash Grove"))
    look(written)
    order = [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}]
    sheet.do("sortRange", "Schools", lambda gid: {"range": {"sheetId": gid, "startRowIndex": 1}, "sortSpecs": order})
    assert {row.key: row.values["name"] for row in another().table("Schools")}["100000"] == "Ash Grove"


def test_what_was_changed_in_the_hidden_tab_counts_for_nothing(
    written: SheetStore, sheet: AtTheSheet, another: Callable[[], SheetStore]
) -> None:
    for number in range(2, len(sheet.rows(AS_SAVED_TITLE)) + 1):
        sheet.type(AS_SAVED_TITLE, "Exactly as saved", number, '{"@save_id": "s1", "did_start": "no"}')
    assert forms(another()) == forms(written)


def test_nothing_of_an_erased_case_stays_there(
    written: SheetStore, sheet: AtTheSheet, another: Callable[[], SheetStore]
) -> None:
    asked = {"id": "1", "references": [STARTED.reference], "drafts": [], "removed": {}}
    written.erasing.outbox.keep_note("erasure asked for", asked)
    look(written)
    assert written.entries(STARTED.reference) == []
    assert "MM-BBBB2222" in str(sheet.rows(AS_SAVED_TITLE)) and STARTED.reference not in str(sheet.rows(AS_SAVED_TITLE))
    assert len(another().entries()) == len(OTHERS)
