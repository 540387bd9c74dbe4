"""What casework works with: the store, and what day it is. Handed to every verb, so that nothing asks the clock itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from store.base import Store


@dataclass(frozen=True)
class Office:
    """One process has one office."""

    store: Store
    clock: Callable[[], date]

    def today(self) -> date:
        """The day rules are judged by, in England."""
        return self.clock()
