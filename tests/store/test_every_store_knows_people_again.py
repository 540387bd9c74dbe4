"""What every store promises about proofs and about tries in vain, which outlive a restart and count at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from store.contract import Proof, Store
from tests.store.opening import Opener
from tests.store.rows import LATER, NOW

PIN = Proof("k3f9", "PIN", "$argon2id$first")
LOCK = timedelta(minutes=15)


def after_five(wrong: int) -> timedelta | None:
    return None if wrong % 5 else LOCK


def test_a_proof_stands_until_the_next_of_its_kind(store: Store) -> None:
    code = Proof("k3f9", "code", "$argon2id$code", LATER)
    for each in (PIN, code, replace(PIN, hashed="$argon2id$second")):
        store.keep_proof(each)

    assert store.proof("k3f9", "PIN") == replace(PIN, hashed="$argon2id$second")
    assert store.proof("k3f9", "code") == code
    assert store.proof("m2p8", "PIN") is None


def test_of_many_who_use_up_one_proof_one_did(store: Store) -> None:
    store.keep_proof(PIN)
    with ThreadPoolExecutor(8) as people:
        used = list(people.map(lambda _: store.forget_proof("k3f9", "PIN"), range(8)))

    assert used.count(True) == 1
    assert store.proof("k3f9", "PIN") is None


def test_five_tries_made_at_once_are_five_and_lock(store: Store) -> None:
    store.count_try("k3f9", NOW, after_five)
    with ThreadPoolExecutor(8) as people:
        counted = list(people.map(lambda _: store.count_try("k3f9", NOW, after_five), range(20)))

    assert counted.count(True) == 4
    assert not store.count_try("k3f9", NOW + LOCK - timedelta(microseconds=1), after_five)
    assert store.count_try("k3f9", NOW + LOCK, after_five)
    assert store.count_try("m2p8", NOW, after_five)


def test_a_lock_outlives_a_restart_until_it_is_lifted(opener: Opener, store: Store, tmp_path: Path) -> None:
    for _ in range(5):
        store.count_try("k3f9", NOW, after_five)
    store.close()
    again = opener(tmp_path)

    assert not again.count_try("k3f9", NOW, after_five)
    again.forget_tries("k3f9")
    assert again.count_try("k3f9", NOW, after_five)
    again.close()
