"""Large print: the same letter with every size of type half as large again, so that 12 points are 18."""

from __future__ import annotations

import re
from collections.abc import Mapping

TIMES = 1.5
SIZES = re.compile(rb'(<w:szC?s? w:val=")(\d+)(")')
SMALLEST = 32
"""Half points: nothing is smaller than 16 points in large print, but for gaps between things."""
A_GAP = 12
"""Half points: type this small holds no words."""


def enlarged(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a Word file with larger type: its styles, and sizes set by hand."""
    return {name: _larger(part) if name.startswith("word/styles") else part for name, part in parts.items()}


def enlarged_words(xml: str) -> str:
    """A part with words, with the sizes that were set by hand larger too."""
    return _larger(xml.encode("utf-8")).decode("utf-8") if "<w:sz" in xml else xml


def _larger(xml: bytes) -> bytes:
    def size(one: re.Match[bytes]) -> bytes:
        before = int(one[2])
        after = before if before <= A_GAP else max(SMALLEST, round(before * TIMES))
        return one[1] + str(after).encode() + one[3]

    return SIZES.sub(size, xml)
