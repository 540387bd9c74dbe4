"""Register marks of the School Attendance (Pupil Registration) (England) Regulations 2024, and what they add up to.

Statutory percentage: attended over possible; marks that are not a possible attendance (D, Y1 to Y7, …) count in
neither. Beside it, attended over the sessions agreed for this child, which a reduced programme does not lower.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class AttendanceClass(StrEnum):
    """Statistical class of a mark."""

    ATTENDED = "attended"
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_POSSIBLE = "not a possible attendance"


_MEANINGS: tuple[tuple[str, AttendanceClass, str], ...] = (
    ("/", AttendanceClass.ATTENDED, "Present, morning"),
    ("\\", AttendanceClass.ATTENDED, "Present, afternoon"),
    ("L", AttendanceClass.ATTENDED, "Late, before the register closed"),
    ("K", AttendanceClass.ATTENDED, "Education arranged by the local authority"),
    ("V", AttendanceClass.ATTENDED, "Educational visit or trip"),
    ("P", AttendanceClass.ATTENDED, "Sporting activity"),
    ("W", AttendanceClass.ATTENDED, "Work experience"),
    ("B", AttendanceClass.ATTENDED, "Other approved activity off site"),
    ("D", AttendanceClass.NOT_POSSIBLE, "Dual registered, at the other school"),
    ("C1", AttendanceClass.AUTHORISED, "Leave: performance or employment"),
    ("C2", AttendanceClass.AUTHORISED, "Leave: part-time timetable"),
    ("C", AttendanceClass.AUTHORISED, "Leave: exceptional circumstances"),
    ("M", AttendanceClass.AUTHORISED, "Medical or dental"),
    ("J1", AttendanceClass.AUTHORISED, "Interview"),
    ("S", AttendanceClass.AUTHORISED, "Study leave"),
    ("R", AttendanceClass.AUTHORISED, "Religious observance"),
    ("T", AttendanceClass.AUTHORISED, "Parent travelling for work"),
    ("I", AttendanceClass.AUTHORISED, "Illness"),
    ("E", AttendanceClass.AUTHORISED, "Suspended or excluded"),
    ("G", AttendanceClass.UNAUTHORISED, "Holiday not granted"),
    ("N", AttendanceClass.UNAUTHORISED, "Reason not yet known"),
    ("O", AttendanceClass.UNAUTHORISED, "Absent without leave"),
    ("U", AttendanceClass.UNAUTHORISED, "Late, after the register closed"),
    ("Q", AttendanceClass.NOT_POSSIBLE, "Access arrangements not made"),
    ("Y1", AttendanceClass.NOT_POSSIBLE, "Transport not available"),
    ("Y2", AttendanceClass.NOT_POSSIBLE, "Widespread travel disruption"),
    ("Y3", AttendanceClass.NOT_POSSIBLE, "Part of the school closed"),
    ("Y4", AttendanceClass.NOT_POSSIBLE, "Whole school unexpectedly closed"),
    ("Y5", AttendanceClass.NOT_POSSIBLE, "Held in criminal justice detention"),
    ("Y6", AttendanceClass.NOT_POSSIBLE, "Public health guidance or law"),
    ("Y7", AttendanceClass.NOT_POSSIBLE, "Another unavoidable cause"),
    ("X", AttendanceClass.NOT_POSSIBLE, "Not of compulsory school age"),
    ("Z", AttendanceClass.NOT_POSSIBLE, "Not yet on the register"),
    ("#", AttendanceClass.NOT_POSSIBLE, "School closed"),
)
CODES: Mapping[str, str] = {code: meaning for code, _, meaning in _MEANINGS}
"""Every code in force with its meaning, in the order of the regulations."""
_SORTS = {code: sort for code, sort, _ in _MEANINGS}
LATE = "L"
_ABOLISHED = {
    "H": "H was abolished in 2024. Use C for leave that was granted or G for a holiday that was not",
    "J": "J was abolished in 2024. Use J1 for an interview",
    "Y": "Y was abolished in 2024. Use Y1 to Y7, by the cause",
}
PRESENT = {"am": "/", "pm": "\\"}


def class_of(mark: str | None) -> AttendanceClass | None:
    """The statistical class of a mark; None for a blank, and for what is no code in force."""
    return _SORTS.get(mark or "")


def code_fault(mark: str) -> str | None:
    """What is wrong with a mark, and the code to use instead; None when it is in force."""
    if mark in CODES:
        return None
    return _ABOLISHED.get(mark, "This is not a register code. Choose one from the list")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Sessions counted by statistical class."""

    attended: int = 0
    authorised: int = 0
    unauthorised: int = 0
    late: int = 0
    agreed: int = 0
    """Sessions the child was agreed to attend: possible ones less the part-time leave of a reduced programme."""

    @property
    def possible(self) -> int:
        """Sessions in which attendance was possible."""
        return self.attended + self.authorised + self.unauthorised

    @property
    def percentage(self) -> float | None:
        """Attended of possible, in per cent to one place; None when none was possible."""
        return _per_cent(self.attended, self.possible)

    @property
    def percentage_of_agreed(self) -> float | None:
        """Attended of the sessions agreed, in per cent to one place; None when none was agreed."""
        return _per_cent(self.attended, self.agreed)

    @property
    def in_words(self) -> str:
        """One line a school would write."""
        if self.percentage is None:
            return "No session was possible, so there is no percentage"
        return f"{self.percentage:g}%: {self.attended} of {self.possible} possible sessions, {self.late} late"


def attendance(marks: Iterable[str | None]) -> Attendance:
    """Add up marks; blanks count for nothing."""
    given = [mark for mark in marks if mark is not None and mark in CODES]
    by_sort = {sort: sum(_SORTS[mark] is sort for mark in given) for sort in AttendanceClass}
    possible = len(given) - by_sort[AttendanceClass.NOT_POSSIBLE]
    return Attendance(
        attended=by_sort[AttendanceClass.ATTENDED],
        authorised=by_sort[AttendanceClass.AUTHORISED],
        unauthorised=by_sort[AttendanceClass.UNAUTHORISED],
        late=given.count(LATE),
        agreed=possible - given.count("C2"),
    )


def _per_cent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
