"""Whatever the app asks somebody to do, or offers them, they can do: the form takes right answers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from casework.forms.drafts import may_revise
from casework.forms.offered import possible
from casework.reading.access import Seen, Side
from record.entry import Entry, Party
from record.forms.kinds import kind_named
from record.person import Person
from tests.explorer.answering import Filling, a_form
from tests.explorer.asked import StepAsked, steps_asked
from tests.explorer.walk import Walk

SIDES = {Side.HOME: Party.HOME, Side.RECEIVING: Party.RECEIVING, Side.LA: Party.LA}


def broken(walk: Walk) -> Iterator[str]:
    """What is not so, each in a sentence."""
    offered: list[tuple[Person, type[Entry]]] = []
    for person in walk.town.people:
        seen = walk.sees(person)
        if seen is None:
            continue
        kinds = possible(seen, person)
        offered += [(person, each) for each in kinds]
        if seen.is_whole and not seen.is_for_reports:
            for step in steps_asked(seen.case):
                yield from _is_theirs_to_do(walk, person, seen, step, kinds)
    turn = len(walk.told)
    for number in range(min(walk.tried_at_once, len(offered))):
        yield from _takes_right_answers(walk, *offered[(turn * walk.tried_at_once + number) % len(offered)])


def _is_theirs_to_do(
    walk: Walk, person: Person, seen: Seen, step: StepAsked, kinds: tuple[type[Entry], ...]
) -> Iterator[str]:
    """What is asked of somebody is offered to them."""
    if SIDES[seen.side] not in step.who:
        return
    if step.answers:
        filed = next((each for each in seen.case.filed if each.entry_id == step.answers), None)
        if filed is None or not may_revise(seen, person, filed):
            yield f"{person.name} is asked to {step.what}, and may not"
        return
    if kind_named(step.kind) not in kinds:
        yield f"{person.name} is asked for: {step.what}; the form {step.kind} is not offered"


def _takes_right_answers(walk: Walk, person: Person, kind: type[Entry]) -> Iterator[str]:
    walk.done["forms tried"] += 1
    for wishes in (walk.wishes(kind, Random(1)), {}):
        filling = Filling(walk.town.office, person, a_form(walk.town.office, person, kind, walk.reference))
        for name, value in wishes.items():
            filling.instead(name, value)
        if filling.finish():
            return
        filling.fixed = frozenset()
        if filling.finish():
            return
    said = [each.sentence for each in filling.checked.problems] + [each.sentence for each in filling.checked.stops]
    yield f"{kind.kind} is offered to {person.name} and cannot be submitted: {said}"
