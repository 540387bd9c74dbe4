"""Figures in words: what a line is called, and the one thing a table says."""

from __future__ import annotations

from collections.abc import Mapping

from casework.figures.moves import FROM_TO
from casework.figures.tables import OF_DIRECTIONS, Table
from record.authority import Authority
from record.words import first_capital

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Moves and outcomes": (
        "Moves begun, by route",
        "Outcomes",
        "Reasons for the move",
        "Reasons for declining",
        "Repeated moves of one child",
    ),
    "Schools": ("Moves from school to school", "Moves out, by school", "Moves in, by school"),
    "Children": (
        "Year group",
        "Sex",
        "Ethnicity",
        "Special educational needs",
        "Looked after",
        "Free school meals",
    ),
}
"""Which tables stand together, in which order."""
EXACT_SECTIONS: Mapping[str, tuple[str, ...]] = {
    **SECTIONS,
    "Children on a direction": tuple(each.name for each in OF_DIRECTIONS),
}
"""The same for whoever sees the cases themselves."""
TIME = "Time and attendance"


def called(table: Table, line: str, authority: Authority) -> str:
    """What a line is called: a school by its name, a year group as `Year 9`."""
    if table.names_schools:
        return authority.name_of(line)
    if table.by == "from and to":
        return FROM_TO.join(authority.name_of(urn) for urn in line.split(FROM_TO))
    if table.by == "year group":
        return {"R": "Reception"}.get(line, f"Year {line}" if line.isdecimal() else line.capitalize())
    return first_capital(line)


def finding(table: Table, numbers: Mapping[str, int | None], total: int | None, authority: Authority) -> str:
    """`Outcomes: returned most often (12 of 30)`."""
    if total and all(number in (0, None) for number in numbers.values()):
        return f"{table.name}: too few of some to tell them apart"
    known = {line: number for line, number in numbers.items() if number}
    if not known or not total:
        return f"{table.name}: nothing in this period"
    most = max(known.values())
    first = [called(table, line, authority) for line, number in known.items() if number == most]
    several = f" and {len(first) - 1} other{'s' if len(first) > 2 else ''} alike" if len(first) > 1 else ""
    return f"{table.name}: {first[0]} most often{several} ({most} of {total})"


def difference(number: int) -> str:
    """`+3`, `−2` or `0`."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def step(pair: tuple[str, str]) -> str:
    """`From referral to consent`."""
    return f"From {pair[0]} to {pair[1]}"
