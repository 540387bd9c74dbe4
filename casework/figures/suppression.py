"""Which numbers of one table are hidden so that nobody can be worked out: small ones, and enough others to cover them.

What is promised, and why it holds, is in docs/adr/0026-published-figures.md.
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 6
"""The smallest number that is published, beside 0."""


def is_small(number: int) -> bool:
    """Whether a number is hidden for its own sake."""
    return 0 < number < FEWEST


def hidden(numbers: Mapping[str, int]) -> frozenset[str] | None:
    """The lines of a table whose total is known that are not published; None when none of its lines can be.

    Hidden are the small ones, then the next larger, until what the hidden lines come to together leaves each of them
    anything from 1 to `FEWEST` at least, even for somebody who knows this function and that no hidden line is 0.
    """
    closed = [line for line, number in numbers.items() if is_small(number)]
    larger = sorted((number, line) for line, number in numbers.items() if number >= FEWEST)
    while closed and not _is_covered([numbers[line] for line in closed]):
        if not larger:
            return None
        closed.append(larger.pop(0)[1])
    return frozenset(closed)


def _is_covered(closed: list[int]) -> bool:
    """Whether one of these may be as large as `FEWEST` while each of the others is at least 1."""
    return len(closed) > 1 and sum(closed) - (len(closed) - 1) >= FEWEST
