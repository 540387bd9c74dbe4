"""A common transfer file read: what of it a referral asks for, its codes in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from casework.imports.child import Child, yes_or_no
from casework.imports.transfer_contacts import parents
from casework.imports.transfer_xml import (
    Element,
    NoTransferFile,
    address_of,
    day_of,
    parts_of,
    pupils,
    text_of,
)
from record.forms.referral import Referral
from record.identifiers import clean_upn, upn_fault
from record.school_days import school_year
from record.words import plain_day

SEX = {"m": "male", "f": "female"}
YEARS = frozenset({"R", *(str(each) for each in range(1, 12))})
STAGES = {"n": "none", "k": "SEN support", "e": "EHC plan"}
NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
}
ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "refused",
}
LANGUAGES = {"ENG": "English", "ENB": "Believed to be English"}
MOST = 3000
MOST_SESSIONS = 500
"""Of one school year: more are no count of sessions."""


def children(content: bytes, today: date) -> Sequence[Child]:
    """The children of a transfer file, by name. Raises NoTransferFile."""
    found: list[Child] = []
    for pupil in pupils(content):
        found.append(_child(pupil, today))
        if len(found) > MOST:
            raise NoTransferFile(
                f"This file holds more than {MOST:,} pupils. Export the child alone, or a single year."
            )
    if not found:
        raise NoTransferFile(
            "There is no pupil in this file. Export a Common Transfer File (CTF) with the child in it."
        )
    return sorted(found, key=lambda each: each.name)


def _child(pupil: Element, today: date) -> Child:
    left: list[str] = []
    surname, forename = text_of(pupil, "surname"), text_of(pupil, "forename")
    values: dict[str, Any] = {
        "legal_name": " ".join(part for part in (forename, text_of(pupil, "middlenames"), surname) if part),
        "preferred_name": text_of(pupil, "preferredforename") or forename,
        "born_on": _told(day_of, text_of(pupil, "dob"), "Date of birth", left),
        "sex": _told(lambda text: SEX.get(text.lower()), text_of(pupil, "sex", "gender"), "Sex", left),
        "upn": _upn(text_of(pupil, "upn"), left),
        "year_group": _told(_year, text_of(pupil, "ncyearactual"), "Year group", left),
        "ethnicity": _coded(text_of(pupil, "ethnicity"), ETHNICITIES, "Ethnicity", left),
        "first_language": _coded(_language(pupil), LANGUAGES, "First language", left),
        "address": address_of(pupil),
        "previous_schools": _schools(pupil),
        **_needs(pupil, left),
        **_care(pupil, today),
        **_attendance(pupil, today, left),
        "parents": parents(pupil, address_of(pupil), left),
    }
    known = Referral(**{name: value for name, value in values.items() if value not in ("", None, ())})
    name = ", ".join(part for part in (surname, forename) if part) or "No name"
    return Child(name, known.born_on, known.year_group or "", known, tuple(left))


def _upn(text: str, left: list[str]) -> str:
    text = clean_upn(text)
    fault = upn_fault(text) if text else None
    if fault:
        left.append(f"UPN: {fault}.")
    return "" if fault else text


def _told(reads: Callable[[str], Any], text: str, label: str, left: list[str]) -> Any:
    """What a text says; where it cannot be read, its own words are left for a person."""
    found = reads(text) if text else None
    if text and found is None:
        left.append(f"{label}: the file has “{text[:20]}”. Write it in yourself.")
    return found


def _year(text: str) -> str | None:
    plain = text.lower().removeprefix("year").strip().lstrip("0").upper() or text
    return plain if plain in YEARS else None


def _coded(code: str, known: Mapping[str, str], label: str, left: list[str]) -> str:
    if code and code.upper() not in known:
        left.append(f"{label}: the file has the code “{code[:20]}”. Write it in words.")
    return known.get(code.upper(), "")


def _language(pupil: Element) -> str:
    """The first language: type F; the only one, where no type is told."""
    told = [(text_of(each, "languagetype"), text_of(each, "language", "code")) for each in parts_of(pupil, "type")]
    return next((code for kind, code in told if kind.upper() in ("F", "")), "") or text_of(pupil, "language")


def _schools(pupil: Element) -> str:
    """Earlier schools, oldest first; the one without a leaving date is the school that writes."""
    found = []
    for each in parts_of(pupil, "school"):
        name, begun, left = (text_of(each, tag, but=frozenset()) for tag in ("schoolname", "entrydate", "leavingdate"))
        if name and left:
            found.append((begun, f"{name}, {_written(begun)} to {_written(left)}"))
    return "\n".join(line for _, line in sorted(found))


def _written(day: str) -> str:
    found = day_of(day)
    return plain_day(found) if found else "an unknown day"


def _needs(pupil: Element, left: list[str]) -> Mapping[str, Any]:
    stages = sorted((text_of(each, "startdate"), text_of(each, "senprovision")) for each in parts_of(pupil, "sen"))
    code = stages[-1][1] if stages else text_of(pupil, "senprovision")
    ranked = sorted((text_of(each, "sentyperank"), text_of(each, "sentype")) for each in parts_of(pupil, "senneed"))
    disabilities = [(each.text or "").strip().upper() for each in parts_of(pupil, "disability")]
    return {
        "sen_stage": _coded(code, {key.upper(): stage for key, stage in STAGES.items()}, "SEN", left),
        "primary_need": _coded(ranked[0][1], NEEDS, "Primary need", left) if ranked else "",
        "has_disability": any(each not in ("", "NONE", "NO") for each in disabilities) if disabilities else None,
    }


def _care(pupil: Element, today: date) -> Mapping[str, Any]:
    in_care = yes_or_no(text_of(pupil, "incare"))
    authority = text_of(pupil, "careauthority")
    return {
        "is_looked_after": in_care,
        "looked_after_by": f"Authority {authority}" if in_care and authority else "",
        "has_free_meals": any(_is_now(each, today) for each in parts_of(pupil, "fsminstance"))
        if parts_of(pupil, "fsmhistory")
        else None,
    }


def _is_now(spell: Element, today: date) -> bool:
    """Whether a spell of free meals has begun and not ended."""
    begins, ends = day_of(text_of(spell, "fsmstartdate")), text_of(spell, "fsmenddate")
    return (begins is None or begins <= today) and (not ends or (day_of(ends) or today) >= today)


def _attendance(pupil: Element, today: date, left: list[str]) -> Mapping[str, float]:
    """Of this school year and the last, over all the schools that count in it. A record tells its year by the day it begins:
    systems write the year itself in different ways."""
    records = {
        tuple(
            text_of(each, tag, but=frozenset())
            for tag in ("attendancestartdate", "sessionspossible", "sessionsattended", "schoolname", "estab")
        ): None
        for each in parts_of(pupil, "yeardata")
    }
    sums: dict[int, tuple[int, int]] = {}
    for began, possible, attended, *_ in records:
        if fault := _fault_of(began, possible, attended):
            left.append(f"Attendance: {fault}. Write it in yourself.")
        elif (year := school_year(day_of(began) or today)) in (school_year(today), school_year(today) - 1):
            before = sums.get(year, (0, 0))
            sums[year] = (before[0] + int(possible), before[1] + int(attended))
    labels = {school_year(today): "attendance_this_year", school_year(today) - 1: "attendance_last_year"}
    return {labels[year]: round(100 * attended / possible, 1) for year, (possible, attended) in sums.items()}


def _fault_of(began: str, possible: str, attended: str) -> str:
    """Why a record of attendance cannot be counted; nothing where it can."""
    if day_of(began) is None:
        return "a record does not say on which day it begins"
    if not (possible.isdecimal() and attended.isdecimal()) or not 0 < int(possible) <= MOST_SESSIONS:
        return f"a record from {_written(began)} has “{possible[:20]}” possible sessions and “{attended[:20]}” attended"
    if int(attended) > int(possible):
        return f"a record from {_written(began)} has more sessions attended ({attended}) than possible ({possible})"
    return ""
