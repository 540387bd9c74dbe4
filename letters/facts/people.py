"""Facts about people and schools. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from datetime import date
from typing import Any


def says(meaning: str, default: Any = MISSING) -> Any:
    """One fact, and what it says, for the list of tags."""
    return field(default=default, metadata={"says": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    name: str = says("the school's or provider's name")
    address_lines: tuple[str, ...] = says("its address, line by line", ())
    phone: str | None = says("its telephone", None)
    email: str | None = says("its e-mail", None)
    head: str | None = says("its head teacher's name", None)
    head_title: str | None = says("what the head is called: Head teacher, Principal", None)
    urn: str | None = says("its URN", None)
    dfe_number: str | None = says("its DfE number", None)
    complaints: str | None = says("where its complaints procedure is: a web address, or “from the office”", None)
    has_logo: bool = says("whether the school has given its logo", False)
    attendance_phone: str | None = says("the number its office gives other schools about absence", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    name: str | None = says("who signs the letter", None)
    role: str | None = says("what they are: Head teacher, Head of Year 9", None)
    phone: str | None = says("the number to ring about this letter", None)
    school: School = says("the school whose letter it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    name: str | None = says("the name on the envelope", None)
    salutation: str | None = says("the name after “Dear”", None)
    address_lines: tuple[str, ...] = says("the address, line by line", ())
    relationship: str | None = says("who they are to the child: mother, the pupil, head teacher", None)
    is_parent: bool = says("whether they are a parent or carer", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    preferred_name: str = says("the name the child likes to be called")
    legal_name: str | None = says("the child's legal name", None)
    date_of_birth: date | None = says("the child's date of birth", None)
    year_group: str | None = says("the year group, as “Year 9”", None)
    upn: str | None = says("the unique pupil number", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    name: str | None = says("the local authority's name", None)
    coordinator: str | None = says("who looks after managed moves there", None)
    phone: str | None = says("the coordinator's telephone", None)
    email: str | None = says("the coordinator's e-mail", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str = says("a person's name")
    role: str | None = says("who they are: parent, home school, Virtual School", None)
