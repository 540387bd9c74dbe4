"""The weekly report: one a week, a mark for every session due, no mark that cannot be, and a concern that leads to a review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from record.attendance import CODES, attendance
from record.case import Case
from record.ended import Belongs
from record.expected_place import Answer, Expected, NotExpected, Reason, due_at, expected
from record.forms.meeting_record import HALF_DAYS, WEEKDAYS
from record.forms.weekly_report import WeeklyReport
from record.once import once_a_case
from record.pack import Pack
from record.school_days import Half, Session, monday_of, weeks_apart
from rules.case_queries import was_there
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule

WHEN_CLOSED = ("#", "Y3", "Y4")
"""Marks that say themselves that the school is closed."""
ATTENDED = frozenset(code for code in CODES if attendance([code]).attended)


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half day of a report: its question, its day, its mark and where the child was expected."""

    name: str
    day: date
    mark: str | None
    where: Answer

    @property
    def is_present(self) -> bool:
        """Whether the mark says that the child was there."""
        return self.mark in ATTENDED


def half_days(report: WeeklyReport, case: Case) -> tuple[HalfDay, ...]:
    """The half days of the week reported; none while nobody knows which week it is."""
    known = _known(case)
    if id(report) not in known:
        known[id(report)] = tuple(_half_days(report, case))
    return known[id(report)]


@once_a_case
def _known(case: Case) -> dict[int, tuple[HalfDay, ...]]:
    return {}


def _half_days(report: WeeklyReport, case: Case) -> Iterator[HalfDay]:
    if report.week_commencing is None:
        return
    for number, weekday in enumerate(WEEKDAYS):
        day = monday_of(report.week_commencing) + timedelta(days=number)
        for half in Half:
            name = f"{weekday}_{half}"
            yield HalfDay(name, day, getattr(report, name), expected(case, Session(day, half)))


def out_of_force(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days whose mark is no code in force."""
    return tuple(each.name for each in half_days(report, case) if each.mark and each.mark not in CODES)


def unmarked(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days gone by for which the child was due and has no mark."""
    school = case.placement.school if case.placement else ""
    return tuple(
        each.name
        for each in half_days(report, case)
        if each.mark is None and each.day < case.today and due_at(each.where, school)
    )


def marked_when_closed(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days marked although the school was closed."""
    calendar = case.calendar(case.placement.school if case.placement else None)
    return tuple(
        each.name
        for each in half_days(report, case)
        if each.mark and each.mark not in WHEN_CLOSED and not calendar.is_open(each.day)
    )


def marked_ahead(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days marked before they came."""
    return tuple(
        each.name for each in half_days(report, case) if each.mark and each.mark != "#" and each.day > case.today
    )


def at_neither_school(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days marked D although the child was due at the receiving school."""
    school = case.placement.school if case.placement else ""
    return tuple(each.name for each in half_days(report, case) if each.mark == "D" and due_at(each.where, school))


def at_both_schools(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days marked present although the child was due at the home school."""
    return tuple(each.name for each in half_days(report, case) if each.is_present and _is_home(each.where))


def _is_home(where: Answer) -> bool:
    return isinstance(where, Expected) and where.belongs is Belongs.HOME


def present_while_suspended(report: WeeklyReport, case: Case, pack: Pack) -> tuple[str, ...]:
    """The half days marked present although the child was suspended."""
    return tuple(each.name for each in half_days(report, case) if each.is_present and _is_suspended(each.where))


def _is_suspended(where: Answer) -> bool:
    return isinstance(where, NotExpected) and where.reason is Reason.SUSPENDED


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
    message="Give a mark for each past half day on which the child was due with you.",
    passes=WEEK,
    fails={**WEEK, "tuesday_pm": None},
)
def every_session_due_has_a_mark(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """Every past session that the child was due at the receiving school has a mark."""
    return not unmarked(report, case, pack) if _can_be_read(report, case) else None


@rule(
    "REPORT-5",
    on=WeeklyReport,
    clause=("NA-10", "HF-10b"),
    weight=MUST,
    fields=HALF_DAYS,
    at=marked_when_closed,
    message="Remove the marks for half days on which your school was closed.",
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
    message="Remove the marks for half days that have not happened yet.",
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
    message="D means “at the other school”. The child was due with you: enter what happened.",
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
    message="Give the day in this week on which someone met the child, or say why it was another week.",
    passes={"week_commencing": date(2026, 9, 21), "met_on": date(2026, 9, 24)},
    fails={"week_commencing": date(2026, 9, 21), "met_on": date(2026, 9, 14)},
)
def child_is_met_in_the_week(report: WeeklyReport, case: Case, pack: Pack) -> bool | None:
    """Someone met the child about the targets in the week reported."""
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
