"""Every paper of every case of `every_case.py`, as people are offered it, to be held against what each must be: made today,
or as it would have been made on another day from what was filed by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from casework.forms import drafts
from casework.letters import making
from casework.letters.sources import facts_of, sources
from casework.reading.access import Seen, see
from casework.reading.office import Office
from casework.sample.telling import an_answer
from letters.catalogue import missing
from letters.coming import Comes, comes
from letters.copies import copies
from letters.facts import Facts
from letters.from_case.readers import Copy
from letters.letter import Letter
from letters.make import make
from letters.making import Making
from record.answers import asked
from record.person import Person
from tests.casework.letters.every_case import Told, told_on
from tests.letters.read import text

ANSWERED_ON = date(2026, 11, 23)
"""The day that every question of a letter is answered with, where it asks for one."""


@dataclass(frozen=True)
class Paper:
    """One copy of one letter of one case."""

    plot: str
    making: Making
    copy: Copy

    @property
    def letter(self) -> Letter:
        return self.making.letter

    @property
    def facts(self) -> Facts:
        return self.making.facts_for(self.copy)

    def said(self) -> str:
        """Its words."""
        pictures = self.making.pictures_for(self.copy)
        return text(make(self.letter, self.facts, self.letter.template.read_bytes(), pictures).content)

    def on(self, day: date) -> Paper | None:
        """The same as made on another day, from what was filed by then; None where it was not to be had."""
        case = self.making.case
        then = replace(case, today=day, filed=tuple(each for each in case.filed if each.filed_at.date() <= day))
        anew = replace(self.making, case=then)
        if comes(self.letter, then, self.making.authority) is not Comes.NOW:
            return None
        found = (each for each in copies(self.letter, then, anew.authority, anew.writer) if each.n == self.copy.n)
        copy = next(found, None)
        if copy is None or missing(self.letter, anew.facts_for(copy)):
            return None
        return Paper(self.plot, anew, copy)


@cache
def papers(route: str) -> Sequence[Paper]:
    """Every paper that can be made today on a route, once, whichever school makes it."""
    office, cases = told_on(route, Path(mkdtemp()))
    every = (each for told in cases for person in told.schools for each in _papers(office, person, told))
    return [*{(each.plot, each.letter.id, each.copy.n): each for each in every}.values()]


def _papers(office: Office, person: Person, told: Told) -> Iterator[Paper]:
    seen = see(office, person, told.reference)
    if seen is None:
        return
    answer(office, person, seen, told)
    of = sources(office, person, seen)
    for state in making.states_of(of):
        for each in state.ready:
            yield Paper(told.plot, of.making(state.letter), each.copy)


def answer(office: Office, person: Person, seen: Seen, told: Told) -> None:
    """Answer whatever is asked with the letters that come now."""
    for state in making.available(office, person, seen):
        if not state.asks or state.comes != "now":
            continue
        paper = making.ask(office, person, seen, state.letter.id)
        for _ in range(2):  # one answer may bring another question
            of = drafts.resume(office, person, paper.draft.draft_id)
            assert of is not None
            given = {
                each.name: an_answer(each.question, told.tale.receiving.urn, ANSWERED_ON)
                for each in asked(of.kind, of.typed, facts_of(seen.case))
                if of.typed.get(each.name) in (None, "", "no")  # what is known, it begins with
            }
            drafts.keep(office, person, of, given)
