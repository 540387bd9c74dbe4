"""How a settings table is declared: a class for its rows, and on each attribute the line that says what its column is.

`key(...)` and `column(...)` are the right-hand side of an attribute, and the attribute's name is the column's:
`attendance_phone` is “attendance phone”. Sheet, settings page, workbook, imports and letters are read off that line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from record.reading import Unreadable, read_choice, read_date, read_time, with_its_zero
from record.words import clock, typed_day

if TYPE_CHECKING:
    from record.authority import Authority

LONGEST = 2000
"""Characters of a cell."""
_DAY_0, _LAST_DAY = date(1899, 12, 30), 73_051
"""From which a spreadsheet counts days, and how far one is taken for a day: to the end of 2099."""
Reads = Callable[[str, "Authority"], object]
"""Reads a cell that is not empty. Raises Unreadable, saying what to write instead."""
Check = Callable[[str, Mapping[str, str], "Authority"], Iterable[tuple[str, str]]]
"""What no cell of a row says by itself, given its key and cells: what is wrong, by column (the key's is empty)."""
Row = TypeVar("Row")
_DECLARED = "column"


@dataclass(frozen=True, slots=True)
class SettingsColumn:
    """One column, as everything that draws, reads or writes it sees it."""

    attribute: str
    """Of the class of its rows."""
    name: str
    """In the table, as the store keeps it."""
    label: str
    """On the settings page."""
    hint: str
    reads: Reads
    is_needed: bool
    has_lines: bool
    """Whether it is several lines, such as an address."""
    choices: tuple[str, ...]
    is_on_page: bool
    """Whether people change it on the settings page. What is not, the app writes."""
    register: str
    """What sort of change it is when the national register says otherwise; empty for what the authority says itself."""
    listed: str
    """The heading it has in the national register's file; empty where the import makes it of several."""
    says: str
    """What letters may say of it, as the list of their facts has it; empty where they say nothing."""
    missing: str
    """What to do while a letter that needs it lacks it; `{whose}` is the school it is asked of."""
    blank: Any
    """What the attribute is when the cell is empty."""

    @property
    def heading(self) -> str:
        """In the spreadsheet."""
        return self.name.capitalize()

    def typed_as(self, number: float) -> str | None:
        """What was typed where a spreadsheet made this number of it: a day, a time, a telephone number; None for any other."""
        if self.reads in (a_date, date_or_yes) and 0 < number < _LAST_DAY:
            return typed_day(_DAY_0 + timedelta(days=int(number)))
        if self.reads is a_time and 0 < number < 1:
            minutes = round(number * 24 * 60) % (24 * 60)
            return clock(time(minutes // 60, minutes % 60))
        return with_its_zero(number) if self.reads is a_phone else None

    def value(self, cell: str) -> Any:
        """What the attribute is for a cell: each line of it by itself where the attribute has lines."""
        if isinstance(self.blank, tuple):
            return tuple(line.strip() for line in cell.split("\n") if line.strip())
        return cell or self.blank

    def fault(self, text: str, authority: Authority) -> str:
        """What is wrong with a cell, and what to write instead; nothing when it can stand."""
        if not text.strip():
            return f"Fill in “{self.label}”." if self.is_needed else ""
        try:
            anything(text, authority)
            self.reads(text.strip(), authority)
        except Unreadable as fault:
            return f"{fault}."
        return ""


def anything(text: str, authority: Authority) -> None:
    if len(text) > LONGEST:
        raise Unreadable(f"Write no more than {LONGEST:,} characters")


def column(
    label: str = "",
    hint: str = "",
    reads: Reads = anything,
    is_needed: bool = False,
    *,
    has_lines: bool = False,
    choices: tuple[str, ...] = (),
    is_on_page: bool = True,
    register: str = "",
    listed: str = "",
    says: str = "",
    missing: str = "",
    blank: Any = "",
    name: str = "",
) -> Any:
    """One column of a settings table, on the attribute that its cells become; `name` where the column is called otherwise."""
    more = {"has_lines": has_lines, "choices": choices, "is_on_page": is_on_page, "name": name}
    told = {"register": register, "listed": listed, "says": says, "missing": missing}
    declared = {"label": label, "hint": hint, "reads": reads, "is_needed": is_needed, **more, **told}
    return field(default=blank, metadata={_DECLARED: declared})


def key(
    heading: str,
    label: str = "",
    hint: str = "",
    reads: Reads = anything,
    is_needed: bool = False,
    *,
    says: str = "",
    missing: str = "",
) -> Any:
    """What tells the rows of a table from each other: the first attribute of their class."""
    more = {"has_lines": False, "choices": (), "is_on_page": True, "register": "", "listed": ""}
    declared = {"name": heading, "label": label or heading, "hint": hint, "reads": reads, "is_needed": is_needed}
    return field(metadata={_DECLARED: {**declared, **more, "says": says, "missing": missing}})


def _columns(row: type[Any]) -> Iterator[SettingsColumn]:
    for each in fields(row):
        if _DECLARED in each.metadata:
            declared = dict(each.metadata[_DECLARED])
            name, blank = declared.pop("name") or each.name.replace("_", " "), each.default
            yield SettingsColumn(each.name, name, blank="" if blank is MISSING else blank, **declared)


def _nothing(key: str, values: Mapping[str, str], authority: Authority) -> Iterable[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class SettingsTable(Generic[Row]):
    """One settings table."""

    name: str
    row: type[Row]
    """The class of its rows, which declares its columns."""
    one: str = "row"
    """What one row is: `school`."""
    also: Check = _nothing
    is_numbered: bool = False
    """Whether the app names its rows by itself."""
    first_in_sheet: tuple[str, ...] = ()
    """Columns that stand before the others in the spreadsheet, where its order is not that of the page."""

    @cached_property
    def key(self) -> SettingsColumn:
        """The column of its key."""
        return next(_columns(self.row))

    @cached_property
    def columns(self) -> tuple[SettingsColumn, ...]:
        """Every column but the key's."""
        return tuple(_columns(self.row))[1:]

    @cached_property
    def by_attribute(self) -> Mapping[str, SettingsColumn]:
        """Every column, the key's too, by what it becomes in the class of the rows."""
        return {each.attribute: each for each in (self.key, *self.columns)}

    @cached_property
    def on_page(self) -> tuple[SettingsColumn, ...]:
        """Those that people change on the settings page, in its order."""
        return tuple(each for each in self.columns if each.is_on_page)

    @cached_property
    def in_sheet(self) -> tuple[SettingsColumn, ...]:
        """Every column but the key's, in the order of the spreadsheet."""
        first = [next(each for each in self.columns if each.name == name) for name in self.first_in_sheet]
        return (*first, *(each for each in self.columns if each not in first))

    def read(self, key: str, cells: Mapping[str, str]) -> Row:
        """What a row says. Cells of no column of this table are left."""
        values = {each.attribute: each.value(cells.get(each.name) or "") for each in self.columns}
        return self.row(**{self.key.attribute: key, **values})

    def faults(self, key: str, cells: Mapping[str, str], authority: Authority) -> Mapping[str, str]:
        """What is wrong with a row, by column (the key's is empty), each saying what to write instead."""
        said = [("", self.key, key), *((each.name, each, cells.get(each.name) or "") for each in self.on_page)]
        found = {name: fault for name, column, text in said if (fault := column.fault(text, authority))}
        return found or dict(self.also(key, cells, authority))


def like(pattern: str, instead: str) -> Reads:
    """Reads a cell that looks like this."""
    wanted = re.compile(pattern)

    def reads(text: str, authority: Authority) -> None:
        if not wanted.fullmatch(text):
            raise Unreadable(instead)

    return reads


def one_of(*choices: str) -> Reads:
    return lambda text, authority: read_choice(text, choices)


def a_date(text: str, authority: Authority) -> None:
    read_date(text)


def a_time(text: str, authority: Authority) -> None:
    read_time(text)


def date_or_yes(text: str, authority: Authority) -> None:
    if text.lower() != "yes":
        read_date(text)


an_email = like(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+", "Write an e-mail address, for example office@school.example")
a_phone = like(r"\+?[\d ()-]{10,20}( ?(ext\.?|x) ?\d{1,6})?", "Write a telephone number, for example 01632 960 123")
an_age = like(r"\d{1,2}", "Write an age in years, such as 11")
a_urn = like(r"\d{5,7}", "Write the six figures of the URN")
a_dfe_number = like(r"\d{3}/?\d{4}", "Write it as 205/4001")
an_la = like(r"\d{3}", "Write the three figures of the local authority, for example 205")
