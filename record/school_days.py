"""Which days and sessions a school is open, and counting in school days and weeks.

A day is a school day when it lies in a term, is a weekday, is no bank holiday of England and no closure of that
school. Where an authority's term dates are not yet in the Term dates table, every other weekday counts, and the
calendar says so (`is_known`, `gaps`), so that a screen can ask for the dates. A few weeks between two terms are a
holiday; months between them are a term that nobody has entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise

import holidays

from record import words

WEEKEND = "weekend"
ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
LONGEST_HOLIDAY = timedelta(days=30)
"""Between two terms of a school year. Only the summer's is longer."""
SUMMER = (7, 8, 9)
"""Months: the last term ends in July, or the summer is not known to have come; the first begins by September."""


class Half(StrEnum):
    """The half of a school day."""

    AM = "am"
    PM = "pm"


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """A half day; never a login."""

    day: date
    half: Half

    def __str__(self) -> str:
        return f"{words.day(self.day)}, {words.half_day(self.half)}"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """When one school is open."""

    terms: tuple[Span, ...] = ()
    closures: Mapping[date, str] = field(default_factory=dict)
    """Days this school alone is closed (INSET, snow), with the reason."""

    def is_known(self, day: date) -> bool:
        """Whether `day` lies in a term or in a holiday beside one; otherwise every weekday is taken to be open."""
        return any(day in term for term in self.terms) or self._is_holiday(day)

    def _is_holiday(self, day: date) -> bool:
        """Whether the terms before and after `day` are near enough to leave only a holiday between them."""
        before = max((term.last for term in self.terms if term.last < day), default=None)
        after = min((term.first for term in self.terms if term.first > day), default=None)
        if before and after and after - before <= LONGEST_HOLIDAY:
            return True
        summer_began = before is not None and before.month == SUMMER[0] and before.year == day.year
        summer_ends = after is not None and after.month in SUMMER and after.year == day.year
        return day.month in SUMMER and (summer_ends or (summer_began and day.month != SUMMER[-1]))

    @cached_property
    def gaps(self) -> tuple[Span, ...]:
        """The days between two terms for which nobody has entered a term: every weekday of them is taken to be open."""
        ordered = sorted(self.terms, key=lambda term: term.first)
        return tuple(
            Span(one.last + ONE_DAY, then.first - ONE_DAY)
            for one, then in pairwise(ordered)
            if then.first - one.last > LONGEST_HOLIDAY and not _is_summer(one.last, then.first)
        )

    def is_open(self, day: date) -> bool:
        """Whether the school is open on `day`."""
        return self.closed_because(day) is None

    def closed_because(self, day: date) -> str | None:
        """Why the school is closed on `day`, or None when it is open."""
        if day not in self._known_days:
            self._known_days[day] = self._closed_because(day)
        return self._known_days[day]

    @cached_property
    def _known_days(self) -> dict[date, str | None]:
        """What was asked before: every case of a school asks about the same days."""
        return {}

    def _closed_because(self, day: date) -> str | None:
        if day.weekday() >= 5:
            return WEEKEND
        if name := bank_holidays(day.year).get(day):
            return f"bank holiday ({name})"
        if reason := self.closures.get(day):
            return reason
        return "school holiday" if self._is_holiday(day) and not any(day in term for term in self.terms) else None

    def next_open(self, day: date) -> date:
        """The first school day on or after `day`."""
        return next(each for each in _days_from(day) if self.is_open(each))

    def last_open(self, day: date) -> date:
        """The last school day on or before `day`."""
        return next(each for each in _days_back_from(day) if self.is_open(each))

    def after(self, day: date, school_days: int) -> date:
        """The day that is `school_days` school days after `day` (0: the first school day from `day` on)."""
        current = self.next_open(day) if school_days == 0 else day
        for _ in range(school_days):
            current = self.next_open(current + ONE_DAY)
        return current

    def before(self, day: date, school_days: int) -> date:
        """The day that is `school_days` school days before `day`."""
        current = day
        for _ in range(school_days):
            current = self.last_open(current - ONE_DAY)
        return current

    def between(self, first: date, last: date) -> int:
        """School days from `first` to `last`, both included."""
        return sum(self.is_open(day) for day in days(first, last))

    def end_of_weeks(self, starts_on: date, weeks: int, in_school_weeks: bool) -> date:
        """The last school day of a placement of `weeks` weeks: calendar weeks, or weeks with a school day in them."""
        if not in_school_weeks:
            return self.last_open(starts_on + timedelta(weeks=weeks) - ONE_DAY)
        monday, counted = monday_of(starts_on), 0
        for _ in range(weeks * 10 + 60):
            counted += self.has_school_days(monday)
            if counted == weeks:
                break
            monday += timedelta(weeks=1)
        return self.last_open(monday + timedelta(days=4))

    def week_number(self, starts_on: date, day: date, in_school_weeks: bool) -> int:
        """Which week of a placement `day` is in, from 1."""
        mondays = [monday_of(starts_on) + timedelta(weeks=n) for n in range(max(weeks_apart(starts_on, day), 0) + 1)]
        if not in_school_weeks:
            return max(1, (day - starts_on).days // 7 + 1)
        return max(1, sum(self.has_school_days(monday) for monday in mondays))

    def has_school_days(self, monday: date) -> bool:
        """Whether the school is open on any day of the week of `monday`."""
        return any(self.is_open(day) for day in days(monday, monday + timedelta(days=4)))


def _is_summer(last: date, first: date) -> bool:
    """Whether a term that ends on `last` and the next, from `first`, have only the summer holiday between them."""
    return last.month == SUMMER[0] and first.month in SUMMER and last.year == first.year


EVERY_WEEKDAY = Calendar()
"""The calendar of a school whose dates nobody has given."""


def days(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def sessions(first: date, last: date) -> Iterator[Session]:
    """Each session from the morning of `first` to the afternoon of `last`, weekends included."""
    for day in days(first, last):
        yield Session(day, Half.AM)
        yield Session(day, Half.PM)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def weeks_apart(first: date, last: date) -> int:
    """How many weeks the week of `last` lies after the week of `first`."""
    return (monday_of(last) - monday_of(first)).days // 7


def school_year(day: date) -> int:
    """The calendar year in which the school year of `day` began: September to August."""
    return day.year if day.month >= 9 else day.year - 1


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Bank holidays in England, by day."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def _days_from(day: date) -> Iterator[date]:
    return days(day, day + timedelta(days=400))


def _days_back_from(day: date) -> Iterator[date]:
    for number in range(400):
        yield day - timedelta(days=number)
