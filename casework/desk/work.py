"""What one person has before them: their cases with what is due, the latest first, and the drafts of their school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.forms import drafts
from casework.reading.access import SMALL_FORMS, Seen, Side, see_all
from casework.reading.office import Office
from record.early_review import Signal, signals
from record.entry import Party
from record.person import Person
from record.stage import Stage, is_live, stage, week_of
from rules.due import due, next_step
from rules.duty import Due, Risk
from store.contract import Draft

TO_TELL = timedelta(days=2)
"""How long before its day telling the family calls somebody."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list."""

    seen: Seen
    stage: Stage
    week: tuple[int, int] | None
    next: Due | None
    due: tuple[Due, ...]
    """Everything due from anybody."""
    signals: tuple[Signal, ...]
    """Signs that a review should not wait."""
    is_live: bool

    @property
    def is_late(self) -> bool:
        """Whether the next step's day has passed."""
        return self.next is not None and self.next.is_late(self.seen.case.today)

    @property
    def is_mine(self) -> bool:
        """Whether the next step is this side's to do."""
        return self.next is not None and is_due_from(self.next, self.seen.side)

    @property
    def mine(self) -> tuple[Due, ...]:
        """What is due from this side, the earliest first."""
        return tuple(each for each in self.due if is_due_from(each, self.seen.side))

    @property
    def needs_me_now(self) -> bool:
        """Whether this side should act today: a step of its own is due soon, anything of its own is late, or for the
        authority somebody's step is."""
        if not self.is_live:
            return False
        today = self.seen.case.today
        is_called = self.seen.side is Side.LA and self.is_late and not (self.next and self.next.is_aside)
        return is_called or any(_is_pressing(each, today) for each in self.mine)


@dataclass(frozen=True, slots=True)
class Work:
    """Everything before one person."""

    now: Sequence[CaseRow]
    live: Sequence[CaseRow]
    """Live cases that do not need this person now."""
    over: Sequence[CaseRow]
    drafts: Sequence[Draft]


def _is_pressing(one: Due, today: date) -> bool:
    if not one.can_be_done:
        return False
    if one.duty.letter and one.by is not None:
        return one.by <= today + TO_TELL
    return one.is_late(today) if one.is_aside else one.risk(today) is not Risk.LATER


def is_due_from(one: Due, side: Side) -> bool:
    """Whether something due is this side's own to do."""
    return one.who == Party(side)


def my_work(office: Office, person: Person) -> Work:
    """Everything before one person. Raises StoreError."""
    rows = sorted((row_of(seen) for seen in see_all(office, person)), key=_order)
    return Work(
        now=[row for row in rows if row.needs_me_now],
        live=[row for row in rows if row.is_live and not row.needs_me_now],
        over=[row for row in rows if not row.is_live],
        drafts=drafts.my_drafts(office, person),
    )


def row_of(seen: Seen) -> CaseRow:
    """A case as a row."""
    case = seen.case
    if not seen.is_whole:
        return CaseRow(seen, stage(case), week_of(case), None, (), (), is_live=False)
    signs = () if seen.is_for_reports else signals(case)
    return CaseRow(seen, stage(case), week_of(case), next_for(seen), due_for(seen), signs, is_live(case))


def due_for(seen: Seen) -> tuple[Due, ...]:
    """Everything due as this person may know it: of whoever only writes weekly reports, their own."""
    if not seen.is_whole:
        return ()
    if not seen.is_for_reports:
        return due(seen.case)
    return tuple(
        each
        for each in due(seen.case)
        if each.kind in SMALL_FORMS and not each.answers and is_due_from(each, seen.side)
    )


def next_for(seen: Seen) -> Due | None:
    """The case's next step, or the next of whoever only writes weekly reports; None when there is none."""
    return next(iter(due_for(seen)), None) if seen.is_for_reports else next_step(seen.case)


def _order(row: CaseRow) -> tuple[date, str]:
    return (row.next.by if row.next and row.next.by else date.max, row.seen.case.reference)
