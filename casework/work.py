"""What one person has before them: their cases with what is due, the latest first, and the drafts of their school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework import drafts
from casework.access import Seen, Side, see_all
from casework.office import Office
from casework.people import Person
from record.due import Due, next_step
from record.entry import Party
from record.stage import Stage, is_live, stage, week_of
from store.base import Draft


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

    seen: Seen
    stage: Stage
    week: tuple[int, int] | None
    next: Due | None
    is_live: bool

    @property
    def is_late(self) -> bool:
        """Whether the next step's day has passed."""
        return self.next is not None and self.next.is_late(self.seen.case.today)

    @property
    def is_mine(self) -> bool:
        """Whether the next step is this side's to do."""
        if self.next is None:
            return False
        is_a_schools = self.next.who is Party.EITHER and self.seen.side is not Side.LA
        return is_a_schools or self.next.who == Party(self.seen.side)

    @property
    def needs_me_now(self) -> bool:
        """Whether this side should act today: its own step, or for the authority anything late."""
        if not self.is_live or self.next is None:
            return False
        return self.is_late if self.seen.side is Side.LA and not self.is_mine else self.is_mine and self._is_soon

    @property
    def _is_soon(self) -> bool:
        by = self.next.by if self.next else None
        return by is None or by <= self.seen.case.today + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Work:
    """Everything before one person."""

    now: Sequence[Row]
    live: Sequence[Row]
    """Live cases that do not need this person now."""
    over: Sequence[Row]
    drafts: Sequence[Draft]


def my_work(office: Office, person: Person) -> Work:
    """Everything before one person. Raises StoreError."""
    rows = sorted((row_of(seen) for seen in see_all(office, person)), key=_order)
    return Work(
        now=[row for row in rows if row.needs_me_now],
        live=[row for row in rows if row.is_live and not row.needs_me_now],
        over=[row for row in rows if not row.is_live],
        drafts=drafts.my_drafts(office, person),
    )


def row_of(seen: Seen) -> Row:
    """A case as a row."""
    case = seen.case
    return Row(
        seen, stage(case), week_of(case), next_step(case) if seen.is_whole else None, is_live(case) and seen.is_whole
    )


def _order(row: Row) -> tuple[date, str]:
    return (row.next.by if row.next and row.next.by else date.max, row.seen.case.reference)
