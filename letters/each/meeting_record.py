"""The record of the meeting, for everybody who was there: who came, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.facts import FirstDayBox
from letters.from_case.boxes import FIRST_DAY, WHERE_NOW, the_start
from letters.from_case.context import LetterContext
from letters.from_case.places import as_usual
from letters.from_case.plan import reviews_agreed
from letters.letter import BEFORE_THE_START, BOTH_SCHOOLS, Letter
from letters.need import COUNCIL, LETTERHEAD, PUPIL, RECEIVING, needed, only
from record.case import Case
from record.forms.meeting_record import AGREED, MeetingRecord
from record.stage import Stage, stage


def is_held(case: Case) -> bool:
    """Whether there was a meeting whose record says where the child goes: not where it agreed a move that came to nothing,
    as where the school has taken back its yes since."""
    meeting = case.meeting or case.last(MeetingRecord)
    if meeting is None or meeting.outcome != AGREED:
        return meeting is not None
    return case.accepted is not None and stage(case) is not Stage.NOT_PROCEEDING


def as_the_meeting_decided(of: LetterContext) -> FirstDayBox | None:
    """The first day, or the home school as usual."""
    if of.case.agreed_meeting:
        return the_start(of)
    return FirstDayBox(where=of.home.name, until_then=as_usual(of.case, of.authority, of.child))


def with_the_days_agreed(of: LetterContext) -> Mapping[str, Any]:
    """The days of the reviews as the meeting agreed them, whatever became of them."""
    return {"reviews": reviews_agreed(of.case.agreed_meeting) if of.case.is_dual_registered else ()}


LETTER = Letter(
    file=__name__,
    order=90,
    title="Meeting record",
    shape="form",
    writers=("home school", "receiving school"),
    readers=("parent", "pupil", *BOTH_SCHOOLS, "local authority"),
    stages=(Stage.SEEKING, *BEFORE_THE_START, Stage.PLACED, Stage.NOT_PROCEEDING),
    holds=is_held,
    comes="after the meeting",
    asked_by=("HF-7.5b", "HF-7.6bg", "WK-6"),
    box=as_the_meeting_decided,
    facts=with_the_days_agreed,
    is_of_the_school_asked=True,
    needs=(
        *LETTERHEAD,
        *COUNCIL,
        *RECEIVING,
        *PUPIL,
        *needed("held.on", "held.people", "held.background", "held.outcome"),
        *only("held.is_agreed", FIRST_DAY),
        *only("not held.is_agreed", WHERE_NOW),
    ),
)
