"""The coordinator who meddles does every act, the same for the same seed, and keeps true account of it."""

from __future__ import annotations

import gspread
import pytest

from tests.sheets.asking import appending, batch
from tests.sheets.hand import polite
from tests.sheets.meddling import LEVELS, Coordinator, shown
from tests.sheets.server import Running


@pytest.fixture
def filled(book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    start = {"addSheet": {"properties": {"title": "Start", "sheetId": 5}}}
    rows: list[list[str | float]] = [[f"MM-TEST{n:04}", f"entry {n}", 46272 + n, f"person {n}"] for n in range(8)]
    headings = ["Reference", "Entry id", "Start date", "Name"]
    batch(book, appending(0, headings, *rows), start, appending(5, headings[:2], ["MM-TEST0001", "entry 9"]))
    return book


def texts(server: Running, book: gspread.Spreadsheet) -> list[str]:
    return sorted(text for text in shown(server.book(book.id)) if text)


@pytest.mark.parametrize("act", sorted(LEVELS["ruinous"]))
def test_every_act_can_be_done(server: Running, filled: gspread.Spreadsheet, act: str) -> None:
    coordinator = Coordinator(server.google, filled.id, 1)
    if act == "write_in_own_column":
        coordinator.act("add_column")
    before = server.book(filled.id)
    done = coordinator.act(act)
    assert done is not None
    assert (done.act, coordinator.done[-1]) == (act, done)
    assert server.book(filled.id) is not before
    assert {edit.text for edit in done.edits} <= set(texts(server, filled))


@pytest.mark.parametrize("act", sorted(polite))
def test_a_polite_act_leaves_what_others_wrote(server: Running, filled: gspread.Spreadsheet, act: str) -> None:
    coordinator, before = Coordinator(server.google, filled.id, 2), texts(server, filled)
    for _ in range(5):
        coordinator.act(act)
    hers = {edit.text for done in coordinator.done for edit in done.edits}
    assert [text for text in texts(server, filled) if text not in hers] == before


def test_the_same_seed_does_the_same(server: Running, filled: gspread.Spreadsheet) -> None:
    twin = server.shared_spreadsheet()
    told = []
    for spreadsheet_id in (filled.id, twin.spreadsheet_id):
        server.google.edit(
            spreadsheet_id, lambda copy: setattr(copy, "sheets", [one.copy() for one in server.book(filled.id).sheets])
        )
    for spreadsheet_id in (filled.id, twin.spreadsheet_id):
        coordinator = Coordinator(server.google, spreadsheet_id, 3)
        told.append([str(coordinator.act()) for _ in range(30)])
    assert told[0] == told[1]
    assert len(set(told[0])) == 30


def test_she_acts_between_requests_and_not_in_the_log(server: Running, filled: gspread.Spreadsheet) -> None:
    coordinator = Coordinator(server.google, filled.id, 4, rate=1.0)
    server.google.between.append(coordinator.perhaps_act)
    lines = len(list(server.google.log))
    for _ in range(6):
        filled.worksheets()
    assert len(coordinator.done) == 6
    assert len(list(server.google.log)) == lines + 6
    assert not any(line.took_effect for line in list(server.google.log)[lines:])


def test_what_she_typed_stands_until_she_takes_it_back_herself(server: Running, filled: gspread.Spreadsheet) -> None:
    coordinator = Coordinator(server.google, filled.id, 5, "rude")
    for _ in range(60):
        coordinator.act()
    assert coordinator.look() == []
    assert set(coordinator.standing) <= set(texts(server, filled))
    assert len(coordinator.standing) > 10


def test_what_the_app_writes_over_is_noticed(server: Running, filled: gspread.Spreadsheet) -> None:
    coordinator = Coordinator(server.google, filled.id, 6)
    done = coordinator.act("edit_a_cell")
    assert done is not None
    assert (coordinator.look(), set(coordinator.standing)) == ([], {"corrected 1"})
    cell = filled.worksheet(done.tab).find("corrected 1")
    assert cell is not None
    filled.worksheet(done.tab).update_cell(cell.row, cell.col, "written over")
    [lost] = coordinator.look()
    assert (lost.text, lost.heading) == ("corrected 1", done.edits[0].heading)


def test_a_deleted_row_is_kept_in_the_account(server: Running, filled: gspread.Spreadsheet) -> None:
    coordinator = Coordinator(server.google, filled.id, 7)
    done = coordinator.act("delete_a_row")
    assert done is not None
    [row] = done.removed
    assert row["Reference"].startswith("MM-TEST")
    assert row["Entry id"] not in texts(server, filled)


def test_tabs_she_leaves_alone_stay_as_they_are(server: Running, filled: gspread.Spreadsheet) -> None:
    coordinator = Coordinator(server.google, filled.id, 8, "ruinous", leaves_alone=frozenset({"Sheet1"}))
    before = server.book(filled.id).sheets[0].rows
    for _ in range(40):
        coordinator.act()
    assert server.book(filled.id).titled("Sheet1").rows == before  # type: ignore[union-attr]
