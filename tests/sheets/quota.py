"""Sixty reads and sixty writes a minute for each user, all of them back at the turn of the minute."""

from __future__ import annotations

import threading
from collections import Counter

from tests.sheets.clock import Clock
from tests.sheets.refused import quota_exceeded


class Quota:
    """Counts requests; off until a test switches it on."""

    def __init__(self, clock: Clock, project: str) -> None:
        self.on = False
        self.reads = 60
        self.writes = 60
        self.clock = clock
        self.project = project
        self._counted: Counter[tuple[str, str, int]] = Counter()
        self._lock = threading.Lock()

    def take(self, user: str, writes: bool) -> None:
        """Count one request, if switched on. Raises Refused 429 when the minute's are used up."""
        if not self.on:
            return
        kind, most = ("Write", self.writes) if writes else ("Read", self.reads)
        key = (user, kind, int(self.clock.seconds() // 60))
        with self._lock:
            if self._counted[key] >= most:
                raise quota_exceeded(kind, self.project)
            self._counted[key] += 1

    def forget(self) -> None:
        """Nobody has asked for anything yet."""
        with self._lock:
            self._counted.clear()

    def use_up(self, user: str) -> None:
        """As if somebody else with the same key had used all of this minute."""
        minute = int(self.clock.seconds() // 60)
        with self._lock:
            self._counted[user, "Read", minute] = self.reads
            self._counted[user, "Write", minute] = self.writes
