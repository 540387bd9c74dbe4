"""One cell of an authority's own spreadsheet as an answer: dates day first or as Excel counts them, years, yes and no, words.

Every reader raises Unreadable, saying what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from casework.imports.past_moves.meanings import MEANINGS, Holds, Meaning, plain
from casework.imports.past_moves.xlsx_rows import FORMULA
from record.authority import Authority
from record.reading import Unreadable, read_birth_date, read_date, read_percentage, read_upn

LEAVE_OUT = ""
"""What a word is mapped to that says nothing."""
LONGEST = 300
"""Characters of a text."""
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_DAY_0 = date(1899, 12, 30)
_YES = frozenset({"y", "yes", "true", "1", "x", "t", "✓", "✔", "☑", "√"})
_NO = frozenset({"n", "no", "false", "0", "f", "✗", "✘", "☐", "-", "–", "none", "nil"})
_YEAR = re.compile(r"(?:(?:national curriculum|nc|school)? ?(?:years?|yrs?|y)? ?(?:group|gp)? ?)0?(\d{1,2})(?:\.0)?")
_FAILED = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|ERROR!)")
_KINDS_OF_SCHOOL = frozenset({"the", "school", "academy", "college", "high", "secondary", "community"})


def read_cell(holds: Holds, text: str) -> object:
    """What a cell says that is not blank and neither a school nor one of a few words. Raises Unreadable."""
    if text == FORMULA:
        raise Unreadable("It is a formula whose result is not in the file. Copy the column and paste it as values")
    if _FAILED.fullmatch(text):
        raise Unreadable("It is a formula that failed. Type the answer itself")
    return _READERS[holds](text)


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise Unreadable(f"It has more than {LONGEST} characters. Write no more than its heading asks for")
    return text


def _date(text: str) -> date:
    return read_date(_as_typed(text))


def _birth_date(text: str) -> date:
    return read_birth_date(_as_typed(text))


def _as_typed(text: str) -> str:
    """A date as somebody would type it, also where a spreadsheet counts days or adds a time."""
    if _SERIAL.fullmatch(text):
        return (_DAY_0 + timedelta(days=int(float(text)))).isoformat()
    return _TIME_OF_DAY.sub("", text)


def _year(text: str) -> str:
    said = plain(text.replace(".0", ""))
    if said in ("r", "yr", "year r", "reception", "rec"):
        return "R"
    found = _YEAR.fullmatch(said)
    if not found or not 1 <= int(found[1]) <= 11:
        raise Unreadable("Write a year group from R to 11")
    return str(int(found[1]))


def _yes_or_no(text: str) -> bool:
    said = text.strip().lower().rstrip(".")
    if said not in _YES | _NO:
        raise Unreadable("Write yes or no")
    return said in _YES


_READERS: Mapping[Holds, Callable[[str], object]] = {
    Holds.TEXT: _text,
    Holds.DATE: _date,
    Holds.BIRTH_DATE: _birth_date,
    Holds.YEAR: _year,
    Holds.YES_NO: _yes_or_no,
    Holds.UPN: read_upn,
    Holds.PERCENTAGE: read_percentage,
}


def answer_of(meaning: Meaning, word: str) -> str | None:
    """Which of our answers a word usually means; None when nobody can tell."""
    said = plain(word)
    ours = {plain(each): each for each in meaning.words}
    theirs = {each: answer for answer, words in meaning.words.items() for each in words}
    return ours.get(said) or theirs.get(said)


class SchoolFinder:
    """The schools of an authority, found by URN, DfE number or name."""

    def __init__(self, authority: Authority) -> None:
        self._numbers, self._names, self._short = dict[str, str](), dict[str, str](), dict[str, list[str]]()
        for urn, school in authority.schools.items():
            today = authority.successors.get(urn, urn)
            self._numbers |= {urn: today} | ({_figures(school.dfe_number): today} if school.dfe_number else {})
            self._names[_name(school.name)] = today
            self._short.setdefault(_short(school.name), []).append(today)

    def urn_of(self, word: str) -> str | None:
        """The URN a word means today; None when nobody can tell."""
        alike = self._short.get(_short(word), [])
        only = alike[0] if len(set(alike)) == 1 else None
        return self._numbers.get(_figures(word) or "-") or self._names.get(_name(word)) or only


def _figures(text: str) -> str:
    """`205/4001` as `2054001`; nothing where it is no number."""
    kept = text.replace("/", "").replace(" ", "").removesuffix(".0")
    return kept if kept.isdecimal() else ""


def _name(text: str) -> str:
    return plain(text.replace("&", " and "))


def _short(text: str) -> str:
    """Without what kind of school it is: `Oakfield`, which is enough while one school alone is called so."""
    return " ".join(each for each in _name(text).split() if each not in _KINDS_OF_SCHOOL) or _name(text)


def share_read(name: str, cells: Iterable[str], register: SchoolFinder) -> float:
    """Which part of some cells can be read as one meaning, from 0 to 1; 1 of no cells at all."""
    found = [_is_read(MEANINGS[name], each, register) for each in cells]
    return sum(found) / len(found) if found else 1.0


def _is_read(meaning: Meaning, text: str, register: SchoolFinder) -> bool:
    if meaning.holds is Holds.WORD:
        return answer_of(meaning, text) is not None
    if meaning.holds is Holds.SCHOOL:
        return register.urn_of(text) is not None
    try:
        read_cell(meaning.holds, text)
    except Unreadable:
        return False
    return True
