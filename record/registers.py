"""What each school's attendance register must carry for a child of a case, session by session, and how the child stands
on each admission register.

School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10. While a child is on two registers each
school marks D for the sessions that are the other's and its own codes for its own. A session stays the school's for
which it was agreed: when that school suspends the child it marks E, leaves the session free C2, or is closed #, and the
other goes on marking D. A suspension is so recorded once: “suspension sessions are not recorded for the day(s) they are
attending the other organisation”.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from record.attendance import attendance
from record.case import Case
from record.ended import ended
from record.expected_place import Answer, Expected, NotExpected, Reason, due_at, expected
from record.forms.meeting_record import WEEKDAYS
from record.forms.roll_change import RollChange
from record.forms.weekly_report import WeeklyReport
from record.school_days import Session, monday_of


class EnrolmentStatus(StrEnum):
    """Enrolment status, as the school census codes it."""

    CURRENT = "C"
    MAIN = "M"
    SUBSIDIARY = "S"


STATUS_WORDS = {
    EnrolmentStatus.CURRENT: "C: current, on your roll alone",
    EnrolmentStatus.MAIN: "M: main school, dual registered",
    EnrolmentStatus.SUBSIDIARY: "S: subsidiary school, dual registered",
}


class MarkSource(StrEnum):
    """How a school comes to the mark of a session."""

    SEEN = "mark what you see"
    GIVEN = "mark this code"
    NO_CODE = "no code is known"
    NOT_ON_ROLL = "not on your roll"
    TAKE_OFF = "take off your roll"


@dataclass(frozen=True, slots=True)
class ToMark:
    """What one school marks for one session, and why."""

    how: MarkSource
    code: str
    """The code to mark; empty where the school marks what it sees, or marks nothing."""
    why: str

    @property
    def shown(self) -> str:
        """The code; a tick for what the school sees; a question mark where no code is known; a dash for nothing."""
        return {MarkSource.GIVEN: self.code, MarkSource.SEEN: "✓", MarkSource.NO_CODE: "?"}.get(self.how, "–")


def enrolment(case: Case, urn: str, day: date) -> EnrolmentStatus | None:
    """How the child stands on a school's admission register on `day`; None when the name is not on it.

    A name comes off with the recorded deletion, never by itself: there is no deletion for a day gone by.
    """
    if _is_deleted(case, urn, day):
        return None
    placement = case.placement
    has_begun = placement is not None and day >= placement.starts_on and _came_about(case)
    if urn == case.home:
        other = placement.school if placement else ""
        is_dual = has_begun and case.is_dual_registered and not _is_deleted(case, other, day)
        return EnrolmentStatus.MAIN if is_dual else EnrolmentStatus.CURRENT
    if placement is None or placement.school != urn or not has_begun:
        return None
    is_dual = case.is_dual_registered and not _is_deleted(case, case.home, day)
    return EnrolmentStatus.SUBSIDIARY if is_dual else EnrolmentStatus.CURRENT


def _came_about(case: Case) -> bool:
    """Whether the placement was not called off before its first day."""
    end, placement = ended(case), case.placement
    return placement is not None and (end is None or placement.starts_on <= end.decided_on)


def _is_deleted(case: Case, urn: str, day: date) -> bool:
    change = case.last(RollChange)
    if change is None or change.deleted_on is None or change.deleted_on > day:
        return False
    return (change.deleted_by == "home school") is (urn == case.home)


def to_mark(case: Case, urn: str, session: Session, has_second_roll: bool = True) -> ToMark:
    """What the school with this URN marks for a session. `has_second_roll`: False for an unregistered provider."""
    if enrolment(case, urn, session.day) is None or (urn != case.home and not has_second_roll):
        return ToMark(MarkSource.NOT_ON_ROLL, "", "Not on your roll on this day.")
    if closed := case.calendar(urn).closed_because(session.day):
        return ToMark(MarkSource.GIVEN, "#", f"Your school is closed ({closed}).")
    answer = expected(case, session)
    if due_at(answer, urn):
        return ToMark(MarkSource.SEEN, "", "Expected here: mark what you see.")
    if answer.urn == urn and isinstance(answer, NotExpected):
        return _own_session(answer)
    return _session_of_the_other(case, urn, session, answer, has_second_roll)


def _own_session(answer: NotExpected) -> ToMark:
    """This school's session, in which it does not expect the child."""
    if answer.reason is Reason.SUSPENDED:
        return ToMark(MarkSource.GIVEN, "E", "Suspended by your school.")
    if answer.reason is Reason.SEPARATED:
        return ToMark(MarkSource.NO_CODE, "", NO_CODE_KNOWN)
    return ToMark(MarkSource.GIVEN, "C2", "The agreed week leaves this session free (part-time timetable).")


NO_CODE_KNOWN = (
    "Kept apart for safeguarding, which is not a suspension, so do not mark E. No code is given here, because none was "
    "found in the guidance: ask your attendance lead or the local authority."
)
_WHY_D = {
    Reason.SEPARATED: "Kept apart for safeguarding by the other school.",
    Reason.SUSPENDED: "Suspended by the other school, which marks E. Do not record its suspension here too.",
    Reason.FREE: "The other school’s session, left free in the agreed week. It marks C2.",
    Reason.REDUCED: "The other school’s session, left free for a time. It marks C2.",
}


def _session_of_the_other(case: Case, urn: str, session: Session, answer: Answer, has_second_roll: bool) -> ToMark:
    if not answer.urn:
        return _at_neither(case, urn, answer)
    if not case.is_dual_registered:
        return ToMark(MarkSource.TAKE_OFF, "", "Registered at the other school: take the name off your roll.")
    if not has_second_roll:
        why = "The provider keeps no register: B when it tells you the child attended, otherwise the absence code."
        return ToMark(MarkSource.GIVEN, "B", why)
    if isinstance(answer, Expected):
        return ToMark(MarkSource.GIVEN, "D", "Expected at the other school.")
    closed = f"The other school’s session; it is closed ({answer.detail})."
    return ToMark(MarkSource.GIVEN, "D", _WHY_D.get(answer.reason, closed))


def _at_neither(case: Case, urn: str, answer: Answer) -> ToMark:
    """The child has gone to neither of the two schools, and the name is still on this roll."""
    if isinstance(answer, NotExpected) and answer.reason is Reason.PERMANENT_EXCLUSION and urn == case.home:
        return ToMark(MarkSource.GIVEN, "E", "Permanently excluded: E until the name comes off your roll.")
    where = answer.name if isinstance(answer, Expected) else str(answer.reason)
    return ToMark(MarkSource.TAKE_OFF, "", f"Not expected at either school ({where}): take the name off your roll.")


def reported_mark(case: Case, session: Session) -> str | None:
    """The mark the receiving school gave in its weekly report; None while it has not."""
    if session.day.weekday() >= len(WEEKDAYS):
        return None
    name = f"{WEEKDAYS[session.day.weekday()]}_{session.half}"
    monday = monday_of(session.day)
    reports = [each for each in case.of(WeeklyReport) if each.week_commencing]
    of_week = [each for each in reports if each.week_commencing and monday_of(each.week_commencing) == monday]
    mark: str | None = getattr(of_week[-1], name) if of_week else None
    return mark


def fault(case: Case, session: Session) -> str:
    """What is wrong between the two registers in a session, as far as the weekly report tells; empty when nothing is."""
    mark, placement = reported_mark(case, session), case.placement
    if mark is None or placement is None:
        return ""
    home = to_mark(case, case.home, session)
    if wrong := pair_fault(home.code or ("/" if home.how is MarkSource.SEEN else None), mark):
        return wrong
    there = to_mark(case, placement.school, session)
    if there.how is MarkSource.GIVEN and there.code == "E" and _is_present(mark):
        return f"The report says {mark} for a session of a suspension: mark E, or correct the suspension."
    return ""


def pair_fault(home: str | None, receiving: str | None) -> str:
    """What is wrong with two marks for one session: nobody expects the child, or the child is in two places."""
    if home == receiving == "D":
        return "Both schools mark D: each thinks the child is at the other. Find out where the child is now."
    if _is_present(home) and _is_present(receiving):
        return "Both schools have the child present. Agree which school the session belongs to, and correct the other."
    return ""


def _is_present(mark: str | None) -> bool:
    return attendance([mark]).attended == 1
