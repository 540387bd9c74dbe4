"""Each “no” has somebody whose it is the same day, and what moves the child soon is known to everybody it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from casework.reading.access import Side
from record.case import Case
from record.consents import EXPLORE, PLACEMENT, SHARE, TRANSFER, standing
from record.ended import ended
from record.turns import next_turn
from rules.due import due
from tests.explorer.walk import Walk
from ui.where import where


def broken(walk: Walk) -> Iterator[str]:
    """What is not so, each in a sentence."""
    case = walk.case
    if _says_no(case) and not due(case):
        yield "somebody said no, and it is nobody’s to do anything"
    yield from _turns_are_known(walk, case)


def _says_no(case: Case) -> bool:
    if case.referral is None or ended(case):
        return False
    last = PLACEMENT if case.is_dual_registered else TRANSFER
    asked = [(EXPLORE, None), *[(each, case.receiving) for each in (SHARE, last) if case.receiving]]
    return any(standing(case, choice, school).refused for choice, school in asked)


def _turns_are_known(walk: Walk, case: Case) -> Iterator[str]:
    """A change within two school days stands in the box of both schools and of the authority."""
    turn = next_turn(case, case.today)
    if turn is None or turn.on > case.calendar(case.home).after(case.today, 2):
        return
    sides = {}
    for person in walk.town.people:
        seen = walk.sees(person)
        if seen and seen.is_whole and not seen.is_for_reports:
            sides[seen.side] = where(seen.case, walk.town.office.authority).change
    wanted = {Side.HOME, Side.LA} | ({Side.RECEIVING} if case.placement else set())
    if wanted - set(sides):
        yield f"{turn.kind} on {turn.on} is not known to {', '.join(sorted(wanted - set(sides)))}"
    if len(set(sides.values())) > 1:
        yield f"{turn.kind} on {turn.on} is told otherwise to each: {sides}"
