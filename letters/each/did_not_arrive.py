"""To the parents, and to the home school: the child was expected on the first day, and did not come."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import WHERE_NOW, where_it_leads
from letters.letter import PARENTS, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, needed
from record.case import Case
from record.entry import Filed
from record.forms.start import Start
from record.stage import Stage


def is_not_there(case: Case) -> bool:
    """Whether the last word on the first day is that the child was expected and did not come."""
    return case.placement is not None and case.start is not None and case.start.is_absence


def the_same_day(case: Case, _: Filed | None) -> ByWhen | None:
    """The day on which it was written down."""
    filed = next((each for each in case.filed_of(Start) if each.entry is case.start), None)
    return ByWhen(filed.happened_on, since=filed.happened_on) if filed else None


LETTER = Letter(
    file=__name__,
    order=145,
    title="Your child did not arrive",
    writers=("receiving school",),
    readers=(*PARENTS, "home school"),
    stages=(Stage.AGREED, Stage.PLACED, Stage.TRANSFERRED),
    holds=is_not_there,
    comes="if the child does not come on the first day",
    by_when=Wanted(("NA-12", "APP-8"), the_same_day, checked_by=("FIRST-DAY-13",)),
    box=where_it_leads,
    needs=(*A_LETTER, *RECEIVING, *PUPIL, *WHERE_NOW, *needed("plan.starts_on", "plan.absence_phone")),
)
