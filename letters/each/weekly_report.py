"""One week of a placement, for the home school and the parents: marks, targets, what went well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from letters.by_when import ByWhen, Wanted
from letters.from_case.context import LetterContext
from letters.from_case.report import report
from letters.from_case.schools import author
from letters.letter import AFTER, ENDED, ON_TWO_ROLLS, Letter
from letters.need import LETTERHEAD, RECEIVING, needed
from record.case import Case
from record.entry import Filed
from record.forms.weekly_report import WeeklyReport
from record.school_days import monday_of
from record.stage import Stage

FRIDAY = timedelta(days=4)


def is_reported(case: Case) -> bool:
    """Whether there is a report."""
    return bool(case.of(WeeklyReport))


def on_friday(case: Case, of: Filed | None) -> ByWhen | None:
    """The last school day of the week it is about."""
    entry = of.entry if of else None
    if not isinstance(entry, WeeklyReport) or not entry.week_commencing:
        return None
    return ByWhen(case.calendar(case.receiving).last_open(monday_of(entry.week_commencing) + FRIDAY))


def the_week(of: LetterContext) -> Mapping[str, Any]:
    """The report, signed by who wrote it."""
    if of.filed is None:
        return {}
    return {
        "report": report(of.case, of.authority, of.filed),
        "sender": author(of.filed, of.receiving, of.authority),
    }


LETTER = Letter(
    file=__name__,
    order=150,
    title="Weekly report",
    shape="form",
    writers=("receiving school",),
    readers=("home school", "parent"),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED, Stage.FINAL_REVIEW_HELD, *ENDED, *AFTER),
    holds=is_reported,
    each=(WeeklyReport,),
    repeats=True,
    comes="after the first weekly report",
    by_when=Wanted(("HF-10b", "WK-9", "NA-10", "APP-8"), on_friday, checked_by=("REPORT-4", "SAME-DAY-4")),
    facts=the_week,
    needs=(
        *LETTERHEAD,
        *needed("sender.name", "sender.role"),
        *RECEIVING,
        *needed("report.week_commencing", "report.week", "report.attendance", "report.met_with"),
        *needed("report.went_well", "report.concern", "report.sent_to"),
    ),
)
