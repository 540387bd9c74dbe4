"""To the parents: the last day has passed, nothing is decided yet, and where the child goes until it is."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.facts import FirstDayBox
from letters.from_case.boxes import WHERE_NOW
from letters.from_case.context import LetterContext
from letters.from_case.places import as_usual
from letters.letter import ON_TWO_ROLLS, PARENTS, Letter
from letters.need import A_LETTER, RECEIVING, needed
from record.case import Case
from record.ended import Belongs, ended
from record.entry import Filed
from record.stage import Stage
from record.turns import place_on


def is_undecided(case: Case) -> bool:
    """Whether the agreed last day is over and no ending is recorded."""
    placement = case.placement
    return (
        placement is not None and placement.ends_on is not None and placement.ends_on < case.today and not ended(case)
    )


def the_day_after(case: Case, _: Filed | None) -> ByWhen | None:
    """The first school day after the last one: the family asks itself where to go that morning."""
    ends_on = case.placement.ends_on if case.placement else None
    return ByWhen(case.calendar(case.receiving).after(ends_on, 1), since=ends_on) if ends_on else None


def where_now(of: LetterContext) -> FirstDayBox:
    """Where the child goes today: a placement goes on until it is decided, and a direction is over after its last day."""
    is_home = place_on(of.case, of.case.today)[0] is Belongs.HOME
    meeting = of.case.agreed_meeting
    return FirstDayBox(
        where=of.home.name if is_home else of.receiving.name,
        who=meeting.pastoral_lead if meeting and not is_home else None,
        until_then=as_usual(of.case, of.authority, of.child),
    )


LETTER = Letter(
    file=__name__,
    order=177,
    title="Not decided yet",
    writers=("receiving school", "home school"),
    readers=PARENTS,
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_undecided,
    comes="if the last day passes and nothing is decided",
    by_when=Wanted(("HF-12c", "APP-8"), the_day_after, checked_by=("DECISION-8",)),
    box=where_now,
    needs=(*A_LETTER, *RECEIVING, *needed("plan.ends_on"), *WHERE_NOW),
)
