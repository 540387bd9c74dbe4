"""Children as rows that a school's system exports, or as a row pasted from it: columns are known by their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from casework.imports.child import Child, yes_or_no
from casework.imports.delimited import DelimitedRow, NotRows, rows
from record.forms.referral import Referral
from record.identifiers import upn_fault
from record.reading import Unreadable, read_birth_date, read_number

MOST = 3000
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "forename": ("forename", "first name", "firstname", "legal forename", "legal first name", "given name"),
    "surname": ("surname", "last name", "lastname", "legal surname", "legal last name", "family name"),
    "middle": ("middle name", "middle names", "middlename", "middlenames"),
    "name": ("name", "full name", "legal name", "pupil name", "student name", "pupil", "student"),
    "preferred_name": ("preferred name", "preferred forename", "preferred first name", "known as"),
    "born_on": ("date of birth", "dob", "birth date", "birthdate"),
    "year_group": ("year", "year group", "yeargroup", "nc year", "national curriculum year"),
    "sex": ("sex", "gender", "legal sex"),
    "upn": ("upn", "unique pupil number"),
    "ethnicity": ("ethnicity", "ethnic origin"),
    "first_language": ("first language", "home language", "language", "mother tongue"),
    "address": ("address", "home address"),
    "sen_stage": ("sen status", "sen", "sen stage", "sen provision", "send"),
    "primary_need": ("primary need", "sen need", "sen type", "primary sen need"),
    "is_looked_after": ("looked after", "in care", "lac", "cla", "child looked after"),
    "has_free_meals": ("fsm", "free school meals", "free meals", "fsm eligible"),
    "has_pupil_premium": ("pupil premium", "pp", "pupil premium indicator"),
    "attendance_this_year": ("attendance", "attendance %", "% attendance", "attendance percentage", "present %"),
}
"""The headings of the usual systems for each question, in small letters."""
_STAGES = {
    **dict.fromkeys(("n", "no", "none", "no sen", "no special educational need"), "none"),
    **dict.fromkeys(("k", "s", "sen support", "support"), "SEN support"),
    **dict.fromkeys(("e", "ehcp", "ehc plan", "education, health and care plan"), "EHC plan"),
}
_SEX = {"m": "male", "male": "male", "f": "female", "female": "female"}


def children(content: bytes) -> Sequence[Child]:
    """The children of a file, or of what was pasted, headings first. Raises NotRows."""
    found = list(islice(rows(content), MOST + 2))
    at = _columns(found[0])
    if not ({"name"} <= set(at) or {"forename", "surname"} <= set(at)):
        raise NotRows(
            "There is no column for the child’s name. Copy the row with the headings above it, such as Forename, Surname, UPN."
        )
    if len(found) < 2:
        raise NotRows("There are headings, but no row below them. Copy the child’s row too.")
    if len(found) > MOST + 1:
        raise NotRows(f"There are more than {MOST:,} rows. Export one year group, or copy the child’s row alone.")
    return sorted((_child(row, at) for row in found[1:]), key=lambda each: each.name)


def _columns(first: DelimitedRow) -> Mapping[str, int]:
    headings = [" ".join(cell.lower().replace("_", " ").split()) for cell in first.cells]
    return {
        question: headings.index(each)
        for question, known in HEADINGS.items()
        for each in reversed(known)
        if each in headings
    }


def _child(row: DelimitedRow, at: Mapping[str, int]) -> Child:
    cells = {name: row.cells[place].strip() if place < len(row.cells) else "" for name, place in at.items()}
    left: list[str] = []
    parts = (cells.get("forename", ""), cells.get("middle", ""), cells.get("surname", ""))
    legal = " ".join(part for part in parts if part) or _turned(cells.get("name", ""))
    values: dict[str, Any] = {
        "legal_name": legal,
        "preferred_name": cells.get("preferred_name", "") or cells.get("forename", ""),
        "upn": _upn(cells.get("upn", "").upper().replace(" ", ""), left),
        "sex": _SEX.get(cells.get("sex", "").lower()),
        "year_group": _year(cells.get("year_group", "")),
        "sen_stage": _STAGES.get(cells.get("sen_stage", "").lower()),
        "born_on": _read(read_birth_date, cells, "born_on", "Date of birth", left),
        "attendance_this_year": _read(read_number, cells, "attendance_this_year", "Attendance", left),
        **{name: yes_or_no(cells.get(name, "")) for name in ("is_looked_after", "has_free_meals", "has_pupil_premium")},
        **{name: cells.get(name, "") for name in ("ethnicity", "first_language", "address", "primary_need")},
    }
    known = Referral(**{name: value for name, value in values.items() if value not in ("", None)})
    surname = cells.get("surname") or legal
    name = ", ".join(part for part in (surname, cells.get("forename", "")) if part) or f"Row {row.number}"
    return Child(name, known.born_on, known.year_group or "", known, tuple(left))


def _turned(name: str) -> str:
    """“Adeyemi, Tomi” as “Tomi Adeyemi”."""
    surname, comma, forename = name.partition(",")
    return f"{forename.strip()} {surname.strip()}" if comma else name


def _upn(text: str, left: list[str]) -> str:
    fault = upn_fault(text) if text else None
    if fault:
        left.append(f"UPN: {fault}.")
    return "" if fault else text


def _year(text: str) -> str | None:
    plain = text.lower().removeprefix("year").strip().lstrip("0").upper()
    plain = "R" if plain in ("RECEPTION", "R") else plain
    return plain if plain in {"R", *(str(each) for each in range(1, 12))} else None


def _read(reads: Any, cells: Mapping[str, str], name: str, label: str, left: list[str]) -> Any:
    text = cells.get(name, "")
    try:
        return reads(text) if text else None
    except Unreadable as fault:
        left.append(f"{label}: {fault}.")
        return None
