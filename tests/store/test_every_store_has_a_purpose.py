"""What every store promises about what it is for: once it is for true entries, it is never a demonstration's again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from store.choose import open_store
from store.contract import NoDemonstration, Proof, Store, StorePurpose
from store.whole import Whole, carry
from tests.store.opening import Opener
from tests.store.rows import draft, entry, event, sign_in_row, table_row

KEPT: dict[str, Callable[[Store], object]] = {
    "an entry": lambda store: store.save(entry()),
    "a draft": lambda store: store.begin(draft()),
    "a row of a table": lambda store: store.put(table_row("100001", name="Oakfield Academy")),
    "a line of the audit": lambda store: store.note(event("opened")),
    "somebody signed in": lambda store: store.sign_in(sign_in_row()),
    "a PIN": lambda store: store.keep_proof(Proof("k3f9", "PIN", "$argon2id$")),
    "a preference": lambda store: store.keep_preference("Staff k3f9", "views", {}),
}


def test_a_new_one_says_nothing_and_is_unused(store: Store) -> None:
    assert (store.purpose(), store.is_unused()) == (StorePurpose.NOT_SAID, True)


def test_one_that_is_new_may_become_the_demonstrations_and_stays_it(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    for _ in range(2):
        store.keep_demonstration()
        store.save(entry())
    store.close()

    assert opener(tmp_path).purpose() is StorePurpose.DEMONSTRATION


@pytest.mark.parametrize("what", KEPT)
def test_one_that_holds_anything_never_becomes_the_demonstrations(store: Store, what: str) -> None:
    KEPT[what](store)

    assert not store.is_unused()
    with pytest.raises(NoDemonstration, match="Only people who sign in may see them"):
        store.keep_demonstration()
    assert store.purpose() is StorePurpose.NOT_SAID


def test_one_that_was_opened_for_true_entries_is_theirs_for_good(opener: Opener, store: Store, tmp_path: Path) -> None:
    store.keep_demonstration()
    for _ in range(2):
        store.keep_true_entries()
    assert store.purpose() is StorePurpose.TRUE_ENTRIES

    store.close()
    again = opener(tmp_path)
    with pytest.raises(NoDemonstration):
        again.keep_demonstration()
    assert again.purpose() is StorePurpose.TRUE_ENTRIES


def test_so_is_one_in_which_nothing_was_kept_yet(store: Store) -> None:
    store.keep_true_entries()

    with pytest.raises(NoDemonstration):
        store.keep_demonstration()


def test_to_be_opened_again_for_the_same_writes_nothing(store: Store) -> None:
    store.keep_true_entries()
    before = store.writes
    store.keep_true_entries()

    assert store.writes == before


def test_what_it_is_for_is_not_carried_elsewhere(store: Store, tmp_path: Path) -> None:
    store.keep_demonstration()
    store.save(entry())
    other = open_store(f"sqlite:///{tmp_path}/other.sqlite")
    assert isinstance(store, Whole) and isinstance(other, Whole)
    carry(store, other)

    assert other.purpose() is StorePurpose.NOT_SAID
    with pytest.raises(NoDemonstration):
        other.keep_demonstration()
    other.close()


def test_the_database_itself_keeps_it(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    opened.keep_true_entries()
    opened.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as file:
        for statement in ("DELETE FROM purposes", "UPDATE purposes SET purpose = 'the demonstration'"):
            with pytest.raises(sqlite3.IntegrityError, match="rows are only ever added"):
                file.execute(statement)
    file.close()
