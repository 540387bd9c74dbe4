"""The home board's written notice that its direction is renewed: what the law says a notice must carry, for the days to come."""

from __future__ import annotations

from letters.by_when import Wanted, notice_of_a_direction
from letters.facts import FirstDayBox
from letters.from_case.boxes import expected
from letters.from_case.context import LetterContext
from letters.from_case.readers import told_in_writing
from letters.letter import Letter
from letters.need import A_LETTER, RECEIVING, need, needed
from record.case import Case
from record.forms.board_decision import RENEWAL
from record.stage import Stage


def is_renewed(case: Case) -> bool:
    """Whether the direction that stands is a renewal."""
    return case.agreed_meeting is not None and case.direction is not None and case.direction.decides == RENEWAL


def the_first_day_of_it(of: LetterContext) -> FirstDayBox | None:
    """The first day of the new notice, and whom the child goes to."""
    meeting, direction = of.case.agreed_meeting, of.case.direction
    if meeting is None or direction is None:
        return None
    place = (meeting.morning_starts or meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)
    return of.first_day_at(of.receiving, direction.first_day_on, *place)


LETTER = Letter(
    file=__name__,
    order=178,
    title="Renewal of a direction",
    writers=("home school",),
    readers=("parent", "local authority"),
    copies=told_in_writing,
    routes=("off-site direction",),
    stages=(Stage.PLACED,),
    holds=is_renewed,
    repeats=True,
    comes="if the board renews its direction",
    by_when=Wanted(("NA-8",), notice_of_a_direction, checked_by=("DIRECTION-1",)),
    box=the_first_day_of_it,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *expected(
            "meeting_record.first_day_place",
            "board_decision.first_day_on",
            "meeting_record.morning_starts",
            "meeting_record.first_day_person",
        ),
        need("expected.address_lines", "Give the address of the place.", "Schools.address"),
        *needed("plan.morning_starts", "plan.afternoon_ends", "plan.breaks", "plan.absence_phone"),
        *needed("direction.decided_on", "direction.reasons"),
        *needed("direction.last_day_on", "direction.number_of_days"),
    ),
)
