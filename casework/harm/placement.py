"""Harms of a child who is placed: nobody decides, nobody reports, somebody is worried and nobody answers."""

from __future__ import annotations

from casework.harm.found import Found, on
from record.case import Case
from record.due_in_placement import missing_reports
from record.early_review import MISSED, Sign, Signal, signals
from record.ended import ended
from record.entry import Party
from record.final_review import FinalReview
from record.la_record import PRESSURE, LaRecord
from record.review import Review
from record.weekly_report import WeeklyReport

CALLS = (Sign.RED, Sign.ASKED)
"""Signs that a school itself raised."""


def decision_overdue(case: Case) -> Found | None:
    """A placement past its end without a final review."""
    placement = case.placement
    if placement is None or placement.ends_on is None or ended(case) or placement.ends_on >= case.today:
        return None
    says = (
        f"The placement ended on {on(placement.ends_on)} and there is no final review. "
        "The child stays where it is until one is held."
    )
    return Found(says, placement.ends_on, Party.RECEIVING, FinalReview.kind)


def pressure(case: Case) -> Found | None:
    """Pressure on a parent that was reported and has not been looked into."""
    for filed in case.filed_of(LaRecord):
        entry = filed.entry
        if isinstance(entry, LaRecord) and entry.about == PRESSURE and not entry.is_looked_into:
            says = "Somebody reported pressure on a parent, and nobody has looked into it yet."
            return Found(says, filed.happened_on, Party.LA, LaRecord.kind, filed.entry_id)
    return None


def reports_missed(case: Case) -> Found | None:
    """Two weekly reports late together: nobody outside the school knows how the child is."""
    if case.placement is None or not case.is_dual_registered or ended(case):
        return None
    late = [each for each in missing_reports(case, case.placement) if each.is_late(case.today)]
    if len(late) < MISSED:
        return None
    weeks = " and ".join(f"{each.week.day} {each.week:%B}" for each in late[:2] if each.week)
    more = f" and {len(late) - 2} more" if len(late) > 2 else ""
    says = f"{len(late)} weekly reports are missing: the weeks of {weeks}{more}."
    return Found(says, late[0].by or case.today, Party.RECEIVING, WeeklyReport.kind)


def worried(case: Case) -> Found | None:
    """A red concern, or an early review asked for, that no review and no answer has met."""
    return _signalled(next((each for each in signals(case) if each.sign in CALLS), None))


def other_signs(case: Case) -> Found | None:
    """A suspension, incidents, a fall in attendance or amber twice running."""
    left = (each for each in signals(case) if each.sign not in (*CALLS, Sign.REPORTS_MISSED))
    return _signalled(next(left, None))


def _signalled(signal: Signal | None) -> Found | None:
    if signal is None:
        return None
    return Found(f"{signal.why} No review has been held since.", signal.on, Party.HOME, Review.kind)
