"""What giving a file would bring in: each row as the move it would become, or why it is left out. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from casework.imports.past_moves.entries import FormFromRow, entries_of
from casework.imports.past_moves.known import KnownCases, Mark, id_of, known, marks
from casework.imports.past_moves.mapping import MOST_WORDS, Taken, words_of
from casework.imports.past_moves.meanings import MEANINGS, UNDER_WAY, Holds
from casework.imports.past_moves.table import SourceTable
from casework.imports.past_moves.telling import CannotBeTold, ReadRow, told
from casework.reading.office import Office
from record.person import Person

NEEDED = ("home",)
"""Without a column for each of these no row is a move; and one for the child's name, whole or in two."""


class PastMoveState(StrEnum):
    """Whether a row is to come in."""

    NEW = "new"
    BROKEN_OFF = "started, but not imported in full"
    THERE = "here already"


@dataclass(frozen=True)
class PastMove:
    """One row that can be a move."""

    id: str
    told: ReadRow
    forms: tuple[FormFromRow, ...]
    state: PastMoveState
    there: str = ""
    """The reference of the case that it is already, where a person wrote that one."""

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on: the rules then ask for what the row does not say."""
        return self.told.outcome == UNDER_WAY

    @property
    def becomes(self) -> Sequence[str]:
        """The titles of its forms, in order."""
        return [each.entry.title for each in self.forms]


@dataclass(frozen=True)
class PastMovesPreview:
    """The whole file."""

    moves: Sequence[PastMove] = ()
    troubles: Sequence[str] = ()
    """Rows that are left out, and columns that cannot be used: sentences that say what to do."""
    remarks: Sequence[str] = ()
    """What is left blank of rows that come in."""

    @property
    def wanted(self) -> Sequence[PastMove]:
        """Those that come in when somebody says so."""
        return [each for each in self.moves if each.state is not PastMoveState.THERE]


@dataclass
class _Found:
    moves: list[PastMove] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    rows: dict[str | Mark, int] = field(default_factory=dict)
    """The row that each move stands in, by its id and by its marks."""


def preview(office: Office, person: Person, table: SourceTable, taken: Taken) -> PastMovesPreview:
    """Read every row by the mapping. Raises StoreError."""
    if columns := [*_of_the_columns(table, taken)]:
        return PastMovesPreview(troubles=columns)
    found, there, today = _Found(), known(office), office.today()
    for line in table.lines:
        try:
            row = told(line, taken, today)
        except CannotBeTold as fault:
            found.troubles.append(str(fault))
            continue
        if office.is_of_another_here(row.get("home") or "", person.la):
            found.troubles.append(
                f"Row {row.number}: the home school belongs to another local authority. Its coordinator can import it."
            )
        elif not _is_theirs(office, person, row):
            found.troubles.append(
                f"Row {row.number}: neither school is in your areas. Their coordinator can import it."
            )
        else:
            _add(
                found,
                there,
                row,
                PastMove(id_of(person.la, row), row, tuple(entries_of(row, today)), PastMoveState.NEW),
            )
    return PastMovesPreview(found.moves, found.troubles, [each for move in found.moves for each in move.told.remarks])


def _of_the_columns(table: SourceTable, taken: Taken) -> Iterator[str]:
    if not {"legal_name", "surname"} & set(taken.columns):
        yield "Say which column holds the child’s name."
    for name in NEEDED:
        if name not in taken.columns:
            yield f"Say which column holds: {MEANINGS[name].label.lower()}."
    for name, column in taken.columns.items():
        has_words = MEANINGS[name].holds in (Holds.WORD, Holds.SCHOOL)
        if has_words and len(words_of(table, column)) > MOST_WORDS and MEANINGS[name].holds is Holds.WORD:
            yield f"“{column.label}” has more than {MOST_WORDS} different values, so it is not a choice: leave it out."


def _is_theirs(office: Office, person: Person, row: ReadRow) -> bool:
    areas = {office.authority.school(row.get(each)).area for each in ("home", "receiving") if row.get(each)}
    return not person.areas or bool(areas & set(person.areas))


def _add(found: _Found, there: KnownCases, row: ReadRow, move: PastMove) -> None:
    known_by: list[str | Mark] = [move.id, *marks(row)]
    first = next((found.rows[each] for each in known_by if each in found.rows), None)
    if first is not None:
        found.troubles.append(f"Row {row.number}: it is the same move as row {first}. It is imported once.")
        return
    found.rows |= dict.fromkeys(known_by, row.number)
    found.moves.append(in_state(move, there))


def in_state(move: PastMove, there: KnownCases) -> PastMove:
    """The move as it stands beside what is here."""
    if move.id in there.whole:
        return PastMove(move.id, move.told, move.forms, PastMoveState.THERE)
    if move.id in there.begun:
        return PastMove(move.id, move.told, move.forms, PastMoveState.BROKEN_OFF)
    reference = there.reference_of(move.told)
    return PastMove(move.id, move.told, move.forms, PastMoveState.THERE if reference else PastMoveState.NEW, reference)


def stages(moves: Sequence[PastMove]) -> Mapping[str, int]:
    """How many moves ended in which way, or are under way."""
    counted: dict[str, int] = {}
    for each in moves:
        counted[each.told.outcome] = counted.get(each.told.outcome, 0) + 1
    return counted
