"""The record of one review, interim, early or final: how it is going, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters import chart
from letters.from_case.boxes import WHERE_NOW, where_it_leads
from letters.from_case.context import LetterContext
from letters.from_case.reviews import reviewed
from letters.letter import AFTER, BOTH_SCHOOLS, ENDED, ON_TWO_ROLLS, Letter
from letters.need import COUNCIL, LETTERHEAD, RECEIVING, needed
from record.case import Case
from record.forms.final_review import FinalReview
from record.forms.review import Review
from record.progress import weeks
from record.stage import Stage


def is_reviewed(case: Case) -> bool:
    """Whether a review was held."""
    return bool(case.of(Review) or case.of(FinalReview))


def the_review(of: LetterContext) -> Mapping[str, Any]:
    """The review that this record is of."""
    return {"reviewed": reviewed(of.case, of.filed)} if of.filed else {}


def attendance(of: LetterContext) -> Mapping[str, bytes]:
    """A chart of the weeks before it, where there are any."""
    shown = weeks(of.case, of.filed.happened_on) if of.filed else ()
    if not shown:
        return {}
    return {"attendance": chart.attendance(tuple((one.label, one.attendance.percentage) for one in shown))}


LETTER = Letter(
    file=__name__,
    order=170,
    title="Review record",
    shape="form",
    writers=("receiving school", "home school"),
    readers=("parent", "pupil", *BOTH_SCHOOLS),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
    holds=is_reviewed,
    each=(Review, FinalReview),
    repeats=True,
    comes="after a review",
    asked_by=("HF-3e", "HF-11b", "WK-7", "NA-9"),
    box=where_it_leads,
    facts=the_review,
    pictures=attendance,
    needs=(
        *LETTERHEAD,
        *COUNCIL,
        *RECEIVING,
        *needed("reviewed.on", "reviewed.people", "reviewed.attendance", "reviewed.targets"),
        *needed("reviewed.pupil_says", "reviewed.parents_say", "reviewed.result"),
        WHERE_NOW[0],
    ),
)
