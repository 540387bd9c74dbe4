"""Between the two schools: a name comes off one roll when dual registration ends."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.from_case.times import has_one_roll
from letters.letter import BOTH_SCHOOLS, ENDED, ON_TWO_ROLLS, Letter
from letters.need import LETTERHEAD, PUPIL, RECEIVING, needed
from record.case import Case
from record.ended import Belongs, ended
from record.entry import Filed
from record.stage import Stage, needs_roll_change


def leaves_a_roll(case: Case) -> bool:
    """Whether the ending takes the child off one of two rolls."""
    end = ended(case)
    return end is not None and needs_roll_change(case) and end.belongs in (Belongs.HOME, Belongs.RECEIVING)


def from_the_first_day(case: Case, _: Filed | None) -> ByWhen | None:
    """The first day at the next place."""
    end = ended(case)
    return ByWhen(end.from_on, since=end.decided_on) if end else None


LETTER = Letter(
    file=__name__,
    order=250,
    title="Agreement to take a name off the roll",
    shape="form",
    writers=("home school", "receiving school"),
    readers=BOTH_SCHOOLS,
    routes=ON_TWO_ROLLS,
    stages=(Stage.FINAL_REVIEW_HELD, *ENDED, Stage.ROLL_CHANGED),
    holds=leaves_a_roll,
    never_if=has_one_roll,
    comes="when dual registration ends",
    by_when=Wanted(("NA-11",), from_the_first_day, checked_by=("ROLL-4",)),
    needs=(
        *LETTERHEAD,
        *PUPIL,
        *RECEIVING,
        *needed("deletion.from_school", "deletion.stays_on", "deletion.on", "deletion.ground"),
    ),
)
