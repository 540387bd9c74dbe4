"""How a cell looks: its effective value, and the text a number format makes of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from tests.sheets.grid import Cell
from tests.sheets.refused import Json

EPOCH = datetime(1899, 12, 30)
"""Day 0 of serial numbers."""

ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
DATES = {
    "en_GB": {"DATE": "dd/MM/yyyy", "TIME": "HH:mm:ss", "DATE_TIME": "dd/MM/yyyy HH:mm:ss"},
    "en_US": {"DATE": "M/d/yyyy", "TIME": "h:mm:ss am/pm", "DATE_TIME": "M/d/yyyy H:mm:ss"},
}
NUMBERS = {"PERCENT": "0.00%", "SCIENTIFIC": "0.00E+00", "NUMBER": "#,##0.00"}
CURRENCY = {"en_GB": "£#,##0.00", "en_US": "$#,##0.00"}
DATE_PIECE = re.compile(r'"[^"]*"|\\.|yyyy|yy|y|m{1,5}|d{1,4}|h{1,2}|s{1,2}|am/pm|a/p|.', re.I)


def effective(cell: Cell) -> Json:
    """The ExtendedValue a cell amounts to; {} when it is empty."""
    entered = cell.get("userEnteredValue", {})
    if "formulaValue" in entered:
        return cell.get("effectiveValue", {"errorValue": {"type": "NAME", "message": "Not computed."}})
    return entered


def number_format(cell: Cell) -> Json:
    return cell.get("userEnteredFormat", {}).get("numberFormat", {})


def is_date(cell: Cell) -> bool:
    return number_format(cell).get("type") in ("DATE", "TIME", "DATE_TIME")


def formatted(cell: Cell, locale: str) -> str:
    """What a person sees in the cell; empty for an empty one."""
    value = effective(cell)
    if "numberValue" in value:
        form = number_format(cell)
        return shown_number(float(value["numberValue"]), form.get("type", ""), form.get("pattern", ""), locale)
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return ERRORS[value["errorValue"]["type"]]
    return str(value.get("stringValue", ""))


def shown_number(number: float, kind: str, pattern: str, locale: str) -> str:
    if kind in ("DATE", "TIME", "DATE_TIME"):
        known = DATES.get(locale, DATES["en_US"])
        return shown_date(number, pattern or known[kind])
    if kind == "TEXT" or not (kind or pattern):
        return general(number)
    if kind == "CURRENCY" and not pattern:
        pattern = CURRENCY.get(locale, CURRENCY["en_US"])
    return by_pattern(number, pattern or NUMBERS.get(kind, ""))


def general(number: float) -> str:
    """A number without a format: ten digits that matter."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.10g}"
    if "e" in text:
        mantissa, exponent = f"{number:.9e}".split("e")
        short = mantissa.rstrip("0").rstrip(".")
        return f"{short}E{exponent[0]}{exponent[1:].lstrip('0').zfill(2)}"
    return text


def by_pattern(number: float, pattern: str) -> str:
    """The patterns people use: digits, thousands, decimals, per cent, a currency sign or unit around them."""
    match = re.search(r"[#0][#0,]*(\.[0#]+)?%?", pattern)
    if not match or "E" in pattern:
        return f"{number:.2E}" if "E" in pattern else general(number)
    body = match[0]
    scaled = number * 100 if body.endswith("%") else number
    wanted = match[1] or "."
    text = f"{abs(scaled):{',' if ',' in body else ''}.{len(wanted) - 1}f}"
    for _ in range(len(wanted) - len(wanted.rstrip("#"))):
        text = text[:-1] if text.endswith("0") and "." in text else text
    before, after = pattern[: match.start()].replace('"', ""), pattern[match.end() :].replace('"', "")
    return f"{'-' if number < 0 else ''}{before}{text.rstrip('.')}{'%' if body.endswith('%') else ''}{after}"


@lru_cache(maxsize=4096)
def shown_date(serial: float, pattern: str) -> str:
    """A serial number by a date pattern; `mm` is minutes beside hours or seconds, months elsewhere."""
    at = EPOCH + timedelta(seconds=round(serial * 86400))
    pieces = DATE_PIECE.findall(pattern)
    half = any(piece.lower() in ("am/pm", "a/p") for piece in pieces)
    return "".join(_date_piece(piece, n, pieces, at, half) for n, piece in enumerate(pieces))


def _date_piece(piece: str, n: int, pieces: list[str], at: datetime, half: bool) -> str:
    if piece[0] in '"\\':
        return piece.strip('"') if piece[0] == '"' else piece[1:]
    if piece.lower() in ("m", "mm") and _beside_time(n, pieces):
        return f"{at.minute:02}" if len(piece) == 2 else str(at.minute)
    hour = (at.hour % 12 or 12) if half else at.hour
    found = {
        "y": f"{at.year % 100:02}",
        "yy": f"{at.year % 100:02}",
        "yyyy": f"{at.year:04}",
        "m": str(at.month),
        "mm": f"{at.month:02}",
        "mmm": f"{at:%b}",
        "mmmm": f"{at:%B}",
        "mmmmm": f"{at:%B}"[0],
        "d": str(at.day),
        "dd": f"{at.day:02}",
        "ddd": f"{at:%a}",
        "dddd": f"{at:%A}",
        "h": str(hour),
        "hh": f"{hour:02}",
        "s": str(at.second),
        "ss": f"{at.second:02}",
        "am/pm": f"{at:%p}",
        "a/p": f"{at:%p}"[0],
    }
    return found.get(piece.lower(), piece)


def _beside_time(n: int, pieces: list[str]) -> bool:
    """Whether the piece before is hours, or the piece after is seconds, passing over signs."""
    before = [piece for piece in pieces[:n] if piece[0].isalpha()]
    after = [piece for piece in pieces[n + 1 :] if piece[0].isalpha()]
    return bool((before and before[-1][0] in "hH") or (after and after[0][0] == "s"))
