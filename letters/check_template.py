"""Checks a template before anybody relies on it: unknown names, and names that may be missing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letters.catalogue import Letter
from letters.fill import uses_in
from letters.say import every_tag
from letters.tags import SHORT_DATE

ALIKE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a template."""

    name: str
    """The dotted name in the tag."""
    says: str
    """What is wrong and what to do, for the person who edits it."""
    nearest: str | None = None
    """The known name most like it."""


def check(template: Path | bytes, letter: Letter) -> tuple[Fault, ...]:
    """Every fault of a template for this letter, each once; empty when it can be used.

    Raises TemplateFaulty or TemplateRefused when it cannot be read at all.
    """
    return tuple(dict.fromkeys(_faults(template, letter)))


def _faults(template: Path | bytes, letter: Letter) -> Iterator[Fault]:
    for use in uses_in(template):
        if use.name not in every_tag():
            yield _unknown(use.name)
        elif not use.guarded and may_be_missing(use.name, letter):
            yield Fault(
                use.name,
                f"“{use.name}” is not always recorded for this letter. "
                f"Put {{% if {use.name} %}} before it and {{% endif %}} after it.",
            )


def _unknown(name: str) -> Fault:
    nearest = next(iter(difflib.get_close_matches(name, every_tag(), n=1, cutoff=ALIKE_ENOUGH)), None)
    hint = f" Did you mean “{nearest}”?" if nearest else ""
    return Fault(name, f"There is no fact called “{name}”.{hint}", nearest)


def may_be_missing(name: str, letter: Letter) -> bool:
    """Whether the fact, or a group it stands in, can be unrecorded when this letter is made."""
    needed = {need.fact for need in letter.needs}
    parts = name.removesuffix(SHORT_DATE).split(".")
    return any(
        every_tag()[before].optional and not any(_gives(fact, before) for fact in needed)
        for before in (".".join(parts[: count + 1]) for count in range(len(parts)))
    )


def _gives(fact: str, name: str) -> bool:
    """Whether needing `fact` makes sure of `name`: the fact itself, or a group it stands in."""
    return fact == name or fact.startswith(f"{name}.")
