"""Large print: the same letter with every size of type half as large again, so that 12 points are 18.

A paper with a table of many columns is turned on its side, so that no word breaks in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TIMES = 1.5
SIZES = re.compile(rb'(<w:szC?s? w:val=")(\d+)(")')
SMALLEST = 32
"""Half points: nothing is smaller than 16 points in large print, but for gaps between things."""
A_GAP = 12
"""Half points: type this small holds no words."""

MANY_COLUMNS = re.compile(r"(?:<w:gridCol\b[^>]*/>){5}")
PAGE = re.compile(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"/>')
TABLE_WIDTH = re.compile(r'(<w:(?:gridCol|tcW|tblW)\b[^>]*?w:w=")(\d+)(")')
WIDER = 25.3 / 16.6
"""Between the margins, of a page on its side to one that stands."""


def enlarged(parts: Mapping[str, bytes], wide: bool) -> Mapping[str, bytes]:
    """The parts of a Word file with larger type in its styles; `wide` for a page on its side."""

    def styles(part: bytes) -> bytes:
        larger = _larger(part)
        return larger.replace(b'w:pos="9412"', b'w:pos="%d"' % round(9412 * WIDER)) if wide else larger

    return {name: styles(part) if name.startswith("word/styles") else part for name, part in parts.items()}


def enlarged_words(xml: str, wide: bool) -> str:
    """A part with words: sizes that were set by hand larger too, and on a page on its side its tables wider."""
    larger = _larger(xml.encode("utf-8")).decode("utf-8") if "<w:sz" in xml else xml
    return _on_its_side(larger) if wide else larger


def is_wide(xml: str) -> bool:
    """Whether a table has so many columns that larger words would not fit a page that stands."""
    return bool(MANY_COLUMNS.search(xml))


def _on_its_side(xml: str) -> str:
    turned = PAGE.sub(lambda page: f'<w:pgSz w:w="{page[2]}" w:h="{page[1]}" w:orient="landscape"/>', xml)
    return TABLE_WIDTH.sub(lambda one: f"{one[1]}{round(int(one[2]) * WIDER)}{one[3]}", turned)


def _larger(xml: bytes) -> bytes:
    def size(one: re.Match[bytes]) -> bytes:
        before = int(one[2])
        after = before if before <= A_GAP else max(SMALLEST, round(before * TIMES))
        return one[1] + str(after).encode() + one[3]

    return SIZES.sub(size, xml)
