"""So many requests a minute and no more. Google allows 60; somebody else may be using the same key."""

from __future__ import annotations

import time
from collections.abc import Callable

A_MINUTE = 50


class Budget:
    """A bucket of tokens that fills evenly. For one thread at a time."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        a_minute: int = A_MINUTE,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._most = self._left = a_minute / 5
        """May go at once; with what fills in meanwhile, no minute of any clock sees more than 60."""
        self._a_second = a_minute / 60
        self._since = clock()

    def take(self) -> None:
        """Wait until one more request is allowed."""
        while not self._try():
            self._sleep((1 - self._left) / self._a_second)

    @property
    def left(self) -> float:
        """How many requests may go at once, as of the last one."""
        return self._left

    def _try(self) -> bool:
        now = self._clock()
        self._left = min(self._most, self._left + max(0.0, now - self._since) * self._a_second)
        self._since = now
        if self._left < 1 - 1e-9:
            return False
        self._left -= 1
        return True
