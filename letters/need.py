"""A fact that a letter cannot do without, and where a person goes to give it; and the facts that many letters need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from letters.facts import Facts
from letters.facts.fact import every_fact, known


class FactUnknown(ValueError):
    """A letter needs a fact that there is not, or that does not say what to do while it is missing."""


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
    """The question of that entry kind; the column of that table, or the row of Settings."""
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


def need(fact: str, missing: str, asked: str) -> Need:
    """A fact that this letter asks for in words of its own, or in another question than the fact's. Raises FactUnknown,
    QuestionUnknown."""
    _declared(fact)
    known(asked)
    kind, _, path = asked.partition(".")
    return Need(fact, missing, kind, path.partition(".")[0])


def needed(*facts: str) -> tuple[Need, ...]:
    """Facts by their dotted names, each asked for as `letters/facts/` declares it. Raises FactUnknown."""
    return tuple(_needed(fact) for fact in facts)


def only(condition: str, needs: Iterable[Need]) -> tuple[Need, ...]:
    """The same needs, under a condition: a yes-or-no fact, with `not ` before it when it must be no. Raises FactUnknown."""
    _declared(condition.removeprefix("not "))
    return tuple(replace(each, only=condition) for each in needs)


def _needed(fact: str) -> Need:
    asked, missing, whose = _declared(fact)
    if not asked or not missing:
        raise FactUnknown(f"{fact!r} does not say where it is asked, or what to do while it is missing: write need(…)")
    return need(fact, missing.format(whose=whose), asked)


def _declared(fact: str) -> tuple[str, str, str]:
    """Where a fact is asked, its sentence, and what the group it is in is called."""
    if fact not in _all():
        raise FactUnknown(f"there is no fact {fact!r}: look in letters/facts/, or on the page of letter templates")
    return _all()[fact]


@cache
def _all() -> Mapping[str, tuple[str, str, str]]:
    every = dict(every_fact(Facts))
    groups = {name: str(fact.metadata["says"]) for name, fact in every.items()}
    return {
        name: (
            str(fact.metadata["asked"]),
            str(fact.metadata.get("missing", "")),
            groups.get(name.rpartition(".")[0], ""),
        )
        for name, fact in every.items()
    }


def _is_there(value: object, path: list[str]) -> bool:
    """Whether something is recorded at the end of the path: in every item of a list, anywhere in a group."""
    if isinstance(value, list):
        return bool(value) and all(_is_there(one, path) for one in value)
    if path:
        return isinstance(value, Mapping) and _is_there(value.get(path[0]), path[1:])
    if isinstance(value, Mapping):
        return any(_is_there(one, []) for one in value.values())
    return value is not None and value is not False and value != ""


LETTERHEAD = (need("sender.school.address_lines", "Give the address of the school that writes.", "Schools.address"),)
COUNCIL = needed("council.name", "council.coordinator", "council.phone")
A_LETTER = (
    *LETTERHEAD,
    *needed("sender.name", "sender.role", "sender.phone"),
    *needed("addressee.name", "addressee.salutation", "addressee.address_lines"),
    *COUNCIL,
)
"""What every letter to one person needs."""
PUPIL = needed("pupil.legal_name", "pupil.date_of_birth", "pupil.year_group")
MEETING = needed("meeting.where", "meeting.on", "meeting.at", "meeting.people")
RECEIVING = (need("receiving.name", "Say which school is asked.", "approach.school"),)
