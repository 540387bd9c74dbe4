"""What the cells of a pupil list say, as SIMS, Arbor, Bromcom, ScholarPack and spreadsheets write it. Every reader raises Unreadable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from casework.imports.transfer_file import ETHNICITIES, LANGUAGES, NEEDS, YEARS
from record.reading import Unreadable, read_birth_date, read_percentage, read_upn

_CODE = re.compile(r"^\s*([A-Za-z]{1,4})\s*[-–—:]\s+(.+?)\s*$")
_CODE_BEHIND = re.compile(r"^\s*(.+?)\s*\(([A-Za-z]{1,4})\)\s*$")
_YEAR = re.compile(
    r"(?:national curriculum|nc|curriculum)? ?(?:years?|yrs?|yr|y)? ?(?:group|gp)? ?0?(\d{1,2})(?:\.0)?(?: \(?ks\d\)?)?"
)
_SERIAL = re.compile(r"[2-5]\d{4}(?:\.\d+)?")
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$")
_DAY_0 = date(1899, 12, 30)
_YES = frozenset(
    {
        "yes",
        "y",
        "true",
        "t",
        "1",
        "x",
        "✓",
        "✔",
        "eligible",
        "current",
        "currently",
        "recipient",
        "in care",
        "looked after",
    }
)
_NO = frozenset(
    {"no", "n", "false", "f", "0", "-", "–", "✗", "not eligible", "none", "not in care", "never", "not looked after"}
)
_STAGES: Mapping[str, str] = {
    **dict.fromkeys(
        ("n", "no", "none", "no sen", "no special educational need", "no special educational needs"), "none"
    ),
    **dict.fromkeys(("no special needs", "not sen", "no sen support", "false", "no sen provision"), "none"),
    **dict.fromkeys(
        ("k", "sen support", "support", "sen register", "special educational needs support"), "SEN support"
    ),
    **dict.fromkeys(("e", "ehcp", "ehc plan", "ehc", "education, health and care plan"), "EHC plan"),
    **dict.fromkeys(
        ("education health and care plan", "ehc plan in place", "education, health & care plan"), "EHC plan"
    ),
}
_SEX = {"m": "male", "male": "male", "boy": "male", "f": "female", "female": "female", "girl": "female"}


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _parted(text: str) -> tuple[str, str]:
    """A code and its words, whichever stands first; the code is empty where there is none."""
    if found := _CODE.match(text):
        return found[1].upper(), found[2]
    if found := _CODE_BEHIND.match(text):
        return found[2].upper(), found[1]
    return "", _spaced(text)


def _one_of(known: Mapping[str, str], what: str) -> Callable[[str], str]:
    """A reader of a code, alone or beside its words."""

    def read(text: str) -> str:
        code, words = _parted(text)
        found = known.get(words.lower()) or known.get(code.lower()) or known.get(_spaced(text).lower())
        if found is None:
            raise Unreadable(f"Say {what}")
        return found

    return read


def _coded(known: Mapping[str, str], text: str) -> str:
    """The words of a code; words of their own stay as they are."""
    code, words = _parted(text)
    return known.get(code) or known.get(words.upper()) or _without_dashes(words)


def _without_dashes(words: str) -> str:
    """“White - British” as “White British”."""
    return _spaced(words.replace(" - ", " ").replace(" – ", " "))


def _year(text: str) -> str:
    said = _spaced(text).lower().strip(". ")
    if said in ("r", "yr", "rec", "reception", "year r", "reception year"):
        return "R"
    found = _YEAR.fullmatch(said)
    if not found or str(int(found[1])) not in YEARS:
        raise Unreadable("A year group is one from R to 11")
    return str(int(found[1]))


def _birth(text: str) -> date:
    if _SERIAL.fullmatch(text):
        return read_birth_date((_DAY_0 + timedelta(days=int(float(text)))).isoformat())
    return read_birth_date(_TIME_OF_DAY.sub("", text).strip())


def _yes_or_no(text: str) -> bool:
    code, words = _parted(text)
    said = {words.lower(), code.lower(), _spaced(text).lower()} - {""}
    if said & _YES:
        return True
    if said & _NO:
        return False
    raise Unreadable("Say whether it is yes or no")


READERS: Mapping[str, Callable[[str], Any]] = {
    "born_on": _birth,
    "year_group": _year,
    "sex": _one_of(_SEX, "which sex it is"),
    "upn": read_upn,
    "sen_stage": _one_of(_STAGES, "which stage it is"),
    "ethnicity": lambda text: _coded(ETHNICITIES, text),
    "first_language": lambda text: _coded(LANGUAGES, text),
    "primary_need": lambda text: _coded(NEEDS, text),
    "is_looked_after": _yes_or_no,
    "has_free_meals": _yes_or_no,
    "has_pupil_premium": _yes_or_no,
    "attendance_this_year": read_percentage,
}
"""By question; any other is taken as its words stand there."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "sen_stage": ("none", "SEN support", "EHC plan"),
    "sex": ("female", "male"),
    "is_looked_after": ("yes", "no"),
    "has_free_meals": ("yes", "no"),
    "has_pupil_premium": ("yes", "no"),
}
"""What a word of these questions can be matched with."""
