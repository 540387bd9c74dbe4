"""To the parents: the receiving school ends the placement early, why, and everything for the first day back."""

from __future__ import annotations

from letters.by_when import Wanted, before_the_next_place
from letters.facts import FirstDayBox
from letters.from_case.boxes import expected
from letters.from_case.context import LetterContext
from letters.letter import AFTER, ON_TWO_ROLLS, PARENTS, Letter
from letters.need import A_LETTER, RECEIVING, needed
from record.case import Case
from record.ended import HowEnded, ended
from record.forms.early_ending import EarlyEnding
from record.stage import Stage


def is_ended_early(case: Case) -> bool:
    """Whether the receiving school ended it; a direction first has to be revoked by the board."""
    end, entry = ended(case), case.last(EarlyEnding)
    if end is None or end.how is not HowEnded.ENDED_EARLY or entry is None:
        return False
    return not case.is_under_direction or end.from_on == entry.return_on


def back_early(of: LetterContext) -> FirstDayBox | None:
    """The first day back at the home school."""
    end = ended(of.case)
    return of.first_day_at(of.home, end.from_on, end.at, end.where, end.person) if end else None


LETTER = Letter(
    file=__name__,
    order=210,
    title="Early ending",
    writers=("receiving school",),
    readers=PARENTS,
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED, Stage.ENDED_EARLY, *AFTER),
    holds=is_ended_early,
    comes="if the receiving school ends it early, and under a direction once the board has revoked it",
    by_when=Wanted(("HF-12b", "APP-8"), before_the_next_place, checked_by=("EARLY-2",)),
    box=back_early,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *expected(
            "early_ending.return_place",
            "early_ending.return_on",
            "early_ending.return_at",
            "early_ending.return_person",
        ),
        *needed("early_ending.reasons", "early_ending.pupil_account", "early_ending.home_head"),
        *needed("early_ending.home_head_on", "early_ending.support"),
    ),
)
