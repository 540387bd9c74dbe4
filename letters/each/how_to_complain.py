"""To the family, at any time: how to complain, to whom, and what to do when they feel pushed."""

from __future__ import annotations

from letters.letter import AFTER, BEFORE_A_SCHOOL, BEFORE_THE_START, ENDED, PARENTS, Letter
from letters.need import COUNCIL, LETTERHEAD, needed
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=17,
    title="How to complain",
    shape="form",
    writers=("home school", "receiving school"),
    readers=PARENTS,
    stages=(
        *BEFORE_A_SCHOOL,
        Stage.ACCEPTED,
        *BEFORE_THE_START,
        Stage.PLACED,
        Stage.FINAL_REVIEW_HELD,
        *ENDED,
        *AFTER,
    ),
    comes="at any time",
    asked_by=("NA-7",),
    needs=(*LETTERHEAD, *needed("sender.name", "sender.phone", "pupil.preferred_name"), *COUNCIL),
)
