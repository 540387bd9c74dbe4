"""A store that holds half an emoji, or NUL, from before text was made valid at every door: it opens, it is carried, it is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.choose import open_store
from store.contract import MadeLetter, Store
from store.whole import OddText, Whole, carry, sums
from store.workbook import WorkbookFile
from tests.store.rows import NOW, draft, entry, event, table_row

# A spreadsheet's own file is SQLite's.
pytestmark = pytest.mark.parametrize("store_name", ["sqlite", "postgresql"], indirect=True)

HALF, NUL, BELL = "Sam \ud83d said", "a\0b", "a\x07b"


def spoilt(store: Store) -> Whole:
    """A store with such text in every part that holds what people wrote."""
    store.save(entry("save-1", answers={"what": HALF, "deep": [{"a": NUL}], "good": "😀 “yes”"}))
    store.save(entry("save-2", base="save-1", revision=2, reasons={"START-2": BELL}))
    store.put(table_row("100001", name=HALF))
    store.begin(draft())
    store.keep("draft-1", {"what": HALF, "good": "fine 😀"}, "Olena Marsh", NOW)
    store.keep_preference("Staff k3f9", "views", {HALF: {"stage": ["placed"]}})
    store.keep_letter(MadeLetter("MM-AAAA1111", "agreement", "100001", 1, NOW, "Olena", "abc", {"a": HALF}))
    store.note(event("opened", "MM-AAAA1111"))
    assert isinstance(store, Whole)
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'other' / 'store.sqlite'}")
    yield opened
    opened.close()


def test_it_is_read_with_a_mark_where_the_character_was(store: Store) -> None:
    spoilt(store)

    answers = [dict(each.answers) for each in store.entries()]
    assert answers[0] == {"what": "Sam \ufffd said", "deep": [{"a": "a\ufffdb"}], "good": "😀 “yes”"}
    assert store.entries()[1].reasons == {"START-2": "a\ufffdb"}
    found = store.draft("draft-1")
    assert found and {name: each.value for name, each in found.answers.items()} == {
        "what": "Sam \ufffd said",
        "good": "fine 😀",
    }
    assert [dict(each.values) for each in store.table("Schools") if each.key == "100001"] == [
        {"name": "Sam \ufffd said"}
    ]
    assert store.preference("Staff k3f9", "views") == {"Sam \ufffd said": {"stage": ["placed"]}}
    assert [each.said for each in store.letters_made("MM-AAAA1111")] == [{"a": "Sam \ufffd said"}]


def test_it_is_named(store: Store) -> None:
    assert store.odd_texts() == []
    spoilt(store)
    said = entry("save-1")

    assert store.odd_texts() == [
        OddText("entries", said.kind, said.reference),
        OddText("entries", said.kind, said.reference),
        OddText("draft_answers", "what", draft().reference),
        OddText("table_rows", "Schools", "100001"),
        OddText("made_letters", "agreement", "MM-AAAA1111"),
        OddText("keepsakes", "views", "Staff k3f9"),
    ]


def test_it_is_carried_into_another_store_and_proved_equal(store: Store, other: Store) -> None:
    source = spoilt(store)
    assert isinstance(other, Whole)
    carry(source, other)

    assert sums(other) == sums(source)
    assert other.entries() == store.entries()
    assert other.odd_texts() == []


def test_it_is_carried_into_every_store(store: Store, other: Store) -> None:
    source = spoilt(other)
    assert isinstance(store, Whole)
    carry(source, store)

    assert store.entries() == other.entries()
    assert store.odd_texts() == []


def test_it_is_carried_in_a_workbook(store: Store, tmp_path: Path) -> None:
    source = spoilt(store)
    book = WorkbookFile(tmp_path / "store.xlsx")
    carry(source, book)

    assert sums(book) == sums(source)
