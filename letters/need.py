"""A fact that a letter cannot do without, and where a person goes to give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

WITH_THE_LETTER = "letter"
"""The kind of a need that no form asks: it is asked when the letter is made."""
SCHOOLS = "Schools"
SETTINGS = "Settings"
"""The kinds of a need that a settings table answers."""


@dataclass(frozen=True, slots=True)
class Need:
    """A fact a letter needs. `kind` and `field` name the question that gives it."""

    fact: str
    """Its dotted name, as templates use it."""
    missing: str
    """The sentence shown while it is missing."""
    kind: str
    """The entry kind; or `letter`, `Schools`, `Settings`."""
    field: str
    """The question of that entry kind; the column of that table."""
    only: str = ""
    """A yes-or-no fact: needed only when it is yes; with `not ` before it, only when it is no."""

    def is_met(self, said: Mapping[str, object]) -> bool:
        """Whether the fact is there, given all facts in words."""
        return not self.applies(said) or _is_there(said, self.fact.split("."))

    def applies(self, said: Mapping[str, object]) -> bool:
        """Whether this case needs the fact at all."""
        if not self.only:
            return True
        wanted = not self.only.startswith("not ")
        return _is_there(said, self.only.removeprefix("not ").split(".")) is wanted


def only(condition: str, needs: Iterable[Need]) -> tuple[Need, ...]:
    """The same needs, under a condition."""
    return tuple(replace(need, only=condition) for need in needs)


def _is_there(value: object, path: list[str]) -> bool:
    """Whether something is recorded at the end of the path: in every item of a list, anywhere in a group."""
    if isinstance(value, list):
        return bool(value) and all(_is_there(one, path) for one in value)
    if path:
        return isinstance(value, Mapping) and _is_there(value.get(path[0]), path[1:])
    if isinstance(value, Mapping):
        return any(_is_there(one, []) for one in value.values())
    return value is not None and value is not False and value != ""
