"""Draws the way in for an authority's own spreadsheet: the file, and what each of its columns and words means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from casework.imports.delimited import NotRows
from casework.imports.past_moves.cells import LEAVE_OUT
from casework.imports.past_moves.mapping import MOST_WORDS, NOTHING, Taken, guessed, words_guessed
from casework.imports.past_moves.meanings import MEANINGS, Holds
from casework.imports.past_moves.table import SourceColumn, SourceTable
from casework.imports.past_moves.table import read as read_file
from record.words import first_capital
from ui import session
from ui.markup import plain
from ui.page import Visit

LARGEST = 20
"""Megabytes of an upload."""
READ, TRIES = "moves of a spreadsheet", "imports of moves"
Word = tuple[str, str]
"""What a column is taken for, and a word of it in plain small letters."""


@dataclass(frozen=True, slots=True)
class _ReadMovesFile:
    """A file already read: a page is drawn many times."""

    of: str
    tables: Sequence[SourceTable]


def introduction() -> None:
    """What to give, and what happens with it."""
    st.markdown(
        "Give the spreadsheet in which your authority has kept its managed moves until now, one row a move. Say once what "
        "each column holds; that is remembered. Nothing is brought in before you have seen it, and nothing comes in twice. "
        "The file itself is not kept."
    )


def ask(visit: Visit) -> tuple[SourceTable, Taken] | None:
    """A table and how it is to be read; None where no file is given or it is something else."""
    box = session.kept(TRIES, int) or 0
    file = st.file_uploader("Spreadsheet (.xlsx or .csv)", key=f"moves {box}", max_upload_size=LARGEST)
    if file is None:
        return None
    try:
        tables = _tables(file.getvalue())
    except NotRows as problem:
        st.error(plain(str(problem)))
        return None
    table = _one_of(tables)
    columns = _columns(visit, table)
    return table, Taken(columns, _words(visit, table, columns))


def _tables(content: bytes) -> Sequence[SourceTable]:
    of = sha256(content).hexdigest()
    kept = session.kept(READ, _ReadMovesFile)
    if kept is None or kept.of != of:
        with st.spinner("Reading the file"):
            kept = _ReadMovesFile(of, read_file(content))
        session.keep(READ, kept)
    return kept.tables


def _one_of(tables: Sequence[SourceTable]) -> SourceTable:
    if len(tables) == 1:
        return tables[0]
    names = [f"{plain(each.name)} ({len(each.lines):,} rows)" for each in tables]
    return tables[names.index(str(st.selectbox("Which sheet?", names)))]


def _columns(visit: Visit, table: SourceTable) -> Mapping[str, SourceColumn]:
    st.header("What each column holds", anchor=False)
    guess, taken = guessed(visit.office, table), dict[str, SourceColumn]()
    twice: list[SourceColumn] = []
    sides = st.columns(2)
    for number, column in enumerate(table.columns):
        with sides[number % 2]:
            meant = _one_column(table, column, guess[column.name])
        if meant in taken:
            twice.append(column)
        elif meant != NOTHING:
            taken[meant] = column
    for each in twice:
        st.warning(plain(f"“{each.label}” is taken for what another column holds already. The first counts."))
    return taken


def _one_column(table: SourceTable, column: SourceColumn, guess: str) -> str:
    names = [NOTHING, *MEANINGS]
    picked = st.selectbox(
        plain(column.label),
        names,
        names.index(guess),
        format_func=lambda each: "Leave it out" if each == NOTHING else MEANINGS[each].label,
        help=f"For example: {plain(next(iter(table.cells(column)), 'nothing')[:80])}",
        key=f"column {table.name} {column.letter} {column.name} {guess}",
    )
    return str(picked)


def _words(visit: Visit, table: SourceTable, columns: Mapping[str, SourceColumn]) -> Mapping[Word, str]:
    """Our answer to each word; a word that nobody has said anything of is not there."""
    guess = words_guessed(visit.office, table, columns)
    taken: dict[Word, str] = {each: answer for each, answer in guess.items() if answer is not None}
    for name in columns:
        unknown = [each for each in guess if each[0] == name and guess[each] is None]
        known = [each for each in guess if each[0] == name and guess[each] is not None]
        if unknown or known:
            st.header(MEANINGS[name].label, anchor=False)
            taken |= _ask_words(visit, name, unknown[:MOST_WORDS], guess)
            with st.expander(f"Words that are understood: {len(known)}"):
                taken |= _ask_words(visit, name, known[:MOST_WORDS], guess)
    return taken


def _ask_words(visit: Visit, name: str, of: Sequence[Word], guess: Mapping[Word, str | None]) -> Mapping[Word, str]:
    answers, said = _answers(visit, name)
    options: list[str | None] = [None, LEAVE_OUT, *answers]
    found: dict[Word, str] = {}
    for each in of:
        picked = st.selectbox(
            f"“{plain(each[1])}” means",
            options,
            options.index(guess[each]) if guess[each] in options else 0,
            format_func=said,
            key=f"word {name} {each[1]} {guess[each]}",
        )
        if picked is not None:
            found[each] = picked
    return found


def _answers(visit: Visit, name: str) -> tuple[Sequence[str], Callable[[str | None], str]]:
    """What a word may mean, and how each answer is said."""
    if MEANINGS[name].holds is Holds.SCHOOL:
        schools = visit.office.authority.schools
        named = {urn: f"{each.name} ({urn})" for urn, each in schools.items()}
    else:
        named = {each: first_capital(each) for each in MEANINGS[name].words}
    empty = {None: "Say what it means", LEAVE_OUT: "Nothing: leave it out"}
    return sorted(named, key=lambda each: named[each]) if MEANINGS[name].holds is Holds.SCHOOL else [*named], (
        lambda each: empty.get(each) or named[str(each)]
    )
