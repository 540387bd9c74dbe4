"""What is noted while people work: how long they waited, what they were told, what was acknowledged, what it cost."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles

Percentiles = tuple[float, float, float]
"""p50, p95 and p99."""


@dataclass
class Notes:
    """Of one run."""

    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds, by what was done."""
    counted: tuple[float, float] = (0.0, math.inf)
    """From when until when what people wait for counts, by the monotonic clock: not while they arrive, nor while they leave."""
    lag: list[float] = field(default_factory=list)
    """Seconds by which the tool itself was late to act, twenty times a second."""
    errors: Counter[str] = field(default_factory=Counter)
    """Sentences that a page showed instead of itself, how often each."""
    lost: Counter[str] = field(default_factory=Counter)
    """Times a connection was gone and the tab came back, by what was said of it."""
    acknowledged: dict[str, str] = field(default_factory=dict)
    """By the mark written into the form: the reference under which it was said to be saved."""
    typed: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """Of forms not submitted, by case and form: what was last drawn as kept, by question."""
    memory: list[float] = field(default_factory=list)
    """Megabytes of all processes, every few seconds."""
    _number: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def mark(self) -> str:
        """A mark that stands in one form alone."""
        return f"load-{self._number():06}-"

    def note(self, what: str, since: float) -> None:
        """Somebody has what they wanted since then; kept where it counts."""
        first, last = self.counted
        if first <= since <= last:
            self.waited[what].append(time.monotonic() - since)

    def percentiles(self, what: str) -> Percentiles:
        """Of how long people waited, in seconds; 0 where nobody did."""
        return percentiles(self.waited.get(what, ()))

    @property
    def runs(self) -> int:
        """How often something was asked of the app."""
        return sum(map(len, self.waited.values()))


def percentiles(of: Sequence[float]) -> Percentiles:
    """p50, p95 and p99; 0 of nothing."""
    if len(of) < 2:
        return (of[0],) * 3 if of else (0.0, 0.0, 0.0)
    cut = quantiles(of, n=100, method="inclusive")
    return cut[49], cut[94], cut[98]


@dataclass
class Stopwatch:
    """When somebody goes home."""

    seconds: float
    began: float = field(default_factory=time.monotonic)
    """By the monotonic clock."""

    @property
    def passed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds until they go."""
        return max(0.0, self.seconds - self.passed)

    @property
    def is_over(self) -> bool:
        """Whether they go."""
        return self.passed > self.seconds
