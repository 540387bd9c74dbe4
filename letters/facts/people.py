"""Facts about people and schools. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from letters.facts.fact import says, with_columns_of_schools


@with_columns_of_schools
@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFacts:
    """The columns of the Schools table that letters say, each declared there (`record/tables.py`), and what takes thought."""

    name: str = says("the school's or provider's name", asked="Schools.name")
    address_lines: tuple[str, ...] = says("its address, line by line", (), "Schools.address")
    has_logo: bool = says("whether the school has given its logo", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    name: str | None = says("who signs the letter", None, "Schools.head", "Say who signs the letter.")
    role: str | None = says(
        "what they are: Head teacher, Head of Year 9",
        None,
        "Schools.head_title",
        "Say what the person who signs is called, such as Head teacher.",
    )
    phone: str | None = says(
        "the number to ring about this letter", None, "Schools.phone", "Give a number the family can ring."
    )
    school: SchoolFacts = says("the school whose letter it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    name: str | None = says("the name on the envelope", None, "referral.parents", "Say who the letter is to.")
    salutation: str | None = says(
        "the name after “Dear”", None, "referral.parents", "Say how to greet the person after “Dear”."
    )
    address_lines: tuple[str, ...] = says(
        "the address, line by line", (), "referral.parents", "Give the address the letter goes to."
    )
    relationship: str | None = says("who they are to the child: mother, the pupil, head teacher", None)
    is_parent: bool = says("whether they are a parent or carer", True)
    is_asked: bool = says("whether they are asked to agree: a parent or carer with parental responsibility", True)
    is_pupil: bool = says("whether it is the child's own paper", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    preferred_name: str = says(
        "the name the child likes to be called",
        asked="referral.preferred_name",
        missing="Say what the child likes to be called.",
    )
    legal_name: str | None = says("the child's legal name", None, "referral.legal_name", "Give the child's legal name.")
    date_of_birth: date | None = says(
        "the child's date of birth", None, "referral.born_on", "Give the child's date of birth."
    )
    year_group: str | None = says(
        "the year group, as “Year 9”", None, "referral.year_group", "Give the child's year group."
    )
    upn: str | None = says("the unique pupil number", None, "referral.upn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    name: str | None = says("the local authority's name", None, "Settings.authority", "Name the council.")
    coordinator: str | None = says(
        "who looks after managed moves there",
        None,
        "Settings.coordinator",
        "Name the council's officer for managed moves.",
    )
    phone: str | None = says(
        "the coordinator's telephone",
        None,
        "Settings.coordinator phone",
        "Give the telephone of the council's officer.",
    )
    email: str | None = says("the coordinator's e-mail", None, "Settings.coordinator email")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    name: str = says("a person's name", asked="letter.meeting_people.name")
    role: str | None = says("who they are: parent, home school, Virtual School", None, "letter.meeting_people.role")
