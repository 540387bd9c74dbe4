"""An example of every fact there is: the words in a letter that is tried out say what each fact is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from letters.facts import Facts

DAY = date(2026, 9, 14)
AT = time(8, 40)
NUMBER = 6


def _example(group: type[Any]) -> Any:
    hints = get_type_hints(group)
    return group(**{one.name: _value(hints[one.name], str(one.metadata["says"])) for one in fields(group)})


def _value(hint: Any, meaning: str) -> object:
    kind = next(one for one in get_args(hint) if one is not NoneType) if isinstance(hint, UnionType) else hint
    if get_origin(kind) is Mapping:
        return {}
    if get_origin(kind) is tuple:
        return (_value(get_args(kind)[0], meaning), _value(get_args(kind)[0], meaning))
    if is_dataclass(kind) and isinstance(kind, type):
        return _example(kind)
    by_type = {bool: True, int: NUMBER, date: DAY, time: AT}
    return by_type.get(kind, f"‹{meaning.split(':')[0]}›")


EXAMPLE: Facts = _example(Facts)
"""Every fact recorded, each list with two items; no question of an authority's own."""


def with_own(own: Mapping[str, str]) -> Facts:
    """The example with an answer to each of an authority's own questions, given by name."""
    return replace(EXAMPLE, local={name: f"‹{label}›" for name, label in own.items()})
