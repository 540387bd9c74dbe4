"""The register sheet of one school and one week: every child of a case whom this school cannot simply mark as usual, with
what to mark at each of ten sessions, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from casework.reading.access import Seen, see_all
from casework.reading.office import Office
from letters import letterhead
from letters.register_sheet import make as make_sheet
from record.case import Case
from record.ended import Belongs, ended
from record.forms.meeting_record import WEEKDAYS
from record.person import Person
from record.registers import STATUS_WORDS, EnrolmentStatus, MarkSource, ToMark, enrolment, fault, reported_mark, to_mark
from record.school_days import Half, Session, monday_of, sessions
from record.words import day, half_day, plain_day, weekday
from record.year_group import year_group_on, year_in_words

WEEKS_BACK, WEEKS_AHEAD = 6, 3
TAKE_OFF = "take the name off your roll once the other school agrees, and keep marking until then."
FRIDAY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class RegisterCell:
    """One session of one child."""

    school: str
    """URN of the school that marks it."""
    session: Session
    to_mark: ToMark
    reported: str | None
    """What this school's own weekly report already says."""
    fault: str

    @property
    def shown(self) -> str:
        """The code to mark, or the one already reported where the school marks what it sees."""
        return self.reported if self.reported and self.to_mark.how is MarkSource.SEEN else self.to_mark.shown

    @property
    def is_given(self) -> bool:
        """Whether the school is told the code, rather than marking what it sees."""
        return self.to_mark.how is MarkSource.GIVEN


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One child."""

    seen: Seen
    other_school: str
    statuses: tuple[tuple[date, EnrolmentStatus | None], ...]
    """Enrolment status here: each with the first day of the week on which it holds."""
    cells: tuple[RegisterCell, ...]
    """Ten, Monday morning first."""

    @property
    def status_in_words(self) -> str:
        """`S: subsidiary school, dual registered`; where it changes in the week, from which day."""
        first, *later = [(day, STATUS_WORDS[each] if each else "Not on your roll") for day, each in self.statuses]
        return "; ".join([first[1], *(f"from {weekday(day)} {said}" for day, said in later)])

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, sessions that run on together said once: `Monday morning to Friday afternoon: D. Expected at …`."""
        return tuple(_runs(self.cells))

    @property
    def to_take_off(self) -> str:
        """That the child's time here is over and the name still stands on the roll; empty when it is not so."""
        case, school = self.seen.case, self.cells[-1].school
        end = ended(case)
        stays = Belongs.HOME if school == case.home else Belongs.RECEIVING
        if end is None or end.belongs is stays or end.from_on > self.cells[-1].session.day or not self.statuses[-1][1]:
            return ""
        return f"No longer your pupil from {day(end.from_on)}: {TAKE_OFF}"

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong between the registers: which session, and what to do."""
        return tuple(f"{each.session}: {each.fault}" for each in self.cells if each.fault)


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The sheet of one week."""

    school: str
    """URN."""
    monday: date
    lines: tuple[RegisterRow, ...]
    marked_as_usual: int
    """Other children with a case here, for whom nothing is special this week."""


def week(office: Office, person: Person, monday: date) -> RegisterSheet:
    """The register sheet of a person's school for the week of `monday`. Raises StoreError."""
    mine = [
        each
        for each in see_all(office, person)
        if each.is_whole and person.school and _is_on_roll(each, person, monday)
    ]
    lines = [_line(office, person, each, monday) for each in mine]
    special = [each for each in lines if _is_special(each)]
    return RegisterSheet(
        person.school, monday_of(monday), tuple(sorted(special, key=_by_year)), len(lines) - len(special)
    )


def weeks(today: date) -> Sequence[date]:
    """The Mondays to choose from, the earliest first."""
    return [monday_of(today) + timedelta(weeks=number) for number in range(-WEEKS_BACK, WEEKS_AHEAD + 1)]


def as_word(office: Office, person: Person, monday: date) -> bytes:
    """The sheet as a Word file. Raises LetterError, StoreError."""
    sheet = week(office, person, monday)
    return make_sheet(_facts(office, sheet))


def _is_on_roll(seen: Seen, person: Person, monday: date) -> bool:
    friday = monday_of(monday) + FRIDAY
    return any(enrolment(seen.case, person.school, each.day) for each in sessions(monday_of(monday), friday))


def _line(office: Office, person: Person, seen: Seen, monday: date) -> RegisterRow:
    case, school = seen.case, person.school
    other = office.authority.school((case.receiving or "") if school == case.home else case.home)
    has_second_roll = school != case.home or other.is_registered
    cells = tuple(
        _cell(case, school, each, has_second_roll) for each in sessions(monday_of(monday), monday_of(monday) + FRIDAY)
    )
    return RegisterRow(seen, other.name if other.urn else "", tuple(_statuses(case, school, cells)), cells)


def _cell(case: Case, school: str, session: Session, has_second_roll: bool) -> RegisterCell:
    reported = reported_mark(case, session) if school != case.home else None
    return RegisterCell(
        school, session, to_mark(case, school, session, has_second_roll), reported, fault(case, session)
    )


def _statuses(case: Case, school: str, cells: Sequence[RegisterCell]) -> Iterator[tuple[date, EnrolmentStatus | None]]:
    days = [each.session.day for each in cells if each.session.half is Half.AM]
    for _, run in groupby([(each, enrolment(case, school, each)) for each in days], key=lambda pair: pair[1]):
        yield next(run)


def _is_special(line: RegisterRow) -> bool:
    """Whether the child is on two rolls, comes or goes, or is marked otherwise than by looking."""
    is_dual = any(status in (EnrolmentStatus.MAIN, EnrolmentStatus.SUBSIDIARY) for _, status in line.statuses)
    is_given = any(each.to_mark.how is not MarkSource.SEEN and each.to_mark.code != "#" for each in line.cells)
    return is_dual or is_given or len(line.statuses) > 1


def _by_year(line: RegisterRow) -> tuple[int, str]:
    case = line.seen.case
    year = year_group_on(case.referral, case.today) if case.referral else None
    return (year or 0, case.reference)


def _year(case: Case) -> str:
    """`9`, `R`; empty where the referral does not say."""
    words = year_in_words(case.referral, case.today) if case.referral else None
    return "R" if words == "Reception" else (words or "").removeprefix("Year ")


def _runs(cells: Sequence[RegisterCell]) -> Iterator[str]:
    for to_be, run in groupby(cells, key=lambda each: each.to_mark):
        those = list(run)
        first, last = those[0].session, those[-1].session
        code = f"{to_be.code}. " if to_be.code else ""
        yield f"{_span(first, last, len(those) == len(cells))}: {code}{to_be.why}"


def _span(first: Session, last: Session, is_whole_week: bool) -> str:
    """`All week`, `Monday`, `Monday morning`, `Monday morning to Friday afternoon`."""
    if is_whole_week:
        return "All week"
    if first == last:
        return _in_words(first)
    is_whole_day = first.day == last.day
    return weekday(first.day) if is_whole_day else f"{_in_words(first)} to {_in_words(last)}"


def _in_words(session: Session) -> str:
    return f"{weekday(session.day)} {half_day(session.half)}"


def _facts(office: Office, sheet: RegisterSheet) -> dict[str, object]:
    school = office.authority.school(sheet.school)
    return {
        "sender": letterhead.of_school(school, has_logo=bool(school.logo)),
        "reference": "register sheet",
        "week": plain_day(sheet.monday),
        "marked_as_usual": sheet.marked_as_usual,
        "children": [_child(each) for each in sheet.lines],
    }


def _child(line: RegisterRow) -> dict[str, object]:
    case, referral = line.seen.case, line.seen.case.referral
    return {
        "name": (referral and referral.legal_name) or (case.before and case.before.pupil_initials) or case.reference,
        "year": _year(case) or "not recorded",
        "upn": "not for you to see" if line.seen.is_for_reports else (referral and referral.upn) or "not recorded",
        "reference": case.reference,
        "other_school": line.other_school or "not chosen yet",
        "status": line.status_in_words,
        **_days(line),
        "reasons": list(line.reasons),
        "faults": list(line.faults),
        "to_take_off": line.to_take_off or None,
    }


def _days(line: RegisterRow) -> dict[str, dict[str, str]]:
    pairs = zip(WEEKDAYS, line.cells[::2], line.cells[1::2], strict=True)
    return {weekday: {"am": am.shown, "pm": pm.shown} for weekday, am, pm in pairs}
