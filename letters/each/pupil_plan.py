"""The child's own page for the first day: where, when, who, and what to work on."""

from __future__ import annotations

from dataclasses import replace

from letters.facts import FirstDayBox
from letters.from_case.boxes import FIRST_DAY, the_start
from letters.from_case.context import LetterContext
from letters.from_case.places import in_the_childs_words
from letters.from_case.times import is_placed
from letters.letter import Letter
from letters.need import LETTERHEAD, RECEIVING, needed, only
from record.stage import Stage


def in_my_words(of: LetterContext) -> FirstDayBox | None:
    """The first day, and until then in the child's own words."""
    box = the_start(of)
    return replace(box, until_then=in_the_childs_words(box.until_then or "", of.child)) if box else None


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
    asked_by=("HF-7.6d", "WK-15", "NA-5"),
    box=in_my_words,
    needs=(
        *LETTERHEAD,
        *RECEIVING,
        *FIRST_DAY,
        *needed("plan.morning_starts", "plan.afternoon_ends", "plan.breaks"),
        *needed("plan.pastoral_lead", "plan.welcome", "plan.absence_phone"),
        *only("dual_registered", needed("targets", "targets.what", "plan.ends_on", "reviews")),
    ),
)
