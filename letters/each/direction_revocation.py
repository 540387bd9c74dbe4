"""To everybody who must have it in writing: the home board ends its direction, and everything for the first day back."""

from __future__ import annotations

from letters.asked import FirstDayBack, LetterQuestions
from letters.by_when import Wanted, outcome_of_a_review
from letters.facts import FirstDayBox
from letters.from_case.boxes import expected
from letters.from_case.context import LetterContext
from letters.from_case.readers import told_in_writing
from letters.letter import ENDED, Letter
from letters.need import A_LETTER, RECEIVING, needed
from record.case import Case
from record.ended import way_back
from record.forms.board_decision import REVOCATION
from record.stage import Stage


def is_revoked(case: Case) -> bool:
    """Whether the board's last word is that its direction ends."""
    return bool(case.board_decisions) and case.board_decisions[-1].decides == REVOCATION


def the_first_day_back(of: LetterContext) -> FirstDayBox | None:
    """The first day back at the home school, as the ending says it, where one does: every letter says the same."""
    said = of.answers if isinstance(of.answers, FirstDayBack) else FirstDayBack()
    last = of.case.board_decisions[-1] if of.case.board_decisions else None
    if last is None:
        return None
    at, where, person = way_back(of.case)
    place = (at or said.back_at, where or said.back_place, person or said.back_person)
    return of.first_day_at(of.home, last.revoked_from, *place)


LETTER = Letter(
    file=__name__,
    order=179,
    title="Revocation of a direction",
    writers=("home school",),
    readers=("parent", "local authority"),
    copies=told_in_writing,
    routes=("off-site direction",),
    stages=(Stage.PLACED, *ENDED),
    holds=is_revoked,
    comes="if the board ends its direction",
    by_when=Wanted(("NA-17",), outcome_of_a_review, checked_by=("DIRECTION-15",)),
    asks=LetterQuestions(questions=FirstDayBack, purpose="The first morning back at your school."),
    box=the_first_day_back,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *expected("letter.back_place", "board_decision.revoked_from", "letter.back_at", "letter.back_person"),
        *needed("board.decided_on", "board.reasons"),
    ),
)
