"""The home board's written notice of a direction off-site: what the law says it must carry."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import FIRST_DAY, the_start
from letters.letter import BEFORE_THE_START, Letter
from letters.need import A_LETTER, RECEIVING, need, needed
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def is_directed(case: Case) -> bool:
    """Whether the meeting agreed and the board directed."""
    return case.agreed_meeting is not None and case.direction is not None


def notice(case: Case, _: Filed | None) -> ByWhen | None:
    """Whole school days before the first day."""
    decision, meeting = case.direction, case.agreed_meeting
    first_day = (decision and decision.first_day_on) or (meeting and meeting.starts_on)
    if decision is None or not first_day:
        return None
    latest = case.calendar(case.home).before(first_day, case.pack.notice_school_days)
    return ByWhen(latest, since=decision.decided_on, done_on=decision.notice_given_on)


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
    by_when=Wanted(("NA-8",), notice, checked_by=("DIRECTION-1",)),
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
