"""One answer, from as typed to its value and back. Which questions are asked is for `answers.py`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from record.field import Question, Shape
from record.reading import (
    Unreadable,
    read_birth_date,
    read_choice,
    read_date,
    read_mark,
    read_number,
    read_time,
    read_upn,
    read_whole_number,
    read_yes_no,
)
from record.words import clock, number, typed_day, yes_no

LONGEST = 40_000
"""Characters in one answer: what a cell of a sheet can safely hold."""
ITEM = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""Of a repeating group: the id of one of its items."""
_KEPT_AS_TYPED = "\n\t\u200c\u200d"
"""Line ends, tabs, and the joiners that some names are spelt with."""


def is_blank(raw: object) -> bool:
    """Whether nothing was answered. Three empty date boxes are nothing; one slash is a register mark."""
    if isinstance(raw, str):
        return not raw or raw.isspace() or ("/" in raw and "".join(raw.split()) == "//")
    return raw is None or raw == () or raw == []


def read_answer(question: Question, raw: object) -> Any:
    """The value of one answer; None when nothing was answered. Raises Unreadable."""
    if is_blank(raw):
        return None
    if question.shape is Shape.GROUP:
        return _item_ids_of(question, raw)
    if question.shape is Shape.CHOICES:
        return tuple(read_choice(str(one), question.choices) for one in _list(raw))
    text = str(raw)
    if len(text) > LONGEST:
        raise Unreadable(f"This is {len(text):,} characters long. Keep it under {LONGEST:,}, about 12 pages")
    if question.shape is Shape.CHOICE:
        return read_choice(text, question.choices)
    return _READERS.get(question.shape, _plain_text)(text)


def ids_in(raw: object) -> Sequence[str]:
    """The ids of a group's items as they were given, each once; what can be none is left out."""
    given = raw if isinstance(raw, list | tuple) else ()
    return [*dict.fromkeys(str(each) for each in given if ITEM.fullmatch(str(each)))]


def _item_ids_of(question: Question, raw: object) -> Sequence[str]:
    ids = ids_in(raw)
    if len(ids) > question.most:
        raise Unreadable(f"Keep to {question.most} at most: {question.label.rstrip('?')}")
    return ids


def _list(raw: object) -> Sequence[object]:
    return raw if isinstance(raw, list | tuple) else [raw]


def _plain_text(text: str) -> str:
    """Text as typed, less what no person types: control characters, odd blanks, and blanks around it."""
    if text.isprintable():
        return text.strip()  # nearly always, and at once
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_plain_character(each) for each in lines).strip()


def _plain_character(character: str) -> str:
    if character.isprintable() or character in _KEPT_AS_TYPED:
        return character
    return " " if character.isspace() else ""


_READERS: Mapping[Shape, Any] = {
    Shape.DATE: read_date,
    Shape.BIRTH_DATE: read_birth_date,
    Shape.TIME: read_time,
    Shape.NUMBER: read_number,
    Shape.WHOLE_NUMBER: read_whole_number,
    Shape.YES_NO: read_yes_no,
    Shape.UPN: read_upn,
    Shape.MARK: read_mark,
}


def as_typed(question: Question, value: Any) -> Any:
    """How a person would type this value, so that it reads back to the same."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, date):
        return typed_day(value)
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, tuple):
        return list(value)
    return number(value)
