"""One harm as it shows in one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from record.entry import Party


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a case."""

    says: str
    """A sentence or two for a coordinator: what is wrong, and where the child is meanwhile. Names nobody."""
    since: date
    """From when it harms: the day something was due, told or happened."""
    ring: Party
    """Which school to ring first; the authority when it is its own to do."""
    form: str = ""
    """The entry kind that settles it; empty when a person must look first."""
    answers: str = ""
    """The id of the entry that is answered or completed, where no new entry is written."""


def on(day: date) -> str:
    """`Friday 18 September`."""
    return f"{day:%A} {day.day} {day:%B}"
