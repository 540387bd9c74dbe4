"""A common transfer file read: what of it a referral asks for, its codes in words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from xml.parsers import expat

from lxml import etree

from casework.imports.child import Child, yes_or_no
from casework.reading.given_files import begins_in
from record.apart import FileRefused
from record.forms.referral import Parent, Referral
from record.identifiers import upn_fault
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
RELATIONS = {"PAM": "Mother", "PAF": "Father", "STM": "Stepmother", "STF": "Stepfather", "CAR": "Carer"}


LARGEST = 30_000_000
"""Bytes; a whole secondary school has about ten million."""
MOST = 3000
MOST_ELEMENTS = 250_000
DEEPEST = 40
HEAD = 10_000
"""Bytes in which whatever stands before the first element stands."""
TOO_MUCH = "This file holds more than a transfer file of one school. Export the child alone."
ANOTHER = "This XML file is not a Common Transfer File. Export the child as CTF."
DECLARES = "This file declares a document type, which transfer files never do. Export it again as CTF."
Element = Any
"""What lxml calls an element; it has no types of its own."""
_APART = frozenset({"contacts", "schoolhistory", "attendance", "stageassessments", "nawdetails"})
"""Parts that have names, dates and sexes of their own."""
_ADDRESS = (
    *("saon", "paon", "street", "locality", "town", "administrativearea", "posttown"),
    *("addressline1", "addressline2", "addressline3", "addressline4", "addressline5", "county", "postcode"),
)


class NoTransferFile(FileRefused):
    """It is no transfer file; its text says what to give instead."""


def children(content: bytes, today: date) -> Sequence[Child]:
    """The children of a transfer file, by name. Raises NoTransferFile."""
    found: list[Child] = []
    for pupil in _pupils(content):
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


def _pupils(content: bytes) -> Iterator[Element]:
    """One pupil after the other, each forgotten before the next: the whole file is never built."""
    _refuse_at_a_glance(content)
    # Nothing is fetched, no entity is replaced: a bomb stays a few bytes.
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    going = etree.iterparse(io.BytesIO(content), events=("start", "end"), **safe)
    depth = elements = 0
    try:
        for event, element in going:
            depth += 1 if event == "start" else -1
            elements += event == "start"
            if event == "start":
                _refuse(element, depth, elements)
            elif _name(element) == "pupil":
                yield element
                element.clear()
    except (etree.XMLSyntaxError, ValueError):
        raise NoTransferFile("This is not a transfer file, or it is damaged. Export it again as CTF (.xml).") from None


def _refuse_at_a_glance(content: bytes) -> None:
    """What its bytes say before it is read as XML."""
    if len(content) > LARGEST:
        raise NoTransferFile("This file has more than 30 megabytes. Export the child alone.")
    declared, root = _head(content)
    if declared:
        raise NoTransferFile(DECLARES)
    if root and root != "ctfile":
        raise NoTransferFile(ANOTHER)
    if begins_in(content) > MOST_ELEMENTS:
        raise NoTransferFile(TOO_MUCH)


def _head(content: bytes) -> tuple[bool, str]:
    """Whether a document type stands before the first element, and that element's name: before anything is done with it."""
    declared: list[str] = []
    elements: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: declared.append("declared")
    parser.StartElementHandler = lambda name, _: elements.append(name)
    with suppress(expat.ExpatError):
        parser.Parse(content[:HEAD], False)
    return bool(declared), elements[0].rpartition(":")[2].lower() if elements else ""


def _refuse(element: Element, depth: int, elements: int) -> None:
    if depth == 1 and element.getroottree().docinfo.doctype:
        raise NoTransferFile(DECLARES)
    if depth == 1 and _name(element) != "ctfile":
        raise NoTransferFile(ANOTHER)
    if depth > DEEPEST or elements > MOST_ELEMENTS:
        raise NoTransferFile(TOO_MUCH)


def _name(element: Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _within(element: Element, *, but: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Everything inside, but for the parts named."""
    for each in element:
        if _name(each) not in but:
            yield each
            yield from _within(each, but=but)


def _text(element: Element, *names: str, but: frozenset[str] = _APART) -> str:
    """The first of these, in this order, that says something."""
    found = dict.fromkeys(names, "")
    for each in _within(element, but=but):
        if _name(each) in found and not found[_name(each)]:
            found[_name(each)] = " ".join((each.text or "").split())
    return next((text for text in found.values() if text), "")


def _parts(element: Element, name: str) -> Sequence[Element]:
    return [each for each in _within(element) if _name(each) == name]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _child(pupil: Element, today: date) -> Child:
    left: list[str] = []
    surname, forename = _text(pupil, "surname"), _text(pupil, "forename")
    values: dict[str, Any] = {
        "legal_name": " ".join(part for part in (forename, _text(pupil, "middlenames"), surname) if part),
        "preferred_name": _text(pupil, "preferredforename") or forename,
        "born_on": _day(_text(pupil, "dob")),
        "sex": SEX.get(_text(pupil, "sex", "gender").lower()),
        "upn": _upn(_text(pupil, "upn"), left),
        "year_group": _year(_text(pupil, "ncyearactual")),
        "ethnicity": _coded(_text(pupil, "ethnicity"), ETHNICITIES, "Ethnicity", left),
        "first_language": _coded(_language(pupil), LANGUAGES, "First language", left),
        "address": _address(pupil),
        "previous_schools": _schools(pupil),
        **_needs(pupil, left),
        **_care(pupil),
        **_attendance(pupil, today),
        "parents": tuple(_parents(pupil)),
    }
    known = Referral(**{name: value for name, value in values.items() if value not in ("", None, ())})
    name = ", ".join(part for part in (surname, forename) if part) or "No name"
    return Child(name, known.born_on, known.year_group or "", known, tuple(left))


def _upn(text: str, left: list[str]) -> str:
    fault = upn_fault(text) if text else None
    if fault:
        left.append(f"UPN: {fault}.")
    return "" if fault else text


def _year(text: str) -> str | None:
    plain = text.lstrip("0").upper() or text
    return plain if plain in YEARS else None


def _coded(code: str, known: Mapping[str, str], label: str, left: list[str]) -> str:
    if code and code.upper() not in known:
        left.append(f"{label}: the file has the code “{code[:20]}”. Write it in words.")
    return known.get(code.upper(), "")


def _language(pupil: Element) -> str:
    """The first language: type F; the only one, where no type is told."""
    told = [(_text(each, "languagetype"), _text(each, "language", "code")) for each in _parts(pupil, "type")]
    return next((code for kind, code in told if kind.upper() in ("F", "")), "") or _text(pupil, "language")


def _address(element: Element) -> str:
    found = next((each for each in _within(element, but=_APART) if _name(each) == "address"), None)
    if found is None:
        return ""
    lines = {name: _text(found, name) for name in _ADDRESS}
    number = " ".join(part for part in (lines.pop("saon"), lines.pop("paon"), lines.pop("street")) if part)
    return "\n".join(dict.fromkeys(line for line in (number, *lines.values()) if line))


def _schools(pupil: Element) -> str:
    """Earlier schools, oldest first; the one without a leaving date is the school that writes."""
    found = []
    for each in _parts(pupil, "school"):
        name, begun, left = (_text(each, tag, but=frozenset()) for tag in ("schoolname", "entrydate", "leavingdate"))
        if name and left:
            found.append((begun, f"{name}, {_written(begun)} to {_written(left)}"))
    return "\n".join(line for _, line in sorted(found))


def _written(day: str) -> str:
    found = _day(day)
    return plain_day(found) if found else "an unknown day"


def _needs(pupil: Element, left: list[str]) -> Mapping[str, Any]:
    stages = sorted((_text(each, "startdate"), _text(each, "senprovision")) for each in _parts(pupil, "sen"))
    code = stages[-1][1] if stages else _text(pupil, "senprovision")
    ranked = sorted((_text(each, "sentyperank"), _text(each, "sentype")) for each in _parts(pupil, "senneed"))
    disabilities = [(each.text or "").strip().upper() for each in _parts(pupil, "disability")]
    return {
        "sen_stage": _coded(code, {key.upper(): stage for key, stage in STAGES.items()}, "SEN", left),
        "primary_need": _coded(ranked[0][1], NEEDS, "Primary need", left) if ranked else "",
        "has_disability": any(each not in ("", "NONE", "NO") for each in disabilities) if disabilities else None,
    }


def _care(pupil: Element) -> Mapping[str, Any]:
    in_care = yes_or_no(_text(pupil, "incare"))
    authority = _text(pupil, "careauthority")
    meals = [_text(each, "fsmenddate") for each in _parts(pupil, "fsminstance")]
    return {
        "is_looked_after": in_care,
        "looked_after_by": f"Authority {authority}" if in_care and authority else "",
        "has_free_meals": any(not end for end in meals) if _parts(pupil, "fsmhistory") else None,
    }


def _attendance(pupil: Element, today: date) -> Mapping[str, float]:
    """Of the years whose beginning the file tells: systems write the year itself in different ways."""
    found: dict[str, float] = {}
    for each in _parts(pupil, "yeardata"):
        began = _day(_text(each, "attendancestartdate", but=frozenset()))
        possible, attended = (_text(each, tag, but=frozenset()) for tag in ("sessionspossible", "sessionsattended"))
        if began is None or not (possible.isdecimal() and attended.isdecimal()) or not 0 < int(possible) <= 500:
            continue
        ago = school_year(today) - school_year(began)
        if ago in (0, 1) and int(attended) <= int(possible):
            label = "attendance_this_year" if ago == 0 else "attendance_last_year"
            found[label] = round(100 * int(attended) / int(possible), 1)
    return found


def _parents(pupil: Element) -> Iterator[Parent]:
    for each in _parts(pupil, "contact")[:8]:
        own = frozenset({"phones"})
        is_there = yes_or_no(_text(each, "addressaspupil", but=own)) is True
        name = " ".join(_text(each, part, but=own) for part in ("title", "forename", "surname"))
        relation = _text(each, "relationship", but=own)
        values = {
            "name": " ".join(name.split()),
            "relationship": RELATIONS.get(relation.upper(), relation if len(relation) > 3 else ""),
            "has_responsibility": yes_or_no(_text(each, "responsibility", but=own)),
            "lives_with_child": True if is_there else None,
            "address": _address(pupil) if is_there else _address(each),
            "phone": _text(each, "phoneno", but=frozenset()),
            "email": _text(each, "email", but=own),
        }
        if values["name"]:
            yield Parent(**{key: value for key, value in values.items() if value not in ("", None)})
