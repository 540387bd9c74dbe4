"""Home head to the Virtual School, a social worker or the SEN team: what is planned or has happened."""

from __future__ import annotations

from letters.from_case.boxes import WHERE_NOW, where_it_leads
from letters.from_case.times import stands
from letters.letter import AFTER, BEFORE_THE_START, ENDED, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, needed, only
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=230,
    title="Notice to the Virtual School, social worker or SEN team",
    writers=("home school",),
    readers=("Virtual School", "social worker", "SEN team"),
    stages=(*BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
    holds=stands,
    comes="after the meeting agrees the move, and when it ends",
    asked_by=("HF-3f", "HF-3g", "NA-6", "NA-25"),
    box=where_it_leads,
    needs=(
        *A_LETTER,
        *PUPIL,
        *needed("outcome.words", "outcome.on"),
        *only("not outcome.is_over", (*RECEIVING, *needed("referral.why_a_move"))),
        *WHERE_NOW,
    ),
)
