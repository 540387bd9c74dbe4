"""Which year group a child is in on a day, and the day on which there is no school year left."""

from __future__ import annotations

from datetime import date

import pytest

from record.forms.referral import Referral
from record.year_group import leaves_school_on, year_group_on, year_in_words
from tests.record.a_case import a_case, filed

IN_JUNE = Referral(year_group="8", confirmed_on=date(2026, 6, 15))


@pytest.mark.parametrize(
    ("referral", "on", "number", "words"),
    [
        (IN_JUNE, date(2026, 8, 31), 8, "Year 8"),
        (IN_JUNE, date(2026, 9, 1), 9, "Year 9"),
        (IN_JUNE, date(2026, 1, 5), 8, "Year 8"),
        (IN_JUNE, date(2029, 9, 1), 12, "Year 11"),
        (Referral(year_group="R", confirmed_on=date(2026, 6, 15)), date(2026, 6, 16), 0, "Reception"),
        (Referral(year_group="R", confirmed_on=date(2026, 6, 15)), date(2026, 9, 1), 1, "Year 1"),
        (Referral(year_group="8"), date(2026, 9, 1), 8, "Year 8"),
        (Referral(), date(2026, 9, 1), None, None),
        # taught a year below: a year older each September all the same
        (IN_JUNE.model_copy(update={"born_on": date(2012, 3, 14)}), date(2026, 9, 1), 9, "Year 9"),
        # corrected in September to the year group of then, by the birth date
        (
            Referral(year_group="9", confirmed_on=date(2026, 6, 15), born_on=date(2013, 3, 14)),
            date(2026, 9, 7),
            9,
            "Year 9",
        ),
    ],
)
def test_the_year_group_on_a_day(referral: Referral, on: date, number: int | None, words: str | None) -> None:
    assert (year_group_on(referral, on), year_in_words(referral, on)) == (number, words)


@pytest.mark.parametrize(
    ("year", "confirmed_on", "leaves_on"),
    [
        ("11", date(2026, 9, 2), date(2027, 6, 25)),
        ("11", date(2026, 6, 2), date(2026, 6, 26)),
        ("10", date(2026, 9, 2), date(2028, 6, 30)),
        (None, date(2026, 9, 2), None),
    ],
)
def test_the_last_friday_in_june_of_year_11(year: str | None, confirmed_on: date, leaves_on: date | None) -> None:
    assert leaves_school_on(Referral(year_group=year, confirmed_on=confirmed_on), confirmed_on) == leaves_on


@pytest.mark.parametrize(
    ("year", "today", "key_stage"),
    [
        ("9", date(2026, 5, 29), ""),
        ("9", date(2026, 6, 1), "4"),
        ("9", date(2026, 9, 7), "4"),
        ("11", date(2026, 6, 30), "4"),
        ("8", date(2026, 7, 20), ""),
    ],
)
def test_exams_are_asked_about_from_the_summer_before_year_10(year: str, today: date, key_stage: str) -> None:
    case = a_case(filed(Referral(year_group=year, confirmed_on=date(2026, 5, 20))), today=today)
    assert case.facts["key_stage"] == key_stage


def test_a_case_is_called_by_the_year_group_of_today() -> None:
    referral = filed(IN_JUNE.model_copy(update={"legal_name": "Sam Adeyemi"}))
    assert a_case(referral, today=date(2026, 7, 20)).called == "S.A., Year 8"
    assert a_case(referral, today=date(2026, 9, 7)).called == "S.A., Year 9"
    assert a_case(today=date(2026, 9, 7)).called == "New case"
