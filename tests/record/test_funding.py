"""Money, in pounds and pence: the worked example of the reference, and what holds whatever the day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.case import Case
from record.entry import Filed
from record.forms.final_review import TRANSFER
from record.funding import Unit, agreed_funding, difference, funding_year, pounds, shares
from record.school_days import Span
from tests.record.a_case import a_case, agreed, day, decided, started

AWPU = Decimal("3496.23")
APRIL, SEPTEMBER = 4, 9
amounts = st.decimals(0, 50_000, places=2)
dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
months = st.sampled_from((APRIL, SEPTEMBER))
units = st.sampled_from(Unit)


# --- the balance of the amount for a pupil


def test_twenty_complete_weeks_of_3496_23_come_to_1344_70() -> None:
    (share,) = shares(
        AWPU, date(2016, 3, 31) - timedelta(weeks=20) + timedelta(days=1), date(2016, 3, 31), APRIL, Unit.WEEKS
    )
    assert (share.left, share.receiving, share.home) == (20, Decimal("1344.70"), Decimal("2151.53"))
    assert share.working == "£3,496.23 × 20 ÷ 52 complete weeks = £1,344.70"


def test_a_week_that_is_not_complete_is_not_counted_and_a_day_is() -> None:
    from_on = date(2026, 11, 2)
    (weeks,) = shares(Decimal(5200), from_on, from_on, APRIL, Unit.WEEKS)
    (in_days,) = shares(Decimal(5200), from_on, from_on, APRIL, Unit.DAYS)
    assert (weeks.left, weeks.receiving) == (21, Decimal("2100.00"))
    assert (in_days.left, in_days.of, in_days.receiving) == (150, 365, Decimal("2136.99"))


def test_a_whole_year_is_the_whole_amount_and_its_last_days_are_none_of_it() -> None:
    (whole,) = shares(AWPU, date(2026, 9, 1), date(2026, 9, 1), SEPTEMBER, Unit.WEEKS)
    (last,) = shares(AWPU, date(2027, 8, 26), date(2027, 8, 26), SEPTEMBER, Unit.WEEKS)
    assert (whole.receiving, whole.home) == (AWPU, Decimal("0.00"))
    assert (last.receiving, last.home) == (Decimal("0.00"), AWPU)


def test_a_leap_year_has_366_days_and_52_weeks() -> None:
    year = funding_year(date(2028, 2, 29), APRIL)
    (in_days,) = shares(Decimal(366), date(2028, 2, 29), date(2028, 2, 29), APRIL, Unit.DAYS)
    assert year == Span(date(2027, 4, 1), date(2028, 3, 31))
    assert (in_days.left, in_days.of, in_days.receiving) == (32, 366, Decimal("32.00"))


def test_money_backdated_over_the_new_year_is_shared_year_by_year() -> None:
    before, after = shares(Decimal(5200), date(2027, 3, 1), date(2027, 4, 20), APRIL, Unit.WEEKS)
    assert (before.left, before.receiving) == (4, Decimal("400.00"))
    assert (after.from_on, after.left, after.receiving) == (date(2027, 4, 1), 52, Decimal("5200.00"))


@given(amounts, dates, months, units)
def test_the_two_schools_shares_always_come_to_the_whole(a_year: Decimal, on: date, month: int, unit: Unit) -> None:
    (share,) = shares(a_year, on, on, month, unit)
    assert share.home + share.receiving == a_year
    assert share.home >= 0 and share.receiving >= 0
    assert on in share.year


@given(amounts, dates, st.integers(0, 400), months, units)
def test_a_later_day_never_gives_the_receiving_school_more_of_a_year(
    a_year: Decimal, on: date, later: int, month: int, unit: Unit
) -> None:
    last = funding_year(on, month).last
    (early,) = shares(a_year, on, on, month, unit)
    then = min(on + timedelta(days=later), last)
    (late,) = shares(a_year, then, then, month, unit)
    assert late.receiving <= early.receiving
    assert late.receiving + late.home == early.receiving + early.home


@given(amounts, dates, st.integers(0, 120), months, units)
def test_backdating_never_gives_less_and_every_year_still_comes_to_the_whole(
    a_year: Decimal, admitted_on: date, days_before: int, month: int, unit: Unit
) -> None:
    plain = shares(a_year, admitted_on, admitted_on, month, unit)
    backdated = shares(a_year, admitted_on - timedelta(days=days_before), admitted_on, month, unit)
    assert sum(each.receiving for each in backdated) >= sum(each.receiving for each in plain)
    assert all(each.receiving + each.home == a_year for each in backdated)


# --- alternative provision


def test_the_difference_is_paid_for_twelve_weeks_at_most() -> None:
    six = difference(Decimal("450"), Decimal("120.50"), 6)
    long = difference(Decimal("450"), Decimal("120.50"), 14)
    assert (six.total, long.weeks, long.total) == (Decimal("1977.00"), 12, Decimal("3954.00"))
    assert six.working == "(£450.00 − £120.50) × 6 weeks = £1,977.00"


@given(amounts, amounts, st.integers(-3, 60))
def test_a_difference_is_never_negative(provision: Decimal, mainstream: Decimal, weeks: int) -> None:
    found = difference(provision, mainstream, weeks)
    assert found.total >= 0
    assert found.total == found.a_week * found.weeks


# --- as a meeting agreed it

BALANCE: dict[str, Any] = {
    "funding_option": "balance of the amount for a pupil",
    "funding_a_year": 3496.23,
    "funding_year_begins": "1 April",
    "funding_counted_in": "complete weeks",
    "funding_runs_from": "the day of formal admission",
}


def _agreed(*more: Filed, route: str = "placement", **funding: Any) -> Case:
    return a_case(*agreed(route, **funding), started(), *more, today=day(14, 9))


def test_where_no_arrangement_was_chosen_there_is_nothing_to_work_out() -> None:
    assert agreed_funding(_agreed()) is None
    none = agreed_funding(_agreed(funding_option="no money moves"))
    assert none is not None and (none.shares, none.difference) == ((), None)


def test_until_the_transfer_is_decided_it_is_worked_from_the_day_after_the_placement() -> None:
    found = agreed_funding(_agreed(**BALANCE))
    assert found is not None
    assert (found.admitted_on, found.is_certain) == (day(2, 11), False)
    assert (found.shares[0].left, found.receiving, found.home) == (21, Decimal("1411.94"), Decimal("2084.29"))


def test_once_decided_it_is_worked_from_the_day_of_the_transfer() -> None:
    found = agreed_funding(_agreed(decided(TRANSFER, day(20, 10), day(9, 11)), **BALANCE))
    assert found is not None
    assert (found.admitted_on, found.is_certain, found.shares[0].left) == (day(9, 11), True, 20)
    assert found.receiving == Decimal("1344.70")


def test_backdated_it_is_worked_from_the_first_day_of_the_placement() -> None:
    found = agreed_funding(_agreed(**BALANCE | {"funding_runs_from": "the first day of the placement"}))
    assert found is not None and found.is_backdated
    assert (found.shares[0].from_on, found.shares[0].left) == (day(14, 9), 28)


def test_a_premium_that_follows_the_child_is_part_of_the_whole() -> None:
    found = agreed_funding(_agreed(**BALANCE | {"funding_premium": 1050.0}))
    assert found is not None and found.receiving + found.home == Decimal("4546.23")


@pytest.mark.parametrize("name", ["funding_a_year", "funding_year_begins", "funding_counted_in", "funding_runs_from"])
def test_what_is_not_answered_yet_is_named(name: str) -> None:
    found = agreed_funding(_agreed(**BALANCE | {name: None}))
    assert found is not None and (found.missing, found.shares) == ((name,), ())


def test_the_difference_for_alternative_provision_is_worked_from_the_weeks_agreed() -> None:
    costs = {
        "funding_option": "difference for alternative provision",
        "provision_a_week": 450.0,
        "mainstream_a_week": 120.0,
    }
    found = agreed_funding(_agreed(route="alternative provision", weeks=6, **costs))
    assert found is not None and found.difference is not None
    assert pounds(found.difference.total) == "£1,980.00"
    unknown = agreed_funding(_agreed(route="alternative provision", **costs))
    assert unknown is not None and unknown.missing == ("weeks",)
