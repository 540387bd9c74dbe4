"""What begins must end: `if` and `for`, each closed in its turn, in the same cell or table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from letters.word.check_tags import Misread
from letters.word.parse import Place, WrittenTag

ENDS = {"endif": "if", "endfor": "for"}
Open = tuple[str, Place, WrittenTag]


def crossed(found: tuple[Place, ...]) -> Iterator[Misread]:
    """Every begin without an end, end without a begin, and blocks that cross each other or a table's cells."""
    for _, those in groupby(found, key=lambda place: place.part):
        yield from _in_part(list(those))


def _in_part(found: list[Place]) -> Iterator[Misread]:
    opened: list[Open] = []
    for place in found:
        for tag in place.tags:
            word = "" if tag.is_print or not tag.inner else tag.inner.split()[0]
            if word in ("if", "for"):
                opened.append((word, place, tag))
            elif word in ("else", "elif") and not opened:
                yield place, tag.text, f"“{word}” stands in no “if”. Put it between {{% if … %}} and {{% endif %}}."
            elif word in ENDS:
                yield from _closed(opened, ENDS[word], place, tag)
    for word, place, tag in opened:
        yield place, tag.text, f"This “{word}” is never ended. Put {{%{tag.reach} end{word} %}} after what it is about."


def _closed(opened: list[Open], word: str, place: Place, tag: WrittenTag) -> Iterator[Misread]:
    if not opened:
        yield place, tag.text, f"This ends a “{word}” that never began. Take it out, or put {{% {word} … %}} before it."
        return
    begun, where, first = opened[-1]
    if begun != word:
        yield (
            place,
            tag.text,
            f"This ends a “{word}”, but a “{begun}” that began after it is still open. End them in turn.",
        )
        return
    opened.pop()
    if first.reach != tag.reach:
        yield place, tag.text, f"It began as {first.text[: 2 + len(first.reach)]} and must end so too."
    elif first.reach in ("tr", "tc") and where.table != place.table:
        yield place, tag.text, "It begins in one table and ends in another."
    elif first.reach not in ("tr", "tc") and where.cell != place.cell:
        yield (
            place,
            tag.text,
            "It begins in one cell and ends in another. To repeat a row, use {%tr … %} in rows of their own.",
        )
