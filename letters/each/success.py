"""To the parents: the final review decided that the child stays for good."""

from __future__ import annotations

from letters.by_when import Wanted, before_the_next_place
from letters.facts import FirstDayBox
from letters.from_case.agreement import all_agreed_to_the_decision
from letters.from_case.context import LetterContext
from letters.from_case.times import is_decided
from letters.letter import AFTER, ON_TWO_ROLLS, PARENTS, Letter
from letters.need import A_LETTER, RECEIVING, need, needed
from record.ended import HowEnded
from record.forms.final_review import FinalReview
from record.stage import Stage

STAYS = (
    need("expected.where", "Say which school the child stays at.", "final_review.decision"),
    need("expected.on", "Say from which day the decision counts.", "final_review.takes_effect_on"),
    need("expected.who", "Name the adult the child can turn to.", "meeting_record.pastoral_lead"),
    need("expected.until_then", "Say where the child goes until that day.", "final_review.takes_effect_on"),
)


def staying(of: LetterContext) -> FirstDayBox | None:
    """The receiving school, from the day that the decision counts, and the adult who looks after the child there."""
    review, meeting = of.case.last(FinalReview), of.case.agreed_meeting
    if review is None:
        return None
    who = meeting.pastoral_lead if meeting else None
    there = of.first_day_at(of.receiving, review.takes_effect_on, None, None, who)
    return FirstDayBox(where=of.receiving.name, on=there.on, who=there.who, until_then=there.until_then)


LETTER = Letter(
    file=__name__,
    order=190,
    title="Success",
    writers=("receiving school",),
    readers=PARENTS,
    routes=ON_TWO_ROLLS,
    stages=(Stage.FINAL_REVIEW_HELD, Stage.TRANSFERRED, *AFTER),
    holds=is_decided(HowEnded.TRANSFERRED),
    comes="if the final review decides that the child stays",
    by_when=Wanted(("HF-12c", "APP-8"), before_the_next_place, checked_by=("DECISION-8",)),
    box=staying,
    all_agreed=all_agreed_to_the_decision,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *STAYS,
        *needed("decision.reviewed_on", "decision.reasons", "decision.takes_effect_on", "plan.absence_phone"),
    ),
)
