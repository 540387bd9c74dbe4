"""Carries everything from one store into another: `make move-store from=… to=…`. Begun again after a break, it goes on."""

from __future__ import annotations

import sys
from pathlib import Path

from store import identity, progress_bar
from store.choose import open_store
from store.contract import Store, StoreError, StorePurpose
from store.settings import secrets_file
from store.whole import PARTS, Whole, carry, sums
from store.workbook import WorkbookFile

USAGE = (
    "Write: make move-store from=ADDRESS to=ADDRESS, each as MANAGED_MOVES_STORE would have it, or the path of a workbook "
    "(….xlsx)."
)
NOT_EQUAL = (
    "These parts differ: {}. Someone wrote to it in the meantime, or the other store was not empty. Run it again with "
    "the site stopped."
)
NOTHING_IN_IT = "{which}. There is nothing to move, so nothing was done. Look at the address."
AMONG_TRUE_ENTRIES = (
    "{which}. Made-up cases can be moved into a new store or another demonstration, never among real entries. Nothing "
    "was done."
)
AMONG_MADE_UP = (
    "{which}. Real entries are never moved in there, where anyone can sign in as anyone. Nothing was done. Name a new "
    "store."
)


def move(source: str, target: str, knowingly: bool = False) -> bool:
    """Carry everything and print the proof. False when the two stores do not hold the same at the end. Raises StoreError."""
    secrets_file()  # a setting that means nothing is refused here too
    identity.refuse_what_is_not_there(source)
    opened = [_open(source)]
    try:
        is_demonstration = _look_at_source(source, opened[0], knowingly)
        opened.append(_open(target))
        _look_at_target(target, opened[1], is_demonstration)
        one, other = opened
        assert isinstance(one, Whole) and isinstance(other, Whole)
        carry(one, other, progress_bar.tell)
        sys.stderr.write("Comparing …\n")
        before, after = sums(one), sums(other)
    finally:
        for each in opened:
            each.close()
    for part in PARTS:
        same = "equal" if before[part] == after[part] else f"differs: {after[part][0]:,} there"
        _say(f"{part:<15}{before[part][0]:>12,}  {before[part][1][:16]}  {same}\n")
    differ = [part for part in PARTS if before[part] != after[part]]
    _say(f"{NOT_EQUAL.format(', '.join(differ))}\n" if differ else "Both stores hold the same.\n")
    return not differ


def _look_at_source(address: str, source: Store | WorkbookFile, knowingly: bool) -> bool:
    """Say which it is; whether it is the demonstration's. A workbook is nobody's. Raises StoreError."""
    which = source.in_words() if isinstance(source, WorkbookFile) else identity.in_words(address, source)
    if not isinstance(source, WorkbookFile) and source.is_unused():
        raise StoreError(NOTHING_IN_IT.format(which=which))
    is_made_up = source.holds_a_sample if isinstance(source, WorkbookFile) else identity.is_made_up(source)
    if is_made_up and not knowingly:
        raise StoreError(identity.MADE_UP_ENTRIES.format(address=identity.address_in_words(address)))
    _say(f"From {which}.\n")
    return not isinstance(source, WorkbookFile) and source.purpose() is StorePurpose.DEMONSTRATION


def _look_at_target(address: str, target: Store | WorkbookFile, is_demonstration: bool) -> None:
    """Say which it is, and have it say what it is for from now on. Raises StoreError."""
    if isinstance(target, WorkbookFile):
        return _say(f"To   {identity.address_in_words(address)}.\n")
    which = identity.in_words(address, target)
    if is_demonstration:
        try:
            target.keep_demonstration()
        except StoreError:
            raise StoreError(AMONG_TRUE_ENTRIES.format(which=which)) from None
    elif target.purpose() is StorePurpose.DEMONSTRATION:
        raise StoreError(AMONG_MADE_UP.format(which=which))
    else:
        target.keep_true_entries()
    return _say(f"To   {which}.\n")


def _open(address: str) -> Store | WorkbookFile:
    return WorkbookFile(Path(address)) if address.lower().endswith(".xlsx") else open_store(address)


def _say(words: str) -> None:
    sys.stderr.flush()
    sys.stdout.write(words)


if __name__ == "__main__":
    written = [each for each in sys.argv[1:] if each != identity.KNOWINGLY]
    if len(written) != 2 or not all(written):
        sys.exit(USAGE)
    try:
        sys.exit(0 if move(written[0], written[1], identity.KNOWINGLY in sys.argv) else 1)
    except StoreError as problem:
        sys.exit(str(problem))
