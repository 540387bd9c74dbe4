"""What every store promises about what people set aside for themselves."""

from __future__ import annotations

from pathlib import Path

from store.contract import Store
from tests.store.opening import Opener


def test_the_last_of_a_name_stands_and_is_its_owners_alone(store: Store) -> None:
    store.keep_preference("Staff k3f9", "last look", {"last": "2026-09-28T08:00:00+00:00"})
    store.keep_preference("Staff k3f9", "last look", {"last": "2026-09-29T08:00:00+00:00", "n": 1})

    assert store.preference("Staff k3f9", "last look") == {"last": "2026-09-29T08:00:00+00:00", "n": 1}
    assert store.preference("Staff m2p8", "last look") is None
    assert store.preference("Staff k3f9", "views") is None


def test_it_outlives_a_restart_and_changes_no_mark(opener: Opener, store: Store, tmp_path: Path) -> None:
    before = store.tables_mark(), store.references_changed_since(0)
    store.keep_preference("Staff k3f9", "views", {"Placed": {"stage": ["placed"]}})
    assert (store.tables_mark(), store.references_changed_since(0)) == before, "nobody's cases are read again for it"
    store.close()

    assert opener(tmp_path).preference("Staff k3f9", "views") == {"Placed": {"stage": ["placed"]}}
