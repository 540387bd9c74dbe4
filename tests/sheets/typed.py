"""What Sheets makes of something typed: a number, a date, TRUE, a formula, or text. Locale decides about dates and money."""

from __future__ import annotations

import re
from datetime import datetime

from tests.sheets.refused import Json
from tests.sheets.showing import EPOCH

NUMBER = re.compile(r"([-+]?)\s*([£$€]?)\s*((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*(%?)")
DATE = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")
NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{2,4})")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AaPp])[Mm])?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Entered = tuple[Json, Json]
"""An ExtendedValue, and the number format that typing it gives the cell (None: as it was)."""


def entered(value: Json, locale: str, text_cell: bool = False) -> Entered:
    """What a value typed into a cell becomes; `text_cell` is one whose format is plain text."""
    if isinstance(value, bool):
        return {"boolValue": value}, None
    if isinstance(value, int | float):
        return {"numberValue": value}, None
    if value == "":
        return {}, None
    if text_cell:
        return {"stringValue": value}, None
    if value.startswith("'"):
        return {"stringValue": value[1:]}, None
    if value.startswith("=") and len(value) > 1:
        return {"formulaValue": value}, None
    if value.strip().upper() in ("TRUE", "FALSE"):
        return {"boolValue": value.strip().upper() == "TRUE"}, None
    return _number(value.strip()) or _date_and_time(value.strip(), locale) or ({"stringValue": value}, None)


def raw(value: Json) -> Json:
    """What a value sent RAW becomes: itself."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"stringValue": value} if value != "" else {}


def _number(text: str) -> Entered | None:
    match = NUMBER.fullmatch(text)
    if not match or not re.search(r"\d", match[3].lower().partition("e")[0]):
        return None
    sign, money, digits, percent = match.groups()
    if money and percent:
        return None
    number = float(digits.replace(",", "")) * (-1 if sign == "-" else 1) / (100 if percent else 1)
    decimals = ".00" if "." in digits else ""
    if percent:
        return {"numberValue": number}, {"type": "PERCENT", "pattern": f"0{decimals}%"}
    if money:
        return {"numberValue": number}, {"type": "CURRENCY", "pattern": f"{money}#,##0{decimals}"}
    if "," in digits:
        return {"numberValue": number}, {"type": "NUMBER", "pattern": f"#,##0{decimals}"}
    return {"numberValue": number}, None


def _date_and_time(text: str, locale: str) -> Entered | None:
    if (day := _date(text, locale)) is not None:
        return {"numberValue": day}, {"type": "DATE"}
    if (time := _time(text)) is not None:
        return {"numberValue": time}, {"type": "TIME"}
    first, _, last = text.partition(" ")
    day, time = _date(first, locale), _time(last)
    if day is not None and time is not None:
        return {"numberValue": day + time}, {"type": "DATE_TIME"}
    return None


def _date(text: str, locale: str) -> int | None:
    """The serial number of a day as people of this locale write it."""
    if match := NAMED.fullmatch(text):
        month = match[2].lower()[:3]
        if month in MONTHS:
            return _serial(int(match[3]), MONTHS.index(month) + 1, int(match[1]))
    if not (match := DATE.fullmatch(text)):
        return None
    one, two, three = (int(piece) for piece in match.groups())
    if len(match[1]) == 4:
        return _serial(one, two, three)
    return _serial(three, one, two) if locale == "en_US" else _serial(three, two, one)


def _serial(year: int, month: int, day: int) -> int | None:
    if year < 100:
        year += 2000 if year < 50 else 1900
    try:
        return (datetime(year, month, day) - EPOCH).days
    except ValueError:
        return None


def _time(text: str) -> float | None:
    match = TIME.fullmatch(text)
    if not match:
        return None
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if match[4].lower() == "p" else 0)
    if minutes > 59 or seconds > 59:
        return None
    return (hours * 3600 + minutes * 60 + seconds) / 86400
