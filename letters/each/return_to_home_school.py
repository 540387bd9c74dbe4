"""To the parents: the final review decided that the child comes back, and everything for the first day."""

from __future__ import annotations

from letters.by_when import Wanted, before_the_next_place
from letters.facts import FirstDayBox
from letters.from_case.agreement import all_agreed_to_the_decision
from letters.from_case.boxes import expected
from letters.from_case.context import LetterContext
from letters.from_case.times import is_decided
from letters.letter import AFTER, ON_TWO_ROLLS, PARENTS, Letter
from letters.need import A_LETTER, needed
from record.ended import HowEnded
from record.forms.final_review import FinalReview
from record.stage import Stage


def coming_back(of: LetterContext) -> FirstDayBox | None:
    """The first day back at the home school."""
    review = of.case.last(FinalReview)
    if review is None:
        return None
    place = (review.return_at, review.return_place, review.return_person)
    return of.first_day_at(of.home, review.takes_effect_on, *place)


LETTER = Letter(
    file=__name__,
    order=200,
    title="Return",
    writers=("home school",),
    readers=PARENTS,
    routes=ON_TWO_ROLLS,
    stages=(Stage.FINAL_REVIEW_HELD, Stage.RETURNED, *AFTER),
    holds=is_decided(HowEnded.RETURNED),
    comes="if the final review decides that the child comes back",
    by_when=Wanted(("HF-12c", "APP-8"), before_the_next_place, checked_by=("DECISION-9",)),
    box=coming_back,
    all_agreed=all_agreed_to_the_decision,
    needs=(
        *A_LETTER,
        *expected(
            "final_review.return_place",
            "final_review.takes_effect_on",
            "final_review.return_at",
            "final_review.return_person",
        ),
        *needed("decision.reviewed_on", "decision.reasons"),
    ),
)
