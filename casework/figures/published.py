"""Figures that may be published: counts so small that they would tell of a child are left out, and others with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import mean, median

from casework.figures.moves import STEPS, CountedEvent, CountedMove, What, move, with_turns
from casework.figures.periods import Period, periods, terms
from casework.figures.tables import INTO, OUT, TABLES, Counted, Table, count
from casework.reading.access import counted, may_count
from casework.reading.office import Office
from record.person import Person

FEWEST = 6
"""The smallest number that is published, beside 0."""


def is_small(number: int) -> bool:
    """Whether a number is hidden for its own sake."""
    return 0 < number < FEWEST


def hidden(numbers: Mapping[str, int]) -> frozenset[str] | None:
    """The lines of a table whose total is known that are not published; None when none of its lines can be.

    Hidden are the small ones, then the next larger, until what the hidden lines come to together leaves each of them
    anything from 1 to `FEWEST` at least, even for somebody who knows this function and that no hidden line is 0.
    """
    closed = [line for line, number in numbers.items() if is_small(number)]
    larger = sorted((number, line) for line, number in numbers.items() if number >= FEWEST)
    while closed and not _is_covered([numbers[line] for line in closed]):
        if not larger:
            return None
        closed.append(larger.pop(0)[1])
    return frozenset(closed)


def _is_covered(closed: list[int]) -> bool:
    """Whether one of these may be as large as `FEWEST` while each of the others is at least 1."""
    return len(closed) > 1 and sum(closed) - (len(closed) - 1) >= FEWEST


@dataclass(frozen=True, slots=True)
class Shown:
    """One table as it is published."""

    table: Table
    lines: Mapping[str, int | None]
    """None where a number is hidden. A table that takes its lines from the moves names no hidden line."""
    total: int | None
    rest: int | None = None
    """What the hidden lines come to together, where they are not named."""
    why_not: str = ""
    """Why nothing of it is shown; empty when something is."""


@dataclass(frozen=True, slots=True)
class Published:
    """Everything published of one period."""

    period: Period
    totals: Mapping[What, int | None]
    tables: Sequence[Shown]
    days: Mapping[tuple[str, str], int | None]
    """The median of days from one step to the next, in whole days; of school years only."""
    attendance: tuple[int, int] | None
    """Mean attendance before and during, in whole per cent; of school years only."""

    @property
    def balance(self) -> Mapping[str, tuple[int, int, int]]:
        """In, out and in less out of each school for which both are published, by URN."""
        into, out = (next((each for each in self.tables if each.table is table), None) for table in (INTO, OUT))
        if into is None or out is None or into.rest or out.rest or into.why_not or out.why_not:
            return _both(into, out)
        schools = dict.fromkeys([*into.lines, *out.lines])
        pairs = {urn: (into.lines.get(urn, 0) or 0, out.lines.get(urn, 0) or 0) for urn in schools}
        return {urn: (coming, going, coming - going) for urn, (coming, going) in pairs.items()}


def _both(into: Shown | None, out: Shown | None) -> Mapping[str, tuple[int, int, int]]:
    """Of the schools that stand in both tables: of one that stands in neither's lines nothing is known but the rest."""
    coming, going = (each.lines if each else {} for each in (into, out))
    return {
        urn: (number, other, number - other)
        for urn, number in coming.items()
        if number is not None and (other := going.get(urn)) is not None
    }


SMALL = f"Fewer than {FEWEST} in this period, so nothing is shown."
WOULD_TELL = f"Not shown: together with the figures published for its terms it would reveal a number under {FEWEST}."
TOO_SMALL = f"Too few in each row to show without revealing a number under {FEWEST}."


def published(office: Office, person: Person, period: Period) -> Published | None:
    """What is published of a period; None when it is not over, or not for this person. Raises StoreError."""
    if not may_count(person) or not period.is_over(office.today()):
        return None
    return publish([move(each) for each in counted(office, person)], period)


def to_publish(office: Office, person: Person) -> Sequence[Period]:
    """The periods of which something is published: those that are over, the newest first. Raises StoreError."""
    if not may_count(person):
        return []
    today = office.today()
    days = [each.on for case in counted(office, person) for each in move(case).events]
    return over(periods(days, today), today)


def over(of: Iterable[Period], today: date) -> Sequence[Period]:
    """Those periods that are over: while one goes on, today's figures less yesterday's would be one child."""
    return [each for each in of if each.is_over(today)]


def publish(moves: Sequence[CountedMove], period: Period) -> Published:
    """What is published of a period that is over, from all moves there are."""
    events = [each for each in with_turns(moves) if each.on in period]
    of_terms = [period] if period.term else list(terms(period.year))
    tables = [each for each in TABLES if each.by_term or not period.term]
    return Published(
        period,
        {what: _total(events, what, of_terms) for what in What if what is not What.DECLINED or not period.term},
        [_by_terms(each, events, of_terms) if each.by_term else _by_year(each, events, period) for each in tables],
        {} if period.term else _days(moves, period),
        None if period.term else _attendance(moves, period),
    )


def _total(events: Sequence[CountedEvent], what: What, of_terms: Sequence[Period]) -> int | None:
    """Of a year only when each of its terms is published; declined requests are published by the year alone."""
    numbers = [sum(each.what is what and each.on in one for each in events) for one in of_terms]
    parts = [sum(numbers)] if what is What.DECLINED else numbers
    return None if any(is_small(each) for each in parts) else sum(numbers)


def _by_terms(table: Table, events: Sequence[CountedEvent], of_terms: Sequence[Period]) -> Shown:
    """A table of a term, or the sum of those of a year's terms where each of them shows the line."""
    total = _total(events, table.what, of_terms)
    if total is None:
        return Shown(table, {}, None, why_not=SMALL if len(of_terms) == 1 else WOULD_TELL)
    each_term = [_lines(count(table, events, one)) for one in of_terms]
    if any(each is None for each in each_term):
        return Shown(table, {}, total, why_not=TOO_SMALL)
    lines = list(dict.fromkeys(line for each in each_term if each for line in each))
    return Shown(table, {line: _sum([each.get(line, 0) for each in each_term if each]) for line in lines}, total)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [each for each in numbers if each is not None]
    return sum(known) if len(known) == len(numbers) else None


def _by_year(table: Table, events: Sequence[CountedEvent], period: Period) -> Shown:
    total = _total(events, table.what, terms(period.year))
    if total is None:
        return Shown(table, {}, None, why_not=SMALL if table.what is What.DECLINED else WOULD_TELL)
    lines = _lines(count(table, events, period))
    if lines is None:
        return Shown(table, {}, total, why_not=TOO_SMALL)
    if table.choices:
        return Shown(table, lines, total)
    known = {line: number for line, number in lines.items() if number is not None}
    return Shown(table, known, total, total - sum(known.values()) or None)


def _lines(of: Counted) -> Mapping[str, int | None] | None:
    closed = hidden(of.numbers)
    if closed is None or (closed and of.table.is_whole_or_hidden):
        return None
    return {line: None if line in closed else number for line, number in of.numbers.items()}


def _days(moves: Sequence[CountedMove], period: Period) -> Mapping[tuple[str, str], int | None]:
    return {
        pair: round(median(found)) if len(found) >= FEWEST else None
        for pair, found in days_between(moves, period).items()
    }


def days_between(moves: Iterable[CountedMove], period: Period) -> Mapping[tuple[str, str], Sequence[int]]:
    """Days from each step to the next, of every move that took the later one in the period."""
    found: dict[tuple[str, str], list[int]] = {pair: [] for pair in pairwise(STEPS)}
    for each in moves:
        for one, then in found:
            if one in each.steps and then in each.steps and each.steps[then] in period:
                found[one, then].append((each.steps[then] - each.steps[one]).days)
    return found


def before_and_during(moves: Iterable[CountedMove], period: Period) -> Sequence[tuple[float, float, str]]:
    """Attendance before and during, and the reference, of every move begun in the period that has both."""
    begun = [each for each in moves if each.began_on and each.began_on in period]
    return [
        (each.before, each.during, each.reference)
        for each in begun
        if each.before is not None and each.during is not None
    ]


def _attendance(moves: Sequence[CountedMove], period: Period) -> tuple[int, int] | None:
    both = before_and_during(moves, period)
    if len(both) < FEWEST:
        return None
    return round(mean(each[0] for each in both)), round(mean(each[1] for each in both))
