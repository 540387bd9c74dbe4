"""What a column of a settings table is: what it is called, and how a cell of it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from record.authority import Authority
from record.reading import Unreadable, read_choice, read_date
from record.tables import SCHOOLS

LONGEST = 2000
"""Characters of a cell."""
_URN, _LA, _DFE = re.compile(r"\d{5,7}"), re.compile(r"\d{3}"), re.compile(r"\d{3}/?\d{4}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d ()-]{10,20}( ?(ext\.?|x) ?\d{1,6})?")
Reads = Callable[[str, Authority], object]
"""Reads a cell that is not empty. Raises Unreadable, saying what to write instead."""


def anything(text: str, authority: Authority) -> None:
    if len(text) > LONGEST:
        raise Unreadable(f"Write no more than {LONGEST:,} characters")


def like(pattern: re.Pattern[str], instead: str) -> Reads:
    def reads(text: str, authority: Authority) -> None:
        if not pattern.fullmatch(text):
            raise Unreadable(instead)

    return reads


def one_of(*choices: str) -> Reads:
    return lambda text, authority: read_choice(text, choices)


def a_date(text: str, authority: Authority) -> None:
    read_date(text)


def date_or_yes(text: str, authority: Authority) -> None:
    if text.lower() != "yes":
        read_date(text)


def a_school(text: str, authority: Authority) -> None:
    if text not in authority.schools:
        raise Unreadable(f"There is no school {text}: write the URN of one in the {SCHOOLS} table")


def area(text: str, authority: Authority) -> None:
    if authority.coordinators and text not in authority.coordinators:
        raise Unreadable(f"There is no area {text}: write one of {', '.join(authority.coordinators)}, or add it first")


def areas(text: str, authority: Authority) -> None:
    for each in text.split(",") if "," in text else text.split():
        area(each.strip(), authority)


an_email = like(_EMAIL, "Write an e-mail address, for example office@school.example")
a_phone = like(_PHONE, "Write a telephone number, for example 01632 960 123")
a_urn = like(_URN, "Write the six figures of the URN")
a_dfe_number = like(_DFE, "Write it as 205/4001")
an_la = like(_LA, "Write the three figures of the local authority, for example 205")


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a person fills in."""

    name: str
    """In the table."""
    label: str
    hint: str = ""
    reads: Reads = anything
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
