"""What one person has set aside for themselves: where they left off, how they like their lists. Nothing of a case.

Kept locally, or in the database that is the store; never in a sheet, which is everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Preferences(Protocol):
    """Small things, by person and name."""

    def set_aside(self, whose: str, name: str, value: Mapping[str, object]) -> None:
        """Keep `value` (JSON) in place of what the person had under this name. Raises StoreUnreachable."""

    def kept_aside(self, whose: str, name: str) -> Mapping[str, object] | None:
        """What the person has under this name, or None."""
