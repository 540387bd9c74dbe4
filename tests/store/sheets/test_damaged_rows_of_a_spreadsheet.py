"""Rows of the spreadsheet damaged in ten ways, one at a time: every other case is as before, and the damaged row is named.

The computer that wrote a row goes on with what it wrote. One that sees the spreadsheet for the first time counts what can be
read, and what the row's fingerprint says was there.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from store.sheets.layout.tabs import FINGERPRINT, tab_titled
from store.sheets.store import SheetStore
from tests.store.damaging import WAYS, FilePlace, damage
from tests.store.rows import entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns, spreadsheet_of

MINE, HERS = "MM-AAAA1111", "MM-BBBB2222"
FORM, MORE, TABLE = "Meeting record", "More answers", "Schools"
HALF = object()
"""Stands for half of what is there."""
DAMAGES: Mapping[str, Mapping[str, tuple[str, object]]] = {
    FORM: {
        "not JSON": ("@revision", "{what: nonsense"),
        "a list": ("@saved_at", "[1, 2]"),
        "wrong type": ("@reference", "17"),
        "bad date": ("@saved_at", "Friday"),
        "unknown kind": ("@revision", "nonsense_form"),
        "missing authority": ("@la", ""),
        "null": ("@entry_id", ""),
        "truncated": (FINGERPRINT, HALF),
        "wrong encoding": ("@saved_at", "2026-\ufffd("),
        "swapped reference": ("@reference", HERS),
    },
    MORE: {
        "not JSON": ("@text", "{what: nonsense"),
        "a list": ("@text", "[1, 2]"),
        "wrong type": ("@text", "17"),
        "bad date": ("@item", "Friday"),
        "unknown kind": ("@sort", "nonsense_form"),
        "missing authority": ("@save_id", ""),
        "null": ("@text", "null"),
        "truncated": ("@text", HALF),
        "wrong encoding": ("@text", '["other", "\ufffd('),
        "swapped reference": ("@reference", HERS),
    },
    TABLE: {
        "not JSON": ("@changed_at", "{what: nonsense"),
        "a list": ("@changed_at", "[1, 2]"),
        "wrong type": ("@changed_at", "17"),
        "bad date": ("@changed_at", "Friday"),
        "unknown kind": ("@save_id", "nonsense_form"),
        "missing authority": ("@key", ""),
        "null": ("@changed_at", ""),
        "truncated": ("@changed_at", HALF),
        "wrong encoding": ("@changed_at", "2026-\ufffd("),
        "swapped reference": ("@changed_by", "Somebody"),
    },
}


@pytest.fixture
def whole(store: SheetStore) -> SheetStore:
    """Two cases of two forms each, of which one has what fits no cell; and two schools."""
    for number, reference in enumerate((MINE, HERS)):
        first = entry(f"save-{number}", reference=reference, entry_id=f"first-{number}", kind="meeting_record")
        said = {"met_on": "2026-09-07", "other": "half an answer"}
        store.save(entry(f"more-{number}", reference=reference, entry_id=f"more-{number}", answers=said))
        store.save(first)
        store.put(table_row(f"10000{number}", name=f"School {number}"))
    look(store)
    return store


class Damaged:
    """One cell of one row, until it is put back."""

    def __init__(self, sheet: AtTheSheet, tab: str, way: str) -> None:
        self._sheet, self._tab = sheet, tab
        rows, (key, value) = sheet.rows(tab), DAMAGES[tab][way]
        column = tab_titled(tab).column(key)
        assert column
        self._column = rows[0].index(column.heading)
        row = next(number for number, each in enumerate(rows) if {"save-0", "more-0", "100000"} & {*map(str, each)})
        self._number, self.was = row + 1, rows[row][self._column]
        self._write(str(self.was)[: len(str(self.was)) // 2] if value is HALF else value)

    def put_back(self) -> None:
        self._write(self.was)

    def _write(self, value: Any) -> None:
        self._sheet.write_at(self._tab, self._number, self._column, value)


def schools(store: SheetStore) -> Mapping[str, Mapping[str, str]]:
    return {each.key: each.values for each in store.table(TABLE)}


def of_case(store: SheetStore, reference: str) -> Sequence[Mapping[str, Any]]:
    return [(each.kind, each.answers, each.reasons, each.la, each.revision) for each in store.entries(reference)]  # type: ignore[misc]


@pytest.mark.parametrize("tab", [FORM, MORE, TABLE])
def test_the_computer_that_wrote_it_goes_on_with_what_it_wrote(whole: SheetStore, sheet: AtTheSheet, tab: str) -> None:
    before = [of_case(whole, MINE), of_case(whole, HERS), schools(whole)]
    wrong: dict[str, object] = {}
    for way in WAYS:
        done = Damaged(sheet, tab, way)
        look(whole)
        if [of_case(whole, MINE), of_case(whole, HERS), schools(whole)] != before:
            wrong[way] = "not as before"
        if [each.table for each in whole.damaged()] != ["sheet_rows"] or not whole.faults():
            wrong[way] = [(each.sort, each.says) for each in whole.faults()]
        done.put_back()
        look(whole)
        if whole.faults():
            wrong[way] = "put back, and still named"

    assert wrong == {}


@pytest.mark.parametrize("tab", [FORM, MORE, TABLE])
def test_a_computer_that_never_saw_it_counts_what_was_written_and_names_the_row(
    whole: SheetStore, sheet: AtTheSheet, tab: str, tmp_path: Path
) -> None:
    hers, mine, known = of_case(whole, HERS), of_case(whole, MINE), schools(whole)
    wrong: dict[str, object] = {}
    for number, way in enumerate(WAYS):
        done = Damaged(sheet, tab, way)
        other = open_by_turns(tmp_path, local=f"other-{number}.sqlite")
        look(other)
        told = [other.standing().trouble, of_case(other, HERS) == hers, schools(other).get("100001") == known["100001"]]
        if told != ["", True, True]:
            wrong[way] = told
        is_there = sorted(map(str, of_case(other, MINE))) == sorted(map(str, mine)) and schools(other) == known
        if not is_there or not other.damaged():
            wrong[way] = [is_there, of_case(other, MINE), other.faults()]
        other.close()
        done.put_back()

    assert wrong == {}


JOURNAL = ("sheet_lines", "sheet_by_hand", "sheet_notes")
FINDS_OUT = ("unknown kind", "bad date", "wrong encoding")
"""How far a line got, and in which spreadsheet it is, is looked for there, and nobody needs to be told."""


@pytest.mark.parametrize("way", WAYS)
def test_a_damaged_row_of_the_journal_stops_nothing_and_doubles_nothing(
    whole: SheetStore, sheet: AtTheSheet, tmp_path: Path, way: str
) -> None:
    sheet.correct(FORM, MINE, "Date of the meeting", "Friday")  # so that there is something in every table
    look(whole)
    whole.save(entry("waits", reference=HERS, entry_id="waits", kind="meeting_record"))
    before = [of_case(whole, each) for each in (MINE, HERS)]
    place, wrong = FilePlace(tmp_path / "sheet.sqlite"), dict[str, object]()
    rows = [row for table in JOURNAL for row in (place.rows_of(table)[0], place.rows_of(table)[-1])]
    whole.worker.stop = lambda: None  # type: ignore[method-assign]  # what waits goes on waiting
    whole.close()
    book = sheet.google.book(spreadsheet_of(tmp_path)).copy()
    for row in rows:
        sheet.google.google.spreadsheets[spreadsheet_of(tmp_path)] = book.copy()
        shutil.copy(place.file, tmp_path / "copy.sqlite")
        if damage(FilePlace(tmp_path / "copy.sqlite"), row, way) is None:
            continue
        store = open_by_turns(tmp_path, local="copy.sqlite")
        look(store)
        named = [each.table for each in store.look_over() if each.table in JOURNAL]
        is_named = named == [row.table] or (row.table == "sheet_lines" and way in FINDS_OUT)
        there = [[*map(str, line)] for tab in (FORM, "Weekly report") for line in sheet.rows(tab)]
        found = [
            [of_case(store, each) for each in (MINE, HERS)] == before,
            is_named,
            [sum(each in line for line in there) for each in ("save-0", "save-1", "more-0", "more-1")] == [1] * 4,
        ]
        if not all(found):
            wrong[f"{row.table} {row.place}"] = [found, named]
        store.close()
        for each in tmp_path.glob("copy*"):
            each.unlink()

    assert wrong == {}
