"""To the parents: the placement goes on longer, as everybody agreed at a review."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import WHERE_NOW, where_it_leads
from letters.letter import ON_TWO_ROLLS, PARENTS, Letter
from letters.need import A_LETTER, RECEIVING, needed
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def is_extended(case: Case) -> bool:
    """Whether a review extended it, by agreement; under a direction, as the board decided."""
    return bool(case.extensions)


def before_the_last_day(case: Case, _: Filed | None) -> ByWhen | None:
    """The parents know before what they knew of as the last day."""
    agreed = case.extensions
    if not agreed or not case.agreed_meeting:
        return None
    last_day = agreed[-2].new_end_on if len(agreed) > 1 else case.agreed_meeting.ends_on
    return ByWhen(last_day, since=agreed[-1].reviewed_on) if last_day else None


LETTER = Letter(
    file=__name__,
    order=180,
    title="Extension",
    writers=("receiving school", "home school"),
    readers=PARENTS,
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_extended,
    comes="if a review extends it and everyone agrees",
    by_when=Wanted(("HF-12c", "APP-8"), before_the_last_day, checked_by=("DECISION-8",)),
    box=where_it_leads,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *needed("extension.agreed_on", "extension.ends_on", "extension.why"),
        *WHERE_NOW,
        *needed("plan.pastoral_lead"),
    ),
)
