"""Slow hashes of what people type to prove who they are, and what a PIN may be.

A PIN is short, so what protects it is that it can be tried five times, and only by somebody who has the school's link.
The slow hash is for a copy of the database in the wrong hands.
"""

from __future__ import annotations

import secrets
from itertools import pairwise
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

SHORTEST, LONGEST = 6, 12
CODE_DIGITS = 8
AT_ONCE, WAITING = 2, 20
"""How many are hashed at once (19 MiB each), and how many may wait for that."""


class TooBusy(Exception):
    """More people are signing in than can be judged now; nothing was counted."""


class Hashing:
    """Argon2id with OWASP's smallest advised cost: 19 MiB, two passes. Bounded, so that a flood cannot fill the memory."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._turn, self._lock, self._waiting = BoundedSemaphore(AT_ONCE), Lock(), 0
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, text: str) -> str:
        """Its hash, with a salt of its own. Raises TooBusy."""
        self._queue()
        try:
            with self._turn:
                return self._hasher.hash(text)
        finally:
            self._leave()

    def matches(self, text: str, hashed: str | None) -> bool:
        """Whether `text` was hashed to it; as slow where there is no hash to compare with. Raises TooBusy."""
        self._queue()
        try:
            with self._turn:
                return self._verify(text, hashed or self._nobodys) and hashed is not None
        finally:
            self._leave()

    def _verify(self, text: str, hashed: str) -> bool:
        try:
            return self._hasher.verify(hashed, text)
        except (VerifyMismatchError, VerificationError, InvalidHashError):
            return False

    def _queue(self) -> None:
        with self._lock:
            if self._waiting >= AT_ONCE + WAITING:
                raise TooBusy
            self._waiting += 1

    def _leave(self) -> None:
        with self._lock:
            self._waiting -= 1


def pin_fault(pin: str) -> str | None:
    """Why a PIN will not do, with what to do instead; None when it will."""
    if not (pin.isascii() and pin.isdecimal()) or not SHORTEST <= len(pin) <= LONGEST:
        return f"Choose a PIN of {SHORTEST} to {LONGEST} digits."
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 or _repeats(pin):
        return "That PIN is too easy to guess. Choose another."
    return None


def _repeats(pin: str) -> bool:
    """Whether it is a shorter piece again and again, as 121212, or each digit twice, as 112233."""
    pieces = (pin[:length] * len(pin) for length in range(1, len(pin) // 2 + 1))
    return pin[::2] == pin[1::2] or any(piece.startswith(pin) for piece in pieces)


def new_code() -> str:
    """A one-time code, to be said on the telephone."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def read_code(text: str) -> str:
    """The digits of a code, however it was written down."""
    return "".join(character for character in text if character.isdecimal() and character.isascii())
