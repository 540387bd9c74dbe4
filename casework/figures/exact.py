"""Figures for whoever sees the cases themselves: every number as it is, each with its list of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from casework.figures.moves import CountedEvent, CountedMove, What, move, with_turns
from casework.figures.periods import Period, periods
from casework.figures.published import before_and_during, days_between
from casework.figures.tables import INTO, OF_DIRECTIONS, OUT, TABLES, Counted, count
from casework.reading.access import Side, see_all
from casework.reading.office import Office
from record.person import Person


@dataclass(frozen=True, slots=True)
class StepPace:
    """How long one step took after another."""

    days: int
    """Median, in days."""
    longest: int
    of: int
    """How many moves."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted for one person and one period."""

    period: Period
    tables: Sequence[Counted]
    totals: Mapping[What, int]
    balance: Mapping[str, tuple[int, int, int]]
    """In, out and in less out, by URN; the schools with most moves first."""
    pace: Mapping[tuple[str, str], StepPace]
    attendance: tuple[float, float, int] | None
    """Mean attendance before and during in per cent, and over how many moves."""


def theirs(office: Office, person: Person) -> Sequence[CountedMove]:
    """The moves of the cases that this coordinator sees. Raises StoreError."""
    return [move(each.case) for each in see_all(office, person) if each.side is Side.LA]


def to_count(office: Office, moves: Sequence[CountedMove]) -> Sequence[Period]:
    """The periods there is anything to count in, the present one too, the newest first."""
    return periods((event.on for each in moves for event in each.events), office.today())


def figures(moves: Sequence[CountedMove], period: Period) -> Figures:
    """Count everything in a period."""
    events = [each for each in with_turns(moves) if each.on in period]
    tables = [count(each, events, period) for each in (*TABLES, *OF_DIRECTIONS)]
    return Figures(
        period,
        tables,
        {what: _number(events, what, period) for what in What},
        _balance(tables),
        {
            pair: StepPace(round(median(days)), max(days), len(days))
            for pair, days in days_between(moves, period).items()
            if days
        },
        _attendance(moves, period),
    )


def _number(events: Sequence[CountedEvent], what: What, period: Period) -> int:
    return sum(each.what is what and each.on in period for each in events)


def _balance(tables: Sequence[Counted]) -> Mapping[str, tuple[int, int, int]]:
    into, out = (next(each.numbers for each in tables if each.table is table) for table in (INTO, OUT))
    found = {urn: (into.get(urn, 0), out.get(urn, 0)) for urn in dict.fromkeys([*into, *out])}
    ordered = sorted(found.items(), key=lambda each: (-sum(each[1]), each[0]))
    return {urn: (coming, going, coming - going) for urn, (coming, going) in ordered}


def _attendance(moves: Sequence[CountedMove], period: Period) -> tuple[float, float, int] | None:
    both = before_and_during(moves, period)
    if not both:
        return None
    return mean(each[0] for each in both), mean(each[1] for each in both), len(both)
