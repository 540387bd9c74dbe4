"""Properties of the grid, whatever is done to it: it is compared with the plainest model there is, a list of lists."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.sheets import a1, changes
from tests.sheets.a1 import Area
from tests.sheets.grid import Sheet, moved
from tests.sheets.log import changed_cells
from tests.sheets.refused import Invalid
from tests.sheets.shifting import Shift, shifted
from tests.sheets.showing import EPOCH, formatted, shown_date
from tests.sheets.spreadsheet import Spreadsheet
from tests.sheets.tables import tables
from tests.sheets.typed import entered

NOW = datetime(2026, 12, 10, tzinfo=UTC)
Model = list[list[str]]


def book_of(model: Model) -> Spreadsheet:
    book = Spreadsheet.new("x", "coordinator@example.org", "Moves", "en_GB", NOW, 0).copy()
    book.sheets = [Sheet.blank(0, "Sheet1", len(model), len(model[0]))]
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}} for text in row]} for row in model]
    changes.apply(book, [{"updateCells": {"start": {}, "rows": rows, "fields": "userEnteredValue"}}])
    return book


def model_of(book: Spreadsheet) -> Model:
    sheet = book.sheets[0]
    return [[formatted(row.cell(n), "en_GB") for n in range(len(sheet.columns))] for row in sheet.rows]


texts = st.sampled_from(["", "", "a", "b", "=1", "00123"])
models = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=6)
)
small = st.integers(0, 6)


def spliced(model: Model, dimension: str, change: Any) -> Model:
    """The model after `change` of its rows, or of its columns."""
    if dimension == "ROWS":
        return list(change(model))
    columns = [list(column) for column in zip(*model, strict=True)]
    return [list(row) for row in zip(*change(columns), strict=True)]


@given(models, st.sampled_from(["ROWS", "COLUMNS"]), small, small, small)
def test_lines_go_as_they_go_in_a_list_of_lists(model: Model, dimension: str, start: int, count: int, to: int) -> None:
    size = len(model) if dimension == "ROWS" else len(model[0])
    other = len(model[0]) if dimension == "ROWS" else len(model)
    span = {"dimension": dimension, "startIndex": start, "endIndex": start + count}
    blank = [[""] * other for _ in range(count)]
    asked: list[tuple[str, Any, Any]] = [
        ("insertDimension", {"range": span}, lambda lines: [*lines[:start], *blank, *lines[start:]]),
        ("deleteDimension", {"range": span}, lambda lines: [*lines[:start], *lines[start + count :]]),
        (
            "moveDimension",
            {"source": span, "destinationIndex": to},
            lambda lines: [lines[n] for n in moved(size, start, start + count, to)],
        ),
    ]
    for name, body, change in asked:
        book = book_of(model)
        try:
            changes.apply(book, [{name: body}])
        except Invalid:
            assert count == 0 or start + count > size or start >= size or to > size or count >= size
            assert model_of(book) == model
            continue
        assert model_of(book) == spliced(model, dimension, change)


@given(models, st.lists(st.lists(texts, max_size=7), max_size=4))
def test_appending_touches_nothing_that_is_there(model: Model, new: Model) -> None:
    book = book_of(model)
    before = book.copy()
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}} for text in row]} for row in new]
    changes.apply(book, [{"appendCells": {"rows": rows, "fields": "userEnteredValue"}}])
    assert changed_cells(before, book) == []
    last = max((n + 1 for n, row in enumerate(model) if any(row)), default=0)
    found = [[text for text in row if text] for row in model_of(book)]
    assert found[:last] == [[text for text in row if text] for row in model[:last]]
    assert found[last : last + len(new)] == [[text for text in row if text] for row in new]


@given(models, small, st.booleans())
def test_sorting_keeps_every_row_and_puts_blanks_last(model: Model, column: int, descending: bool) -> None:
    book, column = book_of(model), column % len(model[0])
    spec = {"dimensionIndex": column, "sortOrder": "DESCENDING" if descending else "ASCENDING"}
    changes.apply(book, [{"sortRange": {"range": {}, "sortSpecs": [spec]}}])
    found = model_of(book)
    assert sorted(found) == sorted(model)
    keys = [row[column] for row in found]
    assert keys == sorted(filter(None, keys), reverse=descending) + [""] * keys.count("")


@given(models, small, small, small, small)
def test_what_changed_is_found_exactly(model: Model, top: int, bottom: int, left: int, right: int) -> None:
    book = book_of(model)
    before = book.copy()
    area = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
    try:
        changes.apply(
            book, [{"repeatCell": {"range": area, "cell": {"userEnteredValue": {"stringValue": "new"}}, "fields": "*"}}]
        )
    except Invalid:
        assert top >= len(model) or left >= len(model[0])
    expected = {
        (row, column)
        for row in range(top, min(bottom, len(model)))
        for column in range(left, min(right, len(model[0])))
        if model[row][column]
    }
    assert {(cell.row, cell.column) for cell in changed_cells(before, book)} == expected


@given(st.integers(0, 9), st.integers(1, 5), st.sampled_from(["insert", "delete"]), small, st.integers(1, 4))
def test_a_range_covers_the_same_lines_before_and_after(
    start: int, height: int, kind: str, at: int, count: int
) -> None:
    lines = [str(n) for n in range(15)]
    covered = lines[start : start + height]
    if kind == "insert":
        shift, now = Shift.insert(0, "ROWS", at, count), [*lines[:at], *["new"] * count, *lines[at:]]
    else:
        shift, now = Shift.delete(0, "ROWS", at, at + count), [*lines[:at], *lines[at + count :]]
    found = shifted([{"range": {"startRowIndex": start, "endRowIndex": start + height}}], shift)
    left = [line for line in covered if line in now]
    if not left:
        assert found == []
    else:
        [part] = found
        inside = now[part["range"]["startRowIndex"] : part["range"]["endRowIndex"]]
        assert [line for line in inside if line != "new"] == left
        assert (inside[0], inside[-1]) == (left[0], left[-1])


@given(models)
def test_tables_hold_all_data_and_do_not_touch(model: Model) -> None:
    found = tables(book_of(model).sheets[0])
    inside = [
        (n, m) for area in found for n in range(area.top, area.bottom or 0) for m in range(area.left, area.right or 0)
    ]
    assert len(inside) == len(set(inside))
    assert {(n, m) for n, row in enumerate(model) for m, text in enumerate(row) if text} <= set(inside)
    for area in found:
        wider = Area(0, area.top - 1, area.left - 1, (area.bottom or 0) + 1, (area.right or 0) + 1)
        assert [other for other in found if other.meets(wider)] == [area]


@given(st.integers(0, 20_000))
def test_columns_have_letters_and_back(column: int) -> None:
    assert a1.column_index(a1.letters(column)) == column


@given(st.text(min_size=1), small, small, small, small)
def test_a_written_range_is_read_back(title: str, top: int, left: int, down: int, across: int) -> None:
    area = Area(0, top, left, top + down + 1, left + across + 1)
    found, cells = a1.split(a1.written(title, area))
    assert found == title
    assert a1.corners(cells) == (area.top, area.left, area.bottom, area.right)


@given(st.integers(1, 60_000))
def test_a_day_typed_as_it_is_shown_is_the_same_day(serial: int) -> None:
    for pattern in ("dd/MM/yyyy", "yyyy-MM-dd", "d MMM yyyy", "d mmmm yyyy"):
        assert entered(shown_date(serial, pattern), "en_GB")[0] == {"numberValue": serial}
    assert (EPOCH.year, shown_date(1, "dd/mm/yyyy hh:mm")) == (1899, "31/12/1899 00:00")


@given(st.floats(-1e12, 1e12) | st.integers(-(10**14), 10**14))
def test_a_number_typed_as_it_is_shown_is_nearly_the_same(number: float) -> None:
    shown = formatted({"userEnteredValue": {"numberValue": number}}, "en_GB")
    found = entered(shown, "en_GB")[0]["numberValue"]
    assert abs(found - number) <= abs(number) * 1e-9
