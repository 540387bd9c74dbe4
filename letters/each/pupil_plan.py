"""The child's own page for the first day: where, when, who, and what to work on."""

from __future__ import annotations

from letters.from_case.boxes import FIRST_DAY, the_start
from letters.from_case.times import is_placed
from letters.letter import Letter
from letters.need import LETTERHEAD, RECEIVING, needed, only
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=140,
    title="Pupil’s one-page plan",
    shape="form",
    writers=("receiving school",),
    readers=("pupil",),
    stages=(Stage.AGREED, Stage.PLACED),
    holds=is_placed,
    comes="after everything is signed and the first day is set",
    box=the_start,
    needs=(
        *LETTERHEAD,
        *RECEIVING,
        *FIRST_DAY,
        *needed("plan.morning_starts", "plan.afternoon_ends", "plan.breaks"),
        *needed("plan.pastoral_lead", "plan.welcome", "plan.absence_phone"),
        *only("dual_registered", needed("targets", "targets.what", "plan.ends_on", "reviews")),
    ),
)
