"""To the parents: everything for the first day, once it is signed and set."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted, day_before
from letters.from_case.agreement import all_agreed_to_the_start
from letters.from_case.boxes import FIRST_DAY, the_start
from letters.from_case.times import is_placed
from letters.letter import BEFORE_THE_START, PARENTS, Letter
from letters.need import A_LETTER, RECEIVING, needed, only
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def before_the_start(case: Case, _: Filed | None) -> ByWhen | None:
    """The school day before the first day."""
    meeting = case.agreed_meeting
    starts_on = case.placement.starts_on if case.placement else meeting.starts_on if meeting else None
    if meeting is None or starts_on is None:
        return None
    return ByWhen(day_before(case, starts_on), since=meeting.met_on)


LETTER = Letter(
    file=__name__,
    order=130,
    title="Start confirmation",
    writers=("home school",),
    readers=PARENTS,
    stages=(*BEFORE_THE_START, Stage.PLACED),
    holds=is_placed,
    comes="after everything is signed and the first day is set",
    by_when=Wanted(("HF-12c", "APP-8"), before_the_start, checked_by=("FIRST-DAY-2",)),
    box=the_start,
    all_agreed=all_agreed_to_the_start,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *FIRST_DAY,
        *needed("plan.background", "plan.starts_on", "plan.morning_starts", "plan.afternoon_ends"),
        *needed("plan.absence_phone", "plan.pastoral_lead"),
        *needed("plan.breaks", "plan.transport", "plan.uniform", "plan.meals"),
        *only("dual_registered", needed("plan.ends_on", "plan.weeks", "reviews", "targets", "targets.what")),
        *only("directed", needed("direction.decided_on", "direction.reasons")),
    ),
)
