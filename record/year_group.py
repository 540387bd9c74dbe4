"""The year group of a child on a day: a referral written in June says another than September does."""

from __future__ import annotations

from datetime import date, timedelta

from record.forms.referral import Referral
from record.school_days import school_year

LAST = 11
"""The last year group of a managed move."""
FRIDAY = 4
RECEPTION_AFTER = 5
"""School years from the one of the birth to reception, which counts as 0."""


def year_group_on(referral: Referral, day: date) -> int | None:
    """The year group on `day`, 0 for reception and 12 once year 11 is over; None where the referral says none."""
    number = _said(referral)
    return None if number is None else number + max(0, school_year(day) - _said_of(referral, number, day))


def leaves_school_on(referral: Referral, day: date) -> date | None:
    """The last day of year 11, the last Friday in June, as it is seen on `day`; None where no year group is said."""
    number = _said(referral)
    if number is None:
        return None
    last_of_june = date(_said_of(referral, number, day) + LAST - number + 1, 6, 30)
    return last_of_june - timedelta(days=(last_of_june.weekday() - FRIDAY) % 7)


def _said(referral: Referral) -> int | None:
    """As the referral says it."""
    said = referral.year_group
    return None if said is None else 0 if said == "R" else int(said)


def _said_of(referral: Referral, number: int, day: date) -> int:
    """The school year of which the referral says it: of the day it was confirmed, or since, where a correction brought it up."""
    confirmed = school_year(referral.confirmed_on or day)
    if referral.born_on:
        fits = school_year(referral.born_on) + RECEPTION_AFTER + number
        if confirmed <= fits <= school_year(day):
            return fits
    return confirmed


def year_in_words(referral: Referral, day: date) -> str | None:
    """`Year 9`, `Reception`; after year 11 it stays the last there was."""
    number = year_group_on(referral, day)
    return None if number is None else f"Year {min(number, LAST)}" if number else "Reception"
