from __future__ import annotations

from datetime import date

import pytest

from record.school_days import (
    EVERY_WEEKDAY,
    Calendar,
    Half,
    Session,
    Span,
    bank_holidays,
    monday_of,
    school_year,
    sessions,
    weeks_apart,
)
from tests.record.a_case import CALENDAR, TERMS, day

INSET = Calendar(TERMS, {day(5, 10): "INSET day"})


@pytest.mark.parametrize(
    ("calendar", "on", "why"),
    [
        (CALENDAR, day(14, 9), None),
        (CALENDAR, day(12, 9), "weekend"),
        (CALENDAR, day(26, 10), "school holiday"),
        (CALENDAR, day(25, 12), "bank holiday (Christmas Day)"),
        (CALENDAR, day(3, 5), "bank holiday (May Day)"),
        (INSET, day(5, 10), "INSET day"),
        (CALENDAR, day(5, 10), None),
        (CALENDAR, day(1, 9), "school holiday"),
    ],
)
def test_a_school_says_why_it_is_closed(calendar: Calendar, on: date, why: str | None) -> None:
    assert calendar.closed_because(on) == why
    assert calendar.is_open(on) is (why is None)


def test_where_nobody_gave_term_dates_every_weekday_is_open_and_it_says_so() -> None:
    far = date(2030, 8, 14)
    assert CALENDAR.is_open(far)
    assert not CALENDAR.is_known(far)
    assert not EVERY_WEEKDAY.is_known(day(14, 9))
    assert EVERY_WEEKDAY.closed_because(day(28, 12)) == "bank holiday (Boxing Day (observed))"


def test_a_term_that_nobody_entered_is_no_holiday() -> None:
    no_spring = Calendar((*TERMS[:2], *TERMS[4:]))
    assert no_spring.is_open(day(18, 1)), "better a day too many than a child whom nobody expects"
    assert not no_spring.is_known(day(18, 1))
    assert no_spring.gaps == (Span(day(19, 12), day(11, 4)),)


def test_every_holiday_of_a_whole_year_is_known() -> None:
    assert CALENDAR.gaps == ()
    assert CALENDAR.closed_because(day(26, 10)) == "school holiday"
    assert CALENDAR.closed_because(day(4, 1)) == "school holiday"
    assert CALENDAR.closed_because(day(31, 3)) == "school holiday"


@pytest.mark.parametrize(
    ("terms", "on", "is_known"),
    [
        (TERMS, date(2027, 7, 22), True),
        (TERMS, date(2027, 8, 31), True),
        (TERMS, date(2027, 9, 1), False),
        (TERMS, date(2028, 7, 31), False),
        (TERMS, date(2026, 9, 1), True),
        (TERMS, date(2026, 7, 1), True),
        (TERMS, date(2026, 6, 30), False),
        (TERMS[:5], date(2027, 6, 1), False),
        (TERMS[:5], date(2027, 7, 1), False),
        (TERMS[2:], date(2026, 9, 1), False),
        ((*TERMS, Span(date(2027, 9, 6), date(2027, 10, 22))), date(2027, 9, 3), True),
    ],
)
def test_the_summer_holiday_is_known_beside_the_term_that_ends_or_begins_it(
    terms: tuple[Span, ...], on: date, is_known: bool
) -> None:
    assert Calendar(terms).is_known(on) is is_known


@pytest.mark.parametrize(("back_on", "is_known"), [(date(2027, 1, 17), True), (date(2027, 1, 18), False)])
def test_a_holiday_within_a_year_is_thirty_days_at_most(back_on: date, is_known: bool) -> None:
    terms = (Span(day(2, 11), day(18, 12)), Span(back_on, date(2027, 2, 12)))
    assert Calendar(terms).is_known(day(4, 1)) is is_known


def test_the_next_school_day_after_the_last_before_half_term_is_ten_days_on() -> None:
    assert CALENDAR.next_open(day(24, 10)) == day(2, 11)
    assert CALENDAR.last_open(day(1, 11)) == day(23, 10)
    assert CALENDAR.after(day(23, 10), 1) == day(2, 11)
    assert CALENDAR.before(day(2, 11), 1) == day(23, 10)


def test_counting_no_days_from_a_closed_day_gives_the_first_school_day() -> None:
    assert CALENDAR.after(day(26, 10), 0) == day(2, 11)
    assert CALENDAR.after(day(2, 11), 0) == day(2, 11)


def test_two_school_days_before_a_monday_is_the_thursday() -> None:
    assert CALENDAR.before(day(14, 9), 2) == day(10, 9)


def test_school_days_are_counted_with_both_ends_and_without_closures() -> None:
    assert CALENDAR.between(day(14, 9), day(18, 9)) == 5
    assert CALENDAR.between(day(19, 10), day(6, 11)) == 10
    assert INSET.between(day(5, 10), day(9, 10)) == 4
    assert CALENDAR.between(day(18, 9), day(14, 9)) == 0


def test_six_calendar_weeks_from_a_monday_end_on_the_sixth_friday() -> None:
    assert CALENDAR.end_of_weeks(day(14, 9), 6, in_school_weeks=False) == day(23, 10)


def test_six_calendar_weeks_that_end_in_half_term_end_on_the_last_school_day_before() -> None:
    assert CALENDAR.end_of_weeks(day(21, 9), 6, in_school_weeks=False) == day(23, 10)


def test_six_school_weeks_skip_half_term() -> None:
    assert CALENDAR.end_of_weeks(day(21, 9), 6, in_school_weeks=True) == day(6, 11)


def test_six_school_weeks_skip_a_holiday_of_two_weeks() -> None:
    assert CALENDAR.end_of_weeks(day(23, 11), 6, in_school_weeks=True) == day(15, 1)


def test_six_calendar_weeks_from_a_wednesday_end_on_a_tuesday() -> None:
    assert CALENDAR.end_of_weeks(day(9, 9), 6, in_school_weeks=False) == day(20, 10)


@pytest.mark.parametrize(
    ("on", "calendar_week", "school_week"),
    [
        (day(14, 9), 1, 1),
        (day(20, 9), 1, 1),
        (day(21, 9), 2, 2),
        (day(23, 10), 6, 6),
        (day(28, 10), 7, 6),
        (day(2, 11), 8, 7),
        (day(1, 9), 1, 1),
    ],
)
def test_half_term_is_a_calendar_week_and_no_school_week(on: date, calendar_week: int, school_week: int) -> None:
    assert CALENDAR.week_number(day(14, 9), on, in_school_weeks=False) == calendar_week
    assert CALENDAR.week_number(day(14, 9), on, in_school_weeks=True) == school_week


@pytest.mark.parametrize("weeks", range(1, 13))
@pytest.mark.parametrize("in_school_weeks", [True, False])
def test_the_last_day_of_n_weeks_lies_in_week_n_or_before_a_holiday(weeks: int, in_school_weeks: bool) -> None:
    for start in (day(7, 9), day(16, 9), day(5, 11), day(4, 1)):
        last = CALENDAR.end_of_weeks(start, weeks, in_school_weeks)
        number = CALENDAR.week_number(start, last, in_school_weeks)
        assert CALENDAR.is_open(last)
        assert number == weeks if in_school_weeks else number <= weeks


def test_a_school_year_runs_from_september_to_august() -> None:
    assert (school_year(date(2026, 8, 31)), school_year(date(2026, 9, 1)), school_year(date(2027, 7, 1))) == (
        2025,
        2026,
        2026,
    )


def test_a_week_begins_on_monday() -> None:
    assert monday_of(date(2026, 9, 20)) == date(2026, 9, 14)
    assert weeks_apart(date(2026, 9, 18), date(2026, 9, 21)) == 1


def test_a_day_has_a_morning_and_an_afternoon() -> None:
    found = list(sessions(day(14, 9), day(15, 9)))
    assert found == sorted(found)
    assert [str(each) for each in found[:2]] == [
        "Monday 14 September, morning",
        "Monday 14 September, afternoon",
    ]
    assert found[1] == Session(day(14, 9), Half.PM)


def test_a_span_holds_both_its_ends() -> None:
    span = Span(day(14, 9), day(18, 9))
    assert day(14, 9) in span
    assert day(18, 9) in span
    assert day(19, 9) not in span


ON_WEEKDAYS = {
    2026: ("1-1", "4-3", "4-6", "5-4", "5-25", "8-31", "12-25", "12-28"),
    2027: ("1-1", "3-26", "3-29", "5-3", "5-31", "8-30", "12-27", "12-28"),
    2028: ("1-3", "4-14", "4-17", "5-1", "5-29", "8-28", "12-25", "12-26"),
}
"""Bank holidays of England and Wales on weekdays, as www.gov.uk/bank-holidays announces them."""
LAST_CHECKED = date(2028, 12, 31)
MUST_BE_KNOWN_AHEAD = 240
"""Days: a school year's dates are needed when the placements of its autumn are planned in the spring before."""


@pytest.mark.parametrize("year", ON_WEEKDAYS)
def test_the_bank_holidays_are_those_announced(year: int) -> None:
    announced = {date(year, *map(int, each.split("-"))) for each in ON_WEEKDAYS[year]}
    assert {each for each in bank_holidays(year) if each.weekday() < 5} == announced, (
        "Bank holidays differ from those announced: upgrade `holidays` in requirements.txt"
    )


def test_the_bank_holidays_of_the_next_school_year_have_been_checked() -> None:
    left = (LAST_CHECKED - date.today()).days
    assert left >= MUST_BE_KNOWN_AHEAD, (
        f"Bank holidays are checked only until {LAST_CHECKED}. Upgrade `holidays` in requirements.txt, then add the next "
        "year from www.gov.uk/bank-holidays to ON_WEEKDAYS in tests/record/test_school_days.py and move LAST_CHECKED."
    )
    assert LAST_CHECKED.year == max(ON_WEEKDAYS)
