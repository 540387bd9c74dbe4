"""How a placement goes: attendance and target scores by week, and the finding a chart's title says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from record.attendance import Attendance, attendance
from record.case import Case
from record.forms.weekly_report import WeeklyReport
from record.words import short_day

POINTS = {"not met": 0, "met some days": 1, "met most days": 2, "met every day": 3}


@dataclass(frozen=True, slots=True)
class Week:
    """One reported week."""

    label: str
    """`14 Sep`."""
    attendance: Attendance
    marks: str
    """The ten marks, a dot for none."""
    half_days: tuple[str | None, ...] = ()
    """The same, one by one, Monday morning first."""


@dataclass(frozen=True, slots=True)
class Score:
    """One target in one week."""

    target: str
    label: str
    words: str
    points: int


def weeks(case: Case, until: date = date.max) -> Sequence[Week]:
    """The reported weeks, in order; those that began by a day."""
    reports = [each for each in case.of(WeeklyReport) if each.week_commencing]
    return [_week(report) for report in reports if report.week_commencing and report.week_commencing <= until]


def _week(report: WeeklyReport) -> Week:
    marks = report.marks
    monday = report.week_commencing
    assert monday is not None
    return Week(short_day(monday), attendance(marks), "".join(mark or "·" for mark in marks), tuple(marks))


def so_far(case: Case) -> Attendance:
    """Attendance over every reported week."""
    return attendance(mark for report in case.of(WeeklyReport) for mark in report.marks)


def finding(case: Case, until: date = date.max) -> str:
    """What the attendance chart says, in one sentence."""
    reported = [each for each in weeks(case, until) if each.attendance.percentage is not None]
    if not reported:
        return "No session has been possible yet"
    last = reported[-1].attendance
    of = f"(of {last.possible} possible sessions; {last.late} late)"
    if len(reported) == 1:
        return f"Attendance was {last.percentage:g}% in the first week {of}"
    before, now = reported[-2].attendance.percentage or 0, last.percentage or 0
    moved = "rose to" if now > before else "fell to" if now < before else "stayed at"
    return f"Attendance {moved} {now:g}% in the week of {reported[-1].label} {of}"


def scores(case: Case) -> Sequence[Score]:
    """Every target score given, in order of the weeks."""
    return [
        Score(score.target, short_day(report.week_commencing), score.score, POINTS[score.score])
        for report in case.of(WeeklyReport)
        for score in report.scores
        if report.week_commencing and score.target and score.score
    ]
