"""From when to when the receiving school keeps the child away: suspended, or apart for safeguarding.

A suspension that is cancelled ends before the session from which the child is expected again. A separation of which no
last day is known goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from record.case import Case
from record.entry import Filed
from record.forms.same_day import SEPARATION, SUSPENSION, SameDay
from record.once import once_a_case
from record.school_days import ONE_DAY, Half, Session, days

WITHOUT_EDUCATION = 5
"""School days of suspension in a row before full-time education must be arranged: SI 2007/1870, as amended by SI 2014/3216."""
LONGEST_RUN = 90
"""Days looked back over for suspensions that follow one another: 45 school days and a holiday."""


@dataclass(frozen=True, slots=True)
class KeptAway:
    """One suspension or separation, as it stands."""

    what: str
    """`SUSPENSION` or `SEPARATION`."""
    first: date
    last: date | None
    """The last day as it was set; None while none is known."""
    back: Session | None
    """From which the child is expected again, where it was cancelled."""
    education: str
    """What was arranged meanwhile, as it was written."""
    filed: Filed

    @property
    def is_suspension(self) -> bool:
        """Whether it is a suspension."""
        return self.what == SUSPENSION

    @property
    def ends_before(self) -> date | None:
        """The first day, or part of one, on which it holds no more; None while none is known."""
        over = self.last + ONE_DAY if self.last else None
        return min(self.back.day, over) if self.back and over else over

    @property
    def last_day(self) -> date | None:
        """The last day on which it keeps the child away in some session; None while none is known."""
        if self.back is None or self.last is None:
            return self.last
        is_of_the_morning_before = self.back.half is Half.PM
        return min(self.back.day if is_of_the_morning_before else self.back.day - ONE_DAY, self.last)

    @property
    def never_held(self) -> bool:
        """Whether it was cancelled before it began."""
        return self.back is not None and self.back <= Session(self.first, Half.AM)

    def covers(self, session: Session) -> bool:
        """Whether it keeps the child away in `session`."""
        if self.back and session >= self.back:
            return False
        return self.first <= session.day <= (self.last or date.max)


@once_a_case
def kept_away(case: Case) -> tuple[KeptAway, ...]:
    """Every suspension and separation by the receiving school, in the order of the days they tell of."""
    return tuple(_kept_away(case))


def _kept_away(case: Case) -> Iterator[KeptAway]:
    for filed in case.filed_of(SameDay):
        each = filed.entry
        if not isinstance(each, SameDay):
            continue
        if each.what == SUSPENSION and each.suspended_from:
            last, education = each.suspended_to or each.suspended_from, each.provision_from_day_six or ""
            yield KeptAway(each.what, each.suspended_from, last, back_session(each), education, filed)
        if each.what == SEPARATION and each.separated_from:
            yield KeptAway(
                each.what, each.separated_from, each.separated_to, None, each.education_meanwhile or "", filed
            )


def back_session(suspension: SameDay) -> Session | None:
    """The session from which a child whose suspension was cancelled is expected again."""
    if not suspension.is_cancelled or suspension.back_on is None:
        return None
    return Session(suspension.back_on, Half.PM if suspension.back_half == "afternoon" else Half.AM)


def days_suspended(case: Case, suspension: KeptAway) -> float:
    """School days of a suspension; a day from whose afternoon the child was expected again counts half."""
    if suspension.never_held or suspension.last_day is None:
        return 0
    back = suspension.back
    is_half = back is not None and back.half is Half.PM and back.day == suspension.last_day
    return case.calendar(case.receiving).between(suspension.first, suspension.last_day) - (0.5 if is_half else 0)


def suspended_in_a_row(case: Case, last: date) -> tuple[date, ...]:
    """The school days of suspension that follow one another up to `last`, at either school, the first first."""
    suspended, found = _suspended_days(case), list[date]()
    for number in range(LONGEST_RUN):
        day = last - number * ONE_DAY
        if day in suspended:
            found.append(day)
        elif _is_school_day(case, day):
            break
    return tuple(reversed(found))


def education_due_on(case: Case, suspension: KeptAway) -> date | None:
    """The sixth day in a row, where those up to a suspension's last come to more than five; None where they do not.

    A suspension written down before the app asked who was told is looked at alone, as it was then.
    """
    if not suspension.is_suspension or suspension.never_held or suspension.last_day is None:
        return None
    run = suspended_in_a_row(case, suspension.last_day)
    entry = suspension.filed.entry
    if isinstance(entry, SameDay) and entry.la_told is None:
        run = tuple(day for day in run if day >= suspension.first)
    return run[WITHOUT_EDUCATION] if len(run) > WITHOUT_EDUCATION else None


def _is_school_day(case: Case, day: date) -> bool:
    """Whether the school the child belongs to at that time is open."""
    is_there = case.placement is not None and day >= case.placement.starts_on
    return case.calendar(case.receiving if is_there else case.home).is_open(day)


@once_a_case
def _suspended_days(case: Case) -> frozenset[date]:
    """Every school day of suspension: those of the home school are in the referral."""
    there, at_home = case.calendar(case.receiving), case.calendar(case.home)
    found = {
        day
        for each in kept_away(case)
        if each.is_suspension and each.last_day
        for day in days(each.first, each.last_day)
        if there.is_open(day)
    }
    for one in case.referral.suspensions if case.referral else ():
        if one.began_on and one.sessions and one.sessions > 0:
            first = at_home.next_open(one.began_on)
            last = at_home.after(first, (one.sessions + 1) // 2 - 1)
            found |= {day for day in days(first, last) if at_home.is_open(day)}
    return frozenset(found)
