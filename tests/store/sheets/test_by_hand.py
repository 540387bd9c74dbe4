"""What people do in the spreadsheet counts, or is shown; and is never written over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.reading.cases import as_filed
from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.tabs import tab_titled
from store.sheets.store import SheetStore
from tests.sheets.server import Running
from tests.store.rows import LATER, NOW, entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns

TAB = "Start"
STARTED = entry("s1", kind="start", entry_id="e1", answers={"did_start": True, "started_on": "2026-09-14"})


def heading(name: str) -> str:
    column = tab_titled(TAB).column(name)
    assert column
    return column.heading


@pytest.fixture
def started(store: SheetStore) -> SheetStore:
    store.save(STARTED)
    look(store)
    assert store.waiting() == frozenset()
    return store


def test_a_corrected_date_counts_is_marked_and_is_named_with_its_cell(started: SheetStore, sheet: AtTheSheet) -> None:
    sheet.type(TAB, heading("started_on"), 2, "16/09/2026")
    mark, _ = started.references_changed_since(0)
    look(started)
    filed = as_filed(started.entries(STARTED.reference))
    assert filed.entry.model_dump()["started_on"].isoformat() == "2026-09-16"
    assert filed.edited_by_hand
    assert started.references_changed_since(mark)[1] == {STARTED.reference}
    (fault,) = started.faults()
    assert (fault.sort, fault.cell[1:], fault.says) == (SheetFaultKind.BY_HAND, "2", "“16 Sep 2026”")


def test_an_edit_is_never_read_without_its_mark(started: SheetStore) -> None:
    edited = replace(STARTED, answers={**STARTED.answers, "started_on": "2026-09-16"})
    started.ledger.add_edit(edited, started.ledger.versions("s1"), ())
    filed = as_filed(started.entries(STARTED.reference))
    assert filed.edited_by_hand


def test_an_edit_that_python_takes_for_what_stood_there_before_is_seen(started: SheetStore, sheet: AtTheSheet) -> None:
    sheet.type(TAB, heading("started_on"), 2, "1")
    look(started)
    assert [each.says for each in started.faults()] == ["“1”"]
    sheet.type(TAB, heading("started_on"), 2, "TRUE")
    look(started)
    assert [each.says for each in started.faults()] == ["“TRUE”"]


def test_an_edit_taken_back_leaves_no_mark(started: SheetStore, sheet: AtTheSheet) -> None:
    sheet.type(TAB, heading("started_on"), 2, "16/09/2026")
    look(started)
    sheet.type(TAB, heading("started_on"), 2, "14/09/2026")
    look(started)
    filed = as_filed(started.entries(STARTED.reference))
    assert filed.entry.model_dump()["started_on"].isoformat() == "2026-09-14"
    assert not filed.edited_by_hand
    assert started.faults() == ()


@pytest.mark.parametrize(
    ("typed", "sort"), [("Friday", SheetFaultKind.UNREADABLE), ("'3/4/2026", SheetFaultKind.AMBIGUOUS)]
)
def test_a_cell_that_cannot_be_read_leaves_the_last_good_answer_and_is_flagged(
    started: SheetStore, sheet: AtTheSheet, typed: str, sort: SheetFaultKind
) -> None:
    sheet.type(TAB, heading("started_on"), 2, typed)
    look(started)
    filed = as_filed(started.entries(STARTED.reference))
    assert filed.entry.model_dump()["started_on"].isoformat() == "2026-09-14"
    assert filed.unreadable_cells == ("started_on",)
    assert [fault.sort for fault in started.faults()] == [sort]
    sheet.type(TAB, heading("started_on"), 2, "14/09/2026")
    look(started)
    assert as_filed(started.entries(STARTED.reference)).unreadable_cells == ()


def test_an_edit_and_a_correction_of_the_same_row_are_merged_and_a_clash_is_named(
    started: SheetStore, sheet: AtTheSheet
) -> None:
    """The person who corrects began before the edit, and so did not see it."""
    sheet.type(TAB, heading("started_on"), 2, "16/09/2026")
    look(started)
    answers = {**STARTED.answers, "started_on": "2026-09-15"}
    later = max(LATER, started.entries()[-1].saved_at) + timedelta(hours=1)
    started.save(replace(STARTED, save_id="s2", base="s1", revision=2, answers=answers, saved_at=later))
    assert as_filed(started.entries(STARTED.reference)).clashes == ("started_on",)
    unaware = {**STARTED.answers, "did_start": False}
    started.save(replace(STARTED, save_id="s3", base="s1", revision=2, answers=unaware, saved_at=later))
    merged = as_filed(started.entries(STARTED.reference)).entry.model_dump()
    assert merged["did_start"] is False


def test_an_edit_of_a_row_that_no_longer_counts_is_shown_and_changes_nothing(
    started: SheetStore, sheet: AtTheSheet
) -> None:
    started.save(replace(STARTED, save_id="s2", base="s1", revision=2, saved_at=LATER))
    look(started)
    sheet.type(TAB, heading("started_on"), 2, "16/09/2026")
    look(started)
    assert len(started.entries()) == 2
    assert [(fault.sort, fault.save_id) for fault in started.faults()] == [(SheetFaultKind.SUPERSEDED, "s1")]


def test_a_row_that_lands_under_the_wrong_headings_is_written_again_and_nothing_is_taken_for_an_edit(
    google: Running, store: SheetStore, sheet: AtTheSheet
) -> None:
    store.save(STARTED)

    def insert_once() -> None:
        google.google.between.clear()
        sheet.insert_column(TAB, heading("started_on"))

    google.google.between.append(insert_once)
    store.worker._send()  # between the look and the append somebody inserts a column
    look(store, 5)
    assert [each.answers for each in store.entries()] == [STARTED.answers]
    assert not as_filed(store.entries()).edited_by_hand
    assert [fault.sort for fault in store.faults()] == [SheetFaultKind.MISALIGNED]
    elsewhere = open_by_turns(Path(str(store.ledger._database._engine.url.database)).parent, "other.sqlite")
    look(elsewhere)
    assert [each.answers for each in elsewhere.entries()] == [STARTED.answers]
    elsewhere.close()


def test_a_misplaced_row_is_never_an_edit_even_with_a_note_beside_it(
    google: Running, store: SheetStore, sheet: AtTheSheet
) -> None:
    """Two columns change places as the row is written: the app's own columns all stand right, and two answers do not."""
    store.save(STARTED)

    def move_once() -> None:
        google.google.between.clear()
        sheet.do("moveDimension", TAB, lambda gid: {"source": _column(gid, 2), "destinationIndex": 1})

    google.google.between.append(move_once)
    store.worker._send()
    look(store, 5)
    sheet.do("appendDimension", TAB, lambda gid: {"sheetId": gid, "dimension": "COLUMNS", "length": 1})
    sheet.write_at(TAB, 1, len(sheet.rows(TAB)[0]), "My notes")
    sheet.type(TAB, "My notes", 2, "What is this?")
    look(store)
    assert [each.answers for each in store.entries()] == [STARTED.answers]
    assert [(fault.sort, fault.cell) for fault in store.faults()] == [(SheetFaultKind.MISALIGNED, "2:2")]


def _column(gid: int, at: int) -> dict[str, object]:
    return {"sheetId": gid, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}


def test_a_removed_row_still_counts_until_it_is_restored_or_let_go(started: SheetStore, sheet: AtTheSheet) -> None:
    sheet.delete_row(TAB, 2)
    look(started)
    (fault,) = started.faults()
    assert (fault.sort, len(started.entries())) == (SheetFaultKind.VANISHED, 1)
    started.restore(fault.row)
    look(started)
    assert (started.faults(), len(sheet.rows(TAB))) == ((), 2)
    sheet.delete_row(TAB, 2)
    look(started)
    started.let_go(fault.row)
    look(started)
    assert (started.faults(), len(sheet.rows(TAB))) == ((), 1)


def test_a_row_typed_by_hand_counts_only_once_it_is_adopted(started: SheetStore, sheet: AtTheSheet) -> None:
    sheet.type("Same day", "Reference", 2, STARTED.reference)
    look(started)
    (fault,) = started.faults()
    assert (fault.sort, len(started.entries())) == (SheetFaultKind.NO_ID, 1)
    adopted = started.adopt(fault.row, "Idris Vale")
    look(started)
    assert (adopted.kind, adopted.reference, adopted.from_paper) == ("same_day", STARTED.reference, True)
    assert started.faults() == ()
    assert len(sheet.rows("Same day")) == 3


def test_an_edited_setting_stands_and_so_does_one_typed_below(started: SheetStore, sheet: AtTheSheet) -> None:
    started.put(table_row("100001", name="Ash Grove"))
    look(started)
    sheet.type("Schools", "Name", 2, "Ash Grove Academy")
    sheet.type("Schools", "URN", 3, "100002")
    sheet.type("Schools", "Name", 3, "Birch Hill")
    look(started)
    assert [(row.key, row.values["name"]) for row in started.table("Schools")] == [
        ("100001", "Ash Grove Academy"),
        ("100002", "Birch Hill"),
    ]
    mark = started.tables_mark()
    look(started)
    assert started.tables_mark() == mark


def test_a_copied_row_changed_for_another_case_does_not_change_the_first(
    started: SheetStore, sheet: AtTheSheet
) -> None:
    sheet.copy_row(TAB, 2, 3)
    sheet.type(TAB, "Reference", 3, "MM-OTHER")
    sheet.type(TAB, heading("started_on"), 3, "16/09/2026")
    look(started)
    assert [each.answers for each in started.entries()] == [STARTED.answers]
    assert [(fault.sort, fault.says) for fault in started.faults()] == [
        (SheetFaultKind.NO_ID, "This row was copied from another, and changed")
    ]


def test_another_computer_reads_the_same_from_the_sheet_alone(started: SheetStore, tmp_path: Path) -> None:
    odd = entry("s2", entry_id="e2", answers={"went_well": "x" * 40_000, "incidents": [{"what": "=1+1"}], "odd": [1.0]})
    started.save(odd)
    started.put(table_row("100001", name="Ash \x00 Grove", at=NOW))
    look(started)
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    look(elsewhere)
    assert sorted(elsewhere.entries(), key=lambda each: each.save_id) == [STARTED, odd]
    assert elsewhere.table("Schools") == started.table("Schools")
    assert elsewhere.faults() == ()
    elsewhere.close()


def test_another_computer_takes_a_form_in_when_all_its_rows_are_there(
    store: SheetStore, sheet: AtTheSheet, tmp_path: Path
) -> None:
    report = entry(
        "s2", entry_id="e2", answers={"incidents": [{"what": "A push"}, {"what": "A shove"}]}, saved_at=LATER
    )
    store.save(STARTED)
    store.save(report)
    look(store)
    earlier = {"startRowIndex": 1}  # versions of the app wrote each row down once only
    fields = "userEnteredValue"
    sheet.do("updateCells", "As saved", lambda gid: {"range": {"sheetId": gid, **earlier}, "fields": fields})
    sheet.delete_row("Weekly report – incidents", 3)
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    look(elsewhere)
    assert elsewhere.entries() == [STARTED]
    assert [(fault.sort, fault.says) for fault in elsewhere.faults()] == [
        (SheetFaultKind.LOST, "1 of the 2 rows that were written here are gone")
    ] + [
        (SheetFaultKind.STRANGE, "This row does not belong to an entry: it should have 2 rows in other tabs and has 1")
    ] * 2

    look(store)
    (gone,) = store.faults()
    store.restore(gone.row)
    look(store)
    look(elsewhere)
    assert (elsewhere.entries(), elsewhere.faults()) == ([STARTED, report], ())
    elsewhere.close()


def test_a_form_one_of_whose_headings_is_gone_waits_and_keeps_no_other_form_waiting(
    store: SheetStore, sheet: AtTheSheet
) -> None:
    at = sheet.rows(TAB)[0].index(heading("started_on"))
    sheet.write_at(TAB, 1, at, "Began")
    store.save(STARTED)
    store.save(entry("s2", entry_id="e2", saved_at=LATER))
    look(store)
    assert (store.waiting(), len(sheet.rows(TAB)), len(sheet.rows("Weekly report"))) == (frozenset({"s1"}), 1, 2)
    assert [fault.says for fault in store.faults()] == [
        "No column is headed “First day at your school”. C1 says “Began”"
    ]

    sheet.write_at(TAB, 1, at, heading("started_on"))
    look(store)
    assert (store.waiting(), len(sheet.rows(TAB)), store.faults()) == (frozenset(), 2, ())


def test_the_register_is_written_at_most_once_a_minute_and_says_that_it_is_not_read(
    started: SheetStore, sheet: AtTheSheet
) -> None:
    lists = iter([[["Case", "Stage"], ["MM-AAAA1111", "placed"]], [["Case", "Stage"]]])
    started.list_in_register(lambda: next(lists))
    look(started)
    look(started)
    rows = sheet.rows("Register")
    assert "Nothing here is read back" in rows[0][0]
    assert rows[1:] == [["Case", "Stage"], ["MM-AAAA1111", "placed"]]


def test_a_register_that_cannot_be_made_keeps_no_entry_from_the_sheet(started: SheetStore, sheet: AtTheSheet) -> None:
    started.list_in_register(lambda: [][1])
    started.save(entry("s2", entry_id="e2"))
    look(started)
    assert started.waiting() == frozenset()


@pytest.mark.parametrize(
    ("typed", "counts", "should"),
    [
        ("x" * 50_000, None, "Keep it under 40,000"),
        ("=A2*2", None, "a formula that fails"),
        ('="Moved " & "away"', None, "a formula that fails"),
        ('="Moved away"', "Moved away", "The edit counts"),
        ('=HYPERLINK("https://example.org","Moved away")', "Moved away", "The edit counts"),
    ],
)
def test_what_is_too_long_or_a_formula_counts_as_what_it_comes_to_or_not_at_all(
    started: SheetStore, sheet: AtTheSheet, typed: str, counts: str | None, should: str
) -> None:
    sheet.without_formats(TAB)
    sheet.type(TAB, heading("why_not"), 2, typed)
    look(started)

    assert started.entries()[-1].answers.get("why_not") == counts
    (fault,) = started.faults()
    assert should in fault.should


def test_a_text_that_looks_like_a_failed_formula_is_kept_all_the_same(started: SheetStore, tmp_path: Path) -> None:
    odd = entry("s2", kind="start", entry_id="e2", answers={"did_start": False, "why_not": "#N/A"}, saved_at=LATER)
    started.save(odd)
    look(started)
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    look(elsewhere)

    assert elsewhere.entries()[-1].answers == odd.answers and elsewhere.faults() == ()
    elsewhere.close()


def test_a_setting_whose_formula_fails_is_what_it_was(started: SheetStore, sheet: AtTheSheet) -> None:
    started.put(table_row("100001", name="Ashdown School", email="office@ashdown.example", at=NOW))
    look(started)
    before = started.table("Schools")[0].values
    sheet.without_formats("Schools")
    sheet.type("Schools", "Head", 2, "=B2")
    look(started)
    assert started.table("Schools")[0].values == before
    (fault,) = started.faults()
    assert (fault.sort, fault.heading) == (SheetFaultKind.UNREADABLE, "Head")

    sheet.type("Schools", "Head", 2, "Marta Field")
    look(started)
    assert started.table("Schools")[0].values == {**before, "head": "Marta Field"} and started.faults() == ()


def test_a_tab_hidden_renamed_without_headings_or_deleted_loses_nothing(
    started: SheetStore, sheet: AtTheSheet, google: Running
) -> None:
    renamed = {"hidden": True, "title": "Begun"}
    sheet.do(
        "updateSheetProperties",
        TAB,
        lambda gid: {"properties": {"sheetId": gid, **renamed}, "fields": "hidden,title"},
    )
    started.save(entry("s2", kind="start", entry_id="e2", answers={"did_start": False}, saved_at=LATER))
    look(started)
    assert len(sheet.rows("Begun")) == 3 and started.faults() == ()

    sheet.delete_row("Begun", 1)
    look(started)
    assert sheet.rows("Begun")[0][0] == "Reference" and len(sheet.rows("Begun")) == 3 and started.faults() == ()

    sheet.do("deleteSheet", "Begun", lambda gid: {"sheetId": gid})
    look(started, 5)
    assert len(started.entries()) == 2
    whole, *gone = started.faults()
    assert (whole.sort, whole.says) == (SheetFaultKind.LOST, "All 2 rows that stood here are gone")
    for fault in gone:
        assert fault.sort is SheetFaultKind.VANISHED
        started.restore(fault.row)
    look(started)
    assert len(sheet.rows(TAB)) == 3 and started.faults() == ()


@pytest.fixture(params=["Staff", "Access"])
def letting_in(request: pytest.FixtureRequest, store: SheetStore) -> tuple[SheetStore, str]:
    """Three people's rows, in the lines 2 to 4 of their tab."""
    for key in ("ada", "ben", "cy"):
        store.put(table_row(key, table=request.param, name=key.title(), role="coordinator", la="205", area="all"))
    look(store)
    return store, request.param


def let_in_by(store: SheetStore, tab: str) -> list[str]:
    return [row.key for row in store.table(tab)]


def test_whoever_a_deleted_row_let_in_is_shut_out_and_in_again_once_it_is_restored(
    letting_in: tuple[SheetStore, str], sheet: AtTheSheet
) -> None:
    store, tab = letting_in
    sheet.delete_row(tab, 3)
    look(store)

    assert let_in_by(store, tab) == ["ada", "cy"]
    (fault,) = store.faults()
    assert (fault.sort, fault.should) == (
        SheetFaultKind.VANISHED,
        "The person it gave access to can no longer sign in. Choose “Restore” to have it written again and give them "
        "access, or “Accept removal” if this was intended",
    )
    store.restore(fault.row)
    look(store)
    look(store)
    assert (sorted(let_in_by(store, tab)), store.faults()) == (["ada", "ben", "cy"], ())


def test_whoever_is_let_go_stays_shut_out_and_is_let_in_anew_by_a_row_of_their_own(
    letting_in: tuple[SheetStore, str], sheet: AtTheSheet
) -> None:
    store, tab = letting_in
    sheet.delete_row(tab, 3)
    look(store)
    (fault,) = store.faults()
    store.let_go(fault.row)
    look(store)
    assert let_in_by(store, tab) == ["ada", "cy"]

    store.put(table_row("ben", table=tab, name="Ben", role="coordinator", la="205", area="all"))
    look(store)
    assert sorted(let_in_by(store, tab)) == ["ada", "ben", "cy"]


def test_nobody_is_shut_out_by_a_tab_that_lost_more_than_half_of_its_rows(
    letting_in: tuple[SheetStore, str], sheet: AtTheSheet
) -> None:
    store, tab = letting_in
    for _ in range(2):
        sheet.delete_row(tab, 2)
    look(store)

    assert let_in_by(store, tab) == ["ada", "ben", "cy"]
    assert [each.sort for each in store.faults()] == [SheetFaultKind.VANISHED] * 2


def test_a_row_that_is_typed_anew_in_place_of_one_shuts_nobody_out(
    letting_in: tuple[SheetStore, str], sheet: AtTheSheet
) -> None:
    store, tab = letting_in
    first, name = (column.heading for column in tab_titled(tab).columns[:2])
    sheet.delete_row(tab, 3)
    sheet.type(tab, first, 6, "ben")
    sheet.type(tab, name, 6, "Benedict")
    look(store)

    assert sorted(let_in_by(store, tab)) == ["ada", "ben", "cy"]
