"""Many letters as one zip: all of a case that can be made now, or every weekly report of one week. Each is recorded."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.letters.making import NoSuchLetter, Offered, made_and_noted, state_of, states_of
from casework.letters.sources import sources, writer
from casework.reading.access import Seen, see_all
from casework.reading.office import Office
from letters.catalogue import LETTERS
from letters.make import Made
from record.case import Case
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from record.school_days import monday_of
from rules.due import due

MADE_AT = (1980, 1, 1, 0, 0, 0)
"""The date of every file of a zip: the same letters are the same bytes."""
(REPORT,) = (letter for letter in LETTERS if WeeklyReport in letter.each)
WEEKS_BACK = 12
FRIDAY = timedelta(days=4)

Tell = Callable[[int, int], None]
"""Is told how many are made, and of how many."""


@dataclass(frozen=True, slots=True)
class OfWeek:
    """One child's report of one week."""

    seen: Seen
    offered: Offered | None
    """The report as a letter; None while nobody has written it."""

    @property
    def is_ready(self) -> bool:
        """Whether it can be made now."""
        return self.offered is not None and self.offered.is_ready


def make_all(office: Office, person: Person, seen: Seen, large_print: bool = False) -> bytes:
    """One zip of all letters that can be made now. Raises NoSuchLetter when there is none, and as `making.make`."""
    of = sources(office, person, seen)
    ready = [(of.making(state.letter), each.copy) for state in states_of(of) for each in state.ready]
    return _zip([made_and_noted(office, person, making, copy, large_print) for making, copy in ready])


def weeks(today: date) -> Sequence[date]:
    """The Mondays to choose from, this week's first."""
    return [monday_of(today) - timedelta(weeks=number) for number in range(WEEKS_BACK + 1)]


def of_week(office: Office, person: Person, monday: date) -> tuple[OfWeek, ...]:
    """Each report of a week that is this person's to hand on, and each that nobody has written. Raises StoreError."""
    cases = see_all(office, person, lambda case: case.placement is not None and case.is_dual_registered)
    return tuple(
        each for seen in cases if writer(REPORT, seen, person) for each in _of_case(office, person, seen, monday)
    )


def make_week(office: Office, person: Person, monday: date, tell: Tell, large_print: bool = False) -> bytes:
    """One zip of the reports of a week that can be made now, telling of each. Raises as `make_all`."""
    ready = [each for each in of_week(office, person, monday) if each.is_ready]
    made: list[Made] = []
    for each in ready:
        assert each.offered
        making = sources(office, person, each.seen).making(REPORT)
        made.append(made_and_noted(office, person, making, each.offered.copy, large_print))
        tell(len(made), len(ready))
    return _zip(made)


def _of_case(office: Office, person: Person, seen: Seen, monday: date) -> Iterator[OfWeek]:
    if monday in map(_week, seen.case.of(WeeklyReport)):
        for each in state_of(sources(office, person, seen), REPORT).offered:
            filed = each.copy.filed
            if filed and isinstance(filed.entry, WeeklyReport) and _week(filed.entry) == monday:
                yield OfWeek(seen, each)
    elif _is_owed(seen.case, monday):
        yield OfWeek(seen, None)


def _week(report: WeeklyReport) -> date | None:
    return monday_of(report.week_commencing) if report.week_commencing else None


def _is_owed(case: Case, monday: date) -> bool:
    unwritten = (each for each in due(case) if each.kind == WeeklyReport.kind and not each.answers)
    return any(each.week == monday for each in unwritten)


def _zip(letters: Sequence[Made]) -> bytes:
    if not letters:
        raise NoSuchLetter
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as folder:
        for each in letters:
            folder.writestr(zipfile.ZipInfo(each.file_name, MADE_AT), each.content)
    return content.getvalue()
