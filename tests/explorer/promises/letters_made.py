"""Every letter that is ready is made, in both sizes and in the zip, and opens; every need can be met; none contradicts the days."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from casework.forms import drafts
from casework.letters import making, zips
from casework.letters.making import Offered, State
from casework.letters.needs import Missing
from casework.letters.sources import Sources, facts_of, sources
from casework.reading.access import Seen
from casework.sample.telling import an_answer
from letters.errors import LetterError
from letters.facts import Facts
from letters.facts.fact import WITH_THE_LETTER
from letters.make import content_hash
from record.answers import asked
from record.expected_place import Expected, expected
from record.field import questions
from record.forms.kinds import kind_named
from record.person import Person, Role
from record.school_days import Half, Session, days
from record.turns import planned_turn
from tests.explorer.walk import Walk
from tests.letters.read import text

LATEST = timedelta(days=21)
"""After a first day within which a school that is closed opens again."""


def broken(walk: Walk) -> Iterator[str]:
    """What is not so, each in a sentence."""
    walk.looks += 1
    if walk.looks % walk.letters_every:
        return
    writers = [each for each in walk.town.people if each.role in (Role.SCHOOL, Role.COORDINATOR)]
    seeing = [(each, seen) for each in writers if (seen := walk.sees(each)) and seen.is_whole]
    if seeing:
        person, seen = seeing[
            walk.looks // walk.letters_every % len(seeing)
        ]  # the others have their turn after the next acts
        yield from (f"{person.name}: {each}" for each in _of(walk, person, seen))


def _of(walk: Walk, person: Person, seen: Seen) -> Iterator[str]:
    of = sources(walk.town.office, person, seen)
    states = making.states_of(of)
    if _answers_what_is_asked(walk, person, seen, states):
        of = sources(walk.town.office, person, seen)
        states = making.states_of(of)
    ready = [(state, each) for state in states for each in state.ready]
    made = 0
    for state, each in ready:
        facts = of.making(state.letter).facts_for(each.copy)
        key = (person.school, state.letter.id, each.copy.n, hash(repr(facts)))
        if key in walk.letters_seen:
            continue
        walk.letters_seen.add(key)
        walk.said |= {(state.letter.id, name) for name in said_in(facts, "")}
        yield from (f"{state.letter.id}: {said}" for said in _of_the_days(walk, facts, seen))
        if made < walk.letters_at_once:
            made += 1
            yield from _is_made(walk, person, seen, state, each)
    for state in states:
        yield from (f"{state.letter.id}: {said}" for each in state.missing for said in _cannot_be_met(walk, of, each))
    if made and walk.looks % walk.zips_every == 0:
        yield from _zip(walk, person, seen, len(ready))


def said_in(group: Any, before: str) -> Iterator[str]:
    """The dotted name of every fact that is there."""
    for fact in fields(group):
        value = getattr(group, fact.name)
        for one in value if isinstance(value, tuple) else (value,):
            if is_dataclass(one):
                yield from said_in(one, f"{before}{fact.name}.")
        if value is not None and value is not False and value not in ("", (), {}):
            yield before + fact.name


def _answers_what_is_asked(walk: Walk, person: Person, seen: Seen, states: tuple[State, ...]) -> bool:
    """Answer what is asked with a letter, once a letter."""
    answered = False
    for state in states:
        key = (person.school, state.letter.id)
        if state.asks and state.comes == "now" and key not in walk.letters_asked:
            walk.letters_asked.add(key)
            _answers(walk, person, seen, state.letter.id)
            answered = True
    return answered


def _answers(walk: Walk, person: Person, seen: Seen, letter: str) -> None:
    paper = making.ask(walk.town.office, person, seen, letter)
    for _ in range(2):  # one answer may bring another question
        of = drafts.resume(walk.town.office, person, paper.draft.draft_id)
        assert of is not None
        given = {
            each.name: an_answer(each.question, seen.case.receiving or "", seen.case.today + timedelta(days=7))
            for each in asked(of.kind, of.typed, facts_of(seen.case))
            if of.typed.get(each.name) in (None, "", "no")
        }
        drafts.keep(walk.town.office, person, of, given)


def _is_made(walk: Walk, person: Person, seen: Seen, state: State, each: Offered) -> Iterator[str]:
    letter, office = state.letter, walk.town.office
    for is_large in (False, True) if len(walk.letters_seen) % 4 == 0 else (False,):
        try:
            made = making.make(office, person, seen, letter.id, each.copy.n, is_large)
        except LetterError as problem:
            yield f"{letter.id} is ready and cannot be made: {problem}"
            return
        walk.done["letters made"] += 1
        said = text(made.content)
        if len(said) < 200 or content_hash(made.content) != made.content_hash:
            yield f"{letter.id} says next to nothing"
        if "{{" in said or "{%" in said:
            yield f"{letter.id} shows a tag"
        if seen.case.route != "placement" and "trial" in said.lower().replace("no longer", ""):
            yield from [f"{letter.id} speaks of a trial on {seen.case.route}"] if _says_trial(said) else []


def _says_trial(said: str) -> bool:
    """Whether it calls this move a trial; that guidance foresees no trial any more is said where it is so."""
    return any("trial" in each.lower() and "guidance" not in each.lower() for each in said.split("\n"))


def _zip(walk: Walk, person: Person, seen: Seen, ready: int) -> Iterator[str]:
    try:
        content = zips.make_all(walk.town.office, person, seen)
    except LetterError as problem:
        yield f"the zip of all letters cannot be made: {problem}"
        return
    walk.done["zips made"] += 1
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        if len(folder.namelist()) != ready:
            yield f"{ready} letters are ready, and the zip has {len(folder.namelist())}"


def _cannot_be_met(walk: Walk, of: Sources, need: Missing) -> Iterator[str]:
    """A need that no answer can fill: its question is on no form."""
    if need.place == WITH_THE_LETTER or need.is_in_a_table:
        if need.is_in_a_table:
            yield f"the settings lack {need.place} {need.row} {need.field}"
        return
    kind = kind_named(need.place)
    if need.field and need.field not in {each.name for each in questions(kind)}:
        yield f"needs {need.field} of {need.place}, which asks nothing so"


def _of_the_days(walk: Walk, facts: Facts, seen: Seen) -> Iterator[str]:
    """The place and the first day that a letter tells are those of the case."""
    walk.done["letters looked at"] += 1
    box = facts.expected
    if box is None or box.on is None or box.where is None:
        return
    if facts.written_on and box.on < facts.written_on and not _is_past(seen, box.on):
        yield f"of {facts.written_on} tells of {box.on} as to come"
    if box.on >= seen.case.today and not _is_expected(walk, seen, box.where, box.on):
        yield f"sends the child to {box.where} from {box.on}, where it is not expected"


def _is_past(seen: Seen, day: date) -> bool:
    return day < seen.case.today


def _is_expected(walk: Walk, seen: Seen, place: str, on: date) -> bool:
    authority, case = walk.town.office.authority, seen.case
    if planned := planned_turn(case):
        return planned.on <= on and authority.name_of(case.receiving or "") in place
    answers = [expected(case, Session(day, half)) for day in days(on, on + LATEST) for half in Half]
    names = [authority.name_of(each.urn) if each.urn else each.name for each in answers if isinstance(each, Expected)]
    return not names or any(each in place for each in names)
