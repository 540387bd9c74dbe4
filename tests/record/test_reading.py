from __future__ import annotations

import calendar
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.attendance import CODES
from record.field import Question, Section, Shape
from record.one_answer import as_typed, read_answer
from record.reading import (
    Unreadable,
    read_birth_date,
    read_choice,
    read_date,
    read_mark,
    read_number,
    read_time,
    read_upn,
    read_whole_number,
    read_yes_no,
)
from tests.record.any_entry import any_value

CHOICES = ("accept in principle", "decline", "ask for more")


@pytest.mark.parametrize(
    "text",
    [
        "14/9/2026",
        "14/09/2026",
        "14-9-2026",
        "14.9.2026",
        "14 9 2026",
        " 14 / 9 / 2026 ",
        "14/9/26",
        "14 September 2026",
        "14 september 26",
        "14 Sept 2026",
        "14 Sep. 2026",
        "14-Sep-2026",
        "14th September 2026",
        "14th of September 2026",
        "14 September, 2026",
        "Monday 14 September 2026",
        "Mon, 14 Sep 2026",
        "2026-09-14",
        "2026-9-14",
    ],
)
def test_a_date_is_read_in_every_british_form(text: str) -> None:
    assert read_date(text) == date(2026, 9, 14)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_by_its_name_and_its_short_name(month: int) -> None:
    for name in (calendar.month_name[month], calendar.month_abbr[month]):
        assert read_date(f"3 {name} 2027") == date(2027, month, 3)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/02/2026", "February 2026 has 28 days: check the day"),
        ("29/2/2027", "February 2027 has 28 days: check the day"),
        ("0/9/2026", "September 2026 has 30 days: check the day"),
        ("9/14/2026", "There is no month 14: write the day first, then the month, for example 14/9/2026"),
        ("14 Smarch 2026", "Write the month as a number or a name, for example 14 September 2026"),
        ("14/9/3026", "Check the year"),
        ("next Monday", "Write the date as day, month and year, for example 14/9/2026"),
        ("14/9", "Write the date as day, month and year, for example 14/9/2026"),
        ("14/9/202", "Write the date as day, month and year, for example 14/9/2026"),
        ("", "Write the date as day, month and year, for example 14/9/2026"),
    ],
)
def test_a_date_that_cannot_be_read_says_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_date(text)
    assert str(refusal.value) == sentence


def test_a_leap_day_is_read_in_a_leap_year() -> None:
    assert read_date("29/2/2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("14//2012", "The date of birth must include a month"),
        ("//2012", "The date of birth must include a day and a month"),
        ("14/3/", "The date of birth must include a year"),
        ("14/3/1912", "Check the year of birth"),
    ],
)
def test_a_date_of_birth_says_which_box_is_empty(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_birth_date(text)
    assert str(refusal.value) == sentence


def test_a_date_of_birth_is_read_from_its_three_boxes() -> None:
    assert read_birth_date("14/3/2012") == date(2012, 3, 14)


@pytest.mark.parametrize("text", ["8:40", "08:40", "8.40", "840", "0840", "8.40am", "8:40 AM", "8h40", " 8:40 a.m."])
def test_a_time_is_read_however_it_is_parted(text: str) -> None:
    assert read_time(text) == time(8, 40)


@pytest.mark.parametrize(
    ("text", "hour"), [("3pm", 15), ("3 p.m.", 15), ("12am", 0), ("12pm", 12), ("15pm", 15), ("15", 15), ("0", 0)]
)
def test_noon_and_midnight_are_told_apart(text: str, hour: int) -> None:
    assert read_time(text) == time(hour)


@pytest.mark.parametrize("text", ["24:00", "8:60", "13am", "25pm", "half past eight", "", "8:4", "12345"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Write the time as hours and minutes, for example 8:40"):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("93.1%", 93.1), (" 93.1 % ", 93.1), ("1,234", 1234), ("0", 0)]
)
def test_a_number_forgives_commas_and_per_cent(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["six", "", "1e5", "nan", "inf", "1.", "--1", "١٢", "12345678901"])
def test_what_is_no_number_in_figures_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Write a number in figures, for example 12"):
        read_number(text)


def test_a_number_below_nothing_is_refused() -> None:
    with pytest.raises(Unreadable, match="0 or more"):
        read_number("-1")


def test_a_whole_number_has_no_half() -> None:
    assert read_whole_number("6.0") == 6
    with pytest.raises(Unreadable, match="Write a whole number, for example 6"):
        read_whole_number("6.5")


@pytest.mark.parametrize("text", ["yes", "Yes", " Y ", "TRUE", "1", "✓", "x"])
def test_yes_is_read_as_people_write_it(text: str) -> None:
    assert read_yes_no(text) is True


@pytest.mark.parametrize("text", ["no", "No", "n", "FALSE", "0"])
def test_no_is_read_as_people_write_it(text: str) -> None:
    assert read_yes_no(text) is False


@pytest.mark.parametrize("text", ["maybe", "", "yes and no", "?"])
def test_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="Answer yes or no"):
        read_yes_no(text)


def test_a_choice_forgives_case_and_blanks() -> None:
    assert read_choice("  Accept   IN principle ", CHOICES) == "accept in principle"


def test_another_choice_is_refused_with_the_choices() -> None:
    with pytest.raises(Unreadable, match="Choose one of: accept in principle, decline, ask for more"):
        read_choice("perhaps", CHOICES)


def test_a_upn_forgives_blanks_and_small_letters() -> None:
    assert read_upn(" b801 2000 05001 ") == "B801200005001"


@pytest.mark.parametrize("mark", CODES)
def test_every_mark_in_force_is_read(mark: str) -> None:
    assert read_mark(f" {mark.lower()} ") == mark


def _question(shape: Shape) -> Question:
    choices = CHOICES if shape in (Shape.CHOICE, Shape.CHOICES) else ()
    return Question("any", "Any", Section("Any"), shape, choices=choices)


@pytest.mark.parametrize("shape", [shape for shape in Shape if shape is not Shape.GROUP])
def test_what_is_written_for_a_person_reads_back_to_the_same(shape: Shape) -> None:
    @given(any_value(_question(shape)))
    def reads_back(value: object) -> None:
        assert read_answer(_question(shape), as_typed(_question(shape), value)) == value

    reads_back()


@pytest.mark.parametrize("shape", Shape)
@given(typed=st.one_of(st.text(max_size=30), st.lists(st.text(max_size=5), max_size=3), st.none(), st.integers()))
def test_reading_refuses_with_a_sentence_or_not_at_all(shape: Shape, typed: object) -> None:
    try:
        read_answer(_question(shape), typed)
    except Unreadable as refusal:
        assert str(refusal)[0].isupper()


def test_blanks_pasted_from_a_document_stay_blanks() -> None:
    assert read_answer(_question(Shape.TEXT), " Mrs\xa0Adeyemi\x00\u200b ") == "Mrs Adeyemi"


def test_line_ends_of_every_system_are_one() -> None:
    assert read_answer(_question(Shape.LONG_TEXT), "one\r\ntwo\rthree") == "one\ntwo\nthree"


def test_an_answer_too_long_for_a_cell_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"40,001 characters long\. Keep it under 40,000"):
        read_answer(_question(Shape.LONG_TEXT), "x" * 40_001)
