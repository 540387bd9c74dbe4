"""The weekly report: one a week, a mark for every session due, and no mark that cannot be."""

from datetime import date, timedelta

from record.case import Case
from record.meeting_record import HALVES, WEEKDAYS
from record.pack import Pack
from record.school_days import monday_of
from record.weekly_report import WeeklyReport
from rules.case_queries import was_there
from rules.examples import PLACED
from rules.rule import MUST, rule
from rules.themes.marks import (
    at_both_schools,
    at_neither_school,
    marked_ahead,
    marked_when_closed,
    out_of_force,
    unmarked,
)

HALF_DAYS = tuple(f"{day}_{half}" for day in WEEKDAYS for half in HALVES)
MONDAY = date(2026, 9, 21)
PRESENT = dict.fromkeys(HALF_DAYS, "/")
WEEK = {**PLACED, "week_commencing": MONDAY, **PRESENT}
FRIDAYS_AT_HOME = {"meeting_record.friday_am": "home", "meeting_record.friday_pm": "home"}


def _can_be_read(report: WeeklyReport, case: Case) -> bool:
    return report.week_commencing is not None and case.placement is not None


@rule(
    "REPORT-1",
    on=WeeklyReport,
    clause="APP-3",
    weight=MUST,
    fields=("week_commencing",),
    message="Choose the Monday of the week.",
    passes={"week_commencing": date(2026, 9, 21)},
    fails={"week_commencing": date(2026, 9, 22)},
)
def week_commences_on_a_monday(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """The week is named by its Monday."""
    return report.week_commencing.weekday() == 0 if report.week_commencing else None


@rule(
    "REPORT-2",
    on=WeeklyReport,
    clause=("HF-10b", "APP-5"),
    weight=MUST,
    fields=("week_commencing",),
    message="Choose a week in which the child was in a placement with you.",
    passes=WEEK,
    fails={**WEEK, "week_commencing": date(2026, 9, 7)},
)
def week_lies_within_the_placement(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """The week has a day of the placement in it."""
    if report.week_commencing is None:
        return None
    monday = monday_of(report.week_commencing)
    return any(was_there(case, monday + timedelta(days=number)) for number in range(5))


@rule(
    "REPORT-3",
    on=WeeklyReport,
    clause="APP-12",
    weight=MUST,
    fields=("week_commencing",),
    message="This week is reported already: correct that report instead.",
    passes=WEEK,
    fails={**WEEK, "weekly_report.first.week_commencing": MONDAY},
)
def week_is_reported_once(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """Each week is reported once."""
    if report.week_commencing is None:
        return None
    weeks = [monday_of(each.week_commencing) for each in case.of(WeeklyReport) if each.week_commencing]
    return weeks.count(monday_of(report.week_commencing)) <= 1


@rule(
    "REPORT-4",
    on=WeeklyReport,
    clause=("HF-10b", "NA-10"),
    weight=MUST,
    fields=HALF_DAYS,
    at=unmarked,
    message="Give a mark for each half day that has gone by and the child was due with you.",
    passes=WEEK,
    fails={**WEEK, "tuesday_pm": None},
)
def every_session_due_has_a_mark(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """Every session gone by that the child was due at the receiving school has a mark."""
    return not unmarked(report, case, pack) if _can_be_read(report, case) else None


@rule(
    "REPORT-5",
    on=WeeklyReport,
    clause=("NA-10", "HF-10b"),
    weight=MUST,
    fields=HALF_DAYS,
    at=marked_when_closed,
    message="Take out the marks for half days on which your school was closed.",
    passes={**PLACED, "week_commencing": date(2026, 10, 26), "case.today": date(2026, 11, 6)},
    fails={**PLACED, "week_commencing": date(2026, 10, 26), "case.today": date(2026, 11, 6), "monday_am": "/"},
)
def closed_sessions_have_no_mark(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """No session has a mark when the receiving school is closed."""
    return not marked_when_closed(report, case, pack) if _can_be_read(report, case) else None


@rule(
    "REPORT-6",
    on=WeeklyReport,
    clause="APP-1",
    weight=MUST,
    fields=HALF_DAYS,
    at=marked_ahead,
    message="Take out the marks for half days still to come: nobody knows yet.",
    passes={**PLACED, "week_commencing": date(2026, 9, 28), "friday_pm": "/"},
    fails={**PLACED, "week_commencing": date(2026, 9, 28), "case.today": date(2026, 9, 30), "thursday_am": "/"},
)
def nothing_is_marked_ahead(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """No session still to come has a mark."""
    return not marked_ahead(report, case, pack) if report.week_commencing else None


@rule(
    "REPORT-7",
    on=WeeklyReport,
    clause=("HF-9a", "NA-10"),
    weight=MUST,
    fields=HALF_DAYS,
    at=at_neither_school,
    message="The child was due with you, so D would leave the child nowhere: mark what you saw.",
    passes={**WEEK, **FRIDAYS_AT_HOME, "friday_am": "D", "friday_pm": "D"},
    fails={**WEEK, "friday_am": "D"},
)
def child_is_never_at_neither_school(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """The receiving school marks D only for sessions due at the home school."""
    return not at_neither_school(report, case, pack) if _can_be_read(report, case) else None


@rule(
    "REPORT-8",
    on=WeeklyReport,
    clause=("HF-9a", "NA-10"),
    weight=MUST,
    fields=HALF_DAYS,
    at=at_both_schools,
    message="The child was due at the home school then: mark D, or agree another week with the home school.",
    passes={**WEEK, **FRIDAYS_AT_HOME, "friday_am": "D", "friday_pm": None},
    fails={**WEEK, **FRIDAYS_AT_HOME},
)
def child_is_never_at_both_schools(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """The receiving school marks nobody present who was due at the home school."""
    return not at_both_schools(report, case, pack) if _can_be_read(report, case) else None


@rule(
    "REPORT-9",
    on=WeeklyReport,
    clause="NA-10",
    weight=MUST,
    fields=HALF_DAYS,
    at=out_of_force,
    message="Use a register code in force: C or G where you wrote H, J1 where you wrote J, Y1 to Y7 where you wrote Y.",
    passes={**WEEK, "monday_am": "J1"},
    fails={**WEEK, "monday_am": "H"},
)
def every_mark_is_in_force(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """No mark is a code that was abolished, or never was one."""
    return not out_of_force(report, case, pack) if report.week_commencing else None
