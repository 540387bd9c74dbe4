"""What a deadline is: one thing somebody has to do, by when, and the clauses of guidance that ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from record.entry import Party

SOON = timedelta(days=7)
"""How long before its day something is at risk of being late."""
AGREED_BY_ALL = ("HF-1c", "WK-5", "NA-2")
SIGNED = ("HF-7.6h", "WK-6", "APP-5")
REPORTED_WEEKLY = ("HF-10b", "WK-9", "NA-10", "APP-8")
REVIEWED_EARLY = ("HF-7.6g", "WK-9", "NA-9")
DECIDED = ("HF-11a", "WK-8", "APP-5")
TOLD_TO_THE_AUTHORITY = ("HF-13", "WK-2", "APP-5")
"""The clauses that ask for what is due more than once, as the rules that check it cite them."""


class Risk(StrEnum):
    """How a deadline stands on a day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing somebody has to do."""

    what: str
    kind: str
    """The entry kind that does it."""
    who: Party
    clauses: tuple[str, ...]
    """Ids of the clauses that ask for it, as the rules that check it cite them: the local before the national ones."""
    by: date | None = None
    week: date | None = None
    """For a weekly report, its Monday."""
    answers: str = ""
    """The id of the entry that is answered or completed, where no new entry is written."""
    is_aside: bool = False
    """Whether the case goes on without it: to tell, to see, to confirm."""

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.by is not None and self.by < today

    def risk(self, today: date) -> Risk:
        """Late, soon or later; what has no day is waited for now."""
        if self.is_late(today):
            return Risk.LATE
        return Risk.SOON if self.by is None or self.by <= today + SOON else Risk.LATER
