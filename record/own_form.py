"""A form with an authority's own questions in it: an entry kind like any other, with some questions more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any, Literal

from pydantic import create_model

from record.entry import Entry
from record.field import LongText, Question, SchoolUrn, Shape

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
    declared = {name: getattr(kind, name) for name in ("kind", "title", "number", "by", "repeats", "purpose")}
    declared |= {"dated_by": kind.dated_by, "on_one_page": kind.on_one_page}
    fields: dict[str, Any] = {each.name: (_type(each), _declared(each)) for each in own}
    made: type[Entry] = create_model(
        kind.__name__, __base__=kind, __cls_kwargs__=declared, __module__=kind.__module__, **fields
    )
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
