"""How a placement goes: marks and scores by week, and the sentence above the chart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from record import progress
from record.case import Case
from record.entry import Filed
from record.field import question
from record.forms.weekly_report import TargetScore, WeeklyReport
from tests.record.a_case import a_case, agreed, day, filed, reported, started


def report(monday: date, marks: str = "", **more: Any) -> Filed:
    """A week whose marks are these, Monday morning first; a dot for none."""
    given = {name: mark for name, mark in zip(_HALF_DAYS, marks, strict=False) if mark != "."}
    return filed(WeeklyReport.model_validate({"week_commencing": monday, **given, **more}))


_HALF_DAYS = [
    f"{weekday}_{half}" for weekday in ("monday", "tuesday", "wednesday", "thursday", "friday") for half in ("am", "pm")
]


def a_placement(*reports: Filed) -> Case:
    return a_case(*agreed(), started(), *reports, today=day(16, 10))


def test_weeks_stand_in_order_with_their_ten_marks() -> None:
    weeks = progress.weeks(a_placement(report(day(21, 9), "LN"), report(day(14, 9), "/\\/\\/\\..D")))

    assert [(each.label, each.marks) for each in weeks] == [("14 Sep", "/\\/\\/\\··D·"), ("21 Sep", "LN········")]
    assert [each.attendance.percentage for each in weeks] == [100.0, 50.0]


def test_a_report_without_a_week_is_in_no_chart() -> None:
    nameless = filed(WeeklyReport(monday_am="/"), on=day(18, 9))

    assert progress.weeks(a_placement(nameless)) == []
    assert progress.finding(a_placement(nameless)) == "No session has been possible yet"
    assert progress.so_far(a_placement(nameless)).attended == 1


@pytest.mark.parametrize(
    ("reports", "sentence"),
    [
        ((), "No session has been possible yet"),
        ((report(day(14, 9), "##########"),), "No session has been possible yet"),
        (
            (report(day(14, 9), "L\\NN"),),
            "Attendance was 50% in the first week (of 4 possible sessions; 1 late)",
        ),
        (
            (report(day(14, 9), "/N"), report(day(21, 9), "/\\")),
            "Attendance rose to 100% in the week of 21 Sep (of 2 possible sessions; 0 late)",
        ),
        (
            (report(day(14, 9), "/\\"), report(day(21, 9), "NN")),
            "Attendance fell to 0% in the week of 21 Sep (of 2 possible sessions; 0 late)",
        ),
        (
            (report(day(14, 9), "/\\"), report(day(21, 9), "##"), report(day(28, 9), "/\\/L")),
            "Attendance stayed at 100% in the week of 28 Sep (of 4 possible sessions; 1 late)",
        ),
    ],
)
def test_the_title_of_the_chart_says_what_it_finds(reports: tuple[Filed, ...], sentence: str) -> None:
    assert progress.finding(a_placement(*reports)) == sentence


def test_attendance_so_far_is_over_every_week() -> None:
    so_far = progress.so_far(a_placement(report(day(14, 9), "/\\/N"), report(day(21, 9), "LI")))

    assert (so_far.attended, so_far.possible, so_far.late) == (4, 6, 1)


def test_scores_are_told_week_by_week_and_blanks_are_left_out() -> None:
    first = (
        TargetScore(target="Comes on time", score="not met"),
        TargetScore(target="Asks for help"),
        TargetScore(score="not met"),
    )
    second = (TargetScore(target="Comes on time", score="met every day"),)
    case = a_placement(report(day(21, 9), scores=second), report(day(14, 9), scores=first), reported(day(28, 9)))

    assert [(each.target, each.label, each.words, each.points) for each in progress.scores(case)] == [
        ("Comes on time", "14 Sep", "not met", 0),
        ("Comes on time", "21 Sep", "met every day", 3),
    ]


def test_every_score_a_report_can_give_has_its_points() -> None:
    assert (
        tuple(sorted(progress.POINTS, key=progress.POINTS.__getitem__, reverse=True))
        == question(TargetScore, "score").choices
    )
