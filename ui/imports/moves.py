"""Draws the way in for an authority’s own spreadsheet of moves: what its columns mean, what it would bring in, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from casework.imports.past_moves import applying
from casework.imports.past_moves.applying import BroughtIn
from casework.imports.past_moves.cells import LEAVE_OUT
from casework.imports.past_moves.mapping import MOST_WORDS, NOTHING, Taken, guessed, words_guessed
from casework.imports.past_moves.meanings import MEANINGS, Holds
from casework.imports.past_moves.preview import PastMove, PastMovesPreview, PastMoveState, preview, stages
from casework.imports.past_moves.table import MOVES, SourceColumn, SourceTable
from record.words import first_capital, full_day
from ui import blocks, uploads
from ui.markup import plain
from ui.shell import go, session
from ui.shell.page import Visit

TRIES = "imports of moves"
Word = tuple[str, str]
"""What a column is taken for, and a word of it in plain small letters."""


def introduction() -> None:
    """What to give, and what happens with it."""
    st.markdown(
        "Upload the spreadsheet your authority has used for its managed moves until now, with one row for each move. "
        "Say what each column holds: the app remembers this for next time. Nothing is imported until you have seen it, "
        "and nothing is imported twice. The file is not kept."
    )


def ask(visit: Visit) -> tuple[SourceTable, Taken] | None:
    """A table and how it is to be read; None where no file is given or it is something else."""
    box = session.kept(TRIES, int) or 0
    tables = uploads.asked(visit, MOVES, "Spreadsheet (.xlsx or .csv)", (), f"moves {box}")
    if tables is None:
        return None
    table = _one_of(tables)
    columns = _columns(visit, table)
    return table, Taken(columns, _words(visit, table, columns))


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
        st.warning(plain(f"Another column is already used for “{each.label}”. The first one counts."))
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
            with st.expander(f"Words the app understands: {len(known)}"):
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


FEW = 100
"""Rows and sentences that are listed; the others are counted."""
_DONE = "moves imported"


def show(visit: Visit, asked: tuple[SourceTable, Taken] | None) -> Sequence[PastMove]:
    """What would be imported; nothing where there is no file."""
    if asked is None:
        return ()
    found = preview(visit.office, visit.person, *asked)
    st.header("What would be imported", anchor=False)
    wanted = found.wanted
    st.markdown(f"**{_counted(wanted)}** of {len(asked[0].lines):,} rows. {_outcomes(wanted)}")
    _there(found)
    _sentences(f"Rows left out: {len(found.troubles):,}", found.troubles, is_open=True)
    _sentences(f"Left blank in rows that are imported: {len(found.remarks):,}", found.remarks, is_open=False)
    _table(visit, wanted)
    return wanted


def _counted(moves: Sequence[PastMove]) -> str:
    return "1 move" if len(moves) == 1 else f"{len(moves):,} moves"


def _outcomes(moves: Sequence[PastMove]) -> str:
    said = ", ".join(f"{number:,} {outcome}" for outcome, number in stages(moves).items())
    live = sum(each.is_under_way for each in moves)
    asks = " Moves still under way are listed on Today until what the rules ask for is recorded." if live else ""
    return f"{first_capital(said)}.{asks}" if said else ""


def _there(found: PastMovesPreview) -> None:
    there = [each for each in found.moves if each.state is PastMoveState.THERE]
    broken_off = sum(each.state is PastMoveState.BROKEN_OFF for each in found.moves)
    if there:
        blocks.quiet(f"{_counted(there)} {'is' if len(there) == 1 else 'are'} already here and will not change.")
    if broken_off:
        blocks.quiet(f"Started before and interrupted, to be imported in full now: {broken_off:,}.")


def _sentences(label: str, said: Sequence[str], *, is_open: bool) -> None:
    if not said:
        return
    with st.expander(label, expanded=is_open):
        st.markdown("\n".join(f"- {plain(each)}" for each in said[:FEW]))
        if len(said) > FEW:
            blocks.quiet(f"And {len(said) - FEW:,} more.")


def _table(visit: Visit, moves: Sequence[PastMove]) -> None:
    if not moves:
        return
    name_of, rows = visit.office.authority.name_of, moves[:FEW]
    blocks.table(
        {
            "Row": [str(each.told.number) for each in rows],
            "Child": [str(each.told.get("legal_name")) for each in rows],
            "From": [name_of(each.told.get("home")) for each in rows],
            "To": [name_of(each.told.get("receiving")) if each.told.get("receiving") else "–" for each in rows],
            "First day": [full_day(each.told.get("starts_on")) if each.told.get("starts_on") else "–" for each in rows],
            "Outcome": [each.told.outcome for each in rows],
            "Becomes": [", ".join(each.becomes) for each in rows],
        }
    )
    if len(moves) > FEW:
        blocks.quiet(f"And {len(moves) - FEW:,} more.")


def apply(visit: Visit, asked: tuple[SourceTable, Taken], wanted: Sequence[PastMove]) -> None:
    """Import them, and say how many came."""
    bar = st.progress(0.0, "Importing them")
    came = applying.apply(visit.office, visit.person, *asked, wanted, lambda done: bar.progress(done / len(wanted)))
    session.keep(_DONE, came)
    session.keep(TRIES, (session.kept(TRIES, int) or 0) + 1)
    uploads.forget(MOVES)
    st.rerun()


def done() -> None:
    """What came of the last import."""
    came = session.kept(_DONE, BroughtIn)
    if came is None:
        return
    session.forget(_DONE)
    one = came.moves == 1
    st.success(f"{came.moves:,} {'move' if one else 'moves'} imported. {came.there:,} already here.")
    for sentence in came.refused[:FEW]:
        st.error(plain(sentence))
    go.link(go.FIGURES, "Look at the figures")
