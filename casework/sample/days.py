"""The days of whole cases of the sample, and how one is told: what led to a step, a placement in a week of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.sample.preparing import Days
from casework.sample.tale import Tale
from record.school_days import ONE_DAY, monday_of

Plot = Callable[[Tale], None]


def up_to(tale: Tale, step: str, school_days_ago: int) -> Days:
    """Every day up to a step that was so many school days ago."""
    return tale.diary.leading_to(step, tale.diary.ago(school_days_ago))


def starting(tale: Tale, starts_on: date, met_on: date | None = None) -> Days:
    """Every day of a placement: what led to it, its reviews, its end and what follows."""
    diary = tale.diary
    ends_on = diary.end_of(starts_on)
    before = diary.leading_to("met", met_on) if met_on else diary.leading_to("starts", starts_on)
    return {
        **before,
        "signed": min(diary.calendar.after(before["met"], 1), diary.ago(0)),
        "starts": starts_on,
        "reduced": diary.last_day(diary.shifted(monday_of(starts_on), 1)),
        "reviewed": tale.there.last_open(diary.shifted(monday_of(starts_on), 2) + 4 * ONE_DAY),
        "decided": ends_on,
        "ends": ends_on,
        "effective": diary.calendar.after(ends_on, 1),
    }


def in_week(tale: Tale, number: int) -> Days:
    """A placement that is in this week of it now; more than six: over for so many school weeks."""
    return starting(tale, tale.diary.first_day(tale.diary.monday(1 - number)))


def starting_next_week(tale: Tale) -> Days:
    """A placement that begins with the next school week, and was agreed already."""
    starts_on = tale.diary.first_day(tale.diary.monday(1))
    return starting(tale, starts_on, tale.diary.met_before(starts_on))


def third_week_on(tale: Tale, on: date) -> Days:
    """A placement that is in its third week on that day."""
    return starting(tale, tale.diary.first_day(tale.diary.shifted(monday_of(on), -2)))
