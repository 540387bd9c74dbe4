"""Who pays what for a placement, day by day, as the pack asks and as both schools agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from record.case import Case, Placement
from record.ended import HowEnded, ended
from record.forms.meeting_record import BALANCE, FROM_THE_START, PROVISION, MeetingRecord
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


MONTHS = {"1 April": 4, "1 September": 9}


@dataclass(frozen=True, slots=True)
class AgreedFunding:
    """What was agreed, and what it comes to."""

    option: str
    shares: tuple[Share, ...] = ()
    """The balance of the per-pupil amount, year by year."""
    difference: Difference | None = None
    admitted_on: date | None = None
    """The day the child is formally admitted."""
    is_certain: bool = False
    """Whether the transfer is decided; until then the day is the first after the placement."""
    is_backdated: bool = False
    missing: tuple[str, ...] = ()
    """The questions of the meeting record that must be answered before it can be worked out."""

    @property
    def receiving(self) -> Decimal:
        """What goes to the receiving school in all."""
        return sum((each.receiving for each in self.shares), Decimal(0))

    @property
    def home(self) -> Decimal:
        """What stays with the home school in all."""
        return sum((each.home for each in self.shares), Decimal(0))


def agreed_funding(case: Case) -> AgreedFunding | None:
    """What the meeting agreed on money; None when it chose no arrangement."""
    meeting = case.agreed_meeting
    if meeting is None or meeting.funding_option is None:
        return None
    if meeting.funding_option == BALANCE:
        return _balance(case, meeting)
    if meeting.funding_option == PROVISION:
        return _difference(meeting)
    return AgreedFunding(meeting.funding_option)


def _balance(case: Case, meeting: MeetingRecord) -> AgreedFunding:
    needed = ("funding_a_year", "funding_year_begins", "funding_counted_in", "funding_runs_from")
    missing = tuple(name for name in needed if getattr(meeting, name) is None)
    admitted_on, is_certain = _admission(case, case.placement)
    if missing or admitted_on is None or meeting.funding_a_year is None:
        return AgreedFunding(BALANCE, admitted_on=admitted_on, missing=missing)
    is_backdated = meeting.funding_runs_from == FROM_THE_START
    from_on = case.placement.starts_on if case.placement and is_backdated else admitted_on
    a_year = _money(meeting.funding_a_year) + _money(meeting.funding_premium or 0)
    begins_in, unit = MONTHS[meeting.funding_year_begins or ""], Unit(meeting.funding_counted_in or "")
    worked = shares(a_year, from_on, admitted_on, begins_in, unit)
    return AgreedFunding(BALANCE, worked, None, admitted_on, is_certain, is_backdated)


def _admission(case: Case, placement: Placement | None) -> tuple[date | None, bool]:
    """The day of the transfer, and whether it is decided."""
    end = ended(case)
    if end and end.how is HowEnded.TRANSFERRED:
        return end.from_on, True
    if placement is None:
        return None, False
    last = placement.ends_on
    return (case.calendar(placement.school).next_open(last + ONE_DAY) if last else placement.starts_on), False


def _difference(meeting: MeetingRecord) -> AgreedFunding:
    needed = ("provision_a_week", "mainstream_a_week", "weeks")
    missing = tuple(name for name in needed if getattr(meeting, name) is None)
    provision, mainstream, weeks = meeting.provision_a_week, meeting.mainstream_a_week, meeting.weeks
    if provision is None or mainstream is None or weeks is None:
        return AgreedFunding(PROVISION, missing=missing)
    return AgreedFunding(PROVISION, difference=difference(_money(provision), _money(mainstream), weeks))


def _money(amount: float) -> Decimal:
    """As it was typed: 3496.23 is not 3496.2299999."""
    return Decimal(str(amount))
