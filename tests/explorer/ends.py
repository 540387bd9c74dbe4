"""What people do in the last days of a move, each by whoever would do it: for walks that go on from where a child is placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from typing import Any

from record.consents import PLACEMENT, THE_PUPIL, TRANSFER
from record.entry import Entry, Party
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import RETURN, FinalReview
from record.forms.final_review import TRANSFER as STAYS
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.person import Person
from record.words import typed_day
from tests.explorer.walk import Beginning, Walk, beginnings

Does = Callable[[Walk], None]
"""Somebody does it, or is refused."""


def a_child_placed(beginning: Beginning) -> Walk:
    """A walk on which everybody did what was asked of them until the child started."""
    walk = Walk.of(beginning)
    walk.goes_on(lambda case: case.has_started and case.start is not None and not case.signatures_missing)
    return walk


def who(walk: Walk, party: Party) -> Person:
    """Who writes for a school of the case, or for the authority."""
    case = walk.case
    if party is Party.LA:
        return next(each for each in walk.town.people if each.is_coordinator and walk.sees(each))
    return walk.town.at(case.home if party is Party.HOME else case.receiving or "")[0]


def files(party: Party, kind: type[Entry], **said: Any) -> Does:
    """Somebody of a side files a form with these answers, and otherwise right ones."""

    def does(walk: Walk) -> None:
        days = {name: _typed(walk, each) for name, each in said.items()}
        walk.writes(who(walk, party), kind, days)

    return does


def _typed(walk: Walk, value: Any) -> Any:
    """As typed; a number of days is that day from today on which the home school is open."""
    case = walk.case
    is_days = isinstance(value, timedelta)
    return typed_day(case.calendar(case.home).next_open(case.today + value)) if is_days else value


def says(choice: str, answer: str, *people: str) -> Does:
    """A parent, or the pupil, or everybody, says yes or no to a choice."""

    def does(walk: Walk) -> None:
        case = walk.case
        for person in people or [*[each.name or "" for each in case.parents], THE_PUPIL]:
            name = person if person == THE_PUPIL else case.parents[0].name or ""
            said = {"person": name, "is_pupil": "yes" if person == THE_PUPIL else "no", "choice": choice}
            walk.writes(who(walk, Party.HOME), Consent, {**said, "school": case.receiving, "answer": answer})

    return does


def corrects(party: Party, kind: type[Entry], **said: Any) -> Does:
    """Whoever filed a form corrects it."""

    def does(walk: Walk) -> None:
        filed = walk.case.filed_of(kind)
        if filed:
            days = {name: _typed(walk, each) for name, each in said.items()}
            walk.corrects(who(walk, party), filed[-1], days)

    return does


def edits(kind: type[Entry], **said: Any) -> Does:
    """A coordinator writes into cells of the sheet, past every rule."""

    def does(walk: Walk) -> None:
        filed = walk.case.filed_of(kind)
        if filed:
            walk.edits_a_cell(filed[-1], said)

    return does


def waits(days: int) -> Does:
    """Days pass."""
    return lambda walk: walk.waits_until(walk.case.today + timedelta(days=days))


def until_its_week(walk: Walk) -> None:
    """Until the week in which the final review is due."""
    case = walk.case
    placement = case.placement
    assert placement and placement.ends_on
    calendar = case.calendar(placement.school)
    last = calendar.end_of_weeks(placement.starts_on, min(case.pack.review_weeks), case.pack.weeks_are_school_weeks)
    walk.waits_until(min(last, placement.ends_on))


SOON = timedelta(days=3)
ROLL_CHANGES: Does = files(Party.HOME, RollChange)
ENDINGS: Mapping[str, Does] = {
    "a final review decides that the child stays": files(Party.RECEIVING, FinalReview, decision=STAYS),
    "a final review decides on a return": files(Party.RECEIVING, FinalReview, decision=RETURN),
    "a final review decides on another place": files(
        Party.HOME, FinalReview, decision="another school or agreed provision"
    ),
    "the receiving school ends it early": files(Party.RECEIVING, EarlyEnding),
    "the mother withdraws in the consent form": says(PLACEMENT, "withdrawn", "mother"),
    **{
        f"the home school ends it: {reason}": files(Party.HOME, Ending, reason=reason)
        for reason in (
            *("withdrawn", "moved house", "another school", "home education", "permanent exclusion"),
            *("EHC plan issued", "other"),
        )
    },
    "the start is put off": files(Party.RECEIVING, Start, did_start="no", new_start_on=SOON),
    "it is extended": files(Party.RECEIVING, Review, extends="yes"),
    "the board revokes": files(Party.HOME, BoardDecision, decides="revocation"),
}
"""How a move may end, or not."""
BESIDE: Mapping[str, Does] = {
    "everybody agrees to stay": says(TRANSFER, "agreed"),
    "the roll changes": ROLL_CHANGES,
    "the child is suspended": files(Party.RECEIVING, SameDay, what="suspension"),
    "the mother takes back her word": says(TRANSFER, "withdrawn", "mother"),
}
"""What happens before, between or after."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last three acts of a move: an ending and two things beside it, in one order of the six."""

    beginning: Beginning
    ending: str
    acts: tuple[str, str, str]


def every_last(pack: str) -> Iterator[Last]:
    """Every ending on every route under a pack, with two things beside it, in every order of the three."""
    for way in beginnings():
        if way.pack == pack:
            for number, ending in enumerate(ENDINGS):
                beside = (STAY_OR_NOT[number % len(STAY_OR_NOT)], "the roll changes")
                yield from (Last(way, ending, order) for order in permutations((ending, *beside)))


STAY_OR_NOT = tuple(each for each in BESIDE if each != "the roll changes")


def ends(walk: Walk, last: Last, look: Does) -> None:
    """The last three acts, some days apart, looked at after each."""
    if walk.case.is_dual_registered:
        until_its_week(walk)
    for name in last.acts:
        {**ENDINGS, **BESIDE}[name](walk)
        look(walk)
        waits(4)(walk)
        look(walk)
