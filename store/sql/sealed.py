"""Rows that can be read, told from rows that cannot: one that was damaged is set aside and named, and all others go on.

Every row is written with a seal, a short sum over all that stands in it. A row of before there were seals has none: of it
is asked that each value be of its column's kind. What is damaged is never written over and never removed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, Table, Text, TypeDecorator, null

from record.tables import TABLES
from record.valid_text import encodable_in
from store.upkeep import DamagedRow

SEAL, NUMBER = "seal", "seq"
BELONGS = ("reference", "key", "draft_id")
"""The first of these that a table has says what a row belongs to."""
BIGGEST = 2**63
AFTER_SUM = 18
"""Where in a seal the name of that begins."""
CHANGES = {"changes": True}
"""The info of a column that is written again and again: the seal is not over it."""
HOLDS = "holds"
"""In a column's info: what its JSON must be."""
A_MAPPING, TEXTS, A_LIST = "a mapping", "a mapping of texts", "a list"
NOT_AS_WRITTEN = "it is not as it was written"
MAY_BE_ODD = re.compile(r"\\u(?:00[01789]|[dD][89a-fA-F]|[fF](?:[dD][dDeE]|[fF][fF]))")
"""How ASCII JSON writes what cannot be encoded, and some of what can: for a quick no."""
decode = json.JSONDecoder().decode


class NoValue:
    """Stands where a value cannot be read."""

    __slots__ = ()


UNREADABLE = NoValue()


def from_json(text: Any) -> Any:
    """What a database keeps as JSON, with U+FFFD for each character that cannot be encoded; UNREADABLE where it is none.
    SQLite keeps a lone number as a number."""
    if isinstance(text, int | float):
        return text
    try:
        plain = text if isinstance(text, str) else text.decode()
        if not plain.isascii():
            plain.encode()  # what was no text has halves of characters by now
        return encodable_in(decode(plain)) if MAY_BE_ODD.search(plain) else decode(plain)
    except (ValueError, RecursionError, AttributeError):
        return UNREADABLE


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


_as_text = json.JSONEncoder(allow_nan=False, sort_keys=True, separators=(",", ":"), default=_plain).encode


def _sum_of(values: Sequence[object]) -> str:
    """The sum over a row's values; empty where something stands among them that nobody can have written."""
    try:
        text = _as_text([_number(each) for each in values])
        if MAY_BE_ODD.search(text):
            # As it is read: names that become the same are still in their order, of which the last stands.
            text = _as_text(encodable_in([_number(each) for each in values]))
        return blake2b(text.encode(), digest_size=8).hexdigest()
    except (TypeError, ValueError, OverflowError, RecursionError):
        return ""


def _number(value: object) -> object:
    """A lone number as SQLite gives it back: 3 for 3.0, and a float where an integer has more than 64 bits."""
    if type(value) is float and value.is_integer() and abs(value) < BIGGEST:
        return int(value)
    return float(value) if type(value) is int and abs(value) >= BIGGEST else value


@cache
def sealed_names(table: Table) -> tuple[str, ...]:
    """The columns that the seal is over: all but the row's place among the others, and what changes."""
    return tuple(each.name for each in table.c if each.name not in (SEAL, NUMBER) and not each.info.get("changes"))


def seal_column() -> Column[str]:
    """A column that seals each row as it is inserted. What the row belongs to is written beside the sum: if one of the
    two goes wrong, the other says it."""
    return Column(SEAL, Text, default=_seal_of_new)


def _seal_of_new(context: Any) -> str:
    row, table = context.get_current_parameters(), context.compiled.compile_state.dml_table
    return f"{_sum_of([row.get(name) for name in sealed_names(table)])} {row.get(owner_in(table)) or ''}".strip()


@cache
def owner_in(table: Table) -> str:
    """The column that says what a row belongs to; empty where none does."""
    return next((name for name in BELONGS if name in table.c), "")


class RowsOf:
    """How the rows of one table are read. Ask for `columns`, in this order, and hand what was found to `good`."""

    def __init__(self, table: Table, names: Iterable[str] = ()) -> None:
        """`names` are the columns in the order wanted, the table's own where it is not said: all that are sealed."""
        self.table = table
        self.names = tuple(names) or sealed_names(table)
        assert {*self.names} == {*sealed_names(table)}, f"a row of {table.name} can be judged only whole"
        self.columns = [
            *(table.c[name] for name in self.names),
            table.c[SEAL] if SEAL in table.c else null().label(SEAL),
        ]
        self._order = tuple(self.names.index(name) for name in sealed_names(table))

    def good(self, rows: Iterable[Sequence[Any]], tell: Callable[[DamagedRow], object]) -> Iterator[Sequence[Any]]:
        """The values of each row that can be read; `tell` is told of the others."""
        width = len(self.names)
        for row in rows:
            if self.is_good(row):
                yield row[:width]
            else:
                tell(self.named(row))

    def is_good(self, row: Sequence[Any]) -> bool:
        """Whether a row is as it was written, as far as can be known."""
        seal = row[-1]
        if seal is None:
            return not self._what_cannot_be_read(row)
        found = _sum_of([row[place] for place in self._order])
        return bool(found) and isinstance(seal, str) and seal.partition(" ")[0] == found

    def _what_cannot_be_read(self, row: Sequence[Any]) -> str:
        told = (_wrong(self.table.c[name], value) for name, value in zip(self.names, row, strict=False))
        return next((each for each in told if each), "")

    def named(self, row: Sequence[Any]) -> DamagedRow:
        """A row that cannot be read, by what can be read of it."""
        values, wrong = dict(zip(self.names, row, strict=False)), self._what_cannot_be_read(row)
        belongs_to = self.belongs_to(row)
        # Where it is known what went wrong, the rest of the row can be believed.
        certain = values if wrong or belongs_to != values.get(owner_in(self.table)) else {}
        revision = certain.get("revision")
        return DamagedRow(
            self.table.name,
            _key(self.table, values),
            wrong or NOT_AS_WRITTEN,
            reference=_shown(belongs_to, _REFERENCE) if owner_in(self.table) == "reference" else "",
            la=_shown(values.get("la")),
            kind=_shown(certain.get("kind"), _KIND),
            entry_id=_shown(values.get("entry_id")),
            revision=revision if isinstance(revision, int) else 0,
        )

    def belongs_to(self, row: Sequence[Any]) -> Any:
        """The case, key or draft that a row was written for: what stands in it, unless its seal fits another."""
        owner = owner_in(self.table)
        values = dict(zip(self.names, row, strict=False))
        here, seal = values.get(owner), row[-1] if isinstance(row[-1], str) else ""
        total, _, sealed = seal.partition(" ")
        if not sealed or sealed == here:
            return here
        as_it_was = [sealed if name == owner else values[name] for name in sealed_names(self.table)]
        return sealed if _sum_of(as_it_was) == total or _wrong(self.table.c[owner], here) else here


def _wrong(column: Column[Any], value: object) -> str:
    """What is wrong with a value in its column; empty where nothing is."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if value is UNREADABLE:
        return f"“{column.name}” cannot be read"
    if value is None and (column.nullable or isinstance(kind, JSON)):
        return "" if column.nullable or HOLDS not in column.info else f"“{column.name}” is empty"
    if isinstance(kind, JSON):
        fits = _holds(value, column.info.get(HOLDS, "")) and bool(_sum_of([value]))
    elif isinstance(kind, Boolean):
        fits = isinstance(value, bool)
    elif isinstance(kind, Integer):
        fits = isinstance(value, int) and not isinstance(value, bool)
    elif isinstance(kind, Text):
        fits = isinstance(value, str)
    else:
        fits = isinstance(value, datetime)
    if not fits:
        return f"“{column.name}” is not what belongs there"
    return "" if not isinstance(value, str) or _is_text(value) else f"“{column.name}” holds characters nobody can read"


def _holds(value: object, what: str) -> bool:
    if what == A_LIST:
        return isinstance(value, list)
    if what == TEXTS:
        return isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values())
    return what != A_MAPPING or isinstance(value, Mapping)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _key(table: Table, values: Mapping[str, Any]) -> str:
    """What a row is known by. Whatever may be somebody's name is said as a sum."""
    own = ("table", "key") if "table" in table.c and "key" in table.c else [each.name for each in table.primary_key]
    return " ".join(_shown(values.get(name)) or "#" + _sum_of([str(values.get(name))])[:8] for name in own)


_ID = re.compile(r"(?=.*[0-9_])[A-Za-z0-9_~-]{1,60}|[a-y]{26}")
_REFERENCE = re.compile(rf"MM-[0-9A-Z]{{4}}-[0-9A-Z]{{4}}|{_ID.pattern}")
"""It may have letters alone, as the name of a kind has."""
_KIND = re.compile(r"[a-z]{1,30}(_[a-z]{1,30}){0,4}")


def _shown(value: object, what: re.Pattern[str] = _ID) -> str:
    """A value, if it is plainly an id, the number of something or the name of a settings table; else nothing."""
    text = str(value) if isinstance(value, str | int) else ""
    return text if what.fullmatch(text) or text in TABLES else ""
