"""Faults on demand: what goes wrong between a client and Google, before or after a request took effect."""

from __future__ import annotations

import random
import threading
from collections import deque
from dataclasses import dataclass
from typing import Literal

Kind = Literal["status", "drop", "latency", "slow body"]

WORDS = {
    429: "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com'.",
    500: "Internal error encountered.",
    502: "Bad gateway.",
    503: "The service is currently unavailable.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one request."""

    kind: Kind
    after: bool = False
    """Whether the request took effect before it went wrong."""
    status: int = 503
    seconds: float = 0.0
    """Of latency, or between the pieces of a slow body."""
    only: str = ""
    """Part of a method's id, such as `batchUpdate`; empty for any request, the token's too (`token`)."""
    words: str = ""
    """Of a status: what Google says; empty for what it usually says."""


def status(code: int, after: bool = False, only: str = "") -> Fault:
    return Fault("status", after, code, only=only)


def refusing(words: str, only: str = "", code: int = 400) -> Fault:
    """A refusal in Google's words."""
    return Fault("status", status=code, only=only, words=words)


def dropped(after: bool = False, only: str = "") -> Fault:
    """The connection closes without an answer."""
    return Fault("drop", after, only=only)


def late(seconds: float, only: str = "") -> Fault:
    return Fault("latency", seconds=seconds, only=only)


def slow_body(seconds: float, only: str = "") -> Fault:
    """The answer comes in twenty pieces with a pause before each."""
    return Fault("slow body", seconds=seconds, only=only)


USUAL = (
    status(429), status(500), status(503), status(500, after=True), status(503, after=True), dropped(), dropped(after=True),
)  # fmt: skip


class Faults:
    """Scripted faults first, one a request that it fits; else by chance when a seed was given."""

    def __init__(self) -> None:
        self._script: deque[Fault] = deque()
        self._chance: random.Random | None = None
        self._rate = 0.0
        self._kinds: tuple[Fault, ...] = USUAL
        self._standing: Fault | None = None
        self._lock = threading.Lock()

    def next(self, *faults: Fault) -> None:
        """The coming requests, in this order, meet these."""
        with self._lock:
            self._script.extend(faults)

    def at_random(self, seed: int, rate: float, kinds: tuple[Fault, ...] = USUAL) -> None:
        """Each request goes wrong with this probability, 0 to 1."""
        with self._lock:
            self._chance, self._rate, self._kinds = random.Random(seed), rate, kinds

    def always(self, fault: Fault | None) -> None:
        """Every request meets this until it is None again: Google is away."""
        with self._lock:
            self._standing = fault

    def stop(self) -> None:
        with self._lock:
            self._script.clear()
            self._chance, self._standing = None, None

    def meet(self, method: str) -> Fault | None:
        """What this request meets."""
        with self._lock:
            for fault in self._script:
                if fault.only in method:
                    self._script.remove(fault)
                    return fault
            if self._standing and self._standing.only in method:
                return self._standing
            if self._chance and self._chance.random() < self._rate:
                return self._chance.choice([fault for fault in self._kinds if fault.only in method] or [None])
        return None
