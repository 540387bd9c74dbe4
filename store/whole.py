"""Everything a store keeps, part by part, to be carried to another store and proved equal there.

Who is signed in just now and tries made in vain are left behind: they end by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Any, Protocol, runtime_checkable

from store.contract import SavedEntry, TableRow

Record = Mapping[str, Any]
"""One row, as JSON: moments as ISO texts."""
PARTS = ("erased", "damaged", "entries", "tables", "drafts", "draft answers", "letters", "keepsakes", "proofs", "audit")
"""In the order in which they are taken: what is erased is known before anything of it could be taken in; then come the rows
that cannot be read, each exactly as it lies there."""
AT_ONCE = 500
"""Records of one transaction."""
Tell = Callable[[str, int, int], object]
"""Told the part, how many of its records are done, and of how many."""


_OF_A_SHEET = {"edited_by_hand", "unreadable_cells"}
"""What only a spreadsheet's rows can have done to an entry: not kept with it."""


class StoreCopy(Protocol):
    """A store at one moment, while others go on writing."""

    def part(self, part: str) -> Iterator[Record]:
        """Every record of a part, always in the same order."""

    def count(self, part: str) -> int:
        """How many there are."""


@runtime_checkable
class Whole(Protocol):
    """A store that can be carried elsewhere whole."""

    def snapshot(self) -> AbstractContextManager[StoreCopy]:
        """The store as it stands now."""

    def take(self, part: str, records: Sequence[Record]) -> None:
        """Keep these records of a part, all or none; one that is there already is left as it is. Raises StoreError."""


@dataclass(frozen=True, slots=True)
class OddText:
    """Where text stands that no reader can encode, from before it was made valid as it comes in."""

    where: str
    """The table of the store."""
    what: str
    """The form, the question, the settings table or the letter."""
    whose: str
    """The case, or the key of the row."""


@runtime_checkable
class NamesOddTexts(Protocol):
    """A store that may hold such text."""

    def odd_texts(self) -> Sequence[OddText]:
        """Where characters stand that are read as U+FFFD because no reader can encode them. Looks through everything."""


def record_of(row: SavedEntry | TableRow) -> Record:
    """An entry, or a row of a settings table, as a record of its part."""
    values = {each.name: getattr(row, each.name) for each in fields(row) if each.name not in _OF_A_SHEET}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def line_of(record: Record) -> bytes:
    """A record as one line that is always the same for the same record."""
    return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def carry(source: Whole, target: Whole, tell: Tell = lambda part, done, of: None) -> None:
    """Everything from one store into another. Begun again after it was broken off, it goes on. Raises StoreError."""
    with source.snapshot() as now:
        for part in PARTS:
            of = now.count(part)
            take_all(target, part, now.part(part), partial(_told, tell, part, of))


def _told(tell: Tell, part: str, of: int, done: int) -> None:
    tell(part, done, of)


def take_all(
    target: Whole, part: str, records: Iterable[Record], tell: Callable[[int], object] = lambda done: None
) -> None:
    """Every record of a part, a few hundred at a time; `tell` is told how many are done. Raises StoreError."""
    going, done = iter(records), 0
    while some := list(islice(going, AT_ONCE)):
        target.take(part, some)
        done += len(some)
        tell(done)


def sums(store: Whole) -> Mapping[str, tuple[int, str]]:
    """How many records each part has, and a sum over them: two stores with equal sums keep the same."""
    with store.snapshot() as now:
        return {part: sum_of(now.part(part)) for part in PARTS}


def sum_of(records: Iterable[Record]) -> tuple[int, str]:
    """How many records these are, and a sum over them in any order."""
    total = count = 0
    for record in records:
        # Added up, so that the order in which they were taken does not matter.
        total = (total + int.from_bytes(sha256(line_of(record)).digest(), "big")) % (1 << 256)
        count += 1
    return count, f"{total:064x}"
