"""Signs that a review should not wait for its day: what weekly reports and same-day entries show, each with its reason.

Guidance leaves it to the school's judgement whether an early review is held; it asks that the reports be looked at for
cause (H&F section 7.6(g)). The thresholds are the app's own, chosen so that one bad morning is no sign and a bad week is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from record.attendance import attendance
from record.case import Case
from record.ended import ended
from record.entry import Filed
from record.forms.weekly_report import WeeklyReport
from record.kept_away import kept_away
from record.once import once_a_case
from record.placement_days import owed_reports, reviews_held
from record.words import day_and_month

FALL = 20
"""Percentage points that attendance falls from one week to the next: two of ten sessions."""
INCIDENTS = 2
"""Incidents in one week."""
MISSED = 2
"""Weekly reports that are late together."""


class Sign(StrEnum):
    """The sorts of signs."""

    ASKED = "review asked for"
    RED = "red concern"
    AMBER_AGAIN = "amber twice running"
    FALL = "attendance fell"
    INCIDENTS = "incidents"
    SUSPENDED = "suspended"
    REPORTS_MISSED = "reports missed"


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign."""

    sign: Sign
    why: str
    """A sentence a school would write."""
    on: date
    """The day it was told, or came about."""
    report: str = ""
    """The entry id of the weekly report that shows it; empty for what no report shows."""


@once_a_case
def signals(case: Case) -> tuple[Signal, ...]:
    """The signs that no review and no answer has met, the oldest first; none before the start and after an ending."""
    if not case.placement or not case.placement.ends_on or ended(case):
        return ()
    found = [*_of_reports(case), *_of_suspensions(case), *_of_missing_reports(case)]
    reviewed_on = max(reviews_held(case), default=date.min)
    return tuple(
        each
        for each in sorted(found, key=lambda each: (each.on, each.sign))
        if each.on > reviewed_on and not _declined(case, each)
    )


def is_answered(case: Case, signal: Signal) -> bool:
    """Whether the home school has said, since the sign was told, that it wants an early review or does not."""
    return any(answer is not None for answer in _answers_since(case, signal))


def _declined(case: Case, signal: Signal) -> bool:
    """Whether the last the home school said since was that no early review is needed."""
    answers = [answer for answer in _answers_since(case, signal) if answer is not None]
    return bool(answers) and answers[-1] is False


def _answers_since(case: Case, signal: Signal) -> Sequence[bool | None]:
    reports = case.filed_of(WeeklyReport)
    since = [
        each
        for each in reports
        if each.entry_id == signal.report
        or (each.filed_at.date() >= signal.on and signal.sign is not Sign.REPORTS_MISSED)
    ]
    return [each.entry.home_wants_review for each in since if isinstance(each.entry, WeeklyReport)]


def _of_reports(case: Case) -> Iterator[Signal]:
    before: WeeklyReport | None = None
    for filed in case.filed_of(WeeklyReport):
        report = filed.entry
        assert isinstance(report, WeeklyReport)
        if report.week_commencing:
            yield from _of_a_report(filed, report, before)
            before = report


def _of_a_report(filed: Filed, report: WeeklyReport, before: WeeklyReport | None) -> Iterator[Signal]:
    monday = report.week_commencing
    assert monday is not None
    of_week = f"in the week of {day_and_month(monday)}"
    told = (
        (Sign.ASKED, report.early_review_asked, "The receiving school asked for an early review"),
        (Sign.RED, report.concern == "red", "The receiving school’s concern was red"),
        (Sign.AMBER_AGAIN, _amber_again(report, before), "The concern was amber for the second week running"),
        (Sign.INCIDENTS, len(report.incidents) >= INCIDENTS, f"There were {len(report.incidents)} incidents"),
        (Sign.FALL, bool(_fall(report, before)), f"Attendance fell {_fall(report, before)}"),
    )
    for sign, holds, why in told:
        if holds:
            yield Signal(
                sign, f"{why}, {of_week}." if sign is Sign.FALL else f"{why} {of_week}.", _on(filed), filed.entry_id
            )


def _on(filed: Filed) -> date:
    return max(filed.filed_at.date(), filed.happened_on)


def _amber_again(report: WeeklyReport, before: WeeklyReport | None) -> bool:
    return before is not None and report.concern == "amber" and before.concern in ("amber", "red")


def _fall(report: WeeklyReport, before: WeeklyReport | None) -> str:
    """`from 100% to 70%` of the sessions agreed; empty when it did not fall so far."""
    now = attendance(report.marks).percentage_of_agreed
    then = attendance(before.marks).percentage_of_agreed if before else None
    if now is None or then is None or then - now < FALL:
        return ""
    return f"from {then:g}% to {now:g}% of the sessions agreed"


def _of_suspensions(case: Case) -> Iterator[Signal]:
    for each in kept_away(case):
        if each.is_suspension and not each.back:  # what was cancelled is no sign of anything
            first = each.first
            yield Signal(Sign.SUSPENDED, f"The child was suspended from {day_and_month(first)}.", _on(each.filed))


def _of_missing_reports(case: Case) -> Iterator[Signal]:
    missing = owed_reports(case, case.placement) if case.placement else ()
    late = [each.by for each in missing if each.by < case.today]
    if len(late) >= MISSED:
        yield Signal(Sign.REPORTS_MISSED, f"{len(late)} weekly reports are missing.", late[-1])
