"""To the parents, and to those who must know: the receiving school suspends the child, for which days and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.by_when import ByWhen, Wanted
from letters.from_case.context import LetterContext
from letters.from_case.suspended import back_after_it, standing, suspension
from letters.letter import ON_TWO_ROLLS, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, need, needed
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def is_suspended(case: Case) -> bool:
    """Whether a suspension stands that is not over."""
    found = standing(case)
    return found is not None and found.last is not None and found.last >= case.today


def the_same_day(case: Case, _: Filed | None) -> ByWhen | None:
    """Without delay: the day on which the head decided it."""
    found = standing(case)
    return ByWhen(found.filed.happened_on, since=found.filed.happened_on) if found else None


def of_the_suspension(of: LetterContext) -> Mapping[str, Any]:
    """The one that stands."""
    return {"suspension": suspension(of.case)}


LETTER = Letter(
    file=__name__,
    order=173,
    title="Suspension",
    writers=("receiving school",),
    readers=("parent", "home school", "local authority", "Virtual School", "social worker"),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_suspended,
    repeats=True,
    comes="on the day on which the receiving school suspends the child",
    by_when=Wanted(("NA-21",), the_same_day, checked_by=("SAME-DAY-10",)),
    box=back_after_it,
    facts=of_the_suspension,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *PUPIL,
        *needed("suspension.from_on", "suspension.to_on", "suspension.reason"),
        need("expected.where", "Say where the child goes afterwards.", "same_day.suspended_to"),
        need("expected.until_then", "Give the last day of the suspension.", "same_day.suspended_to"),
        need("expected.on", "Give the last day of the suspension.", "same_day.suspended_to"),
    ),
)
