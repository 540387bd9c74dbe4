"""What two schools agree on the way: an approach with its answer, and the placement that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from record.approach import Approach
from record.meeting_record import MeetingRecord
from record.response import ACCEPTED, Response

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
