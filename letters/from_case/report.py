"""One weekly report, as the letter of it says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from letters.facts import AttendanceFacts, IncidentFacts, Mark, MarkedDay, MarkedWeek, Report, ScoreFacts
from letters.facts.fact import repeated
from record import words
from record.attendance import CODES, attendance
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.expected_place import Expected, NotExpected, Reason, expected
from record.forms.meeting_record import HALVES, WEEKDAYS
from record.forms.same_day import SameDay
from record.forms.weekly_report import WeeklyReport
from record.kept_away import kept_away
from record.school_days import Half, Session, monday_of

IN_A_CELL: Mapping[str, str] = {
    "/": "Present",
    "\\": "Present",
    "L": "Late",
    "I": "Ill",
    "E": "Suspended",
    "M": "Medical or dental",
    "C": "Leave",
    "C2": "Not due",
    "N": "Absent, reason not yet known",
    "O": "Absent without leave",
    "U": "Late, after registers closed",
    "#": "School closed",
}
"""Marks in few words, where those of the regulations are too long for a table."""
CONCERNS = {
    "green": "Green: going well",
    "amber": "Amber: something needs to change",
    "red": "Red: we need to talk now",
}


def report(case: Case, authority: Authority, filed: Filed) -> Report:
    """One weekly report."""
    entry = filed.entry
    assert isinstance(entry, WeeklyReport)
    monday = monday_of(entry.week_commencing) if entry.week_commencing else None
    scores = tuple(repeated(ScoreFacts, each) for each in entry.scores if each.target)
    incidents = tuple(repeated(IncidentFacts, each) for each in entry.incidents if each.what)
    return repeated(
        Report,
        entry,
        week_commencing=monday,
        week_number=_week_number(case, monday),
        week=_week(case, authority, filed, monday) if monday else None,
        attendance=_attendance(entry.marks) if any(entry.marks) else None,
        so_far=_attendance(_marks_until(case, monday)) if monday else None,
        scores=scores,
        incidents=incidents,
        suspensions=tuple(_suspensions(case, monday)) if monday else (),
        concern=CONCERNS.get(entry.concern or ""),
        early_review_asked=bool(entry.early_review_asked),
    )


def _week_number(case: Case, monday: date | None) -> int | None:
    placement = case.placement
    if not placement or not monday:
        return None
    last = monday + timedelta(days=4)
    return case.calendar(placement.school).week_number(placement.starts_on, last, case.pack.weeks_are_school_weeks)


def _week(case: Case, authority: Authority, filed: Filed, monday: date) -> MarkedWeek | None:
    """The ten marks; None while a session in which the child was due has none."""
    marks = [
        _mark(case, authority, filed, Session(monday + timedelta(days=number), Half(half)))
        for number in range(len(WEEKDAYS))
        for half in HALVES
    ]
    if None in marks:
        return None
    pairs = [each for each in marks if each is not None]
    return MarkedWeek(
        **{
            day: MarkedDay(morning=pairs[2 * number], afternoon=pairs[2 * number + 1])
            for number, day in enumerate(WEEKDAYS)
        }
    )


def _mark(case: Case, authority: Authority, filed: Filed, session: Session) -> Mark | None:
    code = getattr(filed.entry, f"{WEEKDAYS[session.day.weekday()]}_{session.half}")
    if code:
        return Mark(words=IN_A_CELL.get(code) or CODES.get(code, code), code=code)
    answer = expected(case, session)
    if isinstance(answer, NotExpected):
        words = {Reason.CLOSED: "School closed", Reason.SUSPENDED: "Suspended"}.get(answer.reason, "Not due")
        return Mark(words=words, code="–")
    assert isinstance(answer, Expected)
    if answer.urn != case.receiving:
        return Mark(words=f"At {authority.name_of(answer.urn) if answer.urn else answer.name}", code="–")
    return Mark(words="Not yet", code="–") if session.day > filed.filed_at.date() else None


def _marks_until(case: Case, monday: date) -> list[str | None]:
    reports = [
        each for each in case.of(WeeklyReport) if each.week_commencing and monday_of(each.week_commencing) <= monday
    ]
    return [mark for each in reports for mark in each.marks]


def _attendance(marks: list[str | None]) -> AttendanceFacts:
    total = attendance(marks)
    return AttendanceFacts(
        possible=total.possible,
        attended=total.attended,
        authorised=total.authorised,
        unauthorised=total.unauthorised,
        late=total.late,
        percent=None if total.percentage is None else f"{total.percentage:g}%",
        agreed=total.agreed if total.agreed != total.possible else None,
    )


def _suspensions(case: Case, monday: date) -> Iterator[IncidentFacts]:
    friday = monday + timedelta(days=4)
    for each in kept_away(case):
        entry, first, last = each.filed.entry, each.first, each.last_day
        if not each.is_suspension or each.never_held or last is None or not isinstance(entry, SameDay):
            continue
        if first <= friday and last >= monday:
            until = "For one day." if first == last else f"To the end of {words.day(last)}."
            yield IncidentFacts(on=first, what=until, action=entry.reason)
