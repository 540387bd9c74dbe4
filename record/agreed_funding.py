"""The funding that a meeting agreed, worked out for the case as it stands: the days are the case's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from record.case import Case, Placement
from record.ended import HowEnded, ended
from record.funding import Difference, Share, Unit, difference, shares
from record.meeting_record import BALANCE, FROM_THE_START, PROVISION, MeetingRecord
from record.school_days import ONE_DAY

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
