"""To the child, before anybody asks what they think: what a move is, what it is not, and that no is an answer."""

from __future__ import annotations

from letters.letter import BEFORE_A_SCHOOL, BEFORE_THE_START, Letter
from letters.need import COUNCIL, LETTERHEAD, needed
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=15,
    title="Information for the pupil",
    shape="form",
    writers=("home school",),
    readers=("pupil",),
    stages=(*BEFORE_A_SCHOOL, Stage.ACCEPTED, *BEFORE_THE_START),
    comes="before the child is asked",
    asked_by=("HF-3b", "WK-5", "NA-19"),
    needs=(*LETTERHEAD, *needed("pupil.preferred_name"), *COUNCIL),
)
