"""To the parents, and to those who were told of it: a suspension is cancelled, and from when the child is expected again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.by_when import ByWhen, Wanted
from letters.from_case.context import LetterContext
from letters.from_case.suspended import back_at_once, cancelled, suspension
from letters.letter import ON_TWO_ROLLS, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, need, needed
from record.case import Case
from record.entry import Filed
from record.forms.same_day import SameDay
from record.stage import Stage


def is_cancelled(case: Case) -> bool:
    """Whether the last suspension was cancelled."""
    return cancelled(case) is not None


def the_same_day(case: Case, _: Filed | None) -> ByWhen | None:
    """Without delay: the day on which it was cancelled."""
    found = cancelled(case)
    if found is None or not isinstance(found.filed.entry, SameDay):
        return None
    on = found.filed.entry.cancelled_on or found.filed.happened_on
    return ByWhen(on, since=on)


def of_the_suspension(of: LetterContext) -> Mapping[str, Any]:
    """The one that was cancelled."""
    return {"suspension": suspension(of.case)}


LETTER = Letter(
    file=__name__,
    order=174,
    title="Suspension cancelled",
    writers=("receiving school",),
    readers=("parent", "home school", "local authority", "Virtual School", "social worker"),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_cancelled,
    repeats=True,
    comes="if the receiving school cancels a suspension",
    by_when=Wanted(("NA-21",), the_same_day, checked_by=("SAME-DAY-14",)),
    box=back_at_once,
    facts=of_the_suspension,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *PUPIL,
        *needed("suspension.from_on", "suspension.to_on", "suspension.cancelled_because"),
        need(
            "suspension.back_half",
            "Say whether the child is back in the morning or the afternoon.",
            "same_day.back_half",
        ),
        need("expected.where", "Give the day from which the child is expected again.", "same_day.back_on"),
        need("expected.until_then", "Give the day from which the child is expected again.", "same_day.back_on"),
        need("expected.on", "Give the day from which the child is expected again.", "same_day.back_on"),
    ),
)
