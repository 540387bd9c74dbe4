"""Large print: the same letter with its words in 18 points, and nothing that is read smaller than 16.

Headings stay as much larger than the words as they were. What an envelope and its window hold to is left as it is: the address
for the post, and the school's name above it. A paper with a table of many columns is turned on its side, so that no word breaks
in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.word.package import Package, packed

WORDS, LARGE = 24, 36
"""Half points: what words are in."""
KEPT_STYLES = re.compile(rb'(<w:style\b[^>]*w:styleId="(?:Address|Letterhead)".*?</w:style>)', re.DOTALL)
"""Of what an envelope and its window hold to: they stay as they are."""
SIZES = re.compile(rb'(<w:szC?s? w:val=")(\d+)(")')
SMALLEST = 32
"""Half points: nothing is smaller than 16 points in large print, but for gaps between things."""
A_GAP = 12
"""Half points: type this small holds no words."""

MANY_COLUMNS = re.compile(r"(?:<w:gridCol\b[^>]*/>){5}")
"""A table of five columns or more."""
PAGE = re.compile(rb'<w:pgSz w:w="(\d+)" w:h="(\d+)"/>')
"""How large a page is that stands."""
TABLE_WIDTH = re.compile(rb'(<w:(?:gridCol|tcW|tblW)\b[^>]*?w:w=")(\d+)(")')
"""How wide a table, a column or a cell is."""
WIDER = 25.3 / 16.6
"""Between the margins, of a page on its side to one that stands."""


def enlarged(word: Package) -> bytes:
    """The Word file with larger type, in its styles and where a size was set by hand."""
    wide = any(MANY_COLUMNS.search(xml) for xml in word.with_words.values())
    return packed(dict(_parts(word, wide)))


def _parts(word: Package, wide: bool) -> Iterator[tuple[str, bytes]]:
    for name, part in word.parts.items():
        if name in word.with_words:
            larger = _larger(word.with_words[name].encode("utf-8"))
            yield name, _on_its_side(larger) if wide else larger
        else:
            yield name, _styles(part, wide) if name.startswith("word/styles") else part


def _styles(part: bytes, wide: bool) -> bytes:
    parted = enumerate(KEPT_STYLES.split(part))
    larger = b"".join(xml if number % 2 else _larger(xml) for number, xml in parted)
    return larger.replace(b'w:pos="9412"', b'w:pos="%d"' % round(9412 * WIDER)) if wide else larger


def _on_its_side(xml: bytes) -> bytes:
    turned = PAGE.sub(rb'<w:pgSz w:w="\2" w:h="\1" w:orient="landscape"/>', xml)
    return TABLE_WIDTH.sub(lambda one: one[1] + b"%d" % round(int(one[2]) * WIDER) + one[3], turned)


def _larger(xml: bytes) -> bytes:
    def size(one: re.Match[bytes]) -> bytes:
        before = int(one[2])
        return one[1] + str(_enlarged(before)).encode() + one[3]

    return SIZES.sub(size, xml)


def _enlarged(size: int) -> int:
    """Half points: more than the words by as much as before; less than them in proportion, and never small."""
    if size <= A_GAP:
        return size
    return size + LARGE - WORDS if size >= WORDS else max(SMALLEST, round(size * LARGE / WORDS))
