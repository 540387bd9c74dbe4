"""An authority’s own questions: what one is, and a form with them beside its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from typing import Any, Literal

from pydantic import create_model

from record.entry import Entry
from record.field import LongText, Question, SchoolUrn, Shape

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


_TYPES: Mapping[Shape, Any] = {
    Shape.TEXT: str,
    Shape.LONG_TEXT: LongText,
    Shape.DATE: date,
    Shape.TIME: time,
    Shape.NUMBER: float,
    Shape.WHOLE_NUMBER: int,
    Shape.YES_NO: bool,
    Shape.SCHOOL: SchoolUrn,
}


@lru_cache(maxsize=512)
def with_own(kind: type[Entry], own: tuple[Question, ...]) -> type[Entry]:
    """The same kind of entry, asking these too; the kind itself when there are none."""
    if not own:
        return kind
    said = ("kind", "title", "number", "by", "repeats", "purpose", "at_hand")
    declared = {name: getattr(kind, name) for name in said}
    declared |= {"dated_by": kind.dated_by, "on_one_page": kind.on_one_page}
    fields: dict[str, Any] = {each.name: (_type(each), _declared(each)) for each in own}
    made: type[Entry] = create_model(
        kind.__name__, __base__=kind, __cls_kwargs__=declared, __module__=kind.__module__, **fields
    )
    made.of_the_app = kind.of_the_app
    return made


def _type(question: Question) -> Any:
    if question.shape is Shape.CHOICES:
        return tuple[Literal[question.choices], ...]  # type: ignore[name-defined]
    one = Literal[question.choices] if question.shape is Shape.CHOICE else _TYPES[question.shape]
    return one | None


def _declared(question: Question) -> Any:
    own = question.when[len(question.section.when) :]
    more = {"repeats": True} if question.shape is Shape.CHOICES else {}
    return question.section.ask(
        question.label,
        question.hint,
        when=own,
        optional=question.optional,
        sensitive=question.sensitive,
        **more,
    )
