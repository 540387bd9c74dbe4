"""Makes a letter: never while a fact it needs is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from letters.catalogue import Letter, missing
from letters.errors import LetterError
from letters.facts import Facts
from letters.need import Need
from letters.say import facts_in_words
from letters.word.fill import fill


class NotReady(LetterError):
    """The letter needs facts that are not recorded yet: `needs` lists every one of them."""

    def __init__(self, letter: Letter, needs: tuple[Need, ...]) -> None:
        super().__init__(f"“{letter.title}” cannot be made yet. " + " ".join(need.missing for need in needs))
        self.needs = needs


@dataclass(frozen=True, slots=True)
class Made:
    """A letter, and what is noted of its making."""

    content: bytes
    """The Word file."""
    content_hash: str
    """SHA-256. The same template and facts always give the same."""
    template_hash: str
    """SHA-256 of the template it was made from."""
    file_name: str
    """By reference and letter; never a child's name."""


def make(
    letter: Letter,
    facts: Facts,
    template: bytes | None = None,
    pictures: Mapping[str, bytes] = {},
    large_print: bool = False,
    language: str = "",
) -> Made:
    """The letter as a Word file, from its own template or from a school's own, with pictures (PNG) by name; with the dates
    of a language, where its template is in one.

    Raises NotReady, and what `fill` raises.
    """
    needs = missing(letter, facts)
    if needs:
        raise NotReady(letter, needs)
    source = letter.template.read_bytes() if template is None else template
    content = fill(source, facts_in_words(facts, language), pictures, large_print)
    return Made(content, content_hash(content), content_hash(source), f"{facts.reference} {letter.title}.docx")


def content_hash(content: bytes) -> str:
    """SHA-256."""
    return hashlib.sha256(content).hexdigest()
