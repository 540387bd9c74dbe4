"""An entry written as rows is read back as it was, wherever people put the rows and the columns."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from record.field import Question, Section, Shape, questions
from record.forms.kinds import KINDS
from record.reading import Unreadable
from record.valid_text import valid_in
from store.contract import LONGEST_ANSWER, SavedEntry
from store.sheets.layout.assembling import RowCells, assemble
from store.sheets.layout.cells import LONGEST_CELL, Ambiguous, Cell, cell_of, fits, read_cell
from store.sheets.layout.finding import Memory, find
from store.sheets.layout.rows import SheetRow, fingerprint, same_under_headings, same_values, sheet_row
from store.sheets.layout.tabs import all_tabs, tab_titled
from store.sheets.layout.writing import entry_lines
from tests.store.rows import entry as saved_entry
from tests.store.sheets.any_sheet import any_saved, by_tab, grid

A_SECTION = Section("Anything")


def asked(shape: Shape, choices: tuple[str, ...] = ()) -> Question:
    return Question("q", "Question", A_SECTION, shape, choices=choices)


def read_again(lines: Sequence[SheetRow]) -> SavedEntry:
    said = [RowCells(each.tab, each.item, each.cells) for each in lines]
    assembled = assemble(lines[0].save_id, said)
    assert assembled.unread == ()
    return assembled.entry


@settings(max_examples=50, deadline=None)
@given(saved=any_saved())
@example(saved=saved_entry(answers={"reason": "'"}))
def test_any_entry_comes_back_from_its_rows_as_it_was_saved(saved: SavedEntry) -> None:
    """Every text is valid by then: cells, which people type into, are a door."""
    saved = replace(saved, answers=valid_in(saved.answers), reasons=valid_in(saved.reasons))
    again = read_again(entry_lines(saved))

    assert again == saved
    assert {name: repr(again.answers[name]) for name in again.answers} == {
        name: repr(value) for name, value in saved.answers.items()
    }


@settings(max_examples=20, deadline=None)
@given(saved=any_saved())
def test_no_cell_is_more_than_google_holds_nor_a_formula(saved: SavedEntry) -> None:
    for each in entry_lines(saved):
        assert all(fits(cell) for cell in each.cells.values())


@pytest.mark.parametrize(
    "text", ["x" * LONGEST_ANSWER, "🧑🏽‍🏫" * (LONGEST_ANSWER // 4), "\ufffd\ufffd\n", "", "'quoted'"]
)
def test_a_text_that_fits_no_cell_is_kept_exactly_in_more_answers(text: str) -> None:
    saved = saved_entry(answers={"went_well": text, "other": text}, reasons={"START-2": text})

    assert read_again(entry_lines(saved)) == saved
    assert all(len(str(cell)) <= LONGEST_CELL for each in entry_lines(saved) for cell in each.cells.values())


def test_a_text_in_more_answers_is_made_valid_as_it_is_read() -> None:
    """What was written before there was a door is known again under its cell, and is not taken for typed over."""
    text = "\x00 one\u202e\ud800 two \uffff"
    saved = saved_entry(answers={"went_well": text, "other": [text]}, reasons={"START-2": text})

    found = read_again(entry_lines(saved))

    read = "\ufffd one\ufffd two \ufffd"
    assert (found.answers, found.reasons) == ({"went_well": read, "other": [read]}, {"START-2": read})


@settings(max_examples=25, deadline=None)
@given(saved=st.lists(any_saved(), min_size=1, max_size=2), seed=st.integers(0, 10**6))
def test_rows_and_columns_in_any_order_with_blank_rows_and_headings_typed_otherwise_read_the_same(
    saved: list[SavedEntry], seed: int
) -> None:
    chance = random.Random(seed)
    for number, each in enumerate(saved):
        lines = [sheet_row(one.tab, f"s{number}", one.item, one.reference, one.cells) for one in entry_lines(each)]
        for title, of_tab in by_tab(lines).items():
            values = shuffled(grid(title, of_tab), chance)
            found = find(tab_titled(title), title, 1, values)
            assert found.faults == ()
            read = {str(row.cells["@fingerprint"]): dict(row.cells) for row in found.rows}
            assert read == {one.fingerprint: dict(one.cells) for one in of_tab}


def shuffled(values: list[list[Cell]], chance: random.Random) -> list[list[Cell]]:
    order = [*range(len(values[0])), *[-1] * chance.randint(0, 3)]
    chance.shuffle(order)
    respelt = [chance.choice([str, str.upper, str.swapcase, lambda t: f"  {t} "])(str(text)) for text in values[0]]
    moved = [[row[at] if at >= 0 else "" for at in order] for row in [respelt, *values[1:]]]
    moved += [[] for _ in range(chance.randint(0, 3))]
    chance.shuffle(moved)
    return [[*row, ""] for row in moved]


def test_every_tab_has_a_short_title_and_headings_that_differ() -> None:
    for tab in all_tabs():
        assert len(tab.title) <= 31, "an .xlsx allows no longer title"
        assert not set(tab.title) & set("[]*?/\\:")
        found = find(tab, tab.title, 1, grid(tab.title, []))
        assert found.headings and found.headings.missing(tab) == ()
        assert found.faults == ()


def test_every_question_of_every_form_has_a_column() -> None:
    keys = {(tab.name, tab.group.name if tab.group else "", column.key) for tab in all_tabs() for column in tab.columns}
    for kind in KINDS:
        for question in questions(kind):
            if question.item:
                for inner in questions(question.item):
                    assert (kind.kind, question.name, inner.name) in keys
            else:
                assert (kind.kind, "", question.name) in keys


@pytest.mark.parametrize(
    ("shape", "cell", "means"),
    [
        (Shape.DATE, 46279, "2026-09-14"),
        (Shape.DATE, 46279.75, "2026-09-14"),
        (Shape.DATE, "14/9/2026", "2026-09-14"),
        (Shape.DATE, "Monday 14th September 2026", "2026-09-14"),
        (Shape.DATE, "2026-09-14", "2026-09-14"),
        (Shape.DATE, "4/4/2026", "2026-04-04"),
        (Shape.TIME, 0.3611111111, "08:40:00"),
        (Shape.TIME, "8.40am", "08:40:00"),
        (Shape.TIME, 9, "09:00:00"),
        (Shape.YES_NO, True, True),
        (Shape.YES_NO, "TRUE", True),
        (Shape.YES_NO, "y", True),
        (Shape.YES_NO, "No", False),
        (Shape.YES_NO, 0, False),
        (Shape.WHOLE_NUMBER, 6.0, 6),
        (Shape.NUMBER, "85%", 85.0),
        (Shape.TEXT, 123, "123"),
        (Shape.TEXT, "  ", None),
        (Shape.SCHOOL, 100001, "100001"),
    ],
)
def test_a_cell_is_read_however_a_person_would_type_it(shape: Shape, cell: Cell, means: object) -> None:
    assert read_cell(asked(shape), cell) == means


@pytest.mark.parametrize(("shape", "cell"), [(Shape.DATE, "Friday"), (Shape.DATE, True), (Shape.TIME, 46279.4)])
def test_a_cell_that_means_nothing_says_what_to_write(shape: Shape, cell: Cell) -> None:
    with pytest.raises(Unreadable, match="Write the"):
        read_cell(asked(shape), cell)


def test_a_typed_date_that_could_be_two_days_is_asked_about() -> None:
    with pytest.raises(Ambiguous, match=r"3 April 2026 or 4 March 2026\?"):
        read_cell(asked(Shape.DATE), "3/4/26")


def test_several_choices_are_read_whatever_parts_them() -> None:
    question = asked(Shape.CHOICES, ("one thing", "another, too"))
    assert cell_of(question, ["one thing", "another, too"]) == "one thing; another, too"
    assert read_cell(question, "ANOTHER, too\none thing") == ["another, too", "one thing"]


def test_a_fingerprint_tells_an_edit_from_a_row_in_the_wrong_columns() -> None:
    written = sheet_row("Start", "s1", "", "MM", {"a": "one", "b": 2})
    moved = fingerprint({"b": "one", "c": "2"}, ["", "one", "2", written.fingerprint])
    edited = fingerprint({"a": "one", "b": "3"}, ["one", "3", written.fingerprint])

    assert same_values(moved, written.fingerprint)
    assert not same_under_headings(moved, written.fingerprint)
    assert not same_values(edited, written.fingerprint)
    assert not same_under_headings(edited, written.fingerprint)


def test_a_heading_that_was_renamed_is_named_with_its_cell_and_the_rest_is_read() -> None:
    values = grid("Start", entry_lines(saved_entry(kind="start", answers={"did_start": True})))
    values[0][2] = "When?"
    found = find(tab_titled("Start"), "Start", 7, values)

    assert [fault.cell for fault in found.faults] == ["C1"]
    assert "C1 says “When?”" in found.faults[0].says
    assert found.rows[0].cells["did_start"] == "yes"


def test_two_columns_of_one_heading_are_doubtful_only_where_they_differ() -> None:
    values = grid("Start", entry_lines(saved_entry(kind="start", answers={"did_start": True})))
    for row, extra in zip(values, [values[0][1], "no"], strict=True):
        row.append(extra)
    found = find(tab_titled("Start"), "Start", 7, values)

    assert len(found.faults) == 1
    assert found.rows[0].doubtful == {"did_start"}


@settings(max_examples=25, deadline=None)
@given(saved=any_saved(), seed=st.integers(0, 10**6))
def test_a_look_that_remembers_the_last_one_finds_what_a_first_look_finds(saved: SavedEntry, seed: int) -> None:
    chance, memory = random.Random(seed), Memory()
    tab = tab_titled(entry_lines(saved)[0].tab)
    values = grid(tab.title, [each for each in entry_lines(saved) if each.tab == tab.title])
    for _ in range(4):
        values = [list(row) for row in chance.sample([*values, []], len(values) + 1)]
        row = chance.choice([row for row in values if row])
        row[chance.randrange(len(row))] = chance.choice([1, 1.5, True, "", "typed by hand"])
        assert find(tab, tab.title, 1, values, memory) == find(tab, tab.title, 1, values)


def test_a_tab_in_which_nothing_changed_is_not_read_again() -> None:
    values, memory = grid("Start", entry_lines(saved_entry(kind="start", answers={"did_start": True}))), Memory()
    tab = tab_titled("Start")
    first = find(tab, "Start", 1, values, memory)

    assert find(tab, "Start", 1, [list(row) for row in values], memory) is first
    assert find(tab, "Start (2)", 1, values, memory).title == "Start (2)"
    assert find(tab, "Start (2)", 7, values, memory).gid == 7


@pytest.mark.parametrize(("before", "after"), [(1, True), (0, False), (True, 1), ("1", 1)])
def test_a_cell_that_python_takes_for_its_equal_is_read_again(before: Cell, after: Cell) -> None:
    values, memory = grid("Start", entry_lines(saved_entry(kind="start", answers={"did_start": True}))), Memory()
    for cell in (before, after):
        values[1][values[0].index("Reference")] = cell
        found = find(tab_titled("Start"), "Start", 1, values, memory)

        assert repr(found.rows[0].cells["@reference"]) == repr(cell)
