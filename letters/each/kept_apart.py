"""To the parents, and to those who must know: the child stays away for a time for safeguarding, and that it is no suspension."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.by_when import ByWhen, Wanted
from letters.from_case.context import LetterContext
from letters.from_case.suspended import apart, kept_apart, meanwhile
from letters.letter import ON_TWO_ROLLS, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, need, needed
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def is_kept_apart(case: Case) -> bool:
    """Whether a separation stands that is not over."""
    found = apart(case)
    return found is not None and (found.last is None or found.last >= case.today)


def the_same_day(case: Case, _: Filed | None) -> ByWhen | None:
    """The day on which it was decided: the family must know where the child goes."""
    found = apart(case)
    return ByWhen(found.filed.happened_on, since=found.filed.happened_on) if found else None


def of_the_separation(of: LetterContext) -> Mapping[str, Any]:
    """The one that stands."""
    return {"kept_apart": kept_apart(of.case)}


LETTER = Letter(
    file=__name__,
    order=176,
    title="Kept apart for safeguarding",
    writers=("receiving school",),
    readers=("parent", "home school", "local authority", "Virtual School", "social worker"),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_kept_apart,
    repeats=True,
    comes="on the day on which the receiving school keeps the child apart for safeguarding",
    by_when=Wanted(("HF-12c", "APP-8"), the_same_day, checked_by=("FIRST-DAY-2",)),
    box=meanwhile,
    facts=of_the_separation,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *PUPIL,
        *needed("kept_apart.from_on", "kept_apart.led_by", "kept_apart.look_again_on", "kept_apart.education"),
        need("expected.until_then", "Give the first day of the separation.", "same_day.separated_from"),
    ),
)
