"""To everybody who must have it in writing: what the home board decided after a review of its direction, and why."""

from __future__ import annotations

from letters.by_when import Wanted, outcome_of_a_review
from letters.from_case.boxes import WHERE_NOW, after_the_board
from letters.from_case.readers import told_in_writing
from letters.letter import ENDED, Letter
from letters.need import A_LETTER, RECEIVING, needed, only
from record.case import Case
from record.forms.board_decision import AFTER_REVIEWS
from record.stage import Stage


def has_decided(case: Case) -> bool:
    """Whether the board decided on a direction that ran."""
    return bool(case.board_decisions) and case.board_decisions[-1].decides in AFTER_REVIEWS


LETTER = Letter(
    file=__name__,
    order=175,
    title="Outcome of a review",
    writers=("home school",),
    readers=("parent", "local authority"),
    copies=told_in_writing,
    routes=("off-site direction",),
    stages=(Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED),
    holds=has_decided,
    repeats=True,
    comes="after the board decides whether a direction goes on",
    by_when=Wanted(("NA-17",), outcome_of_a_review, checked_by=("DIRECTION-15",)),
    box=after_the_board,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *WHERE_NOW,
        *needed("board.decided_on", "board.reasons"),
        *only("board.is_over", needed("board.back_on")),
        *only("not board.is_over", needed("board.until")),
    ),
)
