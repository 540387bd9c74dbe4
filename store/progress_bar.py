"""Told on the terminal: how much of something long is done."""

from __future__ import annotations

import sys

WIDTH = 30
"""Characters of the bar."""


def tell(what: str, done: int, of: int, did: str = "carried") -> None:
    """A bar where somebody watches; a line for each `what` where nobody does."""
    if sys.stderr.isatty():
        filled = WIDTH * done // max(of, 1)
        sys.stderr.write(f"\r{what:<15}{'█' * filled}{'·' * (WIDTH - filled)} {done:>11,} of {of:,} ")
    if done == of:
        sys.stderr.write("\n" if sys.stderr.isatty() else f"{what:<15}{done:>12,} {did}\n")
