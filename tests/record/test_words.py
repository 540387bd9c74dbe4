"""How days, times, lists, children and answers are said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from record import words
from record.field import question
from record.forms.approach import Approach
from record.forms.meeting_record import MeetingRecord
from record.forms.response import Response
from record.school_days import Half


@pytest.mark.parametrize(
    ("say", "said"),
    [
        (words.day, "Tuesday 1 September"),
        (words.full_day, "Tuesday 1 September 2026"),
        (words.plain_day, "1 September 2026"),
        (words.day_and_month, "1 September"),
        (words.short_day, "1 Sep"),
        (words.short_plain_day, "1 Sep 2026"),
        (words.month, "September 2026"),
        (words.weekday, "Tuesday"),
        (words.short_weekday, "Tue"),
        (words.typed_day, "1/9/2026"),
        (words.padded_day, "01/09/2026"),
    ],
)
def test_a_day_is_said_as_its_place_asks(say: Callable[[date], str], said: str) -> None:
    assert say(date(2026, 9, 1)) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(8, 30), "8:30am"),
        (time(0, 5), "12:05am"),
        (time(12, 0), "12 noon"),
        (time(12, 1), "12:01pm"),
        (time(14, 0), "2pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_a_family_is_told_times_as_people_say_them(at: time, said: str) -> None:
    assert words.spoken_clock(at) == said


def test_a_moment_has_its_day_where_it_is_kept_for_good() -> None:
    at = datetime(2026, 9, 1, 8, 5, tzinfo=UTC)

    assert (words.full_moment(at), words.greenwich_moment(at)) == ("1 September 2026, 9:05", "01.09.2026 08:05")


def test_half_a_day_is_a_morning_or_an_afternoon() -> None:
    assert [words.half_day(half) for half in Half] == ["morning", "afternoon"]


@pytest.mark.parametrize(("at", "said"), [(time(8, 5), "8:05"), (time(0, 0), "0:00"), (time(15, 30), "15:30")])
def test_times_are_said_with_hours_and_minutes(at: time, said: str) -> None:
    assert words.clock(at) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 9, 21, 9, 42, tzinfo=UTC), "10:42"),  # summer time
        (datetime(2026, 9, 20, 23, 30, tzinfo=UTC), "0:30"),  # already today in England
        (datetime(2026, 9, 20, 9, 42, tzinfo=UTC), "Sunday 20 September, 10:42"),
        (datetime(2026, 12, 1, 9, 42, tzinfo=UTC), "Tuesday 1 December, 9:42"),
    ],
)
def test_a_moment_is_said_in_englands_time(at: datetime, said: str) -> None:
    assert words.moment(at, date(2026, 9, 21)) == said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (date(2026, 9, 22), ""),
        (date(2026, 9, 21), ""),
        (date(2026, 9, 20), "1 day late"),
        (date(2026, 9, 1), "20 days late"),
    ],
)
def test_lateness_is_counted_in_days(by: date, said: str) -> None:
    assert words.how_late(by, date(2026, 9, 21)) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sam Adeyemi", "S.A."),
        ("  sam   de la Cruz ", "S.D.L.C."),
        ("Élodie Ångström", "É.Å."),
        ("Sam (Sammy) 2nd", "S."),
        ("🎒 Adeyemi", "A."),
        ("", ""),
        (None, ""),
    ],
)
def test_outside_the_case_a_child_is_initials(name: str | None, said: str) -> None:
    assert words.initials(name) == said


@pytest.mark.parametrize(
    ("name", "year", "said"),
    [
        ("Sam Adeyemi", "Year 9", "S.A., Year 9"),
        ("Sam Adeyemi", "Reception", "S.A., Reception"),
        ("Sam Adeyemi", None, "S.A."),
        (None, None, "New case"),
    ],
)
def test_a_case_is_called_by_initials_and_year(name: str | None, year: str | None, said: str) -> None:
    assert words.of_child(name, year) == said


@pytest.mark.parametrize(
    ("given", "said"), [("sa", "S.A."), ("Sam Adeyemi", "S.A.M."), ("<b>", "B."), (None, "New case"), ("", "New case")]
)
def test_before_its_referral_a_case_is_called_by_the_initials_somebody_gave(given: str | None, said: str) -> None:
    assert words.of_initials(given) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_said_with_and(parts: list[str], said: str) -> None:
    assert words.listed(parts) == said


def test_a_chain_is_said_with_and_between_all() -> None:
    assert words.chained(["a", "b", "c"]) == "a and b and c"


@pytest.mark.parametrize(
    ("text", "said"), [("nowhere: INSET", "Nowhere: INSET"), ("", ""), ("éa", "Éa"), ("8:40", "8:40")]
)
def test_a_sentence_begins_with_a_capital(text: str, said: str) -> None:
    assert words.first_capital(text) == said


ANY = question(MeetingRecord, "background")


@pytest.mark.parametrize(
    ("asked", "value", "said"),
    [
        (ANY, None, words.NOT_ANSWERED),
        (ANY, (), words.NOT_ANSWERED),
        (ANY, True, "Yes"),
        (ANY, False, "No"),
        (ANY, date(2026, 9, 14), "Monday 14 September 2026"),
        (ANY, time(8, 40), "8:40"),
        (ANY, "o'neill", "o'neill"),
        (ANY, 6, "6"),
        (ANY, 91.5, "91.5"),
        (ANY, 90.0, "90"),
        (ANY, 1234567.25, "1234567.25"),
        (ANY, ("letters", "in person"), "Letters and In person"),
        (question(Response, "answer"), "accept in principle", "Accept in principle"),
    ],
)
def test_an_answer_is_read_back_in_words(asked: Any, value: object, said: str) -> None:
    assert words.answer(asked, value) == said


def test_a_school_is_read_back_by_its_name() -> None:
    school = question(Approach, "school")

    assert words.answer(school, "900002", "Northgate Academy") == "Northgate Academy"
    assert words.answer(school, "900002") == "900002"


@pytest.mark.parametrize(
    ("asked", "value", "said"),
    [
        (ANY, True, "Yes"),
        (ANY, False, "No"),
        (ANY, date(2026, 9, 14), "Monday 14 September 2026"),
        (ANY, time(8, 40), "8:40am"),
        (ANY, 91.5, "91.5"),
        (ANY, 90.0, "90"),
        (ANY, ("letters", "in person"), "letters, in person"),
        (question(Response, "answer"), "accept in principle", "accept in principle"),
        (question(Approach, "school"), "900002", "Northgate Academy"),
    ],
)
def test_an_answer_is_copied_into_a_letter_as_it_was_given(asked: Any, value: object, said: str) -> None:
    assert words.written_answer(asked, value, "Northgate Academy") == said
