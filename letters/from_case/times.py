"""When letters come: what a stage cannot say, as several letters ask it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from letters.from_case.schools import has_second_roll
from record.authority import Authority
from record.case import Case
from record.ended import HowEnded, ended
from record.forms.final_review import FinalReview


def has_one_roll(case: Case, authority: Authority) -> bool:
    """Whether the school that accepted puts the child on no roll of its own."""
    return case.receiving is not None and not has_second_roll(case, authority)


def on_a_school_day(case: Case, by: date | None) -> date | None:
    """A day by which an answer is asked, as a letter says it: the last on which the home school is open, where that is still
    to come."""
    if by is None:
        return None
    open_on = case.calendar(case.home).last_open(by)
    return open_on if open_on >= case.today else by


def is_agreed(case: Case) -> bool:
    """Whether a meeting agreed the move."""
    return case.agreed_meeting is not None


def is_placed(case: Case) -> bool:
    """Whether everything is signed and the first day is set."""
    return case.placement is not None


def is_decided(how: HowEnded) -> Callable[[Case], bool]:
    """Whether a final review's decision stands, and is this one."""

    def holds(case: Case) -> bool:
        end, review = ended(case), case.last(FinalReview)
        return end is not None and review is not None and end.how is how

    return holds


def stands(case: Case) -> bool:
    """Whether there is something to tell: an agreed move, or an ending."""
    return case.agreed_meeting is not None or ended(case) is not None
