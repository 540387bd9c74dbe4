"""What whoever looks after a site must know of its store, a part of the contract: damaged rows, and how the disk is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """One row that cannot be read: set aside, left as it lies there, and named. Nothing of what it says of anybody."""

    table: str
    """The store's own name of the table."""
    key: str
    """What the row is known by there; a sum where that may be somebody's name."""
    what: str
    """What is wrong with it."""
    reference: str = ""
    """The case it was written for, as far as that can be read."""
    la: str = ""
    entry_id: str = ""
    kind: str = ""
    revision: int = 0
    """Of an entry; kind and revision only where they are certain."""


class Upkeep(Protocol):
    """What whoever looks after the site must know: rows that cannot be read, and a disk that cannot be written to.

    What was kept before a damaged row stands, and everything else goes on."""

    def damaged(self) -> Sequence[DamagedRow]:
        """Those that were met, or were there when everything was last looked over. Asks nobody."""

    def look_over(self) -> Sequence[DamagedRow]:
        """Read every row of every table, and name those that cannot be read. Takes seconds in a large store.
        Raises StoreError."""

    def try_writing(self) -> None:
        """Write something to the disk, and what waits with it. Raises CannotBeWritten, StoreUnreachable."""

    def audit_waiting(self) -> int:
        """Lines of the audit that wait in memory until they can be written."""

    def space(self) -> int | None:
        """Bytes that are free where the store keeps its file; None where that is another computer's."""
