"""Takes facts away from a sample, one by one or all that can be spared."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from letters.catalogue import Letter
from letters.facts import Facts
from letters.need import Need
from letters.say import facts_in_words


def without(facts: Any, path: str) -> Any:
    """The same facts with nothing at that path: in every item of a list."""
    name, _, rest = path.partition(".")
    before = getattr(facts, name)
    if not rest:
        return replace(facts, **{name: _nothing(before)})
    if isinstance(before, tuple):
        return replace(facts, **{name: tuple(without(one, rest) for one in before)})
    return facts if before is None else replace(facts, **{name: without(before, rest)})


def _nothing(before: Any) -> Any:
    return () if isinstance(before, tuple) else "" if isinstance(before, str) else None


def applying(letter: Letter, facts: Facts) -> list[Need]:
    words = facts_in_words(facts)
    return [need for need in letter.needs if need.applies(words)]


def bare(letter: Letter, facts: Facts) -> Facts:
    """The same facts with nothing in them that this letter can do without."""
    needed = {need.fact for need in applying(letter, facts)}
    return _bare(facts, "", needed)


def _bare(group: Any, before: str, needed: set[str]) -> Any:
    changes: dict[str, Any] = {}
    for fact in fields(group):
        path, value = before + fact.name, getattr(group, fact.name)
        inside = any(need.startswith(f"{path}.") for need in needed)
        if is_dataclass(value) and (inside or path in needed or fact.default is not None):
            changes[fact.name] = _bare(value, f"{path}.", needed)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]) and (inside or path in needed):
            changes[fact.name] = tuple(_bare(one, f"{path}.", needed) for one in value)
        elif path not in needed and fact.default is None:
            changes[fact.name] = None
        elif path not in needed and fact.default == ():
            changes[fact.name] = ()
    return replace(group, **changes)


def all_texts(value: Any, text: str) -> Any:
    """The same facts with this text in place of every text."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(all_texts(one, text) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{fact.name: all_texts(getattr(value, fact.name), text) for fact in fields(value)})
    return value
