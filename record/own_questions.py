"""Questions that an authority asks beside the app's own: the rows of its *Questions* table.

A row says which form asks it, in which section, what kind of answer it takes and when it is asked. The answers are kept
like any other, under the question's name with `local_` before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from record.field import Question

PREFIX = "local_"
"""Of the name that an answer is kept under: no question of the app begins so."""
Row = Mapping[str, str]
"""What a row says, by column."""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question of the authority's."""

    name: str
    """As letters say it: `{{ local.travel }}`."""
    kind: str
    """The name of the entry kind whose form asks it."""
    question: Question


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """What a *Questions* table says."""

    asked: tuple[OwnQuestion, ...] = ()
    faults: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By name of a row that cannot be used, then by column (the name's own is empty): what to write instead."""

    @property
    def labels(self) -> Mapping[str, str]:
        """By the name that letters say: the question."""
        return {each.name: each.question.label for each in self.asked}

    def of(self, kind: str) -> tuple[Question, ...]:
        """The questions of one form, in the order of the table."""
        return tuple(each.question for each in self.asked if each.kind == kind)
