"""A weekly report's marks beside where the child was expected: the half days at which the two do not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from record.attendance import CODES, attendance
from record.case import Case
from record.ended import Belongs
from record.expected_place import Answer, Expected, NotExpected, Reason, due_at, expected
from record.meeting_record import WEEKDAYS
from record.once import once_a_case
from record.pack import Pack
from record.school_days import Half, Session, monday_of
from record.weekly_report import WeeklyReport

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
