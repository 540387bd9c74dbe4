"""By when a letter is wanted, where a clause of guidance says: how it is declared, and the days that several letters share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from record.case import Case
from record.ended import ended
from record.entry import Filed
from record.in_writing import not_told_in_writing

SIGNED = ("HF-7.6h", "WK-6", "APP-5")
"""The clauses under which two papers are signed."""


@dataclass(frozen=True, slots=True)
class ByWhen:
    """The day by which guidance wants one letter."""

    on: date
    clause: str = ""
    """Id of the clause that asks for it, of guidance that the case's pack follows."""
    since: date | None = None
    """What was made before this day was about something else, as an invitation to the last review was."""
    done_on: date | None = None
    """When the record itself says that it was given."""
    words: str = ""
    """What is to happen by that day."""

    def is_met(self, made_on: date | None) -> bool:
        """Whether it was made, or is known to have been given."""
        is_about_this = made_on is not None and (self.since is None or made_on >= self.since)
        return self.done_on is not None or is_about_this

    def is_late(self, made_on: date | None, today: date) -> bool:
        """Whether the day has passed without it."""
        return self.on < today and not self.is_met(made_on)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What asks for a letter, and how the day is found."""

    clauses: tuple[str, ...]
    """Ids of the clauses that ask for it: the first in a document that a pack follows is cited."""
    day: Callable[[Case, Filed | None], ByWhen | None]
    """In a case, about one entry where each has its own; None while there is no day."""
    words: str = "Send it by"
    """What is to happen by that day."""
    checked_by: tuple[str, ...] = ()
    """Ids of the rules that check the same thing, which cite these clauses; none where only the authority's own record shows
    it. Rules stand beside this package: a test holds the two together."""


def until_signed(document: str) -> Callable[[Case, Filed | None], ByWhen | None]:
    """The start, until the last signature that the pack asks for on this paper is in."""

    def day(case: Case, _: Filed | None) -> ByWhen | None:
        meeting = case.agreed_meeting
        is_open = any(each == document for each, _ in case.signatures_missing)
        if meeting is None or meeting.starts_on is None or not is_open:
            return None
        return ByWhen(meeting.starts_on, since=meeting.met_on)

    return day


def notice_of_a_direction(case: Case, _: Filed | None) -> ByWhen | None:
    """Whole school days before the first day of a direction or its renewal."""
    decision, meeting = case.direction, case.agreed_meeting
    first_day = (decision and decision.first_day_on) or (meeting and meeting.starts_on)
    if decision is None or not first_day:
        return None
    latest = case.calendar(case.home).before(first_day, case.pack.notice_school_days)
    return ByWhen(latest, since=decision.decided_on, done_on=decision.notice_given_on)


def outcome_of_a_review(case: Case, _: Filed | None) -> ByWhen | None:
    """The pack's days after what the board decided."""
    last = case.board_decisions[-1] if case.board_decisions else None
    if last is None or last.decided_on is None:
        return None
    given = [each.given_on for each in last.notices if each.given_on]
    done_on = max(given) if given and not not_told_in_writing(case, last) else None
    within = timedelta(days=case.pack.outcome_notice_days)
    return ByWhen(last.decided_on + within, since=last.decided_on, done_on=done_on)


def before_the_next_place(case: Case, _: Filed | None) -> ByWhen | None:
    """Before the child's first day at the next place, and never before it was decided."""
    end = ended(case)
    if end is None:
        return None
    return ByWhen(max(end.decided_on, day_before(case, end.from_on)), since=end.decided_on)


def day_before(case: Case, day: date) -> date:
    """The last school day of the home school before `day`."""
    return case.calendar(case.home).before(day, 1)
