"""What the app asks people to do: the one place of the explorer that knows where it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from record.case import Case
from record.entry import Party
from rules.due import due


@dataclass(frozen=True, slots=True)
class StepAsked:
    """One thing that somebody is asked to do now."""

    what: str
    kind: str
    """The form that does it."""
    who: tuple[Party, ...]
    """Whose it is, and who may do it too."""
    answers: str
    """The entry that is answered or completed, where no new one is written."""
    by: date | None


def steps_asked(case: Case) -> Sequence[StepAsked]:
    """Everything that a case asks of anybody and that waits for nobody, the earliest first."""
    return tuple(
        StepAsked(each.what, each.kind, tuple(filter(None, (each.who, each.second))), each.answers, each.by)
        for each in due(case)
        if each.can_be_done and each.kind
    )
