"""A row that was copied never changes the one it was copied from: it is a row of its own, or somebody is asked about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.sheets.layout.faults import SheetFaultKind
from store.sheets.layout.tabs import tab_titled
from store.sheets.store import SheetStore
from tests.store.rows import LATER, entry, table_row
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns

REPORT = "Weekly report"
COPIED = (
    "It does not count, and the other one does. Choose “Adopt” to make it a form of its own, or “Ignore”"
)  # fmt: skip


def of(tab: str, key: str) -> str:
    column = tab_titled(tab).column(key)
    assert column
    return column.heading


ROWS: dict[str, tuple[str, dict[str, str], str, dict[str, str]]] = {
    "Schools": ("100001", {"name": "Ash Grove", "phone": "01632 960 001"}, "100002", {"name": "Birch Hill"}),
    "Staff": (
        "olena@ash.example",
        {"name": "Olena Marsh", "role": "lead"},
        "idris@ash.example",
        {"name": "Idris Vale"},
    ),
    "Areas": ("north", {"coordinator": "Rosalind Hart"}, "south", {"coordinator": "Tomas Bell"}),
}


@pytest.mark.parametrize("tab", ROWS)
@pytest.mark.parametrize("key_first", [True, False])
def test_a_row_copied_to_make_another_is_another_and_the_first_stays(
    store: SheetStore, sheet: AtTheSheet, tab: str, key_first: bool
) -> None:
    key, values, new, changed = ROWS[tab]
    store.put(table_row(key, tab, **values))
    look(store)
    sheet.copy_row(tab, 2, 3)
    look(store)
    assert [(each.sort, each.cell, each.should) for each in store.faults()] == [
        (SheetFaultKind.DOUBLED, "3:3", "It counts once. Delete this one")
    ]

    typed = [("@key", new), *changed.items()]
    for name, text in typed if key_first else reversed(typed):
        sheet.type(tab, of(tab, name), 3, text)
        look(store)

    assert {row.key: row.values for row in store.table(tab)} == {key: values, new: {**values, **changed}}
    assert store.faults() == ()
    mark = store.tables_mark()
    look(store)
    assert store.tables_mark() == mark


def test_a_copy_named_after_a_third_row_changes_neither_and_nothing_is_lost_as_it_is_put_right(
    store: SheetStore, sheet: AtTheSheet
) -> None:
    both = {"100001": {"name": "Ash Grove"}, "100002": {"name": "Birch Hill"}}
    for key, values in both.items():
        store.put(table_row(key, **values))
    look(store)
    sheet.copy_row("Schools", 2, 4)
    sheet.type("Schools", "URN", 4, "100002")
    look(store)
    assert {row.key: row.values for row in store.table("Schools")} == both
    (fault,) = store.faults()
    assert (fault.cell, fault.says, fault.should) == (
        "4:4",
        "“100002”",
        "It was copied, and does not count: another row says this already. Type here what the new one is",
    )

    for urn in ("10000", "100003"):  # she stopped in the middle
        sheet.type("Schools", "URN", 4, urn)
        look(store)
    assert {row.key: row.values for row in store.table("Schools")} == {**both, "100003": both["100001"]}
    assert store.faults() == ()


def test_copied_term_dates_are_a_row_of_their_own_although_no_one_sees_its_number(
    store: SheetStore, sheet: AtTheSheet
) -> None:
    autumn = {"what": "term", "first": "1 September 2026", "last": "18 December 2026"}
    store.put(table_row("t1", "Term dates", **autumn))
    look(store)
    sheet.copy_row("Term dates", 2, 3)
    for name, text in (("first", "4 January 2027"), ("last", "26 March 2027")):
        sheet.type("Term dates", of("Term dates", name), 3, text)
        look(store)

    assert [row.values for row in store.table("Term dates") if row.key == "t1"] == [autumn]
    others = [row.values for row in store.table("Term dates") if row.key != "t1" and row.values]
    assert others == [{"what": "term", "first": "4 January 2027", "last": "26 March 2027"}]
    assert store.faults() == ()


def test_a_copied_report_overwrites_nothing_and_is_a_report_once_it_is_adopted(
    store: SheetStore, sheet: AtTheSheet
) -> None:
    first = entry(answers={"week_commencing": "2026-09-14", "went_well": "Maths"})
    store.save(first)
    look(store)
    sheet.copy_row(REPORT, 2, 3)
    sheet.type(REPORT, of(REPORT, "week_commencing"), 3, "21/9/2026")
    look(store)
    assert [each.answers for each in store.entries()] == [first.answers]
    (fault,) = store.faults()
    assert (fault.sort, fault.cell, fault.should) == (SheetFaultKind.NO_ID, "3:3", COPIED)

    adopted = store.adopt(fault.row, "Idris Vale")
    look(store)
    assert (adopted.answers, store.faults()) == ({**first.answers, "week_commencing": "2026-09-21"}, ())
    assert len(store.entries()) == 2


def copied_part(store: SheetStore, sheet: AtTheSheet) -> tuple[str, str, str]:
    store.save(entry(answers={"went_well": "Maths", "incidents": [{"what": "A push"}]}))
    return f"{REPORT} – incidents", "what", "A shove"


def copied_referral(store: SheetStore, sheet: AtTheSheet) -> tuple[str, str, str]:
    store.save(entry(kind="referral", answers={"attendance_this_year": 90.0}))
    return "Referral", "attendance_this_year", "85"


@pytest.mark.parametrize("copied", [copied_part, copied_referral])
def test_any_other_copy_counts_for_nothing_and_says_which_to_edit(
    store: SheetStore, sheet: AtTheSheet, copied: Callable[..., tuple[str, str, str]], tmp_path: Path
) -> None:
    tab, name, text = copied(store, sheet)
    look(store)
    before = store.entries()
    sheet.copy_row(tab, 2, 3)
    sheet.type(tab, of(tab, name), 3, text)
    look(store)
    advice = f"Only the other one counts. If “{of(tab, name)}” should be as here, edit the other; then delete this one"
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    look(elsewhere)
    for each in (store, elsewhere):
        assert each.entries() == before
        assert [(one.sort, one.cell, one.should) for one in each.faults()] == [(SheetFaultKind.DOUBLED, "3:3", advice)]
    elsewhere.close()


def test_of_two_edited_rows_the_one_that_counted_goes_on(store: SheetStore, sheet: AtTheSheet) -> None:
    store.save(entry(kind="start", answers={"did_start": False, "why_not": "Ill"}))
    look(store)
    why = of("Start", "why_not")
    sheet.type("Start", why, 2, "Moved away")
    look(store)
    sheet.copy_row("Start", 2, 3)
    sheet.type("Start", why, 3, "Away")
    look(store)
    assert store.entries()[-1].answers["why_not"] == "Moved away"


def test_the_same_answer_in_other_capitals_is_no_edit(store: SheetStore, sheet: AtTheSheet) -> None:
    store.save(entry(kind="start", answers={"did_start": True, "started_on": "2026-09-14"}, saved_at=LATER))
    look(store)
    for name, text in (("did_start", "Yes"), ("started_on", "'14 September 2026")):
        sheet.type("Start", of("Start", name), 2, text)
    look(store)
    assert (len(store.entries()), store.faults()) == (1, ())
