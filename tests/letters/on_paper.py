"""Letters as they lie on paper: printed by LibreOffice, each word with its place, in millimetres from the corner of its page."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

from tests.letters.read import printed

POINT = 25.4 / 72
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
LINE = re.compile(r"<line\b[^>]*>(.*?)</line>", re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page: of a word, or of a window."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Place) -> bool:
        """Whether the other is wholly in it."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def shows(self, other: Place) -> bool:
        """Whether anything of the other is in it."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """One page, line by line."""

    width: float
    height: float
    lines: Sequence[Sequence[tuple[str, Place]]]

    @property
    def words(self) -> Sequence[tuple[str, Place]]:
        """Every word with its place."""
        return [word for line in self.lines for word in line]

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(" ".join(word for word, _ in line) for line in self.lines)

    def between(self, top: float, bottom: float) -> Sequence[Place]:
        """Where there are words, of those that lie between two heights."""
        return [place for _, place in self.words if top <= place.top and place.bottom <= bottom]


def on_paper(letters: Mapping[str, bytes], folder: Path) -> Mapping[str, Sequence[Page]]:
    """The pages of each letter."""
    printed(letters, folder)
    return {name: pages_of(folder / f"{name}.pdf") for name in letters}


def pages_of(pdf: Path) -> Sequence[Page]:
    """The pages of a printed file."""
    return tuple(_each_page(pdf))


def _each_page(pdf: Path) -> Iterator[Page]:
    told = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for width, height, inside in PAGE.findall(told):
        lines = [[_word(*word) for word in WORD.findall(line)] for line in LINE.findall(inside)]
        yield Page(float(width) * POINT, float(height) * POINT, lines)


def _word(left: str, top: str, right: str, bottom: str, word: str) -> tuple[str, Place]:
    return unescape(word), Place(*(float(each) * POINT for each in (left, top, right, bottom)))


FOOT = 14.0
"""Millimetres from the lower edge: what stands there is the foot of a page."""
HEAD = 19.0
"""Millimetres from the upper edge: the head of every page but the first."""
EDGE = 5.0
"""Millimetres that no printer prints on."""
NEARLY_EMPTY = 0.15
"""Of the room between head and foot."""


def faults(pages: Sequence[Page], said: str, reference: str, in_one_piece: Sequence[str]) -> Iterator[str]:
    """What somebody would be ashamed to send. `said` is all the words of the file; `in_one_piece` what no line may part."""
    every = "".join(page.text for page in pages)
    yield from (f"{lost!r} is not to be seen" for lost in sorted(_lost(said, every)))
    for number, page in enumerate(pages, start=1):
        paper = Place(EDGE, EDGE, page.width - EDGE, page.height - EDGE)
        yield from (f"{word!r} is off page {number}" for word, place in page.words if not paper.holds(place))
        foot = " ".join(word for word, place in page.words if place.top > page.height - FOOT)
        if foot != f"Our reference: {reference} Page {number} of {len(pages)}":
            yield f"page {number} has at its foot {foot!r}"
        yield from (f"{piece!r} is parted on page {number}" for piece in in_one_piece if _is_parted(piece, page))
    yield from _nearly_empty(pages)


def _lost(said: str, every: str) -> set[str]:
    shown = _plain(every)
    return {part for word in said.split() for part in _plain(word).split("-") if part not in shown}


def _plain(words: str) -> str:
    return re.sub(r"\s|\u00ad", "", words).replace("\u2011", "-")


def _is_parted(piece: str, page: Page) -> bool:
    """Whether one line ends with the beginning of it, and the next goes on with the rest."""
    parts = [(piece[:at], piece[at:].strip()) for at in range(1, len(piece)) if piece[at - 1] in " -"]
    lines = [" ".join(word for word, _ in line).replace("\u00a0", " ").replace("\u2011", "-") for line in page.lines]
    return any(
        line.endswith(begin.strip()) and after.startswith(end)
        for line, after in pairwise(lines)
        for begin, end in parts
    )


def _nearly_empty(pages: Sequence[Page]) -> Iterator[str]:
    last = pages[-1]
    if len(pages) > 1:
        filled = max((place.bottom for place in last.between(HEAD, last.height - FOOT)), default=HEAD) - HEAD
        if filled < NEARLY_EMPTY * (last.height - FOOT - HEAD):
            yield f"its last page, {len(pages)}, is nearly empty: {filled:.0f} mm"
