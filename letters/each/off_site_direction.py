"""The home board's written notice of a direction off-site: what the law says it must carry."""

from __future__ import annotations

from letters.by_when import Wanted, notice_of_a_direction
from letters.from_case.boxes import FIRST_DAY, the_start
from letters.letter import BEFORE_THE_START, Letter
from letters.need import A_LETTER, RECEIVING, need, needed
from record.case import Case
from record.forms.board_decision import DIRECTION
from record.stage import Stage


def is_directed(case: Case) -> bool:
    """Whether the meeting agreed and the board directed: a renewal has a notice of its own."""
    return case.agreed_meeting is not None and case.direction is not None and case.direction.decides == DIRECTION


LETTER = Letter(
    file=__name__,
    order=120,
    title="Off-site direction notice",
    writers=("home school",),
    readers=("parent", "local authority"),
    routes=("off-site direction",),
    stages=(*BEFORE_THE_START, Stage.PLACED),
    holds=is_directed,
    comes="after the meeting agrees the move and the board decides",
    by_when=Wanted(("NA-8",), notice_of_a_direction, checked_by=("DIRECTION-1",)),
    box=the_start,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *FIRST_DAY,
        *needed("plan.morning_starts", "plan.afternoon_ends", "plan.breaks", "reviews"),
        *needed("direction.decided_on", "direction.reasons"),
        *needed("direction.first_day_on", "direction.last_day_on", "direction.number_of_days"),
        need("expected.address_lines", "Give the address of the place.", "Schools.address"),
        *needed("plan.absence_phone"),
    ),
)
