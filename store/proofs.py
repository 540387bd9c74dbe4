"""What every store keeps to know people by again: what they prove themselves with, hashed, and how often they were wrong.

Kept locally, or in the database that is the store; never in a sheet, which people read, copy and share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Proof:
    """What one person proves themselves with. The text is a slow hash and never what was typed."""

    holder: str
    """Whose it is: the key of a row of the Access table."""
    kind: str
    """`PIN`, or `code` for what may be used once."""
    hashed: str
    ends_at: datetime | None = None
    """From when it is worth nothing; None for never."""


class Proofs(Protocol):
    """Hashed PINs and one-time codes, and tries made in vain."""

    def keep_proof(self, proof: Proof) -> None:
        """Keep it in place of the holder's last one of its kind."""

    def proof(self, holder: str, kind: str) -> Proof | None:
        """The holder's proof of a kind, also one that has ended."""

    def forget_proof(self, holder: str, kind: str) -> bool:
        """Remove it. True for the one caller who found it there, so that a code is used once."""

    def count_try(self, holder: str, at: datetime, lock: Callable[[int], timedelta | None]) -> bool:
        """Count one try before it is judged; False, and nothing counted, while the holder is locked.

        `lock` says for how long to lock after that many tries in vain, or None. Tries counted at once, from any number of
        processes, are counted one after the other.
        """

    def forget_tries(self, holder: str) -> None:
        """Begin counting afresh, and unlock."""
