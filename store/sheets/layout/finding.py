"""The rows of a tab as they stand now, whatever was sorted, moved, inserted or renamed. What they mean is for `compare_rows`."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from marshal import dumps

from record.own_questions import PREFIX as OWN
from store.sheets.layout.cells import Cell, plain
from store.sheets.layout.faults import SheetFault, SheetFaultKind, a1
from store.sheets.layout.rows import Cells, fingerprint, fingerprint_in
from store.sheets.layout.tabs import Tab, TabContent, key_in

Values = Sequence[Sequence[Cell]]
"""Rows as the API gives them: blank cells are empty texts, blank ends are left out."""
_NO_REFERENCES = 2
"""The version of marshal in which equal rows are equal bytes."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Which columns a tab has now, and where."""

    row: int
    """Of the headings, from 1."""
    where: Mapping[str, tuple[int, ...]]
    """Columns, from 0, by key; more than one when a heading is doubled."""
    texts: tuple[str, ...]
    """Everything that stands in the row of headings."""
    order: tuple[str, ...]
    """The key of each column; empty for one that is nobody's."""

    @property
    def first(self) -> Mapping[str, int]:
        """The column, from 0, that is read of each key."""
        return {key: found[0] for key, found in self.where.items()}

    def missing(self, tab: Tab) -> tuple[str, ...]:
        """Keys of columns that are not there."""
        return tuple(each.key for each in tab.columns if each.key not in self.where)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row that is not blank."""

    tab: Tab
    number: int
    """From 1."""
    cells: Cells
    where: Mapping[str, int]
    """The column, from 0, of each cell that was read, and of each that could have been."""
    whole: tuple[Cell, ...]
    """Everything in the row, in its order."""
    doubtful: frozenset[str]
    """Keys whose heading is there twice with different answers below."""
    mark: str
    """The fingerprint that stands in it; empty where none does."""
    fingerprint: str
    """The one it would be given now."""

    def at(self, key: str) -> str:
        """The address of the cell of that key; of the whole row when there is no such column."""
        return a1(self.where[key], self.number) if key in self.where else f"{self.number}:{self.number}"


@dataclass(frozen=True, slots=True)
class FoundTab:
    """One tab as it stands."""

    tab: Tab
    title: str
    """What it is called today."""
    gid: int
    headings: Headings | None
    """None when they are gone: nothing in the tab can then be read."""
    rows: tuple[FoundRow, ...] = ()
    faults: tuple[SheetFault, ...] = field(default=())


@dataclass(slots=True)
class Memory:
    """The rows of one tab as last read, by what stands in them: a row whose text is the same is not read again."""

    tab: Tab | None = None
    headings: Headings | None = None
    rows: Mapping[bytes, FoundRow | None] = field(default_factory=dict)
    """None for a blank one."""
    whole: bytes = b""
    found: FoundTab | None = None
    """What everything that stood in the tab, `whole`, was read as."""


@lru_cache(maxsize=10_000)
def heading_key(text: str) -> str:
    """A heading with case, spaces and accents forgiven."""
    bare = unicodedata.normalize("NFKD", text)
    return "".join(each for each in bare if not each.isspace() and not unicodedata.combining(each)).casefold()


def find(tab: Tab, title: str, gid: int, values: Values, memory: Memory | None = None) -> FoundTab:
    """Read a tab's headings and every row below and above them that is not blank; `memory` is of the look before.

    Of a tab in which nothing changed, what was found then is given again: the very same.
    """
    memory = memory or Memory()
    before, whole = memory.found, dumps(list(values), _NO_REFERENCES)
    if before and whole == memory.whole and (before.tab, before.title, before.gid) == (tab, title, gid):
        return before
    memory.whole, memory.found = whole, _find(tab, title, gid, values, memory)
    return memory.found


def _find(tab: Tab, title: str, gid: int, values: Values, memory: Memory) -> FoundTab:
    headings = find_headings(tab, values)
    if headings is None:
        gone = f"None of the headings of “{tab.title}” is there"
        should = "Undo it, or press “Set up” to have them written again. Until then nothing here is read"
        return FoundTab(
            tab, title, gid, None, faults=(SheetFault(SheetFaultKind.HEADINGS_GONE, title, "1:1", gone, should, gid),)
        )
    rows = tuple(_rows(tab, headings, values, memory))
    return FoundTab(tab, title, gid, headings, rows, tuple(_heading_faults(tab, title, gid, headings)))


def find_headings(tab: Tab, values: Values) -> Headings | None:
    """The row of headings: the first with at least half of them, wherever sorting or inserting has put it."""
    keys = _keys(tab)
    for number, row in enumerate(values, start=1):
        order = tuple(_key_of(tab, keys, plain(cell)) if cell != "" else "" for cell in row)
        if 2 * len(set(order) & set(keys.values())) >= len(keys):
            where: dict[str, list[int]] = defaultdict(list)
            for position, key in enumerate(order):
                if key:
                    where[key].append(position)
            texts = tuple(plain(cell) for cell in row)
            return Headings(number, {key: tuple(found) for key, found in where.items()}, texts, order)
    return None


def _key_of(tab: Tab, keys: Mapping[str, str], heading: str) -> str:
    return keys.get(heading_key(heading)) or (key_in(heading) if tab.holds is TabContent.ENTRIES else "")


@lru_cache(maxsize=512)
def _keys(tab: Tab) -> Mapping[str, str]:
    """The key of each heading of a tab; an own question's column is known by its name, however its question is put."""
    return {heading_key(column.heading): column.key for column in tab.columns if not column.key.startswith(OWN)}


def _heading_faults(tab: Tab, title: str, gid: int, headings: Headings) -> Iterator[SheetFault]:
    strangers = [at for at, text in enumerate(headings.texts) if text and not headings.order[at]]
    for column in tab.columns:
        found = headings.where.get(column.key, ())
        if not found:
            perhaps = "; ".join(f"{a1(at, headings.row)} says “{headings.texts[at]}”" for at in strangers)
            says = f"No column is headed “{column.heading}”" + (f". {perhaps}" if perhaps else "")
            should = f"Type “{column.heading}” as its heading again. Until then what was there before counts"
            cell = a1(strangers[0], headings.row) if len(strangers) == 1 else f"{headings.row}:{headings.row}"
            yield SheetFault(SheetFaultKind.HEADING_MISSING, title, cell, says, should, gid)
        for again in found[1:]:
            says = f"“{column.heading}” is also the heading of {a1(found[0], headings.row)}"
            should = "Give one of the two columns another heading"
            yield SheetFault(SheetFaultKind.HEADING_DOUBLED, title, a1(again, headings.row), says, should, gid)


def _rows(tab: Tab, headings: Headings, values: Values, memory: Memory) -> Iterator[FoundRow]:
    known = memory.rows if (memory.tab, memory.headings) == (tab, headings) else {}
    now: dict[bytes, FoundRow | None] = {}
    first = headings.first
    for number, values_of_row in enumerate(values, start=1):
        if number == headings.row:
            continue
        same = dumps(list(values_of_row), _NO_REFERENCES)  # unlike a tuple, it tells 1 from TRUE
        row = known[same] if same in known else _row(tab, number, headings, first, values_of_row)
        if row is not None and row.number != number:
            row = replace(row, number=number)
        now[same] = row
        if row is not None:
            yield row
    memory.tab, memory.headings, memory.rows = tab, headings, now


def _row(tab: Tab, number: int, headings: Headings, first: Mapping[str, int], row: Sequence[Cell]) -> FoundRow | None:
    texts = [plain(cell) for cell in row]
    if not any(texts):
        return None
    filled = {key: at for key, at in first.items() if at < len(texts) and texts[at]}
    doubtful = set()
    for key, columns in headings.where.items():
        if len(columns) > 1 and (some := [at for at in columns if at < len(texts) and texts[at]]):
            filled[key] = some[0]
            doubtful |= {key} if len({texts[at] for at in some}) > 1 else set()
    cells = {key: row[at] for key, at in filled.items()}
    mark, now = fingerprint_in(texts), fingerprint({key: texts[at] for key, at in filled.items()}, texts)
    return FoundRow(tab, number, cells, first, tuple(row), frozenset(doubtful), mark, now)
