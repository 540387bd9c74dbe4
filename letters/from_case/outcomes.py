"""How a placement goes and ends, as letters say it; and whether everybody agreed, which is never said on less than a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from letters.facts import (
    Attendance,
    Decision,
    EarlyEnding,
    Ending,
    Incident,
    Mark,
    MarkedDay,
    MarkedWeek,
    Report,
    Result,
    Score,
)
from letters.say import short_day
from record.attendance import CODES, attendance
from record.authority import Authority
from record.case import Case
from record.consents import PLACEMENT, TRANSFER, standing
from record.entry import Filed
from record.expected_place import Expected, NotExpected, Reason, expected
from record.forms.early_ending import EarlyEnding as EarlyEndingEntry
from record.forms.ending import Ending as EndingEntry
from record.forms.final_review import TRANSFER as STAYS
from record.forms.final_review import FinalReview
from record.forms.meeting_record import HALVES, WEEKDAYS
from record.forms.same_day import SameDay
from record.forms.weekly_report import WeeklyReport
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
HEADS = {("agreement", "home head teacher"), ("agreement", "receiving head teacher")}


def report(case: Case, authority: Authority, filed: Filed) -> Report:
    """One weekly report."""
    entry = filed.entry
    assert isinstance(entry, WeeklyReport)
    monday = monday_of(entry.week_commencing) if entry.week_commencing else None
    return Report(
        week_commencing=monday,
        week_number=_week_number(case, monday),
        week=_week(case, authority, filed, monday) if monday else None,
        attendance=_attendance(entry.marks) if any(entry.marks) else None,
        so_far=_attendance(_marks_until(case, monday)) if monday else None,
        scores=tuple(
            Score(target=each.target, score=each.score, note=each.note) for each in entry.scores if each.target
        ),
        met_with=entry.met_with,
        met_on=entry.met_on,
        went_well=entry.went_well,
        pupil_words=entry.pupil_words,
        parent_contact=entry.parent_contact,
        incidents=tuple(
            Incident(on=one.happened_on, what=one.what, action=one.action) for one in entry.incidents if one.what
        ),
        suspensions=tuple(_suspensions(case, monday)) if monday else (),
        concern=CONCERNS.get(entry.concern or ""),
        early_review_asked=bool(entry.early_review_asked),
        sent_to=entry.sent_to,
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


def _attendance(marks: list[str | None]) -> Attendance:
    total = attendance(marks)
    return Attendance(
        possible=total.possible,
        attended=total.attended,
        authorised=total.authorised,
        unauthorised=total.unauthorised,
        late=total.late,
        percent=None if total.percentage is None else f"{total.percentage:g}%",
        agreed=total.agreed if total.agreed != total.possible else None,
    )


def _suspensions(case: Case, monday: date) -> Iterator[Incident]:
    friday = monday + timedelta(days=4)
    for each in case.of(SameDay):
        first, last = each.suspended_from, each.suspended_to or each.suspended_from
        if each.what == "suspension" and first and last and first <= friday and last >= monday:
            until = "For one day." if first == last else f"To the end of {short_day(last)}."
            yield Incident(on=first, what=until, action=each.reason)


def decision(case: Case) -> Decision | None:
    """What the final review decided."""
    review = case.last(FinalReview)
    if review is None:
        return None
    same = ("reviewed_on", "reasons", "takes_effect_on", "pupil_says", "parents_say", "alternatives", "support_after")
    results = [
        Result(target=one.target, result=one.result, evidence=one.evidence) for one in review.results if one.target
    ]
    return Decision(**{name: getattr(review, name) for name in same}, results=tuple(results))


def early_ending(case: Case) -> EarlyEnding | None:
    """Why the placement ended early, and what was looked into."""
    entry = case.last(EarlyEndingEntry)
    if entry is None:
        return None
    return EarlyEnding(
        reasons=entry.circumstances,
        pupil_account=entry.pupil_account,
        found=entry.provocation_found if entry.provocation_considered else None,
        home_head=entry.home_head_consulted,
        home_head_on=entry.home_head_consulted_on,
        alternatives=entry.alternatives,
        support=entry.support_on_return,
    )


def ending(case: Case, next_steps: str | None) -> Ending | None:
    """How the move ended otherwise, with what was answered for the letter."""
    entry = case.last(EndingEntry)
    if entry is None:
        return None
    return Ending(had_started=had_started(case), on=entry.ended_on, reasons=entry.in_words, next_steps=next_steps)


def had_started(case: Case) -> bool:
    """Whether the child had started at the receiving school when the move ended."""
    entry, placement = case.last(EndingEntry), case.placement
    ended_on = entry.ended_on if entry and entry.ended_on else case.today
    return placement is not None and placement.starts_on <= ended_on


def all_agreed_to_the_start(case: Case) -> bool:
    """Whether every parent, the child and both heads are recorded as agreeing to what starts."""
    if not case.agreed_meeting or case.signatures_missing or not set(case.signatures_needed) >= HEADS:
        return False
    return _everybody(case, PLACEMENT if case.is_dual_registered else TRANSFER)


def all_agreed_to_the_decision(case: Case) -> bool:
    """Whether the parents, the child and both heads are recorded as agreeing at the final review, and nobody took it back."""
    review = case.last(FinalReview)
    if review is None or review.is_confirmed is False:
        return False
    said = [review.parents_agree, review.pupil_agrees, review.home_head_agrees, review.receiving_head_agrees]
    if review.decision == STAYS:
        return all([*said, review.admission_authority_agrees]) and _everybody(case, TRANSFER)
    return all(said)


def _everybody(case: Case, choice: str) -> bool:
    found = standing(case, choice, case.receiving)
    return found.is_given and not found.not_asked
