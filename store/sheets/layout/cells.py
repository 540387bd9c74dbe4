"""One answer in one cell: how the app writes it, and how it is read again after people had their hands on it.

Dates and times are written as the sheet's own numbers, so that they sort and can be picked from its calendar; yes and
no as words; everything else as text that is never taken for a formula.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from record.field import Question, Shape
from record.one_answer import as_typed, is_blank, read_answer
from record.reading import Unreadable, with_its_zero
from record.valid_text import valid_in
from record.words import clock, plain_day, short_plain_day, yes_no
from store.contract import Json

Cell = str | int | float | bool
"""What a cell holds, as the API gives it unformatted. Dates are days since 30 December 1899, times parts of a day."""

LONGEST_CELL = 40_000
"""UTF-16 units: safely under the 50,000 characters of a cell, however Google counts them."""
_DAY_0 = date(1899, 12, 30)
_MINUTES = 24 * 60
_DATES = (Shape.DATE, Shape.BIRTH_DATE)
_EITHER_WAY = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})\s*$")
_PARTED_BY = "; "
_SHOWN = 500
ELSEWHERE = "… (whole in “More answers”)"
"""Ends a cell that holds the beginning of its answer only."""
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!", "Loading..."})
FAILED = "This is what a formula that fails comes to. Type the answer itself"


class Ambiguous(Unreadable):
    """A date that could be two days, so nobody should guess."""


def serial(day: date) -> int:
    """A date as a sheet counts it."""
    return (day - _DAY_0).days


def cell_of(question: Question, value: Json) -> Cell | None:
    """The cell that holds `value` exactly, or None when no cell can: it then goes to the tab *More answers*."""
    try:
        cell = _write(question, value)
        is_exact = cell is not None and repr(read_cell(question, cell)) == repr(value)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return cell if cell is not None and is_exact and fits(cell) else None


def _write(question: Question, value: Any) -> Cell | None:
    if question.shape in _DATES:
        return serial(date.fromisoformat(value))
    if question.shape is Shape.TIME:
        at = time.fromisoformat(value)
        return (at.hour * 60 + at.minute) / _MINUTES
    if question.shape is Shape.YES_NO:
        return yes_no(value) if isinstance(value, bool) else None
    if question.shape is Shape.CHOICES:
        return _PARTED_BY.join(value) if isinstance(value, list) else None
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return value if is_plain and question.shape is not Shape.GROUP else None


def read_cell(question: Question, cell: Cell) -> Json:
    """The answer in a cell, as the store keeps answers; None when it is blank. Raises Unreadable, Ambiguous."""
    if is_failed_formula(cell):
        raise Unreadable(FAILED)
    if question.shape in _DATES and isinstance(cell, str):
        _refuse_ambiguous(cell)
    value = read_answer(question, _as_typed(question, valid_in(cell)))
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date | time) else value


def read_typed(question: Question, cell: Cell) -> Json:
    """As `read_cell`, of a cell that a person typed into: Sheets makes 0.85 of 85%, and takes the zero of a telephone number.

    Raises Unreadable, Ambiguous.
    """
    if isinstance(cell, bool | str):
        return read_cell(question, cell)
    if is_a_percentage(question):
        if cell == 1:
            raise Unreadable("Is this 1% or 100%? Type 100, or ’1 with the mark before it".replace("’", "'"))
        return read_cell(question, round(cell * 100, 9) if 0 < cell < 1 else cell)
    zero = with_its_zero(cell) if question.shape is Shape.TEXT and question.name.endswith("phone") else None
    return read_cell(question, zero or cell)


def is_a_percentage(question: Question) -> bool:
    """Whether the answer is one of a hundred."""
    return question.shape is Shape.NUMBER and question.label.endswith("%")


def _as_typed(question: Question, cell: Cell) -> object:
    """What a person would have typed into the form to mean this cell."""
    if isinstance(cell, bool):
        return yes_no(cell)
    if isinstance(cell, int | float):
        return _number_as_typed(question.shape, cell)
    if question.shape is Shape.CHOICES:
        return [part for part in re.split(r"[;\n]", cell) if part.strip()]
    return cell


def _number_as_typed(shape: Shape, number: float) -> str:
    if shape in _DATES:
        if not -700_000 < number < 2_900_000:
            raise Unreadable("Write the date as day, month and year, for example 14/9/2026")
        day = _DAY_0 + timedelta(days=int(number))
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    if shape is Shape.TIME and 0 <= number < 1:
        minutes = round(number * _MINUTES) % _MINUTES
        return clock(time(minutes // 60, minutes % 60))
    return plain(number)


def _refuse_ambiguous(text: str) -> None:
    parts = _EITHER_WAY.match(text)
    if not parts or max(int(parts[1]), int(parts[2])) > 12 or int(parts[1]) == int(parts[2]):
        return
    year = int(parts[3]) + (2000 if len(parts[3]) == 2 else 0)
    days = [date(year, int(parts[m]), int(parts[d])) for d, m in ((1, 2), (2, 1))]
    first, second = (plain_day(day) for day in days)
    raise Ambiguous(f"Is this {first} or {second}? Write the month as a word")


def is_failed_formula(cell: Cell) -> bool:
    """Whether a formula came to nothing: Google gives its error as the cell's text."""
    return isinstance(cell, str) and cell.strip() in _ERRORS


def fits(cell: Cell) -> bool:
    """Whether one cell can hold this: a sheet takes a mark of text alone, such as `'`, for nothing."""
    if not isinstance(cell, str):
        return True
    return len(cell.encode("utf-16-le")) <= 2 * LONGEST_CELL and (plain(cell) != "" or cell == "")


def plain(cell: object) -> str:
    """A cell as text, the same whether a person or the app typed it: what fingerprints and comparisons look at."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").removeprefix("'").rstrip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    return "" if cell is None else str(cell)


def shown(question: Question, value: Json) -> str:
    """What the cell says when the answer itself is kept in *More answers*: for people, and read by nobody."""
    text = value if isinstance(value, str) else _in_words(question, value)
    kept = "".join(character for character in text if character.isprintable() or character == "\n").strip("' \n")
    return f"{kept[:_SHOWN].strip()} {ELSEWHERE}".strip()


def _in_words(question: Question, value: Json) -> str:
    if isinstance(value, bool | int | float) or value is None:
        return "" if value is None or is_blank(value) else as_typed(question, value)
    return "" if isinstance(value, Sequence) else json.dumps(value, ensure_ascii=False, default=str)


def in_words(question: Question | None, cell: Cell | None) -> str:
    """A cell as the sheet shows it to people: a date and a time are numbers only to the API."""
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if question is None or not is_number or question.shape not in (*_DATES, Shape.TIME):
        return plain(cell)
    try:
        value = read_cell(question, cell if cell is not None else "")
    except Unreadable:
        return plain(cell)
    if question.shape is Shape.TIME:
        return str(value)
    return short_plain_day(date.fromisoformat(str(value)))


def shown_day(cell: float) -> str:
    """A day that a sheet counts, in words: `7 Sep 2026`."""
    return short_plain_day(_DAY_0 + timedelta(days=int(cell)))


def stamp(moment: datetime) -> str:
    """A moment as a sheet shows and sorts it: `2026-09-07 09:30:15.123456Z`. Aware moments only."""
    return moment.isoformat(sep=" ", timespec="microseconds").replace("+00:00", "Z")


def read_stamp(cell: object) -> datetime:
    """The moment that `stamp` wrote. Raises ValueError."""
    moment = datetime.fromisoformat(str(cell).strip())
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("a moment before the first year") from None
