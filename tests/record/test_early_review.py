"""Signs that a review should not wait: which there are, what answers them, and whom they ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from record.case import Case
from record.early_review import Sign, signals
from record.entry import Filed, Party
from record.forms.final_review import RETURN
from record.forms.meeting_record import HALF_DAYS
from record.forms.weekly_report import Incident
from rules.due import due
from tests.record.a_case import a_case, agreed, day, decided, reported, reviewed, started, suspended

FIRST_WEEK, SECOND_WEEK, FRIDAY = day(14, 9), day(21, 9), day(25, 9)


def _placed(*more: Filed, today: date = FRIDAY) -> Case:
    return a_case(*agreed(is_confirmed=True), started(), *more, today=today)


def _signs(case: Case) -> list[Sign]:
    return [each.sign for each in signals(case)]


def _marked(monday: date, absent: int, absence: str = "O", **more: Any) -> Filed:
    marks = {name: absence if number < absent else "/" for number, name in enumerate(HALF_DAYS)}
    return reported(monday, **marks, **more)


TWO_INCIDENTS = (Incident(what="One"), Incident(what="Two"))


@pytest.mark.parametrize(
    ("told", "sign"),
    [
        ([reported(FIRST_WEEK, concern="red")], Sign.RED),
        ([reported(FIRST_WEEK, early_review_asked=True)], Sign.ASKED),
        ([reported(FIRST_WEEK, concern="amber"), reported(SECOND_WEEK, concern="amber")], Sign.AMBER_AGAIN),
        ([reported(FIRST_WEEK, incidents=TWO_INCIDENTS)], Sign.INCIDENTS),
        ([_marked(FIRST_WEEK, 0), _marked(SECOND_WEEK, 2)], Sign.FALL),
        ([reported(FIRST_WEEK), reported(SECOND_WEEK), suspended(day(23, 9), day(24, 9))], Sign.SUSPENDED),
    ],
)
def test_it_is_a_sign(told: list[Filed], sign: Sign) -> None:
    assert _signs(_placed(*told)) == [sign]


@pytest.mark.parametrize(
    "told",
    [
        [reported(FIRST_WEEK, concern="green"), reported(SECOND_WEEK, concern="amber")],
        [reported(FIRST_WEEK, concern="amber"), reported(SECOND_WEEK, concern="green")],
        [reported(FIRST_WEEK, incidents=TWO_INCIDENTS[:1])],
        [_marked(FIRST_WEEK, 0), _marked(SECOND_WEEK, 1)],
        [_marked(FIRST_WEEK, 5), _marked(SECOND_WEEK, 4)],
        [_marked(FIRST_WEEK, 0), _marked(SECOND_WEEK, 6, "C2")],
    ],
    ids=["one amber", "amber that got better", "one incident", "one morning", "a rise", "an agreed reduced programme"],
)
def test_it_is_no_sign(told: list[Filed]) -> None:
    assert _signs(_placed(*told)) == []


def test_two_reports_missed_are_a_sign_and_one_is_none() -> None:
    assert _signs(_placed(today=day(28, 9))) == [Sign.REPORTS_MISSED]
    assert _signs(_placed(reported(FIRST_WEEK), today=day(28, 9))) == []


def test_a_sign_says_why_in_a_sentence() -> None:
    fell = _placed(_marked(FIRST_WEEK, 0), _marked(SECOND_WEEK, 3))
    red = _placed(reported(FIRST_WEEK, concern="red"))
    (sentence,) = [each.why for each in signals(fell)]
    assert sentence == "Attendance fell from 100% to 70% of the sessions agreed, in the week of 21 September."
    assert [each.why for each in signals(red)] == [
        "The receiving school’s concern was red in the week of 14 September."
    ]


def test_a_review_held_since_meets_every_sign_and_one_held_before_meets_none() -> None:
    red = reported(SECOND_WEEK, concern="red")
    assert _signs(_placed(reported(FIRST_WEEK), red, reviewed(day(24, 9)))) == []
    assert _signs(_placed(reported(FIRST_WEEK), reviewed(day(18, 9)), red)) == [Sign.RED]


def test_the_home_school_s_no_meets_a_sign_and_its_yes_asks_for_the_review() -> None:
    no = _placed(reported(FIRST_WEEK, concern="red", home_wants_review=False))
    yes = _placed(reported(FIRST_WEEK, concern="red", home_wants_review=True))
    assert _signs(no) == []
    assert _signs(yes) == [Sign.RED]
    (review,) = [each for each in due(yes) if each.what == "the early review"]
    assert (review.who, review.second, review.by) == (Party.HOME, Party.RECEIVING, day(21, 9))
    held = yes.with_filed(reviewed(day(22, 9)))
    assert not [each for each in due(held) if each.what == "the early review"]


def test_a_red_report_asks_the_home_school_by_the_next_school_day() -> None:
    red = reported(FIRST_WEEK, concern="red")
    (answer,) = [each for each in due(_placed(red)) if each.what == "say whether an early review is needed"]
    assert (answer.who, answer.by, answer.answers, answer.is_aside) == (Party.HOME, day(15, 9), red.entry_id, False)


def test_a_suspension_asks_the_home_school_until_it_answers_a_later_report() -> None:
    what = "hold an early review, or say why not when you answer the next weekly report"
    suspension = suspended(day(16, 9), day(17, 9))
    case = _placed(reported(FIRST_WEEK, home_wants_review=False), suspension)
    assert [(each.who, each.by) for each in due(case) if each.what == what] == [(Party.HOME, day(17, 9))]
    answered = case.with_filed(reported(SECOND_WEEK, home_wants_review=False))
    assert not [each for each in due(answered) if each.what == what]


def test_after_an_ending_there_are_no_signs() -> None:
    case = _placed(reported(FIRST_WEEK, concern="red"), decided(RETURN, day(23, 9), day(28, 9)))
    assert signals(case) == ()
