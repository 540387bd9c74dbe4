"""The whole sample, case by case, kept in a spreadsheet: the cases read from the sheet alone are the same cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casework import sample
from casework.keeping import retention
from casework.keeping.retention import certificate
from casework.keeping.sheet import case_list
from casework.reading.office import Office
from record.stage import stage
from store.contract import Store
from store.sheets.layout.tabs import AS_SAVED_TITLE
from tests.casework.at_work import REFERENCE, ROSALIND, an_office, requested
from tests.letters.read import text
from tests.record.a_case import answered
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import open_by_turns, open_sheet, spreadsheet_of

TODAY = date(2026, 12, 10)


def test_the_sample_is_the_same_to_another_computer_and_is_listed_in_the_register(
    google: Running, tmp_path: Path
) -> None:
    store = open_by_turns(tmp_path)
    here = Office(store, lambda: TODAY)
    store.worker.run_once()
    sample.fill(here)
    case_list.keep(here)
    while store.waiting():
        store.worker.run_once()
    store.worker.run_once()
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    elsewhere.worker.run_once()
    there = Office(elsewhere, lambda: TODAY)
    assert as_they_stand(there) == as_they_stand(here)
    assert there.authority == here.authority
    assert answers(elsewhere) == answers(store)
    assert (elsewhere.faults(), store.faults()) == ((), ())
    listed = AtTheSheet(google, spreadsheet_of(tmp_path)).rows("Register")
    assert listed[1] == list(case_list.HEADINGS)
    assert {row[0] for row in listed[2:]} == set(here.cases)
    elsewhere.close()
    store.close()


def as_they_stand(office: Office) -> dict[str, object]:
    return {reference: (stage(case), case.home, case.receiving) for reference, case in office.cases.items()}


def answers(store: Store) -> dict[str, object]:
    return {each.save_id: each for each in store.entries()}


def test_a_case_that_was_due_leaves_the_sheet_its_files_and_the_register_and_is_certified(
    google: Running, tmp_path: Path
) -> None:
    store = open_sheet(tmp_path)
    office = an_office(tmp_path, *requested(), answered("decline"), today=date(2030, 1, 7), store=store)
    case_list.keep(office)
    while store.waiting():
        assert store.look(10)
    sheet = AtTheSheet(google, spreadsheet_of(tmp_path))
    assert "Tobi Adeyemi" in str(everything(sheet))

    number = retention.erase(office, ROSALIND, [REFERENCE])

    while store.waiting():
        assert store.look(10)
    kept = everything(sheet)
    assert "Tobi Adeyemi" not in str(kept)
    assert [tab for tab, rows in kept.items() if REFERENCE in str(rows)] == ["Erased", AS_SAVED_TITLE]
    assert {row[1] for row in sheet.rows(AS_SAVED_TITLE) if REFERENCE in str(row)} == {"Erased"}
    done = retention.find(office, ROSALIND, number)
    assert done and REFERENCE in text(certificate(office, done))
    assert [each.name for each in tmp_path.iterdir() if b"Tobi Adeyemi" in each.read_bytes()] == []
    store.close()


def everything(sheet: AtTheSheet) -> dict[str, object]:
    book = sheet.google.book(sheet.spreadsheet)
    return {each.title: [row.cells for row in each.rows] for each in book.sheets}
