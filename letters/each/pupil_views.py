"""The child's own sheet: what the pupil thinks, whenever that is asked."""

from __future__ import annotations

from letters.letter import BEFORE_A_SCHOOL, BEFORE_THE_START, Letter
from letters.need import COUNCIL, LETTERHEAD, needed
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=20,
    title="Pupil’s views sheet",
    shape="form",
    writers=("home school",),
    readers=("pupil",),
    stages=(*BEFORE_A_SCHOOL, Stage.ACCEPTED, *BEFORE_THE_START, Stage.PLACED),
    repeats=True,
    comes="whenever the child is asked",
    asked_by=("HF-8b", "WK-5", "NA-19"),
    needs=(*LETTERHEAD, *needed("pupil.legal_name", "pupil.year_group"), *COUNCIL),
)
