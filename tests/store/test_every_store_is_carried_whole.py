"""What every store promises about being carried to another: everything arrives, once, and equal."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from store.choose import open_store
from store.contract import MadeLetter, Proof, Store, StoreError
from store.whole import PARTS, Record, Whole, carry, sums
from tests.store.rows import LATER, NOW, draft, entry, event, table_row


def filled(store: Store) -> Whole:
    """A store with something in every part."""
    store.save(entry("save-1", answers={"what": "“naïve” & <b> 😀\n=1+1", "met_on": "2026-09-07"}))
    store.save(entry("save-2", base="save-1", revision=2, reasons={"START-2": "The bus strike."}))
    store.save(entry("save-3", reference="MM-BBBB2222", entry_id="entry-3"))
    store.put(table_row("100001", name="Oakfield School"))
    store.put(table_row("100002", name="Northgate"))
    store.put(table_row("100001", name="Oakfield Academy", at=LATER))
    store.put(table_row("100002", at=LATER))
    store.begin(draft())
    store.keep("draft-1", {"what": "half a sent", "targets": ["a", "b"]}, "Olena Marsh", NOW)
    store.keep_proof(Proof("k3f9", "PIN", "$argon2id$…", LATER))
    store.keep_preference("Staff k3f9", "views", {"Placed": {"stage": ["placed"]}})
    store.keep_letter(MadeLetter("MM-AAAA1111", "agreement", "100001", 1, NOW, "Olena", "abc", {"a": "b"}))
    for did in ("opened", "opened", "closed"):
        store.note(event(did, "MM-AAAA1111"))
    assert isinstance(store, Whole)
    return store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'other' / 'store.sqlite'}")
    yield opened
    opened.close()


def test_everything_arrives_equal(store: Store, other: Store) -> None:
    source = filled(store)
    assert isinstance(other, Whole)
    carry(source, other)

    assert sums(other) == sums(source)
    assert [count for count, _ in sums(source).values()] == [0, 0, 3, 1, 1, 2, 1, 1, 1, 3]
    assert other.entries() == store.entries()
    assert other.drafts("100001") == store.drafts("100001")
    assert other.events() == store.events()


def test_it_is_carried_into_every_store(store: Store, other: Store) -> None:
    source = filled(other)
    assert isinstance(store, Whole)
    before = sums(store)["tables"][0]
    carry(source, store)

    assert {part: found for part, found in sums(store).items() if part != "tables"} == {
        part: found for part, found in sums(source).items() if part != "tables"
    }
    assert sums(store)["tables"][0] == before + 1


def test_an_erased_case_stays_erased(store: Store, other: Store) -> None:
    source = filled(store)
    store.erase(["MM-BBBB2222"])
    assert isinstance(other, Whole)
    carry(source, other)

    assert other.erased() == {"MM-BBBB2222"}
    assert sums(other) == sums(source)


class BreaksOff:
    """Another store's doorstep, where the way is broken off after so many records."""

    def __init__(self, target: Whole, after: int) -> None:
        self._target, self._left = target, after
        self.snapshot = target.snapshot

    def take(self, part: str, records: Sequence[Record]) -> None:
        for record in records:
            if not self._left:
                raise StoreError("The way is broken off.")
            self._left -= 1
            self._target.take(part, [record])


def test_broken_off_anywhere_it_goes_on(store: Store, tmp_path: Path) -> None:
    source = filled(store)
    total = sum(count for count, _ in sums(source).values())
    for after in itertools.count():
        other = open_store(f"sqlite:///{tmp_path / f'other-{after}' / 'store.sqlite'}")
        assert isinstance(other, Whole)
        if after < total:
            with pytest.raises(StoreError):
                carry(source, BreaksOff(other, after))
        carry(source, other)

        assert sums(other) == sums(source), after
        other.close()
        if after == total:
            break


def test_every_table_of_the_schema_is_a_part_or_left_behind_by_name() -> None:
    from store.sql.schema import metadata
    from store.sql.whole import DAMAGED, LEFT_BEHIND, TABLES

    carried = {table.name for table in TABLES.values()} | {"table_rows", "carried_damaged"}
    left = {table.name for table in LEFT_BEHIND}
    others = {name for name in metadata.tables if not name.startswith("sheet_")}

    assert (carried & left, others - carried - left, left - others) == (set(), set(), set()), (
        "say in store/sql/whole.py what becomes of it"
    )
    assert set(TABLES) | {"tables", DAMAGED} == set(PARTS)
