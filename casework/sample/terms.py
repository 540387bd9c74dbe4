"""Riverside's term dates: last school year, this one and the next two, made from the year alone, so that the sample
works on whatever day it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from record.school_days import ONE_DAY, Span, bank_holidays, monday_of, school_year

WEEK = timedelta(weeks=1)
TO_FRIDAY = timedelta(days=4)


def terms(today: date) -> Iterator[tuple[str, Span]]:
    """Every half term with its name, from last school year to the one after next."""
    for year in range(school_year(today) - 1, school_year(today) + 3):
        yield from _terms_of(year)


def inset_days(today: date) -> Iterator[tuple[str, date]]:
    """Days on which some schools stay closed to pupils: the school's name, and the day."""
    for year in range(school_year(today) - 1, school_year(today) + 3):
        (_, autumn), (_, _), (_, spring), (_, _), (_, _), (_, summer) = _terms_of(year)
        for name in ("Oakfield School", "Northgate Academy", "Kingsmere High School"):
            yield name, autumn.first
        for name in ("Oakfield School", "Harbour View Academy"):
            yield name, spring.first
        yield "Lantern Free School", summer.last


def _terms_of(year: int) -> tuple[tuple[str, Span], ...]:
    october, february = _nth_monday(year, 10, last=True), _nth_monday(year + 1, 2)
    may = _nth_monday(year + 1, 5, last=True)
    after_christmas = _first_monday_on_or_after(date(year + 1, 1, 3))
    easter = monday_of(_good_friday(year + 1))
    return (
        ("Autumn, first half", Span(_autumn_begins(year), _friday_before(october))),
        ("Autumn, second half", Span(october + WEEK, _last(date(year, 12, 20), weekday=4))),
        ("Spring, first half", Span(after_christmas, _friday_before(february))),
        ("Spring, second half", Span(february + WEEK, _friday_before(easter))),
        ("Summer, first half", Span(easter + 2 * WEEK, _friday_before(may))),
        ("Summer, second half", Span(may + WEEK, _last_weekday(date(year + 1, 7, 22)))),
    )


def _autumn_begins(year: int) -> date:
    """The first of September, or the Monday after when that falls on a Friday or a weekend."""
    first = date(year, 9, 1)
    return first if first.weekday() < 4 else _first_monday_on_or_after(first)


def _nth_monday(year: int, month: int, *, last: bool = False) -> date:
    """The third Monday of a month, or its last."""
    if last:
        return monday_of(date(year, month, 31))
    return _first_monday_on_or_after(date(year, month, 15))


def _good_friday(year: int) -> date:
    return next(day for day, name in bank_holidays(year).items() if name == "Good Friday")


def _first_monday_on_or_after(day: date) -> date:
    return monday_of(day + timedelta(days=6))


def _friday_before(monday: date) -> date:
    return monday - timedelta(days=3)


def _last(day: date, weekday: int) -> date:
    while day.weekday() != weekday:
        day -= ONE_DAY
    return day


def _last_weekday(day: date) -> date:
    while day.weekday() >= 5:
        day -= ONE_DAY
    return day
