"""A school to the council: a move that starts, or how it ended."""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import WHERE_NOW, where_it_leads
from letters.from_case.times import stands
from letters.letter import AFTER, BEFORE_THE_START, ENDED, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, needed, only
from record.case import Case
from record.ended import ended
from record.entry import Filed
from record.stage import Stage


def on_the_day(case: Case, _: Filed | None) -> ByWhen | None:
    """The authority is told of the start, and again of the outcome."""
    end, meeting = ended(case), case.agreed_meeting
    if end:
        return ByWhen(end.decided_on, since=end.decided_on)
    return ByWhen(meeting.starts_on, since=meeting.met_on) if meeting and meeting.starts_on else None


LETTER = Letter(
    file=__name__,
    order=240,
    title="Notification to the local authority",
    writers=("home school", "receiving school"),
    readers=("local authority",),
    stages=(*BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
    holds=stands,
    comes="after the meeting agrees the move, and when it ends",
    by_when=Wanted(("HF-13", "WK-2", "APP-5"), on_the_day),
    box=where_it_leads,
    needs=(
        *A_LETTER,
        *PUPIL,
        *needed("outcome.words", "outcome.on"),
        *only("not outcome.is_over", RECEIVING),
        *WHERE_NOW,
    ),
)
