"""What a column of an authority's own spreadsheet may hold: read from `meanings.toml`, where headings and words stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Holds(StrEnum):
    """How a cell of it is read."""

    TEXT = "text"
    DATE = "a date"
    BIRTH_DATE = "a date of birth"
    YEAR = "a year group"
    YES_NO = "yes or no"
    UPN = "a UPN"
    PERCENTAGE = "a percentage"
    SCHOOL = "a school"
    WORD = "one of a few words"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a column may say of a move."""

    name: str
    label: str
    holds: Holds
    headings: tuple[str, ...]
    """In plain small letters."""
    is_needed: bool = False
    """Whether a row is left out when its cell cannot be read; any other is taken without it."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For one of a few words: our answers, each with what others write for it."""


def _read(name: str, of: Mapping[str, Any]) -> Meaning:
    words = {answer: tuple(said) for answer, said in of.get("words", {}).items()}
    return Meaning(name, of["label"], Holds(of["holds"]), tuple(of["headings"]), of.get("is_needed", False), words)


_WRITTEN = tomllib.loads(Path(__file__).with_name("meanings.toml").read_text(encoding="utf-8"))
MEANINGS: Mapping[str, Meaning] = {name: _read(name, of) for name, of in _WRITTEN.items()}
"""By name, in the order of the drop-downs."""
UNDER_WAY, TRANSFERRED, RETURNED, ENDED_EARLY, DECLINED = (
    "under way",
    "transferred",
    "returned",
    "ended early",
    "declined by the school",
)
"""Outcomes; every other is a reason of the form *Withdrawal or other ending*."""


def plain(text: str) -> str:
    """Small letters, figures and % alone: `Date of Birth (DOB):` is `date of birth dob`."""
    kept = "".join(each if each.isalnum() or each == "%" else "" if each in "'’" else " " for each in text.lower())
    return " ".join(kept.split())


@cache
def _headings() -> Mapping[str, str]:
    return {heading: each.name for each in reversed([*MEANINGS.values()]) for heading in each.headings}


_ENDINGS = (" y n", " yes no", " dob", " upn", " dd mm yyyy", " dd mm yy", " date")


def meaning_of_heading(heading: str) -> str | None:
    """What a heading usually means; None when nobody can tell."""
    said, known = plain(heading), _headings()
    stems = (said, *(said.removesuffix(each) for each in _ENDINGS if said.endswith(each)))
    return next((known[each] for each in stems if each in known), None)
