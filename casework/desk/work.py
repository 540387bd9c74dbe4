"""What one person has before them: their cases with what is due, the latest first, and the drafts of their school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.forms import drafts
from casework.reading.access import Seen, Side, see_all
from casework.reading.office import Office
from record.deadline import Due, Risk
from record.due import due, next_step
from record.early_review import Signal, signals
from record.entry import Party
from record.person import Person
from record.stage import Stage, is_live, stage, week_of
from store.contract import Draft


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
    return one.is_late(today) if one.is_aside else one.risk(today) is not Risk.LATER


def is_due_from(one: Due, side: Side) -> bool:
    """Whether something due is this side's to do."""
    return one.who == Party(side) or (one.who is Party.EITHER and side is not Side.LA)


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
    return CaseRow(seen, stage(case), week_of(case), next_step(case), due(case), signals(case), is_live(case))


def _order(row: CaseRow) -> tuple[date, str]:
    return (row.next.by if row.next and row.next.by else date.max, row.seen.case.reference)
