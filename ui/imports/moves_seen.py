"""Draws what a spreadsheet of moves would bring in, row by row, then brings it in and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.imports.past_moves import applying
from casework.imports.past_moves.applying import BroughtIn
from casework.imports.past_moves.mapping import Taken
from casework.imports.past_moves.preview import PastMove, PastMovesPreview, PastMoveState, preview, stages
from casework.imports.past_moves.table import SourceTable
from record.words import first_capital, full_day
from ui import blocks, go, session
from ui.imports.moves import READ, TRIES
from ui.markup import plain
from ui.page import Visit

FEW = 100
"""Rows and sentences that are listed; the others are counted."""
_DONE = "moves brought in"


def show(visit: Visit, asked: tuple[SourceTable, Taken] | None) -> Sequence[PastMove]:
    """What would come in; nothing where there is no file."""
    if asked is None:
        return ()
    found = preview(visit.office, visit.person, *asked)
    st.header("What would come in", anchor=False)
    wanted = found.wanted
    st.markdown(f"**{_counted(wanted)}** of {len(asked[0].lines):,} rows. {_outcomes(wanted)}")
    _there(found)
    _sentences(f"Rows left out: {len(found.troubles):,}", found.troubles, is_open=True)
    _sentences(f"Left blank in rows that come in: {len(found.remarks):,}", found.remarks, is_open=False)
    _table(visit, wanted)
    return wanted


def _counted(moves: Sequence[PastMove]) -> str:
    return "1 move" if len(moves) == 1 else f"{len(moves):,} moves"


def _outcomes(moves: Sequence[PastMove]) -> str:
    said = ", ".join(f"{number:,} {outcome}" for outcome, number in stages(moves).items())
    live = sum(each.is_under_way for each in moves)
    asks = " Those under way come up on Today until what the rules ask for is written down." if live else ""
    return f"{first_capital(said)}.{asks}" if said else ""


def _there(found: PastMovesPreview) -> None:
    there = [each for each in found.moves if each.state is PastMoveState.THERE]
    broken_off = sum(each.state is PastMoveState.BROKEN_OFF for each in found.moves)
    if there:
        blocks.quiet(f"{_counted(there)} {'is' if len(there) == 1 else 'are'} here already and left as they are.")
    if broken_off:
        blocks.quiet(f"{broken_off:,} were begun before and broken off: they are brought in whole now.")


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
    st.table(
        {
            "Row": [str(each.told.number) for each in rows],
            "Child": [plain(str(each.told.get("legal_name"))) for each in rows],
            "From": [plain(name_of(each.told.get("home"))) for each in rows],
            "To": [plain(name_of(each.told.get("receiving")) if each.told.get("receiving") else "–") for each in rows],
            "First day": [full_day(each.told.get("starts_on")) if each.told.get("starts_on") else "–" for each in rows],
            "Outcome": [each.told.outcome for each in rows],
            "Becomes": [", ".join(each.becomes) for each in rows],
        }
    )
    if len(moves) > FEW:
        blocks.quiet(f"And {len(moves) - FEW:,} more.")


def apply(visit: Visit, asked: tuple[SourceTable, Taken], wanted: Sequence[PastMove]) -> None:
    """Bring them in, and say how many came."""
    bar = st.progress(0.0, "Bringing them in")
    came = applying.apply(visit.office, visit.person, *asked, wanted, lambda done: bar.progress(done / len(wanted)))
    session.keep(_DONE, came)
    session.keep(TRIES, (session.kept(TRIES, int) or 0) + 1)
    session.forget(READ)
    st.rerun()


def done() -> None:
    """What came of the last import."""
    came = session.kept(_DONE, BroughtIn)
    if came is None:
        return
    session.forget(_DONE)
    one = came.moves == 1
    st.success(f"{came.moves:,} {'move is' if one else 'moves are'} brought in. {came.there:,} were here already.")
    for sentence in came.refused[:FEW]:
        st.error(plain(sentence))
    go.link(go.FIGURES, "Look at the figures")
