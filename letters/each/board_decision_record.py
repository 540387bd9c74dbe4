"""What the home board decided, on paper as it was recorded: for the school's own file and its governors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.from_case.context import LetterContext
from letters.from_case.referral import copied_of
from letters.letter import AFTER, BEFORE_THE_START, ENDED, Letter
from letters.need import LETTERHEAD, PUPIL, RECEIVING, needed
from record.case import Case
from record.forms.board_decision import BoardDecision
from record.stage import Stage


def is_decided(case: Case) -> bool:
    """Whether the board decided anything."""
    return bool(case.of(BoardDecision))


def the_decision(of: LetterContext) -> Mapping[str, Any]:
    """Every answer of the decision that this record is of."""
    return {"copied": copied_of(of.filed, of.authority)} if of.filed else {}


LETTER = Letter(
    file=__name__,
    order=115,
    title="Board decision record",
    shape="form",
    writers=("home school",),
    readers=("home school",),
    routes=("off-site direction",),
    stages=(*BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
    holds=is_decided,
    each=(BoardDecision,),
    repeats=True,
    comes="after the board decides",
    asked_by=("NA-8", "NA-15"),
    facts=the_decision,
    needs=(*LETTERHEAD, *PUPIL, *RECEIVING, *needed("copied.parts")),
)
