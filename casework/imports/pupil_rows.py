"""Children as rows that a school's system exports, or as a row pasted from it: columns are known by their headings. What is not
known is told with its own words, and can be matched once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from casework.imports.child import Child, NotUnderstood
from casework.imports.delimited import DelimitedRow, NotRows, rows
from casework.imports.pupil_cells import CHOICES, READERS
from record.field import questions
from record.forms.referral import Referral
from record.reading import Unreadable

MOST = 3000
HEADINGS_WITHIN = 10
"""Rows from the top that may stand above the headings."""
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "forename": ("forename", "first name", "legal forename", "legal first name", "given name", "pupil forename", "student forename"),
    "surname": ("surname", "last name", "legal surname", "legal last name", "family name", "pupil surname", "student surname"),
    "middle": ("middle name", "middle names", "middle name(s)", "legal middle names", "legal middle name"),
    "name": ("name", "full name", "legal name", "pupil name", "student name", "pupil", "student", "legal full name", "child"),
    "preferred_name": (
        *("preferred name", "preferred forename", "preferred first name", "known as", "chosen name", "chosen forename"),
        *("preferred forename(s)", "known name", "goes by"),
    ),
    "born_on": ("date of birth", "dob", "d.o.b.", "birth date", "born"),
    "year_group": (
        *("year", "year group", "nc year", "national curriculum year", "year taught in", "ncy", "curriculum year", "yr"),
        *("year group (current)", "current year group", "nc year actual", "nc year group", "yr group"),
    ),
    "sex": ("sex", "gender", "legal sex", "sex (legal)", "m/f"),
    "upn": ("upn", "unique pupil number", "unique pupil number (upn)"),
    "ethnicity": ("ethnicity", "ethnic origin", "ethnic group", "ethnicity description", "ethnicity code", "ethnicity name"),
    "first_language": (
        *("first language", "home language", "language", "mother tongue", "native language", "native language(s)"),
        *("first language description", "home lang", "language first"),
    ),
    "address": ("address", "home address", "full address", "address (home)", "current address", "postal address"),
    "sen_stage": (
        *("sen status", "sen", "sen stage", "sen provision", "send", "send status", "sen status description", "current sen status"),
        *("sen provision type", "sen code", "send provision"),
    ),
    "primary_need": (
        *("primary need", "sen need", "sen type", "primary sen need", "sen primary need", "primary sen need type", "need type"),
        *("sen needs", "primary need type"),
    ),
    "is_looked_after": (
        *("looked after", "in care", "lac", "cla", "child looked after", "in lea care", "in la care", "in local authority care"),
        *("in care (looked after)", "looked after child", "children looked after", "cic", "in care status"),
    ),
    "has_free_meals": (
        *("fsm", "free school meals", "free meals", "fsm eligible", "fsm eligibility", "eligible for free meals", "fsm status"),
        *("eligible for free school meals", "free school meal", "fsm (current)", "free school meals eligible", "eligible for fsm"),
    ),
    "has_pupil_premium": (
        *("pupil premium", "pp", "pupil premium indicator", "pupil premium recipient", "pupil premium eligible"),
        *("pupil premium status", "is pupil premium", "deprivation pupil premium"),
    ),
    "attendance_this_year": (
        *("attendance", "attendance %", "% attendance", "attendance percentage", "present %", "% present", "percentage attendance"),
        *("attendance this year", "attendance (ytd)", "ytd attendance", "attendance this academic year", "att %", "overall attendance"),
        *("year to date attendance", "attendance: percentage present", "% attend"),
    ),
}  # fmt: skip
"""The headings of the usual systems for each question."""
WORDS_OF_NAMES = ("forename", "surname", "middle", "name")
COLUMN = "column"
"""What the key of a matched heading begins with."""


def plain_heading(heading: str) -> str:
    """Letters, figures and % alone: `DateOfBirth`, `Date of birth` and `date_of_birth:` are one heading."""
    return "".join(each for each in heading.lower() if each.isalnum() or each == "%")


_KNOWN: Mapping[str, str] = {plain_heading(each): question for question, those in HEADINGS.items() for each in those}
_YEAR_BEHIND = re.compile(r"(?:20\d\d)[-/ ]?(?:20)?\d\d$")


def word_key(question: str, word: str) -> str:
    """What a matched word is kept under."""
    return f"{question} {' '.join(word.lower().split())}"[:200]


def column_key(heading: str) -> str:
    """What a matched heading is kept under."""
    return f"{COLUMN} {plain_heading(heading)}"[:200]


def labels() -> Mapping[str, str]:
    """What a column can be matched with, in words."""
    named = {"forename": "First name", "surname": "Last name", "middle": "Middle names", "name": "The whole name"}
    return {**named, **{each.name: each.label for each in questions(Referral) if each.name in HEADINGS}}


def children(content: bytes, matched: Mapping[str, str] | None = None) -> Sequence[Child]:
    """The children of a file, or of what was pasted, headings first; `matched` is what a person said before of headings and words.
    Raises NotRows."""
    said = matched or {}
    found = list(islice(rows(content), MOST + HEADINGS_WITHIN + 2))
    place, at = _headings(found, said)
    below = found[place + 1 :]
    if not below:
        raise NotRows("There are headings, but no row below them. Copy the child’s row too.")
    if len(below) > MOST:
        raise NotRows(f"There are more than {MOST:,} rows. Export one year group, or copy the child’s row alone.")
    others = {
        each: number for number, each in enumerate(found[place].cells) if each.strip() and number not in at.values()
    }
    return sorted((_child(row, at, others, said) for row in below), key=lambda each: each.name)


def _headings(found: Sequence[DelimitedRow], said: Mapping[str, str]) -> tuple[int, Mapping[str, int]]:
    """The row of the headings: the one of the first that names a child and most besides."""
    told = [_columns(row, said) for row in found[:HEADINGS_WITHIN]]
    named = [number for number, at in enumerate(told) if "name" in at or {"forename", "surname"} <= set(at)]
    if not named:
        raise NotRows(
            "There is no column for the child’s name. Copy the row with the headings above it, such as Forename, Surname, UPN."
        )
    best = max(named, key=lambda number: (len(told[number]), -number))
    return best, told[best]


def _columns(row: DelimitedRow, said: Mapping[str, str]) -> Mapping[str, int]:
    """The first column of each question, what a person said before what is usual; `Name` counts where there are not both of its halves."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        heading = plain_heading(cell)
        question = said.get(column_key(cell)) or _KNOWN.get(heading) or _KNOWN.get(_YEAR_BEHIND.sub("", heading)) or ""
        if question in HEADINGS:
            found.setdefault(question, place)
    return found


@dataclass
class _PupilRow:
    """One row in the reading."""

    cells: Mapping[str, str]
    said: Mapping[str, str]
    left: list[str] = field(default_factory=list)
    unknown: list[NotUnderstood] = field(default_factory=list)

    def value(self, question: str, heading: str) -> Any:
        """What a cell answers; None where it is blank or cannot be read, which is told."""
        text = self.cells.get(question, "")
        if not text:
            return None
        reads = READERS.get(question, _as_it_is)
        try:
            return reads(self.said.get(word_key(question, text), text))
        except Unreadable as fault:
            self.left.append(f"{heading}: “{text[:40]}”. {fault}.")
            if question in CHOICES:
                self.unknown.append(NotUnderstood(word_key(question, text), heading, text[:60], question))
            return None


def _as_it_is(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _child(row: DelimitedRow, at: Mapping[str, int], others: Mapping[str, int], said: Mapping[str, str]) -> Child:
    cells = {name: row.cells[place].strip() if place < len(row.cells) else "" for name, place in at.items()}
    reading, called = _PupilRow(cells, said), labels()
    parts = (cells.get("forename", ""), cells.get("middle", ""), cells.get("surname", ""))
    halves = " ".join(part for part in parts if part) if cells.get("forename") and cells.get("surname") else ""
    legal = " ".join((halves or _turned(cells.get("name", "")) or " ".join(part for part in parts if part)).split())
    values: dict[str, Any] = {name: reading.value(name, called[name]) for name in at if name not in WORDS_OF_NAMES}
    values["legal_name"] = legal
    values["preferred_name"] = values.get("preferred_name") or cells.get("forename") or legal.partition(" ")[0]
    known = Referral(**{name: value for name, value in values.items() if value not in ("", None)})
    return Child(
        _listed_as(cells, legal) or f"Row {row.number}",
        known.born_on,
        known.year_group or "",
        known,
        tuple(reading.left),
        (*reading.unknown, *_not_used(row, others, said)),
    )


def _listed_as(cells: Mapping[str, str], legal: str) -> str:
    surname = cells.get("surname") or ("" if cells.get("forename") else legal)
    return ", ".join(part for part in (surname, cells.get("forename", "")) if part)


def _not_used(row: DelimitedRow, others: Mapping[str, int], said: Mapping[str, str]) -> Sequence[NotUnderstood]:
    """Cells under headings that nobody knows; those that somebody said to leave out are not told again."""
    return [
        NotUnderstood(column_key(heading), heading.strip()[:60], row.cells[place].strip()[:60])
        for heading, place in others.items()
        if place < len(row.cells) and row.cells[place].strip() and column_key(heading) not in said
    ]


def _turned(name: str) -> str:
    """“Adeyemi, Tomi” as “Tomi Adeyemi”."""
    surname, comma, forename = name.partition(",")
    return f"{forename.strip()} {surname.strip()}" if comma else name
