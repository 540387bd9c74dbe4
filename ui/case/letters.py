"""The letters of a case: which can be made now, and what the others still need."""

from __future__ import annotations

from casework.access import Seen
from ui import blocks
from ui.page import Visit


def show(visit: Visit, seen: Seen) -> None:
    """Draw the letters tab."""
    blocks.quiet("Letters")
