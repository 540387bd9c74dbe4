"""The *Term dates* table, read: on which days each school is open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from record.reading import Unreadable, read_date
from record.school_days import Calendar, Span, days, school_year
from record.tables import SCHOOLS, TABLES, TERM_DATES, TermDatesRow
from record.words import plain_day
from store.contract import TableRow

LONGEST = timedelta(days=366)
"""Of a term or a closure: a longer one has a wrong year."""


@dataclass(frozen=True, slots=True)
class _Dates:
    """One row of the Term dates table: a term, or days on which a school is closed."""

    what: str
    school: str
    """URN, or empty for every school."""
    span: Span

    @property
    def is_term(self) -> bool:
        return self.what.lower() == "term"


def read_calendars(
    rows: Sequence[TableRow], schools: Collection[str], became: Mapping[str, str]
) -> tuple[Mapping[str, Calendar], Sequence[str]]:
    """By URN, when each of these schools is open; and the rows that could not be used, in sentences. `became` gives the
    number that a school has today by one it had before."""
    faults: list[str] = []
    dates = list(_term_dates(rows, schools, became, faults))
    calendars = {urn: _calendar(urn, dates) for urn in schools}
    return calendars, [*faults, *_terms_not_entered(calendars)]


def _term_dates(
    rows: Sequence[TableRow], schools: Collection[str], became: Mapping[str, str], faults: list[str]
) -> Iterator[_Dates]:
    for row in rows:
        try:
            dates = _dates(row, schools)
            yield replace(dates, school=became.get(dates.school, dates.school))
        except Unreadable as fault:
            faults.append(f"{TERM_DATES}, “{row.key}”: {fault}. Until then this row is left out.")


def _dates(row: TableRow, schools: Collection[str]) -> _Dates:
    cells = {name: (value or "").strip() for name, value in row.values.items()}
    of: TermDatesRow = TABLES[TERM_DATES].read(row.key, cells)
    what, school = of.what or "closed", of.school
    last = of.last or ("" if what.lower() == "term" else of.first)
    span = Span(read_date(of.first), read_date(last))
    if school and school not in schools:
        raise Unreadable(f"There is no school {school}: write its URN as in the {SCHOOLS} table")
    if not timedelta() <= span.last - span.first <= LONGEST:
        raise Unreadable("Check the years: the last day must come after the first, within a year")
    return _Dates(what, school, span)


def _terms_not_entered(calendars: Mapping[str, Calendar]) -> Sequence[str]:
    gaps = dict.fromkeys(gap for each in calendars.values() for gap in each.gaps)
    return [
        f"{TERM_DATES}: no term is entered from {plain_day(each.first)} to {plain_day(each.last)}, so every weekday "
        "between them counts as a school day. Add the missing term."
        for each in gaps
    ]


def _calendar(urn: str, rows: Sequence[_Dates]) -> Calendar:
    """A school's own terms stand in place of everybody's in the school years for which it has any; closures add up."""
    for_it = [each for each in rows if each.school in ("", urn)]
    own_years = {school_year(each.span.first) for each in for_it if each.is_term and each.school}
    terms = [
        each.span for each in for_it if each.is_term and (each.school or school_year(each.span.first) not in own_years)
    ]
    closures = {day: each.what for each in for_it if not each.is_term for day in days(each.span.first, each.span.last)}
    return Calendar(tuple(terms), closures)
