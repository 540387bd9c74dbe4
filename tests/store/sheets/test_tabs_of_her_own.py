"""A tab is the app's by what the app marked it with: one that is called like ours, and one that was copied from ours, is hers."""

from __future__ import annotations

import os
from pathlib import Path

from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.spreadsheet import MARK
from store.sheets.layout.steps import set_up
from store.sheets.layout.tabs import tab_titled
from store.sheets.store import SheetStore
from tests.sheets import changes
from tests.sheets.server import Running
from tests.store.rows import entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import KEY, look, open_by_turns, spreadsheet_of

HERS = {
    title: [[title.upper(), "my notes"], ["Ash", "rang on Monday"]] for title in ("Schools", "Register", "Superseded")
}


def her_spreadsheet(google: Running, tmp_path: Path) -> str:
    """With three tabs of her own, called as ours are."""
    made, book = spreadsheet_of(tmp_path), google.google.new_spreadsheet("Moves")
    google.google.spreadsheets[made] = google.google.spreadsheets.pop(book.spreadsheet_id)
    book.spreadsheet_id = made
    google.google.share(made)
    for title, rows in HERS.items():
        google.google.edit(
            made, lambda now, title=title: changes.apply(now, [{"addSheet": {"properties": {"title": title}}}])
        )
        for number, row in enumerate(rows, start=1):
            for at, text in enumerate(row):
                AtTheSheet(google, made).write_at(title, number, at, text)
    return made


def test_what_is_only_called_like_ours_is_left_alone_and_said(google: Running, tmp_path: Path) -> None:
    made = her_spreadsheet(google, tmp_path)
    steps = set_up(made, os.environ[KEY], google.root)
    says = " Your tab “{0}”: This tab is yours, and the app leaves it alone. Its own is called “{0} 2”."
    assert steps[-1].sentence.endswith("".join(says.format(title) for title in HERS))

    store = open_by_turns(tmp_path)
    store.put(table_row("100001", name="Ash Grove"))
    store.save(entry())
    store.list_in_register(lambda: [["Case"], ["MM-AAAA1111"]])
    look(store)
    sheet = AtTheSheet(google, made)
    assert {title: sheet.rows(title) for title in HERS} == HERS
    assert sheet.rows("Schools 2")[1][:2] == ["100001", "Ash Grove"]
    assert sheet.rows("Register 2")[1:] == [["Case"], ["MM-AAAA1111"]]
    assert [(each.sort, each.tab) for each in store.faults()] == [(SheetFaultKind.TITLE_TAKEN, title) for title in HERS]
    store.close()


def test_a_copied_tab_is_a_note_of_hers_and_is_told_as_one(
    google: Running, store: SheetStore, sheet: AtTheSheet, tmp_path: Path
) -> None:
    store.save(entry(kind="start", answers={"did_start": False, "why_not": "Ill"}))
    look(store)
    sheet.do(
        "duplicateSheet",
        "Start",
        lambda gid: {"sourceSheetId": gid, "insertSheetIndex": 0, "newSheetName": "Copy of Start"},
    )
    why = tab_titled("Start").column("why_not")
    assert why
    sheet.type("Copy of Start", why.heading, 2, "Moved away")
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    look(elsewhere)
    look(store)
    for each in (store, elsewhere):
        assert [one.answers["why_not"] for one in each.entries()] == ["Ill"]
    (fault,) = elsewhere.faults()
    assert (fault.sort, fault.tab, fault.says) == (
        SheetFaultKind.COPIED_TAB,
        "Copy of Start",
        "This is a copy of the tab “Start”. What is typed into it does not count",
    )
    elsewhere.close()


def test_tabs_that_lost_their_marks_are_known_by_what_the_app_wrote_in_them(
    google: Running, store: SheetStore, sheet: AtTheSheet, tmp_path: Path
) -> None:
    store.save(entry())
    look(store)
    book = google.book(spreadsheet_of(tmp_path))
    titles = [each.title for each in book.sheets]
    for each in book.sheets:
        each.metadata.clear()
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    look(elsewhere)
    book = google.book(spreadsheet_of(tmp_path))
    assert (len(elsewhere.entries()), [each.title for each in book.sheets]) == (1, titles)
    marked = {one["metadataValue"] for each in book.sheets for one in each.metadata if one["metadataKey"] == MARK}
    assert marked == {*titles} - {"Sheet1"}
    elsewhere.close()
