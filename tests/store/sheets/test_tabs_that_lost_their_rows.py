"""A spreadsheet that held rows yesterday and holds none today is no new one: whoever never saw it refuses it, whoever did says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.contract import StoreUnreachable
from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.spreadsheet import KEPT
from store.sheets.layout.tabs import AS_SAVED_TITLE
from store.sheets.store import SheetStore
from tests.sheets.server import Running
from tests.store.rows import entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns, open_sheet, spreadsheet_of

TAB = "Meeting record"
HOW = (
    "In Sheets choose “File”, “Version history”, “See version history”, pick the last version that has them and press "
    "“Restore this version”"
)
LOST = (
    "This spreadsheet has lost rows that were kept in it: {}. So it is not a new one: it was not opened, and nothing was "
    f"changed. {HOW}; the site then goes on by itself. If you do want to continue with what is left: choose “File”, “Make a "
    "copy”, share the copy as this one was shared, and write its link into the site’s settings."
)


@pytest.fixture
def filled(store: SheetStore) -> SheetStore:
    for number in range(6):
        store.save(
            entry(f"save-{number}", kind="meeting_record", reference=f"MM-AAAA111{number}", entry_id=f"e{number}")
        )
    store.put(table_row("100001", name="Oakfield Academy"))
    look(store)
    return store


@pytest.fixture
def other(tmp_path: Path, filled: SheetStore) -> Iterator[Callable[[], SheetStore]]:
    """Another computer that looks at the spreadsheet for the first time."""
    opened: list[SheetStore] = []

    def first_look() -> SheetStore:
        opened.append(open_by_turns(tmp_path, local=f"other-{len(opened)}.sqlite"))
        opened[-1].worker.run_once()
        return opened[-1]

    yield first_look
    for each in opened:
        each.close()


def emptied(sheet: AtTheSheet, tab: str = TAB) -> None:
    sheet.do(
        "updateCells", tab, lambda gid: {"range": {"sheetId": gid, "startRowIndex": 1}, "fields": "userEnteredValue"}
    )


def wiped(sheet: AtTheSheet) -> None:
    sheet.do("updateCells", TAB, lambda gid: {"range": {"sheetId": gid}, "fields": "userEnteredValue"})


def deleted(sheet: AtTheSheet) -> None:
    sheet.do("deleteSheet", TAB, lambda gid: {"sheetId": gid})


def cut_short(sheet: AtTheSheet) -> None:
    for _ in range(4):
        sheet.delete_row(TAB, 4)


def settings_emptied(sheet: AtTheSheet) -> None:
    emptied(sheet, "Schools")


@pytest.mark.parametrize(
    ("lose", "what"),
    [
        (emptied, "“Meeting record” has 0 of 6"),
        (wiped, "“Meeting record” has 0 of 6"),
        (deleted, "“Meeting record” has 0 of 6"),
        (cut_short, "“Meeting record” has 2 of 6"),
        (settings_emptied, "“Schools” has 0 of 1"),
    ],
)
def test_a_computer_that_never_saw_it_does_not_open_it_and_changes_nothing(
    google: Running,
    sheet: AtTheSheet,
    other: Callable[[], SheetStore],
    lose: Callable[[AtTheSheet], None],
    what: str,
) -> None:
    lose(sheet)
    google.google.log.forget()
    found = other()

    assert (found.standing().trouble, found.entries()) == (LOST.format(what), [])
    assert google.google.log.writes() == []


def test_the_site_says_so_where_it_would_have_started(filled: SheetStore, sheet: AtTheSheet, tmp_path: Path) -> None:
    emptied(sheet)
    with pytest.raises(StoreUnreachable) as refused:
        open_sheet(tmp_path, local="other.sqlite")

    assert str(refused.value) == LOST.format("“Meeting record” has 0 of 6")


def test_once_the_rows_are_back_it_goes_on_by_itself(
    google: Running, sheet: AtTheSheet, other: Callable[[], SheetStore], tmp_path: Path
) -> None:
    book = google.book(spreadsheet_of(tmp_path)).copy()
    emptied(sheet)
    found = other()
    google.google.spreadsheets[spreadsheet_of(tmp_path)] = book
    look(found)

    assert (found.standing().trouble, len(found.entries())) == ("", 6)


def test_a_few_rows_that_are_gone_count_and_can_be_restored(sheet: AtTheSheet, other: Callable[[], SheetStore]) -> None:
    sheet.delete_row(TAB, 3)
    found = other()
    (fault,) = found.faults()

    assert (fault.sort, fault.tab, len(found.entries())) == (SheetFaultKind.VANISHED, TAB, 6)


def test_a_few_rows_that_are_gone_for_good_are_told_and_the_rest_counts(
    sheet: AtTheSheet, other: Callable[[], SheetStore]
) -> None:
    """An earlier version wrote them down once only."""
    emptied(sheet, AS_SAVED_TITLE)
    sheet.delete_row(TAB, 3)
    found = other()
    (fault,) = found.faults()

    assert (fault.sort, fault.tab, fault.says) == (
        SheetFaultKind.LOST, TAB, "1 of the 6 rows that were written here are gone",
    )  # fmt: skip
    assert fault.should == f"What they said does not count. {HOW}; unless they were meant to be removed"
    assert len(found.entries()) == 5


def test_the_computer_that_knows_them_says_it_first_and_loses_nothing(filled: SheetStore, sheet: AtTheSheet) -> None:
    emptied(sheet)
    look(filled)
    first, *each = filled.faults()

    assert (first.sort, first.says) == (SheetFaultKind.LOST, "All 6 rows that stood here are gone")
    assert [one.sort for one in each] == [SheetFaultKind.VANISHED] * 6
    assert len(filled.entries()) == 6


def test_what_was_erased_is_not_missed(filled: SheetStore, other: Callable[[], SheetStore]) -> None:
    filled.erasing.outbox.keep_note(
        "erasure asked for",
        {"id": "1", "references": [f"MM-AAAA111{n}" for n in range(5)], "drafts": [], "removed": {}},
    )
    look(filled)
    found = other()

    assert (found.standing().trouble, found.faults()) == ("", ())
    assert [each.reference for each in found.entries()] == ["MM-AAAA1115"]


def test_in_a_copy_it_means_nothing(google: Running, sheet: AtTheSheet, filled: SheetStore, tmp_path: Path) -> None:
    emptied(sheet)
    copy = google.book(spreadsheet_of(tmp_path)).copy()
    copy.spreadsheet_id = spreadsheet_of(tmp_path / "copy")
    google.google.spreadsheets[copy.spreadsheet_id] = copy
    (tmp_path / "copy").mkdir()
    store = open_by_turns(tmp_path / "copy")
    store.worker.run_once()

    assert [fault.sort for fault in store.faults()] == [SheetFaultKind.COPY]
    assert store.entries() == []
    store.close()


@pytest.mark.parametrize(
    "said", ["", "17", "{", '{"of": "somebody"}', '{"of": "%s", "rows": {"Meeting record": "many"}}']
)
def test_what_somebody_did_to_the_memory_stops_nothing(
    google: Running, other: Callable[[], SheetStore], tmp_path: Path, said: str
) -> None:
    for each in google.book(spreadsheet_of(tmp_path)).metadata:
        if each["metadataKey"] == KEPT:
            each["metadataValue"] = said.replace("%s", spreadsheet_of(tmp_path))
    found = other()

    assert (found.standing().trouble, len(found.entries())) == ("", 6)
