"""Text made valid: what is replaced, what is taken out, what stays as it is, and what is said of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from record.valid_text import (
    WAS_REPLACED,
    WAS_TURNING,
    WAS_UNSEEN,
    encodable,
    encodable_in,
    remarks,
    valid,
    valid_in,
)

ODD = "a\u0301\u212a\u0626\u200b\u200c\u200d\u202e\ud83d\ude00\0\r\n\u3164\U0001f3f4\U000e0067\ufe0f\u2764"
ANY_TEXT = some.text(some.characters(exclude_categories=())) | some.text(some.sampled_from(ODD))
FAMILY = "\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
MADE = [
    ("half an emoji", "Sam \ud83d said", "Sam \ufffd said", (WAS_REPLACED,)),
    ("the other half", "\ude00", "\ufffd", (WAS_REPLACED,)),
    ("two halves that are one", "\ud83d\ude00", "\U0001f600", ()),
    ("a NUL", "a\0b", "a\ufffdb", (WAS_REPLACED,)),
    ("a bell", "a\x07b", "a\ufffdb", (WAS_REPLACED,)),
    ("a later control character", "a\x9bb", "a\ufffdb", (WAS_REPLACED,)),
    ("no character", "a\ufffe\U0010ffffb", "a\ufffd\ufffdb", (WAS_REPLACED,)),
    ("a line that Windows ended", "a\r\nb\rc", "a\nb\nc", ()),
    ("a line that Word ended", "a\x0bb\u2028c\x85d", "a\nb\nc\nd", ()),
    ("a file that reads as another", "report\u202efdp.exe", "reportfdp.exe", (WAS_TURNING,)),
    ("an isolated part", "\u2066Sam\u2069", "Sam", (WAS_TURNING,)),
    ("a name with a hidden space", "Sam\u200b Ex\u2060ample\ufeff", "Sam Example", (WAS_UNSEEN,)),
    ("a joiner between Latin letters", "Sa\u200dm", "Sam", (WAS_UNSEEN,)),
    ("letters that nobody sees", "Sam\U000e0041\U000e0042", "Sam", (WAS_UNSEEN,)),
    ("a letter and its mark", "Zoe\u0308", "Zo\u00eb", ()),
]
KEPT = [
    "",
    "Plain\tand\nsimple",
    "Zo\u00eb",
    FAMILY,
    ENGLAND,
    PERSIAN,
    "\u05d0\u05d1\u05d2 abc",
    "\u2764\ufe0f",
    "\ufffd",
]


@pytest.mark.parametrize(("what", "before", "after", "told"), MADE, ids=[each[0] for each in MADE])
def test_text_is_made_valid_and_told_of(what: str, before: str, after: str, told: tuple[str, ...]) -> None:
    assert (valid(before), remarks(before)) == (after, told)


@pytest.mark.parametrize("text", KEPT)
def test_what_somebody_may_well_mean_stays_as_it_is(text: str) -> None:
    assert (valid(text), encodable(text), remarks(text)) == (text, text, ())


def test_every_part_of_an_answer_is_made_valid() -> None:
    answer = {"wh\0y": ["a\ud83d", {"deep": ("b\u202e", 3, None, True)}]}

    assert valid_in(answer) == {"wh\ufffdy": ["a\ufffd", {"deep": ("b", 3, None, True)}]}
    assert encodable_in(answer) == {"wh\ufffdy": ["a\ufffd", {"deep": ("b\u202e", 3, None, True)}]}
    assert remarks(answer) == (WAS_REPLACED, WAS_TURNING)


@given(ANY_TEXT)
def test_whatever_comes_in_can_be_kept_and_is_valid_at_once(text: str) -> None:
    made = valid(text)

    assert valid(made) == made and remarks(made) == ()
    assert json.loads(json.dumps(made, ensure_ascii=False).encode()) == made
    assert encodable(text).encode().decode() == encodable(text)
