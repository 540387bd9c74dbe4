"""The weekly report: suspensions in the register, and a concern that leads to a review."""

from datetime import date

from record.case import Case
from record.pack import Pack
from record.school_days import monday_of, weeks_apart
from record.weekly_report import WeeklyReport
from rules.rule import MUST, SHOULD, rule
from rules.themes.marks import present_while_suspended
from rules.themes.weekly_report import HALF_DAYS, WEEK

SUSPENDED = {
    "same_day.what": "suspension",
    "same_day.suspended_from": date(2026, 9, 25),
    "same_day.suspended_to": date(2026, 9, 25),
}


@rule(
    "CONCERN-1",
    on=WeeklyReport,
    clause=("HF-9a", "NA-10"),
    weight=MUST,
    fields=HALF_DAYS,
    at=present_while_suspended,
    message="The child was suspended then: mark E, or correct the suspension.",
    passes={**WEEK, **SUSPENDED, "friday_am": "E", "friday_pm": "E"},
    fails={**WEEK, **SUSPENDED},
)
def suspended_child_is_not_marked_present(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """No session of a suspension is marked present."""
    if report.week_commencing is None:
        return None
    return not present_while_suspended(report, case, pack)


@rule(
    "CONCERN-2",
    on=WeeklyReport,
    clause=("HF-7.6g", "WK-9"),
    weight=SHOULD,
    fields=("early_review_asked",),
    message="Ask for an early review when your concern is red, or say why it can wait.",
    passes={"concern": "red", "early_review_asked": True},
    fails={"concern": "red", "early_review_asked": False},
)
def red_concern_leads_to_a_review(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """A red concern leads to an early review."""
    return report.early_review_asked if report.concern == "red" else None


@rule(
    "CONCERN-3",
    on=WeeklyReport,
    clause=("HF-10a", "APP-3"),
    weight=SHOULD,
    fields=("met_on",),
    message="Give the day in this week on which somebody met the child, or say why it was another week.",
    passes={"week_commencing": date(2026, 9, 21), "met_on": date(2026, 9, 24)},
    fails={"week_commencing": date(2026, 9, 21), "met_on": date(2026, 9, 14)},
)
def child_is_met_in_the_week(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """Somebody met the child about the targets in the week reported."""
    if not report.week_commencing or not report.met_on:
        return None
    return weeks_apart(report.week_commencing, report.met_on) == 0


@rule(
    "CONCERN-4",
    on=WeeklyReport,
    clause="APP-3",
    weight=SHOULD,
    fields=("incidents",),
    message="List here what happened in this week, or say why an earlier day belongs to it.",
    passes={"week_commencing": date(2026, 9, 21), "incidents": ({"happened_on": date(2026, 9, 22)},)},
    fails={"week_commencing": date(2026, 9, 21), "incidents": ({"happened_on": date(2026, 9, 15)},)},
)
def incidents_are_of_the_week(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """The incidents listed happened in the week reported."""
    days = [each.happened_on for each in report.incidents if each.happened_on]
    if not days or not report.week_commencing:
        return None
    return all(monday_of(day) == monday_of(report.week_commencing) for day in days)
