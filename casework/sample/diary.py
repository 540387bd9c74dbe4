"""The days of a sample case, counted in school days and school weeks from today, so that nothing happens on a day
when a school is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from record.school_days import Calendar, days, monday_of

WEEK = timedelta(weeks=1)
SCHOOL_WEEKS = 6
"""How long a placement of the sample lasts, in weeks with a school day in them."""
LONGEST = 12
"""Calendar weeks no placement may pass."""
STEPS = ("begun", "referred", "explored", "shared", "asked", "answered", "met", "starts")
_SCHOOL_DAYS_FROM_THE_STEP_BEFORE: Mapping[str, int] = {
    "referred": 3,
    "explored": 2,
    "shared": 3,
    "asked": 1,
    "answered": 4,
    "met": 4,
    "starts": 4,
}


@dataclass(frozen=True, slots=True)
class Diary:
    """When things happen, in the calendar of both schools."""

    today: date
    calendar: Calendar

    def monday(self, weeks: int) -> date:
        """The Monday of this school week (0: the last that has begun), of an earlier one (-1) or of a coming one (1)."""
        monday = monday_of(self.today)
        if not (self._opens(monday) and self.first_day(monday) <= self.today):
            monday = self._step(monday, -1)
        return self.shifted(monday, weeks)

    def shifted(self, monday: date, weeks: int) -> date:
        """The Monday of the school week that is so many school weeks after (before) another."""
        for _ in range(abs(weeks)):
            monday = self._step(monday, 1 if weeks > 0 else -1)
        return monday

    def first_day(self, monday: date) -> date:
        """The first school day of a week."""
        return self.calendar.next_open(monday)

    def last_day(self, monday: date) -> date:
        """The last school day of a week."""
        return self.calendar.last_open(monday + timedelta(days=4))

    def ago(self, school_days: int) -> date:
        """That many school days before the last school day there was, today included."""
        return self.calendar.before(self.calendar.last_open(self.today), school_days)

    def ahead(self, school_days: int) -> date:
        """That many school days after today."""
        return self.calendar.after(self.today, school_days)

    def met_before(self, starts_on: date) -> date:
        """A day for the meeting, gone by: a week before the start if it can be, early enough for two days' notice."""
        return min(self.calendar.next_open(starts_on - WEEK), self.calendar.before(starts_on, 2), self.ago(0))

    def leading_to(self, step: str, on: date) -> Mapping[str, date]:
        """The day of every step up to this one, the last being `on`."""
        found = {step: on}
        for later, earlier in zip(reversed(STEPS), reversed(STEPS[:-1]), strict=False):
            if later in found:
                found[earlier] = self.calendar.before(found[later], _SCHOOL_DAYS_FROM_THE_STEP_BEFORE[later])
        return found

    def end_of(self, starts_on: date) -> date:
        """The last day of a placement of six school weeks."""
        monday = self.shifted(monday_of(starts_on), SCHOOL_WEEKS - 1)
        longest = starts_on + LONGEST * WEEK - timedelta(days=1)
        return min(self.last_day(monday), self.calendar.last_open(longest))

    def weeks_of(self, starts_on: date, ends_on: date) -> Sequence[date]:
        """The Mondays of the school weeks of a placement."""
        mondays = [monday_of(starts_on)]
        while (following := self._step(mondays[-1], 1)) <= ends_on:
            mondays.append(following)
        return mondays

    def _opens(self, monday: date) -> bool:
        return any(self.calendar.is_open(day) for day in days(monday, monday + timedelta(days=4)))

    def _step(self, monday: date, way: int) -> date:
        monday += way * WEEK
        while not self._opens(monday):
            monday += way * WEEK
        return monday


def weeks_between(starts_on: date, ends_on: date) -> int:
    """Calendar weeks of a placement, a begun week counting whole."""
    return (ends_on - starts_on).days // 7 + 1
