"""What term dates would change before they count: the year as it would be, day by day, and the live cases that they touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from casework.imports.terms import A_DAY, Dates, Meant, rows_of
from casework.reading.access import see_all
from casework.reading.office import Office
from casework.reading.term_dates import read_calendars
from record.case import Case
from record.person import Person
from record.school_days import Calendar, days, school_year
from record.stage import is_live
from record.tables import TERM_DATES
from record.words import first_capital, full_day, listed, month, plain_day
from rules.due import due
from rules.judging import judge
from store.contract import TableRow

EVERY_SCHOOL = ""
MOST_YEARS = 3
FEW_DAYS = 6
"""Days that are named one by one; more are counted."""
MADE_BY_HAND = "School is closed"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """One day as it would be."""

    day: date
    why_closed: str
    """Empty on a school day."""
    is_changed: bool
    """Whether it is a school day now and would not be, or the other way round."""


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """One month of the strip."""

    name: str
    days: tuple[DayOfYear, ...]

    @property
    def in_words(self) -> str:
        """How many school days there are, and which change."""
        is_open = sum(not each.why_closed for each in self.days)
        changed = [each for each in self.days if each.is_changed]
        said = f"{self.name}: {is_open} school {'day' if is_open == 1 else 'days'}"
        return f"{said}, {len(changed)} changed" if changed else said


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """A live case for which something would be otherwise."""

    reference: str
    says: tuple[str, ...]


def with_days(dates: Sequence[Dates], opened: Collection[date], closed: Collection[date]) -> Sequence[Dates]:
    """The same dates with single days put right: on `opened` there is school, on `closed` there is none."""
    parted = [part for each in dates for part in _without(each, opened)]
    return [*parted, *(Dates(MADE_BY_HAND, each, each, Meant.CLOSED) for each in sorted(closed))]


def _without(dates: Dates, opened: Collection[date]) -> Iterator[Dates]:
    """A closure in the parts that are left of it; anything else as it is."""
    if dates.meant is not Meant.CLOSED:
        yield dates
        return
    first = dates.first
    for each in sorted(day for day in opened if dates.first <= day <= dates.last):
        if first < each:
            yield replace(dates, first=first, last=each - A_DAY)
        first = each + A_DAY
    if first <= dates.last:
        yield replace(dates, first=first)


def calendars_after(office: Office, dates: Sequence[Dates], school: str) -> Mapping[str, Calendar]:
    """When each school would be open, and under the empty name one that has no dates of its own. Raises StoreError."""
    authority = office.authority
    fresh = [TableRow(TERM_DATES, f"+{n}", each, office.now(), "") for n, each in enumerate(rows_of(dates, school))]
    rows = [*office.store.table(TERM_DATES), *fresh]
    return read_calendars(rows, {*authority.schools, EVERY_SCHOOL}, authority.successors)[0]


def year_shown(office: Office, dates: Sequence[Dates], school: str) -> Sequence[MonthOfDays]:
    """Every month of the school years that the dates are of, as it would be. Raises StoreError."""
    counted = [each for each in dates if each.meant is not Meant.NOTHING]
    if not counted:
        return ()
    first = min(school_year(each.first) for each in counted)
    last = min(max(school_year(each.last) for each in counted), first + MOST_YEARS - 1)
    now, then = (calendars_after(office, each, school)[school] for each in ((), dates))
    shown = [_day(each, now, then) for each in days(date(first, 9, 1), date(last + 1, 8, 31))]
    return [MonthOfDays(name, tuple(those)) for name, those in groupby(shown, key=lambda each: month(each.day))]


def _day(day: date, now: Calendar, then: Calendar) -> DayOfYear:
    why = then.closed_because(day) or ""
    return DayOfYear(day, why, now.is_open(day) != (not why))


def touched(office: Office, person: Person, dates: Sequence[Dates], school: str) -> Sequence[TouchedCase]:
    """The live cases that this person may see and for which these dates change anything from today on. Raises StoreError."""
    then = calendars_after(office, dates, school)
    found = []
    for seen in see_all(office, person, is_live):
        if says := tuple(_otherwise(seen.case, replace(seen.case, calendars=then))):
            found.append(TouchedCase(seen.case.reference, says))
    return sorted(found, key=lambda each: each.reference)


def _otherwise(now: Case, then: Case) -> Iterator[str]:
    """What is otherwise in a case: days of school in its placement, what is due and by when, and what the rules find."""
    yield from _days_otherwise(now, then)
    before = {(each.what, each.week, each.day, each.of): each.by for each in due(now)}
    after = {(each.what, each.week, each.day, each.of): each.by for each in due(then)}
    moved = [(key, by) for key, by in after.items() if key in before and by != before[key] and by]
    yield from (f"{first_capital(key[0])}: by {full_day(by)} instead of {_by(before[key])}." for key, by in moved if by)
    yield from _more("Due besides", Counter(key[0] for key in after if key not in before))
    yield from _more("No longer due", Counter(key[0] for key in before if key not in after))
    found, would = ({(each.entry_id, each.rule): each.sentence for each in judge(case)} for case in (now, then))
    yield from (f"New finding: {sentence}" for key, sentence in would.items() if key not in found)
    yield from (f"No longer found: {sentence}" for key, sentence in found.items() if key not in would)


def _by(day: date | None) -> str:
    return full_day(day) if day else "no day"


def _more(label: str, counted: Counter[str]) -> Iterator[str]:
    if counted:
        yield f"{label}: {listed([what if n == 1 else f'{what} ({n} times)' for what, n in counted.items()])}."


def _days_otherwise(now: Case, then: Case) -> Iterator[str]:
    placement = now.placement
    if placement is None or placement.starts_on is None or placement.ends_on is None or now.receiving is None:
        return
    before, after = now.calendar(now.receiving), then.calendar(now.receiving)
    inside = [*days(placement.starts_on, placement.ends_on)]
    for says, those in (
        ("no school any more", [each for each in inside if before.is_open(each) and not after.is_open(each)]),
        ("school now", [each for each in inside if after.is_open(each) and not before.is_open(each)]),
    ):
        if those:
            named = listed([plain_day(each) for each in those]) if len(those) <= FEW_DAYS else f"{len(those)} days"
            yield f"In the placement, {says}: {named}."
