"""To everybody who must have it in writing: the home board ends its direction, and everything for the first day back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.asked import FirstDayBack, LetterQuestions
from letters.by_when import Wanted, outcome_of_a_review
from letters.facts import FirstDayBox
from letters.from_case.boxes import expected
from letters.from_case.context import LetterContext
from letters.from_case.readers import told_in_writing
from letters.letter import ENDED, Letter
from letters.need import A_LETTER, RECEIVING, needed
from record.authority import Authority
from record.case import Case
from record.ended import Belongs, ended
from record.forms.board_decision import REVOCATION
from record.stage import Stage
from record.words import clock


def is_revoked(case: Case) -> bool:
    """Whether the board's last word is that its direction ends."""
    return bool(case.board_decisions) and case.board_decisions[-1].decides == REVOCATION


def what_is_known(case: Case, _: Authority) -> Mapping[str, Any]:
    """The time, place and person of the way back, where an ending gives them."""
    end = ended(case)
    if end is None or end.belongs is not Belongs.HOME:
        return {}
    at = {"back_at": clock(end.at)} if end.at else {}
    return {**at, "back_place": end.where or "", "back_person": end.person or ""}


def the_first_day_back(of: LetterContext) -> FirstDayBox | None:
    """The first day back at the home school."""
    said = of.answers
    last = of.case.board_decisions[-1] if of.case.board_decisions else None
    if last is None:
        return None
    place = (said.back_at, said.back_place, said.back_person) if isinstance(said, FirstDayBack) else (None, None, None)
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
    asks=LetterQuestions(questions=FirstDayBack, purpose="The first morning back at your school.", seeds=what_is_known),
    box=the_first_day_back,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *expected("letter.back_place", "board_decision.revoked_from", "letter.back_at", "letter.back_person"),
        *needed("board.decided_on", "board.reasons"),
    ),
)
