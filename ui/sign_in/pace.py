"""How many tries a minute one link may cost this process, so that guessing at one cannot keep the others waiting."""

from __future__ import annotations

import time
from threading import Lock

A_MINUTE = 30


class OpeningLimit:
    """A bucket for each link that opens: as many as there are links, whatever is sent."""

    def __init__(self, a_minute: int = A_MINUTE) -> None:
        self._most, self._lock = float(a_minute), Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def may_go_on(self, link: str) -> bool:
        """Whether another try of this link may be judged now; counts it if so."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.get(link, (self._most, now))
            left = min(self._most, left + (now - since) * self._most / 60)
            self._left[link] = (max(left - 1, 0.0) if left >= 1 else left, now)
            return left >= 1
