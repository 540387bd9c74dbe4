"""Both schools' paper for the two rolls: which school marks which half days, until when."""

from __future__ import annotations

from letters.by_when import SIGNED, Wanted, until_signed
from letters.from_case.times import has_one_roll, is_agreed
from letters.letter import BEFORE_THE_START, BOTH_SCHOOLS, ON_TWO_ROLLS, Letter
from letters.need import LETTERHEAD, PUPIL, RECEIVING, needed
from record.stage import Stage

LETTER = Letter(
    file=__name__,
    order=110,
    title="Dual registration form",
    shape="form",
    writers=("home school", "receiving school"),
    readers=BOTH_SCHOOLS,
    routes=ON_TWO_ROLLS,
    stages=(*BEFORE_THE_START, Stage.PLACED),
    holds=is_agreed,
    never_if=has_one_roll,
    comes="after the meeting agrees the move",
    by_when=Wanted(
        SIGNED, until_signed("dual registration form"), "Signed by everyone by", checked_by=("FIRST-DAY-11",)
    ),
    signed_as="dual registration form",
    needs=(
        *LETTERHEAD,
        *RECEIVING,
        *PUPIL,
        *needed("plan.starts_on", "plan.ends_on", "plan.week"),
        *needed("home.urn", "home.dfe_number", "home.attendance_phone"),
        *needed("receiving.urn", "receiving.dfe_number", "plan.absence_phone"),
        *needed("plan.weekly_report_to", "signatories"),
    ),
)
