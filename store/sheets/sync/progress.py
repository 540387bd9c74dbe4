"""How far the first reading of a spreadsheet has come: told by the thread that reads, shown by the one that waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from store import progress_bar

MANY = 5_000
"""Rows that take longer to read than anybody waits without asking why."""
STEPS = 3
"""What is done with each row: found, understood, kept."""


@dataclass(frozen=True, slots=True)
class _TabReading:
    name: str
    rows: int
    done: int = 0

    @property
    def read(self) -> int:
        """How many rows all three things are done with, as far as they can be told apart."""
        return min(self.done // STEPS, self.rows)

    @property
    def is_read(self) -> bool:
        return self.read == self.rows


class Progress:
    """Of one reading after another: each archive, then the spreadsheet in use."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._now = _TabReading("", 0)
        self._furthest: dict[str, int] = {}
        self._shown = self._now
        self.moved_at = clock()
        """When it came further than ever before, in seconds of the clock: what only begins again does not move."""

    def begin(self, name: str, rows: int) -> None:
        """These rows have arrived."""
        self._now = _TabReading(name, rows)

    def step(self, rows: int) -> None:
        """One of the three things was done with so many rows."""
        now = self._now = replace(self._now, done=self._now.done + rows)
        if now.done > self._furthest.get(now.name, 0):
            self._furthest[now.name], self.moved_at = now.done, self._clock()

    def end(self) -> None:
        """All of them are read, also those that need less doing."""
        self.step(STEPS * self._now.rows - self._now.done)

    def show(self) -> None:
        """Tell whoever started the app, if there is much to read and more of it is done than when they were told last."""
        now, before = self._now, self._shown
        if before.name != now.name and not before.is_read:
            _tell(before, before.rows)
        if now != before:
            _tell(now, now.read)
        self._shown = now


def _tell(reading: _TabReading, read: int) -> None:
    if reading.rows >= MANY:
        progress_bar.tell(reading.name, read, reading.rows, "read")
