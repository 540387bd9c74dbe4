"""What two schools agree on the way: an approach with its answer, and the placement that comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from record.entry import Filed
from record.forms.approach import Approach
from record.forms.meeting_record import MeetingRecord
from record.forms.response import ACCEPTED, Response
from record.forms.start import Start

FORMAL = "formal request"


@dataclass(frozen=True, slots=True)
class Placement:
    """The agreed time at the receiving school, with any extension."""

    school: str
    starts_on: date
    ends_on: date | None
    """The last day; None on the direct route, which has no end."""
    meeting: MeetingRecord


@dataclass(frozen=True, slots=True)
class Asking:
    """An approach and what came of it."""

    approach: Approach
    response: Response | None
    asked_on: date

    @property
    def is_open(self) -> bool:
        """Whether a formal request still waits for a yes or a no."""
        return self.approach.formality == FORMAL and (self.response is None or self.response.answer == "ask for more")

    @property
    def is_accepted(self) -> bool:
        """Whether a formal request was accepted in principle."""
        return self.approach.formality == FORMAL and self.response is not None and self.response.answer == ACCEPTED


def askings(approaches: Sequence[Filed], responses: Sequence[Filed]) -> Iterator[Asking]:
    """Each approach with the last answer the school gave before it was asked again; both in the order of their days."""
    for position, asked in enumerate(approaches):
        if isinstance(asked.entry, Approach):
            answers = _answers(position, approaches, responses)
            yield Asking(asked.entry, answers[-1] if answers else None, asked.happened_on)


def until_a_start(all_asked: Sequence[Asking], starts: Sequence[Filed]) -> tuple[Asking, ...]:
    """The formal requests up to the one whose school has the child: what another school says later moves nobody."""
    formal = tuple(each for each in all_asked if each.approach.formality == FORMAL)
    for position, each in enumerate(formal):
        if each.is_accepted and _has_the_child(each, starts):
            return formal[: position + 1]
    return formal


def _has_the_child(asking: Asking, starts: Sequence[Filed]) -> bool:
    school, since = asking.approach.school, asking.asked_on
    said = [each.entry for each in starts if each.filed_for == school and each.happened_on >= since]
    return bool(said) and isinstance(said[-1], Start) and bool(said[-1].did_start)


def _answers(position: int, approaches: Sequence[Filed], responses: Sequence[Filed]) -> list[Response]:
    """What a school said to one approach; on the day it is asked again, what is filed first tells which one it answered."""
    asked, school = approaches[position], _school(approaches[position])
    is_first = school not in map(_school, approaches[:position])
    again = next((each for each in approaches[position + 1 :] if _school(each) == school), None)
    return [
        each.entry
        for each in responses
        if isinstance(each.entry, Response) and each.filed_for == school
        if (each.happened_on >= asked.happened_on if is_first else each.order > asked.order)
        if again is None or each.order < again.order
    ]


def _school(approach: Filed) -> str | None:
    return approach.entry.school if isinstance(approach.entry, Approach) else None
