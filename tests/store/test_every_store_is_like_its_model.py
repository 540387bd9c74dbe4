"""Whatever is done to a store, in any order, it answers as the simple model in memory does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.contract import Draft, DraftAnswer, SavedEntry, Store, StoreError, TableRow
from tests.store.model import Model
from tests.store.opening import Opener
from tests.store.rows import draft, entry, table_row

REFERENCES = ("MM-AAAA1111", "MM-BBBB2222")
SCHOOLS = ("100001", "")
TABLES = ("Schools", "Staff")

Action = tuple[str, tuple[object, ...]]

few = st.sampled_from("abcd")
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=zones)
texts = st.text(max_size=20)
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
json = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))


@st.composite
def entries(draw: st.DrawFn) -> SavedEntry:
    return entry(
        f"save-{draw(few)}",
        reference=draw(st.sampled_from(REFERENCES)),
        base=draw(st.none() | few.map("save-{}".format)),
        saved_at=draw(moments),
        answers=draw(st.dictionaries(texts, json, max_size=3)),
        reasons=draw(st.dictionaries(texts, texts, max_size=2)),
        from_paper=draw(st.booleans()),
    )


@st.composite
def new_drafts(draw: st.DrawFn) -> Draft:
    reference, school = draw(st.sampled_from(REFERENCES)), draw(st.sampled_from(SCHOOLS))
    revises = draw(st.sampled_from([None, "entry-1"]))
    brought = st.dictionaries(few, st.builds(DraftAnswer, json, moments, few), max_size=2)
    draft_id = f"{reference}/{school}/{revises}"  # one id for one piece of work, so that no two clash
    return draft(draft_id, reference=reference, school=school, revises=revises, answers=draw(brought))


@st.composite
def table_rows(draw: st.DrawFn) -> TableRow:
    values = draw(st.dictionaries(st.sampled_from(["name", "phase"]), texts, max_size=2))
    return table_row(draw(few), table=draw(st.sampled_from(TABLES)), at=draw(moments), **values)


draft_ids = new_drafts().map(lambda new: new.draft_id)
actions = st.one_of(
    st.tuples(st.just("save"), st.tuples(entries())),
    st.tuples(st.just("begin"), st.tuples(new_drafts())),
    st.tuples(st.just("keep"), st.tuples(draft_ids, st.dictionaries(few, json, max_size=3), few, moments)),
    st.tuples(st.just("end"), st.tuples(draft_ids)),
    st.tuples(st.just("put"), st.tuples(table_rows())),
)


EXAMPLES = {"sheet": 12, "postgresql": 15}
"""Fewer where opening a store takes a second."""


def test_any_sequence_of_actions_leaves_the_store_as_it_leaves_the_model(
    store_name: str, opener: Opener, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @settings(max_examples=EXAMPLES.get(store_name, 60), deadline=None)
    @given(todo=st.lists(actions, max_size=25))
    def is_left_alike(todo: list[Action]) -> None:
        leave_alike(todo, opener, tmp_path_factory.mktemp("store"))

    is_left_alike()


def leave_alike(todo: list[Action], opener: Opener, folder: Path) -> None:
    """Do it all to a store and to the model, and compare after each action, at the end, and after a restart."""
    store, model = opener(folder), Model()
    marks = [(0, 0)]
    for action in todo:
        assert outcome(store, action) == outcome(model, action)
        marks.append((store.references_changed_since(0)[0], len(model.saved)))
        assert store.tables_mark() == len(model.rows)
    assert_alike(store, model, marks)
    store.close()
    again = opener(folder)
    assert_alike(again, model, marks)
    again.close()


def outcome(store: Store | Model, action: Action) -> object:
    """What the action returned, or the kind of its error."""
    verb, arguments = action
    try:
        return getattr(store, verb)(*arguments)
    except StoreError as error:
        return type(error)


def assert_alike(store: Store, model: Model, marks: list[tuple[int, int]]) -> None:
    for reference in (None, *REFERENCES):
        assert exactly(store.entries(reference)) == exactly(model.entries(reference))
    for table in TABLES:
        assert exactly(store.table(table)) == exactly(model.table(table))
    for mark, saved_by_then in marks:
        later = {saved.reference for saved in list(model.saved.values())[saved_by_then:]}
        assert store.references_changed_since(mark) == (marks[-1][0], later)
    assert_drafts_alike(store, model)


def assert_drafts_alike(store: Store, model: Model) -> None:
    for draft_id in model.open:
        assert store.draft(draft_id) == model.draft(draft_id)
    for school in SCHOOLS:
        expected = {new.draft_id for new in model.open.values() if new.school == school}
        assert {new.draft_id for new in store.drafts(school)} == expected


def exactly(rows: list[SavedEntry] | list[TableRow]) -> list[str]:
    """As written out, which tells 1 from 1.0 and from True; moments in UTC."""
    return [repr(in_utc(row)) for row in rows]


def in_utc(row: SavedEntry | TableRow) -> list[object]:
    values = [getattr(row, name) for name in row.__dataclass_fields__]
    return [value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value for value in values]
