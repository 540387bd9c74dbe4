"""Carries everything from one store into another: `make move-store from=… to=…`. Begun again after a break, it goes on."""

from __future__ import annotations

import sys
from pathlib import Path

from store import progress_bar
from store.choose import open_store
from store.contract import Store, StoreError
from store.whole import PARTS, Whole, carry, sums
from store.workbook import WorkbookFile

USAGE = (
    "Write: make move-store from=ADDRESS to=ADDRESS, each as MANAGED_MOVES_STORE would have it, or the path of a workbook "
    "(….xlsx)."
)
NOT_EQUAL = "These parts differ: {}. Somebody wrote meanwhile, or the other store was not empty. Run it again with the site stopped."


def move(source: str, target: str) -> bool:
    """Carry everything and print the proof. False when the two stores do not hold the same at the end. Raises StoreError."""
    opened = [_open(source), _open(target)]
    try:
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


def _open(address: str) -> Store | WorkbookFile:
    return WorkbookFile(Path(address)) if address.lower().endswith(".xlsx") else open_store(address)


def _say(words: str) -> None:
    sys.stderr.flush()
    sys.stdout.write(words)


if __name__ == "__main__":
    if len(sys.argv) != 3 or not all(sys.argv[1:]):
        sys.exit(USAGE)
    try:
        sys.exit(0 if move(sys.argv[1], sys.argv[2]) else 1)
    except StoreError as problem:
        sys.exit(str(problem))
