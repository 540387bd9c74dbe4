"""The time by which tokens expire and quotas refill: real until a test moves it."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime


class Clock:
    """Real time plus what a test added; or standing still from where a test stopped it."""

    def __init__(self) -> None:
        self._added = 0.0
        self._stopped: float | None = None
        self._lock = threading.Lock()

    def seconds(self) -> float:
        """Since 1970, UTC."""
        with self._lock:
            return (time.time() if self._stopped is None else self._stopped) + self._added

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def stop(self) -> None:
        """Stand still; only `forward` moves it from here."""
        with self._lock:
            self._stopped = time.time()

    def stop_as_a_minute_begins(self) -> None:
        """Stand still at the next full minute, when Google counts requests from nothing."""
        with self._lock:
            self._stopped = (time.time() // 60 + 1) * 60

    def go_on(self) -> None:
        """Real time again, whatever was added."""
        with self._lock:
            self._stopped, self._added = None, 0.0

    def forward(self, seconds: float) -> None:
        with self._lock:
            self._added += seconds
