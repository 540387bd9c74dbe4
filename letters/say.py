"""Puts facts in words, and lists every tag a template may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from letters.facts import Facts
from letters.tongue import Tongue, tongue
from record import words

SHORT_DATE = "_short"
"""`{{ expected.on_short }}` is there whenever `expected.on` is."""
IS_PAST = "_is_past"
"""`{% if expected.on_is_past %}`: whether a letter tells of that day as gone, on the day it is written."""
LOCAL = "local"
"""The group of answers to an authority's own questions: which there are, its *Questions* table says."""
BIRTH = ("date_of_birth",)
"""Dates whose weekday says nothing."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A name a template may use: dotted, what it says, and what it is (text, date, list, group, yes or no, number)."""

    name: str
    says: str
    sort: str
    optional: bool
    """Whether it may be unrecorded."""

    @property
    def to_copy(self) -> str:
        return "{{ " + self.name + " }}"


def fact_named(tag: str) -> str:
    """The fact that a tag is about: `expected.on` of `expected.on_short` and of `expected.on_is_past`."""
    return tag.removesuffix(SHORT_DATE).removesuffix(IS_PAST)


def facts_in_words(facts: Facts, language: str = "") -> Mapping[str, object]:
    """The facts in words, by name, as templates read them, and of each day whether it is gone when the letter is written. In
    another language its dates and times are that language's, where they are known; what people wrote stays as they wrote it."""
    return _group(facts, (tongue(language) if language else None) or ENGLISH, facts.written_on)


ENGLISH = Tongue(words.full_day, words.day, words.plain_day, words.spoken_clock)


def _group(group: Any, speak: Tongue, today: date) -> dict[str, object]:
    named: dict[str, object] = {}
    for fact in fields(group):
        value = getattr(group, fact.name)
        named[fact.name] = speak.plain_day(value) if fact.name in BIRTH and value else _in_words(value, speak, today)
        if date in _kinds(group.__class__)[fact.name]:
            named[f"{fact.name}{SHORT_DATE}"] = None if value is None else speak.short_day(value)
            named[f"{fact.name}{IS_PAST}"] = value is not None and value < today
    return named


def _in_words(value: Any, speak: Tongue, today: date) -> object:
    if is_dataclass(value):
        return _group(value, speak, today)
    if isinstance(value, Mapping):
        return {name: said for one, given in value.items() for name, said in _of_own(one, given, speak, today)}
    if isinstance(value, tuple):
        return [_in_words(one, speak, today) for one in value]
    if isinstance(value, date):
        return speak.day(value)
    if isinstance(value, time):
        return speak.clock(value)
    return value


def _of_own(name: str, value: Any, speak: Tongue, today: date) -> Iterator[tuple[str, object]]:
    yield name, _in_words(value, speak, today)
    if isinstance(value, date):
        yield f"{name}{SHORT_DATE}", speak.short_day(value)
        yield f"{name}{IS_PAST}", value < today


@cache
def _kinds(group: type[object]) -> Mapping[str, tuple[Any, ...]]:
    """For each fact of a group, the types it may have besides None."""
    return {name: tuple(_types(hint)) for name, hint in get_type_hints(group).items()}


def _types(hint: Any) -> Iterator[Any]:
    for one in get_args(hint) if isinstance(hint, UnionType) else (hint,):
        if one is not NoneType:
            yield one


@cache
def every_tag() -> Mapping[str, Tag]:
    """Every tag by its name, in the order of `facts.py`."""
    return {tag.name: tag for tag in _tags(Facts, "")}


def _tags(group: Any, before: str) -> Iterator[Tag]:
    for fact in fields(group):
        (kind,) = _kinds(group)[fact.name]
        name, meaning = before + fact.name, str(fact.metadata["says"])
        item = get_args(kind)[0] if get_origin(kind) is tuple else kind
        optional = fact.default is None
        yield Tag(name, meaning, _sort(kind), optional)
        if kind is date:
            yield Tag(f"{name}{SHORT_DATE}", f"{meaning}, without the year", "date", optional)
            yield Tag(
                f"{name}{IS_PAST}", f"{meaning}: whether it is past when the letter is written", "yes or no", False
            )
        if is_dataclass(item):
            yield from _tags(item, f"{name}.")


def _sort(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return "list"
    if is_dataclass(kind) or get_origin(kind) is Mapping:
        return "group"
    return {bool: "yes or no", int: "number", date: "date", time: "time"}.get(kind, "text")
