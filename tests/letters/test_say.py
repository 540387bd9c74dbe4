"""Facts in words."""

from datetime import date, time

import pytest

from letters.say import clock, day, every_tag, plain_day, said, short_day
from letters.told import called
from tests.letters.sample import FULL_CASE


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(8, 30), "8:30am"),
        (time(0, 5), "12:05am"),
        (time(12, 0), "12 noon"),
        (time(12, 1), "12:01pm"),
        (time(14, 0), "2pm"),
        (time(23, 59), "11:59pm"),
    ],
)
def test_times_are_said_as_people_say_them(at: time, words: str) -> None:
    assert clock(at) == words


def test_days_are_said_with_the_weekday_and_births_without() -> None:
    on = date(2026, 11, 2)
    assert (day(on), short_day(on), plain_day(on)) == (
        "Monday 2 November 2026",
        "Monday 2 November",
        "2 November 2026",
    )
    assert said(FULL_CASE)["pupil"]["date_of_birth"] == "14 March 2012"  # type: ignore[index]


def test_every_tag_has_a_meaning_and_can_be_copied() -> None:
    assert all(tag.says and tag.to_copy == "{{ " + tag.name + " }}" for tag in every_tag().values())


def test_tags_reach_into_lists_and_dates_have_a_short_form() -> None:
    assert {"targets.what", "expected.on", "expected.on_short", "report.week.monday.morning.code"} <= set(every_tag())
    assert every_tag()["targets"].sort == "list"
    assert every_tag()["pupil.upn"].optional and not every_tag()["pupil.preferred_name"].optional


def test_what_a_fact_is_called_says_whose_it_is() -> None:
    assert called("home.phone") == "the home school: its telephone"
    assert called("expected.where") == "the place to go to"
    assert called("gone.away") == "gone.away"
