"""Dates, times, names and counts in the words people say, and text made safe to show.

What a person typed is never markup: `plain` for Markdown, `escape` for HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from html import escape as _escape_html
from zoneinfo import ZoneInfo

from record.field import Question, Shape
from record.referral import Referral

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&=])")
_MARKUP = re.compile(r"([\\`*_\[\]<>$~|]|:(?=[a-z])|^[#+-]|(?<=^\d)[.)])")
_ENGLAND = ZoneInfo("Europe/London")
NOT_ANSWERED = "Not answered"


def plain(text: str) -> str:
    """Text for Markdown, shown exactly as typed."""
    return _MARKDOWN.sub(r"\\\1", text)


def in_a_label(text: str) -> str:
    """Text for a widget's label, shown exactly as typed.

    Screen readers are given a label with its markup: nothing is escaped that Markdown would leave alone.
    """
    return _MARKUP.sub(r"\\\1", text)


def escape(text: str) -> str:
    """Text for HTML, shown exactly as typed."""
    return _escape_html(text, quote=True)


def day(on: date) -> str:
    """`Monday 21 September`."""
    return f"{on:%A} {on.day} {on:%B}"


def full_day(on: date) -> str:
    """`Monday 21 September 2026`."""
    return f"{day(on)} {on.year}"


def short_day(on: date) -> str:
    """`21 Sep`."""
    return f"{on.day} {on:%b}"


def clock(at: time) -> str:
    """`8:40`."""
    return f"{at.hour}:{at.minute:02}"


def moment(at: datetime, today: date) -> str:
    """`10:42` today, otherwise `Monday 21 September, 10:42`; England's time."""
    local = at.astimezone(_ENGLAND)
    return clock(local.time()) if local.date() == today else f"{day(local.date())}, {clock(local.time())}"


def how_late(by: date, today: date) -> str:
    """`3 days late`, or nothing when it is not."""
    number = (today - by).days
    return f"{number} day{'s' if number > 1 else ''} late" if number > 0 else ""


def first_capital(text: str) -> str:
    """The first letter capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def initials(name: str | None) -> str:
    """`S.A.` of Sam Adeyemi; the only form of a child's name outside the case itself."""
    return "".join(f"{part[0].upper()}." for part in (name or "").split() if part[0].isalpha())


def of_child(referral: Referral | None, fallback: str | None) -> str:
    """`S.A., Year 9`; before the referral the initials somebody gave."""
    if referral is None:
        letters = [each for each in (fallback or "").upper() if each.isalpha()][:3]
        return "".join(f"{each}." for each in letters) or "New case"
    year = referral.year_group
    in_year = "" if not year else "Reception" if year == "R" else f"Year {year}"
    return ", ".join(part for part in (initials(referral.legal_name), in_year) if part) or "New case"


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def answer(question: Question, value: object, school_name: str = "") -> str:
    """An answer as it is read back to people."""
    if value is None or value == ():
        return NOT_ANSWERED
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, time):
        return clock(value)
    if question.shape is Shape.SCHOOL:
        return school_name or str(value)
    if isinstance(value, tuple):
        return listed([first_capital(str(one)) for one in value])
    return first_capital(str(value)) if question.shape is Shape.CHOICE else _number(value)


def _number(value: object) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
