"""From the lines of one save back to the entry, or to the row of a settings table.

A cell that cannot be read does not blank its question: the last good answer stands, and the cell is named.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from record.field import Question
from record.own_questions import PREFIX as OWN
from record.own_questions import OwnQuestions
from record.reading import Unreadable
from record.tables import TABLES
from record.valid_text import valid, valid_in
from store.contract import Json, SavedEntry, TableRow
from store.sheets.layout.cells import ELSEWHERE, Ambiguous, Cell, plain, read_cell, read_stamp, read_typed, shown
from store.sheets.layout.rows import Cells
from store.sheets.layout.tabs import MORE_TITLE, NONE, OTHER, Tab, tab_titled, with_own
from store.sheets.layout.writing import ANSWER, REASON

LARGEST_REVISION = 1 << 31
Place = tuple[str, str, str]
"""A cell of a save: title of the tab, item of the line, key of the column."""


@dataclass(frozen=True, slots=True)
class RowCells:
    """What one line of a save says now."""

    tab: str
    item: str
    cells: Cells
    doubtful: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    """Keys whose column is not there just now: what was known before stands."""
    typed: frozenset[str] = frozenset()
    """Keys of the cells that a person typed into, as Sheets took it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One cell that could not be read."""

    place: Place
    question: str
    """Of the form: the group's name for a cell of one of its items."""
    says: str
    sentence: str
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Assembled:
    """An entry as its lines say it."""

    entry: SavedEntry
    unread: tuple[Unread, ...]


class NotAnEntry(Exception):
    """The row does not say which entry it is of; its text says what is wrong."""


def assemble(
    save_id: str, said: Sequence[RowCells], last: SavedEntry | None = None, own: OwnQuestions = NONE
) -> Assembled:
    """The entry of these lines; answers that cannot be read are those of `last`. Raises NotAnEntry."""
    main = next((each for each in said if each.item == "" and each.tab != MORE_TITLE), None)
    if main is None:
        raise NotAnEntry("the row of the form itself is missing")
    unread: list[Unread] = []
    before = last.answers if last else {}
    more, reasons = _more([each for each in said if each.tab == MORE_TITLE], unread, last)
    tab = with_own(tab_titled(main.tab), own)
    answers = _main_answers(main, tab, more, before, unread) | _groups(said, before, unread) | valid_in(more)
    answers |= _asked_no_more(main, tab, answers, before)
    first = {column.key: answers[column.key] for column in tab.columns if column.key in answers}
    return Assembled(_entry(save_id, main, first | answers, reasons, last), tuple(unread))


def _entry(
    save_id: str, main: RowCells, answers: Mapping[str, Json], reasons: Mapping[str, str], last: SavedEntry | None
) -> SavedEntry:
    own = {key: plain(cell) for key, cell in main.cells.items() if key.startswith("@")}
    tab = tab_titled(main.tab)
    try:
        return SavedEntry(
            la=own.get("@la", ""),
            reference=own["@reference"],
            entry_id=own["@entry_id"],
            revision=_revision(own["@revision"]),
            save_id=save_id,
            base=own.get("@base") or None,
            kind=own["@kind"] if tab is OTHER else tab.name,
            saved_at=read_stamp(own["@saved_at"]),
            saved_by=own.get("@saved_by", ""),
            saved_for=own.get("@saved_for", ""),
            pack=own.get("@pack", ""),
            answers=answers,
            reasons=reasons,
            from_paper=own.get("@from_paper") == "yes",
        )
    except (KeyError, ValueError) as fault:
        if last is None:
            raise NotAnEntry(f"its own columns cannot be read ({fault})") from None
        return last


def _revision(text: str) -> int:
    number = int(text)
    if not 0 < number < LARGEST_REVISION:
        raise ValueError("no number of a revision")
    return number


def _main_answers(
    main: RowCells, tab: Tab, more: dict[str, Json], before: Mapping[str, Json], unread: list[Unread]
) -> dict[str, Json]:
    answers: dict[str, Json] = {}
    for column in tab.columns:
        if column.question is None:
            continue
        cell = main.cells.get(column.key, "")
        if column.key in more:
            if plain(cell) in ("", plain(shown(column.question, more[column.key]))):
                continue
            del more[column.key]  # somebody typed over it
        elif plain(cell).endswith(ELSEWHERE):
            continue  # the beginning of an answer is none, and the whole of it is named where it cannot be read
        answers |= _answer(main, column.question, before, unread)
    return answers


def _asked_no_more(
    main: RowCells, tab: Tab, answers: Mapping[str, Json], before: Mapping[str, Json]
) -> dict[str, Json]:
    """Answers to own questions that are not asked now: as they were, or first met, as they stand in their cells."""
    asked = {column.key for column in tab.columns}
    known = {name: value for name, value in before.items() if name.startswith(OWN)}
    met = {name: plain(cell) for name, cell in main.cells.items() if name.startswith(OWN) and plain(cell)}
    kept = {name: value for name, value in {**met, **known}.items() if name not in asked and name not in answers}
    return kept | {name: met[name] for name in met if name in asked and name not in answers and name not in before}


def _answer(said: RowCells, question: Question, before: Mapping[str, Json], unread: list[Unread]) -> dict[str, Json]:
    """What a line says to one question, or what it said before."""
    name = question.name
    if name in said.unknown:
        return {name: before[name]} if name in before else {}
    if name not in said.cells and name not in said.doubtful:
        return {}
    cell = said.cells.get(name, "")
    try:
        if name in said.doubtful:
            raise Unreadable("Its heading is there twice, and the two cells differ")
        value = (read_typed if name in said.typed else read_cell)(question, cell)
    except Unreadable as fault:
        if isinstance(fault, Ambiguous) and _day_first(cell) == before.get(name):
            return {name: before[name]}
        place = (said.tab, said.item, name)
        group = tab_titled(said.tab).group
        whole = group.name if group else name
        unread.append(Unread(place, whole, plain(cell), str(fault), isinstance(fault, Ambiguous)))
        return {name: before[name]} if name in before else {}
    return {} if value is None else {name: value}


def _day_first(cell: Cell) -> str | None:
    parts = [int(part) for part in plain(cell).replace(".", "/").replace("-", "/").split("/")]
    year = parts[2] + (2000 if parts[2] < 100 else 0)
    return date(year, parts[1], parts[0]).isoformat()


def _groups(said: Sequence[RowCells], before: Mapping[str, Json], unread: list[Unread]) -> dict[str, Json]:
    """Items of the repeating groups, in the order they were written in."""
    by_tab: dict[str, list[RowCells]] = defaultdict(list)
    for each in said:
        if tab_titled(each.tab).group:
            by_tab[each.tab].append(each)
    groups: dict[str, Json] = {}
    for title, lines in by_tab.items():
        group = tab_titled(title).group
        assert group
        in_order = sorted(lines, key=lambda each: number_of(each.item))
        groups[group.name] = [_item(each, _item_before(before, group.name, each.item), unread) for each in in_order]
    return groups


def _item(said: RowCells, before: Mapping[str, Json], unread: list[Unread]) -> Mapping[str, Json]:
    answers: dict[str, Json] = {}
    for column in tab_titled(said.tab).columns:
        if column.question:
            answers |= _answer(said, column.question, before, unread)
    return answers


def _item_before(before: Mapping[str, Json], group: str, item: str) -> Mapping[str, Json]:
    items = before.get(group)
    number = number_of(item) - 1
    if isinstance(items, Sequence) and 0 <= number < len(items):
        one = items[number]
        return one if isinstance(one, Mapping) else {}
    return {}


def _more(
    said: Iterable[RowCells], unread: list[Unread], last: SavedEntry | None
) -> tuple[dict[str, Json], dict[str, str]]:
    """Answers and reasons of *More answers*, their parts joined. Answers exactly as they stand there: the cell that shows the
    beginning of one was written from that."""
    answers: dict[str, Json] = {}
    reasons: dict[str, str] = {}
    for parts in in_parts(said):
        whole = "".join(str(each.cells.get("@text", "")) for each in parts)
        try:
            if parts[0].cells.get("@sort") not in (ANSWER, REASON):
                raise ValueError("neither an answer nor a reason")
            name, value = _name_and_value(whole)
        except ValueError:
            place = (MORE_TITLE, parts[0].item, "@text")
            name = plain(parts[0].cells.get("@name", ""))
            unread.append(Unread(place, name, whole[:80], "Put back the exact text, with its quotation marks"))
            answers |= {name: last.answers[name]} if last and name in last.answers else {}
            reasons |= {name: last.reasons[name]} if last and name in last.reasons else {}
            continue
        if parts[0].cells.get("@sort") == ANSWER:
            answers[name] = value
        else:
            reasons[name] = valid(str(value))
    return answers, reasons


def _name_and_value(text: str) -> tuple[str, Any]:
    """What `writing` wrote as one text. Raises ValueError for anything that it never writes."""
    try:
        said = json.loads(text)
        json.dumps(said, allow_nan=False)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if not (isinstance(said, list) and len(said) == 2 and isinstance(said[0], str)):
        raise ValueError("it is not a name and a value")
    return said[0], said[1]


def number_of(item: str) -> int:
    """Which of its save's items or answers a line is. Raises NotAnEntry."""
    if not (item.isascii() and item.isdigit() and len(item) < 10):
        raise NotAnEntry("the number of one of its rows cannot be read")
    return int(item)


def in_parts(said: Iterable[RowCells]) -> Iterable[list[RowCells]]:
    """The lines of *More answers*, those of one answer together and in order."""
    by_number: dict[int, list[tuple[int, RowCells]]] = defaultdict(list)
    for each in said:
        number, _, part = each.item.partition(".")
        by_number[number_of(number)].append((number_of(part), each))
    return [[each for _, each in sorted(parts, key=lambda one: one[0])] for _, parts in sorted(by_number.items())]


def table_row(tab: Tab, said: Sequence[RowCells]) -> TableRow:
    """The row of a settings table that these lines say. Raises NotAnEntry when it has no key."""
    main = next(each for each in said if each.tab == tab.title)
    key = plain(main.cells.get("@key", ""))
    if not key:
        raise NotAnEntry("it has no key")
    values = {
        column.key: _as_text(tab.name, column.key, main.cells.get(column.key, ""))
        for column in tab.columns
        if not column.key.startswith("@") and plain(main.cells.get(column.key, ""))
    }
    for parts in in_parts(each for each in said if each.tab == MORE_TITLE):
        try:
            name, value = _name_and_value("".join(str(each.cells.get("@text", "")) for each in parts))
        except ValueError:
            raise NotAnEntry(f"what it has in “{MORE_TITLE}” cannot be read") from None
        values[name] = plain(value)
    try:
        changed_at = read_stamp(main.cells.get("@changed_at", ""))
    except ValueError:
        raise NotAnEntry("it does not say when it was written") from None
    by = valid(plain(main.cells.get("@changed_by", "")))
    return TableRow(tab.name, valid(key), valid_in(values), changed_at, by)


def _as_text(table: str, name: str, cell: Cell) -> str:
    """A setting as text: what Sheets made a day, a time or a number of is written as people write it."""
    of = TABLES.get(table)
    column = next((each for each in of.columns if each.name == name), None) if of else None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return (column.typed_as(float(cell)) if column and is_number else None) or plain(cell)
