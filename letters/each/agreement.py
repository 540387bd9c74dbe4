"""The agreement that everybody signs: what was decided at the meeting, in one paper."""

from __future__ import annotations

from letters.by_when import SIGNED, Wanted, until_signed
from letters.from_case.boxes import FIRST_DAY, the_start
from letters.from_case.times import is_agreed
from letters.letter import BEFORE_THE_START, BOTH_SCHOOLS, Letter
from letters.need import COUNCIL, LETTERHEAD, PUPIL, RECEIVING, needed, only

LETTER = Letter(
    file=__name__,
    order=100,
    title="Agreement",
    shape="form",
    writers=("home school", "receiving school"),
    readers=("parent who agrees", "pupil", *BOTH_SCHOOLS),
    stages=BEFORE_THE_START,
    holds=is_agreed,
    comes="after the meeting agrees the move",
    by_when=Wanted(SIGNED, until_signed("agreement"), "Signed by everyone by", checked_by=("FIRST-DAY-11",)),
    box=the_start,
    signed_as="agreement",
    needs=(
        *LETTERHEAD,
        *COUNCIL,
        *RECEIVING,
        *PUPIL,
        *FIRST_DAY,
        *needed("plan.background", "plan.morning_starts", "plan.afternoon_ends", "plan.absence_phone"),
        *needed("plan.pastoral_lead", "plan.receiving_support", "plan.home_support", "plan.welcome"),
        *needed("plan.behaviour_response", "plan.attendance", "plan.communication", "signatories"),
        *only(
            "dual_registered",
            needed(
                "plan.ends_on",
                "plan.weeks",
                "reviews",
                "targets",
                "targets.what",
                "plan.weekly_report_to",
                "plan.early_ending",
                "plan.return_plan",
            ),
        ),
    ),
)
