"""An authority's own questions in its spreadsheet: a row of *Questions* is a column of the form, and nothing in it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from record.tables import QUESTIONS
from store.contract import Json, SavedEntry, TableRow
from store.sheets.layout.faults import SheetFaultKind
from store.sheets.store import SheetStore
from tests.sheets.server import Running
from tests.store.rows import LATER, NOW, entry
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns

TAB = "Start"
TRAVEL = {"form": "Start", "label": "How will they travel?", "type": "choice", "choices": "on foot\nby taxi"}
SINCE = {"form": "Start", "label": "Ready since", "type": "date"}
HEADING, SINCE_HEADING = "How will they travel? [travel]", "Ready since [since]"
ANSWERS: dict[str, Json] = {"did_start": True, "local_travel": "by taxi", "local_since": "2026-09-04"}
STARTED = entry("s1", kind="start", entry_id="e1", answers=ANSWERS)


def put(store: SheetStore, name: str, row: dict[str, str]) -> None:
    store.put(TableRow(QUESTIONS, name, row, NOW, "Tariq Mensah"))
    look(store)


@pytest.fixture
def asking(store: SheetStore) -> SheetStore:
    put(store, "travel", TRAVEL)
    put(store, "since", SINCE)
    store.save(STARTED)
    look(store)
    assert (store.waiting(), store.faults()) == (frozenset(), ())
    return store


def standing(store: SheetStore) -> SavedEntry:
    return store.entries(STARTED.reference)[-1]


def column(sheet: AtTheSheet, heading: str) -> list[object]:
    rows = sheet.rows(TAB)
    at = rows[0].index(heading)
    return [row[at] if at < len(row) else "" for row in rows[1:]]


def test_a_question_is_a_column_of_its_form_with_its_answers_as_what_they_are(
    asking: SheetStore, sheet: AtTheSheet
) -> None:
    assert (column(sheet, HEADING), column(sheet, SINCE_HEADING)) == (["by taxi"], [46269])
    assert sheet.rows("More answers")[1:] == []

    sheet.type(TAB, SINCE_HEADING, 2, "7 Sept 2026")
    sheet.type(TAB, HEADING, 2, "On foot")
    look(asking)
    edited = standing(asking)
    assert (edited.edited_by_hand, edited.answers) == (
        True,
        {**ANSWERS, "local_travel": "on foot", "local_since": "2026-09-07"},
    )
    sheet.type(TAB, HEADING, 2, "by mule")
    look(asking)
    assert (standing(asking).answers["local_travel"], standing(asking).unreadable_cells) == (
        "on foot",
        ("local_travel",),
    )
    assert [(each.sort, each.heading) for each in asking.faults() if each.sort is SheetFaultKind.UNREADABLE] == [
        (SheetFaultKind.UNREADABLE, HEADING)
    ]


def test_a_question_typed_into_the_sheet_has_its_column_by_itself(store: SheetStore, sheet: AtTheSheet) -> None:
    for heading, text in (("Question", "travel"), ("Form", "start"), ("Label", "How?"), ("Type", "text")):
        sheet.type(QUESTIONS, heading, 2, text)
    look(store)

    assert "How? [travel]" in sheet.rows(TAB)[0]
    assert store.faults() == ()


def test_a_bad_row_is_named_with_its_cells_and_what_to_write(store: SheetStore, sheet: AtTheSheet) -> None:
    for heading, text in (("Question", "travel"), ("Form", "Stort"), ("Label", "How?"), ("Type", "colour")):
        sheet.type(QUESTIONS, heading, 2, text)
    look(store)

    faults = {each.cell: each for each in store.faults()}
    headings = sheet.rows(QUESTIONS)[0]
    cells = {f"{chr(ord('A') + headings.index(name))}2" for name in ("Form", "Type")}
    assert set(faults) == cells
    assert all("Choose one of" in each.should and each.says in ("“Stort”", "“colour”") for each in faults.values())
    sheet.type(QUESTIONS, "Form", 2, "Start")
    sheet.type(QUESTIONS, "Type", 2, "text")
    look(store)
    assert (store.faults(), "How? [travel]" in sheet.rows(TAB)[0]) == ((), True)


def test_a_question_put_in_other_words_or_under_another_heading_keeps_its_column(
    asking: SheetStore, sheet: AtTheSheet
) -> None:
    put(asking, "travel", {**TRAVEL, "label": "How do they come?"})
    at = sheet.rows(TAB)[0].index(HEADING)
    sheet.write_at(TAB, 1, at, "Comes how? [travel]")
    look(asking)
    asking.save(entry("s2", kind="start", entry_id="e2", answers=ANSWERS, saved_at=LATER))
    look(asking)

    assert (asking.waiting(), asking.faults()) == (frozenset(), ())
    assert [heading for heading in sheet.rows(TAB)[0] if "[travel]" in heading] == ["Comes how? [travel]"]
    assert column(sheet, "Comes how? [travel]") == ["by taxi", "by taxi"]


def test_what_was_answered_stays_when_its_question_is_taken_away(
    asking: SheetStore, sheet: AtTheSheet, google: Running, tmp_path: Path
) -> None:
    put(asking, "travel", {})
    sheet.type(TAB, SINCE_HEADING, 2, "7 Sept 2026")  # an edit of another answer of the same row
    look(asking)
    assert standing(asking).answers == {**ANSWERS, "local_since": "2026-09-07"}
    assert [each.sort for each in asking.faults()] == [SheetFaultKind.BY_HAND]
    carried = entry("s2", base="s1", revision=2, kind="start", entry_id="e1", answers=ANSWERS, saved_at=LATER)
    asking.save(carried)
    look(asking)
    assert (asking.waiting(), column(sheet, HEADING)) == (frozenset(), ["by taxi", ""])  # the second: in More answers
    asking.close()

    for file in tmp_path.glob("*.sqlite*"):
        file.unlink()
    anew = open_by_turns(tmp_path)  # another computer, that never knew the question
    look(anew)
    told = [(each.answers["local_travel"], each.answers["local_since"]) for each in anew.entries(STARTED.reference)]
    assert told == [("by taxi", "2026-09-04"), ("by taxi", "2026-09-04")], "as each was written"
    assert [(each.sort, each.says) for each in anew.faults()] == [(SheetFaultKind.SUPERSEDED, "“7 Sep 2026”")]
    anew.close()


def test_a_row_deleted_from_the_tab_hides_its_question_once_it_is_let_go(asking: SheetStore, sheet: AtTheSheet) -> None:
    sheet.delete_row(QUESTIONS, 2)
    look(asking)
    (fault,) = asking.faults()
    assert (fault.sort, len(asking.table(QUESTIONS))) == (SheetFaultKind.VANISHED, 2)

    asking.let_go(fault.row)
    look(asking)
    assert [row.key for row in asking.table(QUESTIONS)] == ["since"]
    assert (asking.faults(), standing(asking).answers) == ((), ANSWERS)
