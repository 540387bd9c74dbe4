"""To the parents: a day they were given is another now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.by_when import ByWhen, Wanted, day_before
from letters.from_case.boxes import WHERE_NOW, where_it_leads
from letters.from_case.context import LetterContext
from letters.from_case.corrected import corrected
from letters.letter import ENDED, PARENTS, Letter
from letters.need import A_LETTER, need
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def is_another_day(case: Case) -> bool:
    """Whether the family was last told another day than the one that stands, and it is not over."""
    found = corrected(case)
    return found is not None and found.now is not None and found.now >= case.today


def before_either_day(case: Case, _: Filed | None) -> ByWhen | None:
    """Before the earlier of the two days, on which the child would go to the wrong place."""
    found = corrected(case)
    if found is None or found.now is None or found.before is None or found.told_on is None:
        return None
    earlier = day_before(case, min(found.now, found.before))
    return ByWhen(max(earlier, case.today) if earlier < case.today else earlier, since=found.told_on)


def the_day(of: LetterContext) -> Mapping[str, Any]:
    """The day that changed."""
    return {"corrected": corrected(of.case)}


LETTER = Letter(
    file=__name__,
    order=135,
    title="A date that has changed",
    writers=("home school", "receiving school"),
    readers=PARENTS,
    stages=(Stage.AGREED, Stage.PLACED, *ENDED),
    holds=is_another_day,
    repeats=True,
    comes="when a day that the family was given changes",
    by_when=Wanted(("HF-12c", "APP-8"), before_either_day, checked_by=("FIRST-DAY-2",)),
    box=where_it_leads,
    facts=the_day,
    needs=(
        *A_LETTER,
        need("corrected.before", "Record which day the family was given.", "telling.takes_effect_on"),
        need("corrected.now", "Give the day that now applies.", "telling.takes_effect_on"),
        *WHERE_NOW,
    ),
)
