"""The settings tables as people meet them: what each column is called, what may stand in it, and what is wrong with a cell.

The same check speaks when a row is changed in the app and when somebody typed it into the spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from casework.people import Role
from casework.schools import AREAS, SCHOOLS, SETTINGS, STAFF, TERM_DATES, Authority
from casework.successors import BECAME
from record.reading import Unreadable, read_choice, read_date
from rules.overrides import NUMBERS, in_plain_words, overridden
from rules.packs import packs

LONGEST = 2000
"""Characters of a cell."""
_URN, _LA, _DFE = re.compile(r"\d{5,7}"), re.compile(r"\d{3}"), re.compile(r"\d{3}/?\d{4}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d ()-]{10,20}( ?(ext\.?|x) ?\d{1,6})?")
Reads = Callable[[str, Authority], object]
"""Reads a cell that is not empty. Raises Unreadable, saying what to write instead."""


def _anything(text: str, authority: Authority) -> None:
    if len(text) > LONGEST:
        raise Unreadable(f"Write no more than {LONGEST:,} characters")


def _like(pattern: re.Pattern[str], instead: str) -> Reads:
    def reads(text: str, authority: Authority) -> None:
        if not pattern.fullmatch(text):
            raise Unreadable(instead)

    return reads


def _one_of(*choices: str) -> Reads:
    return lambda text, authority: read_choice(text, choices)


def _date(text: str, authority: Authority) -> None:
    read_date(text)


def _date_or_yes(text: str, authority: Authority) -> None:
    if text.lower() != "yes":
        read_date(text)


def _school(text: str, authority: Authority) -> None:
    if text not in authority.schools:
        raise Unreadable(f"There is no school {text}: write the URN of one in the {SCHOOLS} table")


def _area(text: str, authority: Authority) -> None:
    if authority.coordinators and text not in authority.coordinators:
        raise Unreadable(f"There is no area {text}: write one of {', '.join(authority.coordinators)}, or add it first")


def _areas(text: str, authority: Authority) -> None:
    for each in text.split(",") if "," in text else text.split():
        _area(each.strip(), authority)


_email = _like(_EMAIL, "Write an e-mail address, for example office@school.example")
_phone = _like(_PHONE, "Write a telephone number, for example 01632 960 123")
_la = _like(_LA, "Write the three figures of the local authority, for example 205")


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a person fills in."""

    name: str
    """In the table."""
    label: str
    hint: str = ""
    reads: Reads = _anything
    is_needed: bool = False
    has_lines: bool = False
    """Whether it is several lines, such as an address."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One settings table."""

    name: str
    one: str
    """What one row is: `school`."""
    key: Column
    columns: tuple[Column, ...]
    is_numbered: bool = False
    """Whether the app names its rows by itself."""


ROLES = tuple(str(each) for each in Role)
TABLES: Mapping[str, Table] = {
    each.name: each
    for each in (
        Table(
            SCHOOLS,
            "school",
            Column(
                "URN",
                "URN",
                "Its six figures in the national register",
                _like(_URN, "Write the six figures of the URN"),
                True,
            ),
            (
                Column("name", "Name", is_needed=True),
                Column(
                    "sort",
                    "What kind of school",
                    "As in the national register, such as Community school or Academy converter. Write “unregistered” for a provider that keeps no register.",
                ),
                Column("address", "Address", "As in a window envelope, a line each", has_lines=True),
                Column("phone", "Telephone", reads=_phone),
                Column("email", "E-mail of the office", reads=_email),
                Column("head", "Head teacher", "As in a letter, such as Ms A. Rahman"),
                Column("head title", "What the head is called", "Head teacher when left blank"),
                Column("area", "Area", "Its coordinator sees the school’s cases", _area),
                Column("la", "Code of its local authority", "Three figures", _la, True),
                Column("dfe number", "DfE number", "Such as 205/4001", _like(_DFE, "Write it as 205/4001")),
                Column("attendance phone", "Whom to ring about absence", "A telephone number", _phone),
                Column("complaints", "Complaints procedure", "A web address, or words"),
                Column("closed on", "Closed on", "A date, or yes; blank while it is open", _date_or_yes),
                Column(BECAME, "Became", "The URN of the school it became; its cases go on there", _school),
            ),
        ),
        Table(
            STAFF,
            "person with an account",
            Column("Person", "E-mail of the account", "What they sign in with", _email, True),
            (
                Column("name", "Name", is_needed=True),
                Column("role", "May do", "", _one_of(*ROLES), True, choices=ROLES),
                Column("school", "URN of their school", "Blank at the authority", _school),
                Column("post", "Post", "Such as Head of Year"),
                Column("area", "Areas", "Of a coordinator: those whose cases they see; blank for all", _areas),
                Column("la", "Code of their local authority", "Three figures", _la, True),
            ),
        ),
        Table(
            AREAS,
            "area",
            Column("Area", "Area", is_needed=True),
            (
                Column("coordinator", "Coordinator", is_needed=True),
                Column("phone", "Telephone", "Told in letters", _phone),
                Column("email", "E-mail", reads=_email),
            ),
        ),
        Table(
            TERM_DATES,
            "term or closure",
            Column("Row", "Row"),
            (
                Column(
                    "what", "What", "“term”, or why schools are closed: INSET day, Christmas holiday", is_needed=True
                ),
                Column("school", "School", "The URN of one school; blank for all", _school),
                Column("first", "First day", "For example 1/9/2026", _date, True),
                Column("last", "Last day", "Of a term always; a closure of one day needs none", _date),
            ),
            is_numbered=True,
        ),
        Table(
            SETTINGS,
            "setting",
            Column("Setting", "Setting", is_needed=True),
            (Column("value", "Value", has_lines=True),),
        ),
    )
}
"""By name, in the order they are shown."""
SETTINGS_ROWS: Mapping[str, str] = {
    "authority": "What the local authority is called in letters",
    "pack": "The policy that new cases begin under",
    "coordinator": "Who is named where a school’s area has no coordinator",
    "coordinator phone": "Their telephone",
    "coordinator email": "Their e-mail",
    "complaints": "Where the authority’s complaints procedure is",
    "sen team": "What the SEN team is called in letters",
    **{
        f"{whose} {where}": f"Where letters to {whose_words} go{', a line each' if where == 'address' else ' without a postal address'}"
        for whose, whose_words in (
            ("sen team", "the SEN team"),
            ("social care", "a social worker"),
            ("virtual school", "the Virtual School"),
            ("authority", "the authority"),
        )
        for where in ("address", "email")
    },
    **{in_plain_words(key): "Changes this number of the policy for new cases" for key in NUMBERS},
}
"""The rows of the Settings table that mean something, and what."""
MARK = "sample"
"""The row that says that the people here are made up; nobody writes it."""


def faults(authority: Authority, table: str, key: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong with a row, by column (the key's is empty), each saying what to write instead."""
    of = TABLES[table]
    cells = [("", of.key, key), *((each.name, each, values.get(each.name, "")) for each in of.columns)]
    found = {name: fault for name, column, text in cells if (fault := _fault(authority, column, text or ""))}
    return found or dict(_of_the_whole(authority, table, key, values))


def _fault(authority: Authority, column: Column, text: str) -> str:
    if not text.strip():
        return f"Fill in “{column.label}”." if column.is_needed else ""
    try:
        _anything(text, authority)
        column.reads(text.strip(), authority)
    except Unreadable as fault:
        return f"{fault}."
    return ""


def _of_the_whole(authority: Authority, table: str, key: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What no cell says by itself."""
    if table == SCHOOLS and values.get(BECAME) == key:
        yield BECAME, "A school cannot become itself. Write the URN of the school it became."
    if table == STAFF and bool(values.get("school")) != (values.get("role") in (Role.SCHOOL, Role.WEEKLY_REPORT)):
        yield "school", "Somebody at a school needs its URN; somebody at the authority has none."
    if table == TERM_DATES and values.get("what", "").lower() == "term" and not values.get("last"):
        yield "last", "A term needs its last day, too."
    if table == SETTINGS:
        yield from _of_a_setting(authority, key.strip().lower(), values.get("value", ""))


def _of_a_setting(authority: Authority, key: str, value: str) -> Iterator[tuple[str, str]]:
    known = [each.id for each in packs()]
    if key == "pack" and value and value not in known:
        yield "value", f"Write one of {', '.join(known)}."
    for refused in overridden(authority.pack, {key: value})[1]:
        yield "value", f"{refused.what}."
    if key not in SETTINGS_ROWS and key != MARK:
        yield "", "There is no such setting. Choose one of the list."
