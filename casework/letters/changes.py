"""What a letter said when it was last made, and what of it would be different now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from letters.facts import Facts
from letters.make import content_hash
from letters.told import label_of, words_used
from store.contract import MadeLetter

NOTHING = "nothing"
"""What a fact said that was not in the letter."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that a letter told otherwise."""

    what: str
    """The fact, in words: `the first day there`."""
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class LastMade:
    """One copy of a letter as it was last made, held beside what it would say now."""

    at: datetime
    by: str
    changes: tuple[Change, ...]
    has_new_wording: bool
    """Whether its template is another one now."""

    @property
    def is_the_same(self) -> bool:
        """Whether it would say the same again."""
        return not self.changes and not self.has_new_wording


def beside(before: MadeLetter, template: bytes, facts: Facts, own: Mapping[str, str]) -> LastMade:
    """A making beside what the letter would say now. `own` are the authority's own questions by name."""
    said = words_used(template, facts)
    names = dict.fromkeys([*said, *before.said])
    changes = tuple(
        Change(label_of(name, own), before.said.get(name, NOTHING), said.get(name, NOTHING))
        for name in names
        if before.said.get(name) != said.get(name)
    )
    return LastMade(before.made_at, before.made_by, changes, before.template != content_hash(template))
