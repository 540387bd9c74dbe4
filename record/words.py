"""How a day, a time, a list and an answer are said, in English: here and nowhere else.

Another language says days and times its own way: `letters/tongue.py`. How they are read is for `reading.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from record.field import Question, Shape

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ENGLAND = ZoneInfo("Europe/London")
NOT_ANSWERED = "Not answered"


def weekday(on: date) -> str:
    """`Monday`."""
    return WEEKDAYS[on.weekday()]


def short_weekday(on: date) -> str:
    """`Mon`."""
    return weekday(on)[:3]


def day(on: date) -> str:
    """`Monday 21 September`."""
    return f"{weekday(on)} {day_and_month(on)}"


def full_day(on: date) -> str:
    """`Monday 21 September 2026`."""
    return f"{day(on)} {on.year}"


def day_and_month(on: date) -> str:
    """`21 September`."""
    return f"{on.day} {MONTHS[on.month - 1]}"


def plain_day(on: date) -> str:
    """`21 September 2026`."""
    return f"{day_and_month(on)} {on.year}"


def short_day(on: date) -> str:
    """`21 Sep`."""
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def short_plain_day(on: date) -> str:
    """`21 Sep 2026`, as a spreadsheet shows it."""
    return f"{short_day(on)} {on.year}"


def month(on: date) -> str:
    """`September 2026`."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def typed_day(on: date) -> str:
    """`7/9/2026`, as a person types it."""
    return f"{on.day}/{on.month}/{on.year}"


def padded_day(on: date) -> str:
    """`07/09/2026`."""
    return f"{on.day:02}/{on.month:02}/{on.year}"


def half_day(half: str) -> str:
    """`morning` or `afternoon`, of `am` or `pm`."""
    return "morning" if half == "am" else "afternoon"


def clock(at: time) -> str:
    """`8:40`, `14:05`."""
    return f"{at.hour}:{at.minute:02}"


def spoken_clock(at: time) -> str:
    """`8:30am`, `12 noon`, `2pm`."""
    if (at.hour, at.minute) == (12, 0):
        return "12 noon"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(at: datetime, today: date) -> str:
    """`10:42` today, otherwise `Monday 21 September, 10:42`; England's time."""
    local = at.astimezone(ENGLAND)
    return clock(local.time()) if local.date() == today else f"{day(local.date())}, {clock(local.time())}"


def full_moment(at: datetime) -> str:
    """`21 September 2026, 10:42`; England's time."""
    local = at.astimezone(ENGLAND)
    return f"{plain_day(local.date())}, {clock(local.time())}"


def greenwich_moment(at: datetime) -> str:
    """`21.09.2026 09:42`; Greenwich time, as every moment is kept."""
    return f"{at.day:02}.{at.month:02}.{at.year} {at.hour:02}:{at.minute:02}"


def how_late(by: date, today: date) -> str:
    """`3 days late`, or nothing when it is not."""
    number = (today - by).days
    return f"{number} day{'s' if number > 1 else ''} late" if number > 0 else ""


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def chained(parts: Sequence[str]) -> str:
    """`a and b and c`."""
    return " and ".join(parts)


def first_capital(text: str) -> str:
    """The first letter capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def initials(name: str | None) -> str:
    """`S.A.` of Sam Adeyemi; the only form of a child's name outside the case itself."""
    return "".join(f"{part[0].upper()}." for part in (name or "").split() if part[0].isalpha())


def of_child(legal_name: str | None, year: str | None) -> str:
    """`S.A., Year 9`."""
    return ", ".join(part for part in (initials(legal_name), year) if part) or "New case"


def of_initials(given: str | None) -> str:
    """`S.A.` of the initials somebody gave before there was a referral."""
    letters = [each for each in (given or "").upper() if each.isalpha()][:3]
    return "".join(f"{each}." for each in letters) or "New case"


def yes_no(is_so: object) -> str:
    """`yes` or `no`."""
    return "yes" if is_so else "no"


def number(value: object) -> str:
    """`2.5`, `3` of 3.0; whatever is no fraction as it is."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def answer(question: Question, value: object, school_name: str = "") -> str:
    """An answer as it is read back to people on a screen."""
    if value is None or value == ():
        return NOT_ANSWERED
    if isinstance(value, bool):
        return first_capital(yes_no(value))
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, time):
        return clock(value)
    if question.shape is Shape.SCHOOL:
        return school_name or str(value)
    if isinstance(value, tuple):
        return listed([first_capital(str(one)) for one in value])
    return first_capital(str(value)) if question.shape is Shape.CHOICE else number(value)


def written_answer(question: Question, value: object, school_name: str = "") -> str:
    """An answer that was given, as a form that is copied into a letter says it."""
    if isinstance(value, bool):
        return first_capital(yes_no(value))
    if isinstance(value, date):
        return plain_day(value) if question.shape is Shape.BIRTH_DATE else full_day(value)
    if isinstance(value, time):
        return spoken_clock(value)
    if question.shape is Shape.SCHOOL:
        return school_name
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
