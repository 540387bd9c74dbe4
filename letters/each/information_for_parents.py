"""To the family, before they are asked for anything: what a managed move is, what a direction is, and that no is an answer."""

from __future__ import annotations

from letters.letter import BEFORE_A_SCHOOL, BEFORE_THE_START, PARENTS, Letter
from letters.need import COUNCIL, LETTERHEAD, needed
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=5,
    title="Information for parents",
    shape="form",
    writers=("home school",),
    readers=PARENTS,
    stages=(*BEFORE_A_SCHOOL, Stage.ACCEPTED, *BEFORE_THE_START),
    comes="before the family is asked to agree",
    asked_by=("HF-7.4b", "WK-11", "NA-19"),
    needs=(*LETTERHEAD, *needed("sender.name", "sender.phone", "pupil.preferred_name"), *COUNCIL),
)
