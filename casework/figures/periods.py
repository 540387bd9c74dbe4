"""School years and their terms, as figures are counted by.

A term here is the census's: autumn to the end of December, spring to the day before Easter Monday, summer to the end of
August. Every day belongs to one, holidays too, so that the terms of a year add up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from record.school_days import ONE_DAY, bank_holidays, school_year

TERMS = ("autumn", "spring", "summer")
EASTER_MONDAY = "Easter Monday"


@dataclass(frozen=True, slots=True)
class Period:
    """A school year, or one of its terms."""

    year: int
    """The calendar year in which the school year began."""
    term: str
    """One of `TERMS`; empty for the whole year."""
    first: date
    last: date

    @property
    def key(self) -> str:
        """`2026` or `2026-autumn`: for addresses."""
        return f"{self.year}-{self.term}" if self.term else str(self.year)

    @property
    def name(self) -> str:
        """`Autumn term 2026/27` or `School year 2026/27`."""
        years = f"{self.year}/{(self.year + 1) % 100:02}"
        return f"{self.term.capitalize()} term {years}" if self.term else f"School year {years}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.last < today


def year(began: int) -> Period:
    """A whole school year."""
    return Period(began, "", date(began, 9, 1), date(began + 1, 8, 31))


def terms(began: int) -> tuple[Period, ...]:
    """The three terms of a school year."""
    easter = _easter_monday(began + 1)
    return (
        Period(began, TERMS[0], date(began, 9, 1), date(began, 12, 31)),
        Period(began, TERMS[1], date(began + 1, 1, 1), easter - ONE_DAY),
        Period(began, TERMS[2], easter, date(began + 1, 8, 31)),
    )


def _easter_monday(of: int) -> date:
    return next(day for day, name in bank_holidays(of).items() if EASTER_MONDAY in name)


def periods(days: Iterable[date], today: date) -> Sequence[Period]:
    """Every year and term from the earliest of these days until today, the newest year first, each year before its terms."""
    now = school_year(today)
    first = min((school_year(each) for each in days), default=now)
    found = [each for began in range(now, first - 1, -1) for each in (year(began), *terms(began))]
    return [each for each in found if each.first <= today]
