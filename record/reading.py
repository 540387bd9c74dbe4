"""Dates, times, numbers, yes and no as people type them. What cannot be read says what to write instead."""

from __future__ import annotations

import calendar
import re
from datetime import date, time

from record.attendance import code_fault
from record.identifiers import clean_upn, upn_fault
from record.words import MONTHS


class Unreadable(ValueError):
    """What was typed cannot be read; its text says what to write instead."""


_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_DATE = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of\b)?[\s./-]+(\d{1,2}|[a-z]{3,9})[\s.,/-]+(\d{4}|\d{2})$", re.IGNORECASE
)
_ISO_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+", re.IGNORECASE)
_TIME = re.compile(r"^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_YES = {"yes", "y", "true", "1", "✓", "x"}
_NO = {"no", "n", "false", "0"}


def read_date(text: str) -> date:
    """A British date: day first, however it is parted, the month as a number or a word.

    Raises Unreadable.
    """
    plain = _WEEKDAY.sub("", text.strip())
    if iso := _ISO_DATE.match(plain):
        return _date(int(iso[3]), int(iso[2]), int(iso[1]))
    parts = _DATE.match(plain)
    if not parts:
        raise Unreadable("Write the date as day, month and year, for example 14/9/2026")
    return _date(int(parts[1]), _month(parts[2]), _year(parts[3]))


def read_birth_date(text: str) -> date:
    """A date of birth from three boxes joined by slashes. Raises Unreadable."""
    boxes = [box.strip() for box in text.split("/")]
    if len(boxes) == 3:
        absent = [name for name, box in zip(("day", "month", "year"), boxes, strict=True) if not box]
        if absent:
            raise Unreadable(f"The date of birth must include a {' and a '.join(absent)}")
    born_on = read_date(text)
    if born_on.year < 1990:
        raise Unreadable("Check the year of birth")
    return born_on


def read_time(text: str) -> time:
    """A time of day: 8:40, 8.40am, 0840, 3pm. Raises Unreadable."""
    parts = _TIME.match(text.strip())
    hour, minute = (int(parts[1]), int(parts[2] or 0)) if parts else (99, 0)
    if parts and parts[3]:
        hour = _of_24(hour, parts[3].lower().startswith("p"))
    if hour > 23 or minute > 59:
        raise Unreadable("Write the time as hours and minutes, for example 8:40")
    return time(hour, minute)


def read_number(text: str) -> float:
    """A number; a pound or percent sign, and commas between thousands, are forgiven. Raises Unreadable."""
    plain = text.strip().removeprefix("£").strip().removesuffix("%").strip()
    if "," in plain and not _THOUSANDS.fullmatch(plain):
        raise Unreadable("Write a point before tenths, for example 85.5, and a comma between thousands alone")
    plain = plain.replace(",", "")
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", plain, re.ASCII):
        raise Unreadable("Write a number in figures, for example 12")
    number = float(plain)
    if number < 0:
        raise Unreadable("Write a number that is 0 or more")
    return number


def with_its_zero(number: float) -> str | None:
    """The telephone number of which a spreadsheet made this; None when it made no British one."""
    digits = f"{number:.15g}"
    return f"0{digits}" if re.fullmatch(r"[1-9]\d{8,9}", digits, re.ASCII) else None


def read_whole_number(text: str) -> int:
    """A whole number. Raises Unreadable."""
    number = read_number(text)
    if number != int(number):
        raise Unreadable("Write a whole number, for example 6")
    return int(number)


def read_percentage(text: str) -> float:
    """A part of a hundred: 87.5% or 87.5. What may be a share of one is asked about. Raises Unreadable."""
    found = read_number(text)
    if "%" not in text and 0 < found <= 1:
        raise Unreadable(f"Is this {found * 100:g} per cent? Write it as a number from 0 to 100")
    if found > 100:
        raise Unreadable("A percentage is a number from 0 to 100")
    return found


def read_yes_no(text: str) -> bool:
    """Yes or no, as typed in a form or a sheet. Raises Unreadable."""
    plain = text.strip().lower()
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise Unreadable("Answer yes or no")


def read_choice(text: str, choices: tuple[str, ...]) -> str:
    """One of the choices; case and spaces forgiven. Raises Unreadable."""
    wanted = " ".join(text.lower().split())
    for choice in choices:
        if choice.lower() == wanted:
            return choice
    raise Unreadable(f"Choose one of: {', '.join(choices)}")


def read_upn(text: str) -> str:
    """A unique pupil number with a sound check letter. Raises Unreadable."""
    upn = clean_upn(text)
    if fault := upn_fault(upn):
        raise Unreadable(fault)
    return upn


def read_mark(text: str) -> str:
    """A register mark of the 2024 regulations. Raises Unreadable for any other, naming the one to use."""
    mark = text.strip().upper()
    if fault := code_fault(mark):
        raise Unreadable(fault)
    return mark


def _of_24(hour: int, is_afternoon: bool) -> int:
    """The hour of the day that an hour with am or pm means; one past 23 when it means none."""
    if hour > 12:
        return hour if is_afternoon else 99
    return hour % 12 + (12 if is_afternoon else 0)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    month = _MONTHS.get(text[:3].lower())
    if month is None:
        raise Unreadable("Write the month as a number or a name, for example 14 September 2026")
    return month


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(day: int, month: int, year: int) -> date:
    if not 1900 <= year <= 2100:
        raise Unreadable("Check the year")
    if not 1 <= month <= 12:
        raise Unreadable(f"There is no month {month}: write the day first, then the month, for example 14/9/2026")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise Unreadable(f"{MONTHS[month - 1]} {year} has {days} days: check the day")
    return date(year, month, day)
