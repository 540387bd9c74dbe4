"""What each column is taken for, and each word: guessed, changed by a person, and remembered for the next file.

Remembered by heading and by word, never with a row: a file with one column more is still known. Headings and words stand
in a table of their own, of which the newest row of a key counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from casework.imports.past_moves.cells import LEAVE_OUT, SchoolFinder, answer_of, share_read
from casework.imports.past_moves.meanings import MEANINGS, Holds, meaning_of_heading, plain
from casework.imports.past_moves.table import SourceColumn, SourceTable
from casework.reading.office import Office
from record.person import Person
from store.contract import TableRow

TABLE = "Past moves"
"""Kept by every store; no tab of a spreadsheet."""
NOTHING = "leave out"
LOOKED_AT, ENOUGH, LIKELY = 60, 0.3, 0.8
"""Cells looked at; the part of them that a heading's guess must read, and the part that makes a guess without one."""
MOST_WORDS = 80
"""Different words of one column: more are no choice but a text."""
MOST_SCHOOLS = 3_000
_WITHOUT_A_HEADING = ("upn", "outcome", "home", "receiving")
"""What cells show by themselves, whatever stands above them."""


@dataclass(frozen=True)
class Taken:
    """How a table is read."""

    columns: Mapping[str, SourceColumn]
    """By what it is taken for."""
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By meaning and word, in plain small letters: our answer, the URN of a school, or nothing to leave it out."""


def guessed(office: Office, table: SourceTable) -> Mapping[str, str]:
    """What each column is taken for, by its name: as it was taken last, else as heading and cells say. Raises StoreError."""
    before, register = _remembered(office), SchoolFinder(office.authority)
    found: dict[str, str] = {}
    for column in table.columns:
        known = before.get(f"column {column.name}")
        found[column.name] = known if known in (*MEANINGS, NOTHING) else _by_heading(table, column, register)
    for column in table.columns:
        if found[column.name] == NOTHING and f"column {column.name}" not in before:
            found[column.name] = _by_cells(table, column, register, set(found.values()))
    return _each_once(found)


def _by_heading(table: SourceTable, column: SourceColumn, register: SchoolFinder) -> str:
    name = meaning_of_heading(column.heading)
    if name is None:
        return NOTHING
    # Words of their own are no sign against it; and where the row comes in without its cell, each that cannot be read is told.
    is_free = MEANINGS[name].holds in (Holds.WORD, Holds.SCHOOL) or not MEANINGS[name].is_needed
    return name if is_free or share_read(name, _some(table, column), register) >= ENOUGH else NOTHING


def _by_cells(table: SourceTable, column: SourceColumn, register: SchoolFinder, taken: set[str]) -> str:
    cells = _some(table, column)
    likely = (
        each
        for each in _WITHOUT_A_HEADING
        if each not in taken and cells and share_read(each, cells, register) >= LIKELY
    )
    return next(likely, NOTHING)


def _some(table: SourceTable, column: SourceColumn) -> list[str]:
    return list(islice(table.cells(column), LOOKED_AT))


def _each_once(found: Mapping[str, str]) -> Mapping[str, str]:
    """The first column of each meaning has it."""
    taken: set[str] = set()
    once: dict[str, str] = {}
    for name, meaning in found.items():
        once[name] = NOTHING if meaning in taken else meaning
        taken |= {meaning}
    return once


def words_of(table: SourceTable, column: SourceColumn, most: int = MOST_WORDS) -> list[str]:
    """The different words of a column, as first written, in the order they appear; one more than `most` at most."""
    different: dict[str, str] = {}
    for text in table.cells(column):
        different.setdefault(plain(text), text)
        if len(different) > most:
            break
    return list(different.values())


def words_guessed(
    office: Office, table: SourceTable, columns: Mapping[str, SourceColumn]
) -> Mapping[tuple[str, str], str | None]:
    """Our answer to each word of the columns that hold words or schools; None where a person must say. Raises StoreError."""
    before, register = _remembered(office), SchoolFinder(office.authority)
    found: dict[tuple[str, str], str | None] = {}
    for name, column in columns.items():
        meaning = MEANINGS[name]
        if meaning.holds not in (Holds.WORD, Holds.SCHOOL):
            continue
        for word in words_of(table, column, MOST_WORDS if meaning.holds is Holds.WORD else MOST_SCHOOLS):
            key = f"{name} {plain(word)}"[:200]
            by_itself = answer_of(meaning, word) if meaning.holds is Holds.WORD else register.urn_of(word)
            kept = before.get(key)
            is_sound = kept is not None and (kept == NOTHING or _is_answer(office, name, kept))
            found[name, plain(word)] = (LEAVE_OUT if kept == NOTHING else kept) if is_sound else by_itself
    return found


def _is_answer(office: Office, name: str, answer: str) -> bool:
    known = MEANINGS[name].words if MEANINGS[name].holds is Holds.WORD else office.authority.schools
    return answer in known


def _remembered(office: Office) -> Mapping[str, str]:
    return {row.key: row.values.get("means", "") for row in office.store.table(TABLE)}


def remember(office: Office, person: Person, table: SourceTable, mapping: Taken) -> None:
    """Keep a mapping that was used, for next time; what is kept already is not written again. Raises StoreError.

    Only headings and words that were given a meaning: any other may be a child's name.
    """
    taken = {column.name: name for name, column in mapping.columns.items()}
    known = [
        each for each in table.columns if each.heading and (each.name in taken or meaning_of_heading(each.heading))
    ]
    said = {f"column {each.name}": taken.get(each.name, NOTHING) for each in known}
    said |= {f"{name} {word}"[:200]: answer for (name, word), answer in mapping.words.items() if answer}
    before = _remembered(office)
    for key, means in said.items():
        if before.get(key) != means:
            office.store.put(TableRow(TABLE, key, {"means": means}, office.now(), person.name))
