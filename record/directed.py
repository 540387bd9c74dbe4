"""On which days an off-site direction sends the child out: the days of its notices, less what the board took back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from record.case import Case
from record.forms.board_decision import CONTINUATION, DIRECTS, REVOCATION, BoardDecision
from record.once import once_a_case
from record.school_days import ONE_DAY, Span

UNTIL_REVOKED = date(2100, 12, 31)
"""The last day of a direction that gives none, in a placement without an end."""


def is_directed(case: Case, day: date) -> bool:
    """Whether a direction or its renewal sends the child out on `day`."""
    return any(day in span for span in directed(case))


def direction_ends_on(case: Case) -> date:
    """The last day an off-site direction sends the child out: its notice's last day, or the day before it is revoked.

    Without a direction it is the day before any: the child is at home.
    """
    return max((span.last for span in directed(case)), default=date.min)


def last_day_there(case: Case) -> date | None:
    """The placement's last day; under a direction no later than its notice reaches. None where there is no end."""
    ends_on = case.placement.ends_on if case.placement else None
    if ends_on is None or not case.is_under_direction or not directed(case):
        return ends_on
    return min(ends_on, direction_ends_on(case))


def directed(case: Case) -> tuple[Span, ...]:
    """The days of each direction in turn. The first runs from the agreed start, a renewal from its own first day."""
    return tuple(span for span, _ in directions(case))


@once_a_case
def directions(case: Case) -> tuple[tuple[Span, BoardDecision], ...]:
    """The days of each direction in turn, with the decision that directs."""
    found: list[tuple[Span, BoardDecision]] = []
    for decision, taken_from in _decisions(case):
        last = decision.last_day_on or (case.placement and case.placement.ends_on) or UNTIL_REVOKED
        before = [each for each, _ in found]
        span = Span(_first_day(case, decision, before), min(last, (taken_from or date.max) - ONE_DAY))
        found += [(span, decision)] if span.first <= span.last else []
    return tuple(found)


def _decisions(case: Case) -> Iterator[tuple[BoardDecision, date | None]]:
    """Each direction and renewal, with the first day that a later decision took from it."""
    all_decisions = case.board_decisions
    for position, decision in enumerate(all_decisions):
        if decision.decides in DIRECTS:
            yield decision, _taken_from(all_decisions[position + 1 :])


def _taken_from(later: Sequence[BoardDecision]) -> date | None:
    """From which day a direction no longer sends the child out: revoked, or after the day to which the board last let it go on."""
    taken = [each.revoked_from for each in later if each.decides == REVOCATION and each.revoked_from]
    of_this_notice = takewhile(lambda each: each.decides not in DIRECTS, later)
    goes_on = [each.continues_until for each in of_this_notice if each.decides == CONTINUATION and each.continues_until]
    return min([*taken, *(each + ONE_DAY for each in goes_on[-1:])], default=None)


def _first_day(case: Case, decision: BoardDecision, before: list[Span]) -> date:
    if not before or decision.first_day_on is None:
        return date.min
    follows_on = before[-1].last + ONE_DAY
    school_days_between = case.calendar(case.receiving).between(follows_on, decision.first_day_on - ONE_DAY)
    return decision.first_day_on if school_days_between else min(follows_on, decision.first_day_on)
