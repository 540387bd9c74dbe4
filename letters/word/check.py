"""Checks a template before anybody relies on it: every fault with its place, what to do, and the nearest known name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from letters.catalogue import Letter
from letters.errors import TemplateFaulty
from letters.say import LOCAL, SHORT_DATE, every_tag
from letters.word.check_blocks import crossed
from letters.word.check_tags import misread
from letters.word.fill import uses_in
from letters.word.parse import Place, places

ALIKE_ENOUGH = 0.5
NOT_PRINTED = ("group", "list", "yes or no")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a template."""

    name: str
    """The dotted name in the tag; the tag itself where it names nothing."""
    says: str
    """What is wrong and what to do, for the person who edits it."""
    nearest: str | None = None
    """The known name most like it."""
    place: Place | None = None
    """The paragraph it stands in; None where it is about the whole template."""


def check(template: Path | bytes, letter: Letter, own: Mapping[str, str] = {}) -> tuple[Fault, ...]:
    """Every fault of a template for this letter, each once; empty when it can be used. `own` are the authority's own
    questions by the names that letters say.

    Raises TemplateFaulty or TemplateRefused when it cannot be opened, or asks for more than facts.
    """
    content = template if isinstance(template, bytes) else template.read_bytes()
    found = places(content)
    faults = [Fault(tag, says, None, place) for place, tag, says in (*misread(found), *crossed(found))]
    if faults:
        return tuple(dict.fromkeys(faults))
    try:
        return tuple(dict.fromkeys(_of_names(content, letter, found, own)))
    except TemplateFaulty as fault:
        return (Fault("", str(fault)),)


def _of_names(content: bytes, letter: Letter, found: tuple[Place, ...], own: Mapping[str, str]) -> Iterator[Fault]:
    known = (*every_tag(), *(f"{LOCAL}.{name}" for name in own))
    for use in uses_in(content):
        is_own = use.name.startswith(f"{LOCAL}.")
        if (use.name.removesuffix(SHORT_DATE) if is_own else use.name) not in known:
            yield _unknown(use.name, _where(use.name, found), known)
        elif not use.guarded and (is_own or may_be_missing(use.name, letter)):
            yield Fault(
                use.name,
                f"“{use.name}” is not always recorded for this letter. "
                f"Put {{% if {use.name} %}} before it and {{% endif %}} after it.",
                place=_where(use.name, found),
            )
        elif not is_own:
            yield from _used_as_it_is_not(use.name, found)


def _used_as_it_is_not(name: str, found: tuple[Place, ...]) -> Iterator[Fault]:
    sort = every_tag()[name].sort
    for place in found:
        if sort in NOT_PRINTED and any(tag.prints == name for tag in place.tags):
            yield Fault(name, f"“{name}” is a {sort}: it cannot be printed whole. Name a fact inside it.", None, place)
        if sort != "list" and any(tag.loops_over == name for tag in place.tags):
            yield Fault(name, f"“{name}” is no list: nothing can be repeated for each of it.", None, place)


def left_out(template: bytes, letter: Letter) -> tuple[Fault, ...]:
    """Facts the letter must carry and this template does not say: a letter without where the child goes is none."""
    named = [f"{use.name.removesuffix(SHORT_DATE)}." for use in uses_in(template)]
    unsaid = [need for need in letter.needs if not need.only and not any(n.startswith(f"{need.fact}.") for n in named)]
    return tuple(
        dict.fromkeys(
            Fault(need.fact, f"This letter must say “{need.fact}”. Put {{{{ {need.fact} }}}} where it belongs.")
            for need in unsaid
        )
    )


def _where(name: str, found: tuple[Place, ...]) -> Place | None:
    """The first place that names it; in a loop only the end of the name stands there."""
    ends = [name] + [name.split(".", number)[-1] for number in range(1, name.count(".") + 1)]
    for end in ends:
        for place in found:
            if any(end in tag.text for tag in place.tags):
                return place
    return None


def _unknown(name: str, place: Place | None, known: tuple[str, ...]) -> Fault:
    nearest = next(iter(difflib.get_close_matches(name, known, n=1, cutoff=ALIKE_ENOUGH)), None)
    alike = {each.lower(): each for each in known}.get(name.lower(), nearest)
    hint = f" Did you mean “{alike}”?" if alike else ""
    return Fault(name, f"There is no fact called “{name}”.{hint}", alike, place)


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
