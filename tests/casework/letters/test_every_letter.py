"""Every letter, on every route on which it may come, made from cases that people saved: it is offered, becomes ready, is made
in both sizes, and opens. A letter that is new is held to it by itself, once some case of `every_case.py` offers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, get_args

import pytest

from casework.letters import making
from casework.letters.sources import sources
from casework.reading.access import Seen, see
from casework.reading.office import Office
from letters.catalogue import LETTERS
from letters.errors import LetterError
from letters.facts import Facts
from letters.facts.fact import every_fact
from record.forms.before_you_start import Route
from record.person import Person
from tests.casework.letters.every_case import Told, has_a_panel, told_on
from tests.casework.letters.papers import answer
from tests.letters.read import printed

ROUTES: tuple[str, ...] = get_args(Route)
OWN_QUESTIONS = "local"
"""Set by an authority's own questions alone: `test_own_questions.py` says so."""


@dataclass
class Found:
    """What came of all cases on one route."""

    offered: set[str] = field(default_factory=set)
    made: dict[str, bytes] = field(default_factory=dict)
    """Of each letter the last that was made, as a Word file."""
    large: dict[str, bytes] = field(default_factory=dict)
    """The first, in large print."""
    failed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each letter that was ready and could not be made: by case, why not."""
    done: set[tuple[str, str | int]] = field(default_factory=set)
    """Of each letter the cases it was made in, and the numbers of its copies."""
    said: set[str] = field(default_factory=set)
    """The facts that some letter was given, by their dotted names."""


@cache
def on(route: str) -> Found:
    """Make every letter that every case on a route offers, and once for each sort of reader; in large print once."""
    office, cases = told_on(route, Path(mkdtemp()))
    found = Found()
    for told in cases:
        for person in told.schools:
            seen = see(office, person, told.reference)
            if seen:
                answer(office, person, seen, told)
                _make(office, person, seen, told, found)
    return found


def _make(office: Office, person: Person, seen: Seen, told: Told, found: Found) -> None:
    of = sources(office, person, seen)
    for letter, each in [(one.letter, each) for one in making.states_of(of) for each in one.offered]:
        copy = each.copy
        found.offered.add(letter.id)
        is_new = (letter.id, told.plot) not in found.done or (letter.id, copy.n) not in found.done
        if each.is_ready and is_new:
            found.done |= {(letter.id, told.plot), (letter.id, copy.n)}
            found.said |= set(_said(of.making(letter).facts_for(copy), ""))
            try:
                found.made[letter.id] = making.make(office, person, seen, letter.id, copy.n).content
                if letter.id not in found.large:
                    made = making.make(office, person, seen, letter.id, copy.n, large_print=True)
                    found.large[letter.id] = made.content
            except LetterError as problem:
                found.failed.setdefault(letter.id, {})[told.plot] = str(problem)


def _said(group: Any, before: str) -> Iterator[str]:
    """The dotted name of every fact that is there."""
    for fact in fields(group):
        value = getattr(group, fact.name)
        for one in value if isinstance(value, tuple) else (value,):
            if is_dataclass(one):
                yield from _said(one, f"{before}{fact.name}.")
        if value is not None and value is not False and value not in ("", (), {}):
            yield before + fact.name


@pytest.mark.parametrize("route", ROUTES)
def test_every_letter_is_made_from_a_saved_case(route: str, tmp_path: Path) -> None:
    found, letters = on(route), {letter.id for letter in LETTERS if route in letter.routes}
    letters -= set() if has_a_panel(route) else {"panel_sheet"}
    assert letters - found.offered == set(), "no case offers it: add one to tests/casework/letters/every_case.py"
    assert found.failed == {}, "it is ready and cannot be made"
    assert letters - (found.made.keys() & found.large.keys()) == set(), "it never becomes ready"

    files = {**found.made, **{f"{letter} large": file for letter, file in found.large.items()}}
    words = printed(files, tmp_path)
    assert [name for name in files if len(words[name]) < 200] == []


def test_every_fact_is_set_in_some_letter_of_a_saved_case() -> None:
    said = on("off-site direction").said
    assert {name for name, _ in every_fact(Facts)} - said == {OWN_QUESTIONS}
