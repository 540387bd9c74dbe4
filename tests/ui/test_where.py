"""The box at the head of a case: what it says in each situation, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from streamlit.testing.v1 import AppTest

from record import words
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.forms.ending import ELSEWHERE
from record.forms.final_review import RETURN, TRANSFER
from record.forms.signature import Signature
from record.pack import Pack
from record.school_days import Calendar
from record.tables import School
from rules.packs import pack
from tests.record.a_case import (
    CALENDARS,
    HOME,
    OTHER,
    PACK,
    RECEIVING,
    TERMS,
    a_case,
    agreed,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    referred,
    roll_changed,
    signed,
    started,
    suspended,
)
from tests.stories.any_case import any_case
from ui.where import short, where

AUTHORITY = Authority(
    pack("hammersmith-fulham-2019"),
    {
        HOME: School(HOME, "Oakfield School"),
        RECEIVING: School(RECEIVING, "Northgate Academy"),
        OTHER: School(OTHER, "Elm Grove"),
    },
)
PLACED = (*agreed(), started())
MARKS = "Oakfield School marks D; Northgate Academy marks attendance."
MONDAY = "Next school day, Monday 14 September: Northgate Academy"
FIRST_DAY = "First day: at 8:40, Main reception, to meet Mr P. Lindqvist."
ENDS = "Next change: the placement ends on Friday 23 October. A final review must decide before then."
BACK: dict[str, Any] = {"return_at": time(8, 30), "return_place": "Main reception", "return_person": "Mrs K. Bell"}


def box(*entries: Filed, on: date, **more: Any) -> tuple[str, ...]:
    """Everything in the box, line by line: today's place, or why there is no school; then of each other day its name too."""
    found = where(a_case(*entries, today=on, **more), AUTHORITY)
    said = [
        line
        for each in found.days
        for line in (each.place if each.day.startswith("Today") else f"{each.day}: {each.place}", *each.lines)
    ]
    return tuple(line for line in (found.closed, *said, found.change) if line)


def tomorrow(number: int) -> str:
    """What is said of the next day of September, while the child goes to the receiving school."""
    return f"Tomorrow, {words.day(day(number, 9))}: Northgate Academy"


def test_each_day_is_named() -> None:
    days = where(a_case(*referred(), today=day(2, 9)), AUTHORITY).days

    assert [each.day for each in days] == ["Today, Wednesday 2 September", "Tomorrow, Thursday 3 September"]


def test_before_anything_is_agreed_the_child_is_at_home() -> None:
    assert box(*referred(), on=day(2, 9)) == (
        "Oakfield School",
        "Tomorrow, Thursday 3 September: Oakfield School",
    )


def test_before_the_start_the_change_ahead_is_named() -> None:
    assert box(*agreed(), on=day(9, 9)) == (
        "Oakfield School",
        "Tomorrow, Thursday 10 September: Oakfield School",
        "Next change: Northgate Academy from Monday 14 September.",
    )


def test_on_the_weekend_before_a_start_the_first_day_is_told() -> None:
    assert box(*agreed(), on=day(12, 9)) == (
        "Today is Saturday: no school.",
        MONDAY,
        FIRST_DAY,
        "Next change: Northgate Academy from Monday 14 September.",
    )


def test_on_the_last_day_before_a_start_the_first_day_is_told() -> None:
    assert box(*agreed(), on=day(11, 9))[:3] == ("Oakfield School", MONDAY, FIRST_DAY)


@pytest.mark.parametrize(
    ("on", "planned"), [(day(9, 9), "Planned"), (day(14, 9), "Was planned"), (day(15, 9), "Was planned")]
)
def test_a_start_says_what_it_hangs_on(on: date, planned: str) -> None:
    place, *_, last = box(*agreed()[:-1], on=on)

    assert (place, last) == (
        "Oakfield School",
        f"{planned}: Northgate Academy from Monday 14 September. Still needed: receiving head teacher to sign the dual "
        "registration form. Until then Oakfield School.",
    )


def test_a_direction_that_was_asked_to_end_says_when_it_does_and_what_was_asked() -> None:
    asked = ended_early(day(24, 9), day(28, 9), until_revoked="At the receiving school")
    directs = directed(day(23, 10), day(7, 9))
    case = (*agreed(route="off-site direction"), directs, started(), asked)
    until_then = (
        "Next change: Oakfield School from Monday 2 November, when the direction ends, unless the board ends it before"
    )

    assert box(*case, on=day(24, 9))[-1] == f"{until_then}, as was asked for Monday 28 September."
    assert box(*case, on=day(28, 9))[-1] == f"{until_then}."


def test_papers_that_lack_the_same_people_are_named_together() -> None:
    unsigned = [each for each in agreed() if not isinstance(each.entry, Signature)]
    pupil_signs = next(
        each for each in signed(day(9, 9)) if isinstance(each.entry, Signature) and each.entry.role == "pupil"
    )

    assert box(*unsigned, pupil_signs, on=day(9, 9))[-1] == (
        "Planned: Northgate Academy from Monday 14 September. Still needed: parent, home head teacher and receiving head "
        "teacher to sign the agreement and the dual registration form. Until then Oakfield School."
    )
    assert box(*unsigned, on=day(9, 9))[-1] == (
        "Planned: Northgate Academy from Monday 14 September. Still needed: parent, pupil, home head teacher and receiving "
        "head teacher to sign the agreement and parent, home head teacher and receiving head teacher to sign the dual "
        "registration form. Until then Oakfield School."
    )


def test_on_the_first_day_time_place_and_person_are_told() -> None:
    assert box(*agreed(), on=day(14, 9)) == ("Northgate Academy", FIRST_DAY, MARKS, tomorrow(15), ENDS)


def test_on_a_first_day_of_which_nothing_is_told_no_empty_line_stands() -> None:
    nothing = {"first_day_at": None, "first_day_place": None, "first_day_person": None}

    assert box(*agreed(**nothing), on=day(14, 9)) == ("Northgate Academy", MARKS, tomorrow(15), ENDS)


def test_on_any_later_day_the_marks_are_told() -> None:
    assert box(*PLACED, on=day(15, 9)) == ("Northgate Academy", MARKS, tomorrow(16), ENDS)


def test_a_split_day_says_both_halves_and_whose_marks_in_which() -> None:
    split = agreed(wednesday_am="home", wednesday_pm="receiving")

    assert box(*split, on=day(16, 9)) == (
        "Oakfield School in the morning; Northgate Academy in the afternoon",
        "Oakfield School marks D in the afternoon; Northgate Academy marks attendance in the afternoon.",
        tomorrow(17),
        ENDS,
    )


def test_a_first_day_that_begins_in_the_afternoon_is_told_as_one() -> None:
    split = agreed(monday_am="home", monday_pm="receiving")

    place, first, *_ = box(*split, on=day(14, 9))

    assert (place, first) == ("Oakfield School in the morning; Northgate Academy in the afternoon", FIRST_DAY)


def test_a_free_half_day_says_why() -> None:
    place, *_ = box(*agreed(friday_pm="neither"), on=day(18, 9))

    assert place == (
        "Northgate Academy in the morning; not in school: the agreed week leaves this session free in the afternoon"
    )


def test_a_reduced_programme_says_until_when() -> None:
    reduced = agreed(
        has_reduced_programme=True, reduced_until=day(2, 10), wednesday_am="neither", wednesday_pm="neither"
    )

    assert box(*reduced, on=day(16, 9)) == (
        "Not in school: the agreed reduced programme leaves this session free until Friday 2 October",
        tomorrow(17),
        "Next change: full time from Monday 5 October.",
    )
    assert box(*reduced, on=day(7, 10))[0] == "Northgate Academy"


def test_a_suspension_says_until_when_and_what_follows() -> None:
    assert box(*PLACED, suspended(day(16, 9), day(18, 9)), on=day(17, 9)) == (
        "Not in school: suspended until Friday 18 September",
        "Oakfield School marks D; Northgate Academy marks E.",
        "Tomorrow, Friday 18 September: Not in school: suspended until Friday 18 September",
        "Next expected on Monday 21 September at Northgate Academy.",
        "Next change: Northgate Academy again from Monday 21 September.",
    )


def test_a_suspension_that_begins_tomorrow_is_the_next_change() -> None:
    assert box(*PLACED, suspended(day(16, 9), day(18, 9)), on=day(15, 9)) == (
        "Northgate Academy",
        MARKS,
        "Tomorrow, Wednesday 16 September: Not in school: suspended until Friday 18 September",
        "Next change: suspended from Wednesday 16 September.",
    )


def test_a_long_suspension_says_where_education_goes_on() -> None:
    long = suspended(day(16, 9), day(25, 9), provision="The Harbour Centre, 9:00")

    assert "Education from the sixth day: The Harbour Centre, 9:00" in box(*PLACED, long, on=day(24, 9))


def test_a_closed_school_says_why_and_when_it_opens() -> None:
    inset = {**CALENDARS, RECEIVING: Calendar(TERMS, {day(21, 9): "INSET day"})}

    assert box(*PLACED, on=day(21, 9), calendars=inset) == (
        "No school today, Monday 21 September: INSET day.",
        tomorrow(22),
        ENDS,
    )


def test_a_whole_summer_is_looked_over() -> None:
    transferred = (*PLACED, decided(TRANSFER, day(19, 10), day(2, 11)))
    terms = Calendar((*TERMS, replace(TERMS[0], first=date(2027, 9, 2), last=date(2027, 10, 22))))

    found = box(*transferred, on=day(22, 7), calendars=dict.fromkeys(CALENDARS, terms))

    assert found[:2] == (
        "No school today, Thursday 22 July: school holiday.",
        "Next school day, Thursday 2 September: Northgate Academy",
    )


OFF_SITE = (*agreed("off-site direction"), directed(), started())


def test_the_end_of_a_direction_is_told_ahead() -> None:
    found = box(*OFF_SITE, on=day(22, 10))

    assert found == (
        "Northgate Academy",
        MARKS,
        "Tomorrow, Friday 23 October: Northgate Academy",
        "Next change: Oakfield School from Monday 2 November, when the direction ends, unless it is renewed or a final "
        "review decides.",
    )


def test_after_the_end_of_a_direction_the_child_is_at_home() -> None:
    assert box(*OFF_SITE, on=day(3, 11)) == (
        "Oakfield School",
        "Tomorrow, Wednesday 4 November: Oakfield School",
    )


def test_a_placement_that_has_passed_its_end_goes_on() -> None:
    assert box(*PLACED, on=day(3, 11)) == (
        "Northgate Academy",
        MARKS,
        "Tomorrow, Wednesday 4 November: Northgate Academy",
    )


def test_the_pack_names_the_time_at_the_other_school() -> None:
    called = PACK.model_copy(update={"placement_word": "trial period"})
    assert isinstance(called, Pack)

    assert box(*PLACED, on=day(15, 9), pack=called)[-1].startswith("Next change: the trial period ends on")


def test_a_return_is_told_ahead_and_on_its_first_day() -> None:
    returns = (*PLACED, decided(RETURN, day(19, 10), day(2, 11), **BACK))

    assert box(*returns, on=day(20, 10))[-1] == "Next change: Oakfield School from Monday 2 November."
    assert box(*returns, on=day(2, 11)) == (
        "Oakfield School",
        "First day: at 8:30, Main reception, to meet Mrs K. Bell.",
        "Tomorrow, Tuesday 3 November: Oakfield School",
    )
    assert box(*returns, on=day(3, 11))[0] == "Oakfield School"


def test_after_a_transfer_both_registers_are_named_until_the_roll_changes() -> None:
    transferred = (*PLACED, decided(TRANSFER, day(19, 10), day(2, 11)))

    then = "Tomorrow, Wednesday 4 November: Northgate Academy"
    assert box(*transferred, on=day(3, 11)) == ("Northgate Academy", MARKS, then)
    assert box(*transferred, roll_changed(day(3, 11)), on=day(3, 11)) == ("Northgate Academy", then)


def test_an_early_ending_says_where_until_the_return() -> None:
    early = (*PLACED, ended_early(day(22, 9), return_on=day(24, 9), **BACK))

    assert box(*early, on=day(22, 9)) == (
        "Northgate Academy",
        MARKS,
        tomorrow(23),
        "Next change: Oakfield School from Thursday 24 September.",
    )
    assert box(*early, on=day(24, 9))[1] == "First day: at 8:30, Main reception, to meet Mrs K. Bell."


def test_a_move_to_a_third_school_is_named() -> None:
    onward = ended_otherwise(
        "another school",
        day(22, 9),
        last_session_on=day(25, 9),
        next_place=ELSEWHERE,
        next_on=day(28, 9),
        next_name="St Swithin's <&> Co",
    )

    assert box(*PLACED, onward, on=day(25, 9))[-1] == "Next change: St Swithin's <&> Co from Monday 28 September."
    assert box(*PLACED, onward, on=day(28, 9))[0] == "St Swithin's <&> Co"


@pytest.mark.parametrize(
    ("reason", "place", "says"),
    [
        ("home education", "home education", "Not in school: home education"),
        ("permanent exclusion", "not known", "Not in school: permanently excluded"),
    ],
)
def test_a_child_on_no_roll_is_expected_nowhere(reason: str, place: str, says: str) -> None:
    ending = ended_otherwise(reason, day(22, 9), next_place=place, last_session_on=day(22, 9))

    assert box(*PLACED, ending, on=day(24, 9))[0] == says


def test_a_direct_move_names_no_marks() -> None:
    assert box(*agreed("direct"), on=day(15, 9)) == ("Northgate Academy", tomorrow(16))


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (day(11, 9), "Oakfield School"),
        (day(12, 9), "Northgate Academy"),  # the weekend before the start
        (day(14, 9), "Northgate Academy"),
        (day(17, 9), "not in school: suspended until Friday 18 September"),
        (day(19, 9), "Northgate Academy"),
    ],
)
def test_a_list_says_today_or_on_a_closed_day_the_next(on: date, says: str) -> None:
    assert short(a_case(*PLACED, suspended(day(16, 9), day(18, 9)), today=on), AUTHORITY) == says


def test_a_list_says_the_afternoon_when_the_morning_is_free() -> None:
    case = a_case(*agreed(wednesday_am="neither"), today=day(16, 9))

    assert short(case, AUTHORITY) == "Northgate Academy"


@settings(max_examples=150, deadline=None)
@given(case=any_case())
def test_every_case_has_one_answer_and_no_empty_line(case: Case) -> None:
    found = where(case, AUTHORITY)

    said = [line for each in found.days for line in (each.day, each.place, *each.lines)]
    assert found.days and all(each.place[0] == each.place[0].upper() for each in found.days)
    assert all(line.strip() for line in said)
    assert "None" not in " ".join((*said, found.closed, found.change))
    assert short(case, AUTHORITY)


HOSTILE = '<b>O\'Neill & "Sons"</b> *bold* _it_ #1 :red[x] 🎒'


def _draw_the_box() -> None:
    """Run by Streamlit in a script of its own."""
    from record.authority import Authority
    from record.tables import School
    from rules.packs import pack
    from tests.record.a_case import HOME, a_case, referred
    from tests.ui.test_where import HOSTILE
    from ui.where import draw

    draw(a_case(*referred()), Authority(pack("hammersmith-fulham-2019"), {HOME: School(HOME, HOSTILE)}))


def test_a_name_is_shown_as_it_is_and_never_as_markup(tmp_path: Path) -> None:
    page = AppTest.from_function(_draw_the_box).run()

    assert not page.exception
    (drawn,) = [each.proto.body for each in page.get("html")]
    assert "&lt;b&gt;O&#x27;Neill &amp; &quot;Sons&quot;&lt;/b&gt; *bold* _it_ #1 :red[x] 🎒" in drawn
    assert "<b>" not in drawn


def test_times_of_filing_do_not_matter() -> None:
    late = replace(started(), filed_at=datetime(2026, 9, 30, 9))

    assert box(*agreed(), late, on=day(15, 9)) == box(*PLACED, on=day(15, 9))


def test_who_stays_permanently_is_not_said_to_come_back_over_the_weekend() -> None:
    on_a_direction = (*agreed("off-site direction"), directed(), started())
    found = box(*on_a_direction, decided(TRANSFER, day(22, 10), day(2, 11)), on=day(23, 10))

    assert found[-1] == "Next change: Northgate Academy permanently from Monday 2 November."
