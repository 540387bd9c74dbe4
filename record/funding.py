"""What money follows a child, worked line by line. Amounts are pounds in `Decimal`, rounded to the penny, halves up.

The formula is the statutory one for a permanent exclusion, A × B ÷ 52 (School and Early Years Finance (England)
Regulations 2018, regulation 27): A is the amount for a whole funding year, B the complete weeks left in it. It does not
bind a managed move; the schools may agree it, counted in days instead if they like (H&F section 14).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from record.school_days import ONE_DAY, Span

WEEKS_IN_A_YEAR = 52
PROVISION_WEEKS = 12
"""Weeks of dual registration for which an authority that approved it pays the difference: H&F section 6.5."""
PENNY = Decimal("0.01")
NOTHING = Decimal("0.00")


class Unit(StrEnum):
    """What the rest of a funding year is counted in."""

    WEEKS = "complete weeks"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Share:
    """One funding year, shared between two schools."""

    year: Span
    from_on: date
    """The first day for which the receiving school is paid."""
    a_year: Decimal
    """The whole, in pounds."""
    left: int
    """Weeks or days left in the year, the first day included."""
    of: int
    """Weeks or days in the whole year."""
    unit: Unit

    @property
    def receiving(self) -> Decimal:
        """What goes to the receiving school."""
        return pence(self.a_year * self.left / self.of)

    @property
    def home(self) -> Decimal:
        """What stays with the home school: the rest, so that the two always come to the whole."""
        return self.a_year - self.receiving

    @property
    def working(self) -> str:
        """`£3,496.23 × 20 ÷ 52 complete weeks = £1,344.70`."""
        return f"{pounds(self.a_year)} × {self.left} ÷ {self.of} {self.unit} = {pounds(self.receiving)}"


def funding_year(day: date, begins_in: int) -> Span:
    """The funding year of `day`, which begins on the first of a month: 4 for maintained schools, 9 for academies."""
    first = date(day.year if day.month >= begins_in else day.year - 1, begins_in, 1)
    return Span(first, date(first.year + 1, begins_in, 1) - ONE_DAY)


def shares(a_year: Decimal, from_on: date, until: date, begins_in: int, unit: Unit) -> tuple[Share, ...]:
    """The balance of each funding year from `from_on` to the end of the year in which `until` lies.

    One year, unless money is backdated to a placement that began in the year before the admission.
    """
    return tuple(_share(pence(a_year), from_on, year, unit) for year in _years(from_on, max(from_on, until), begins_in))


def _years(first: date, last: date, begins_in: int) -> Iterator[Span]:
    year = funding_year(first, begins_in)
    while year.first <= last:
        yield year
        year = funding_year(year.last + ONE_DAY, begins_in)


def _share(a_year: Decimal, from_on: date, year: Span, unit: Unit) -> Share:
    first = max(from_on, year.first)
    days_left, days_in_year = (year.last - first).days + 1, (year.last - year.first).days + 1
    if unit is Unit.DAYS:
        return Share(year, first, a_year, days_left, days_in_year, unit)
    return Share(year, first, a_year, days_left // 7, WEEKS_IN_A_YEAR, unit)


@dataclass(frozen=True, slots=True)
class Difference:
    """What an authority pays for a place in alternative provision above a mainstream one."""

    provision_a_week: Decimal
    mainstream_a_week: Decimal
    weeks: int
    """At most 12."""

    @property
    def a_week(self) -> Decimal:
        """The difference; nothing where the provision costs no more."""
        return max(self.provision_a_week - self.mainstream_a_week, NOTHING)

    @property
    def total(self) -> Decimal:
        """For all the weeks."""
        return pence(self.a_week * self.weeks)

    @property
    def working(self) -> str:
        """`(£450.00 − £120.00) × 12 weeks = £3,960.00`."""
        each = f"({pounds(self.provision_a_week)} − {pounds(self.mainstream_a_week)})"
        return f"{each} × {self.weeks} weeks = {pounds(self.total)}"


def difference(provision_a_week: Decimal, mainstream_a_week: Decimal, weeks: int) -> Difference:
    """The difference for the weeks of a placement, twelve at most."""
    return Difference(pence(provision_a_week), pence(mainstream_a_week), min(max(weeks, 0), PROVISION_WEEKS))


def pence(amount: Decimal) -> Decimal:
    """To the penny, halves up."""
    return amount.quantize(PENNY, ROUND_HALF_UP)


def pounds(amount: Decimal) -> str:
    """`£1,344.70`."""
    return f"£{amount:,.2f}"
