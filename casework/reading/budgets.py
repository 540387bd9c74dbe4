"""How much one person, and one authority, may bring in within ten minutes: whoever takes more waits, and nobody else notices;
and what was written down lately, so that a page that is run at every click is one line of the audit.

Kept in memory, a process for itself: what was brought in before a restart is forgotten, and may be brought in again.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

WITHIN = 600.0
"""Seconds."""


@dataclass
class Allowance:
    """So much within ten minutes, each for themselves."""

    most: float
    clock: Callable[[], float] = monotonic
    _taken: dict[Hashable, deque[tuple[float, float]]] = field(default_factory=lambda: defaultdict(deque))
    _lock: Lock = field(default_factory=Lock)

    def has(self, whose: Hashable, wanted: float) -> bool:
        """Whether so much is left; nothing is taken."""
        with self._lock:
            return self._sum(whose) + wanted <= self.most

    def take(self, whose: Hashable, taken: float) -> None:
        """Count it, whether it was left or not."""
        with self._lock:
            if taken > 0:
                self._taken[whose].append((self.clock(), taken))

    def _sum(self, whose: Hashable) -> float:
        now, mine = self.clock(), self._taken.get(whose)
        while mine and mine[0][0] <= now - WITHIN:
            mine.popleft()
        if not mine:
            self._taken.pop(whose, None)
            return 0
        return sum(each for _, each in mine)


@dataclass(frozen=True)
class Budgets:
    """What is counted."""

    files: Allowance = field(default_factory=lambda: Allowance(40))
    """Files read for one person."""
    file_bytes: Allowance = field(default_factory=lambda: Allowance(300_000_000))
    file_seconds: Allowance = field(default_factory=lambda: Allowance(120))
    """Seconds of a processor's time that reading them took."""
    typed: Allowance = field(default_factory=lambda: Allowance(4_000_000))
    """Characters that one person added to drafts."""
    written: Allowance = field(default_factory=lambda: Allowance(80_000_000))
    """Characters that one person wrote into drafts, the same ones over again too: a long answer is kept every second or so."""
    refusals: Allowance = field(default_factory=lambda: Allowance(60))
    """Refusals of one person that are each written down."""
    typed_in_all: Allowance = field(default_factory=lambda: Allowance(40_000_000))
    """Characters that everybody of one authority added to drafts."""


@dataclass
class Lately:
    """Bounded: of more than `most` things the oldest is forgotten, and written down again. For any thread."""

    most: int = 20_000
    _at: OrderedDict[Hashable, float] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def is_new(self, what: Hashable, after: float) -> bool:
        """Whether it was not written down within so many seconds; it counts as written down from now on."""
        now = monotonic()
        with self._lock:
            before = self._at.get(what)
            if before is not None and now - before < after:
                return False
            self._at[what] = now
            self._at.move_to_end(what)
            if len(self._at) > self.most:
                self._at.popitem(last=False)
        return True

    def forget(self, what: Hashable) -> None:
        """It could not be written down after all."""
        with self._lock:
            self._at.pop(what, None)
