"""One card a letter: who it goes to, its downloads, a way to read it here, and what it still needs."""

from __future__ import annotations

import streamlit as st

from casework.letters.making import Offered, State, preview
from casework.reading.access import Seen
from letters.errors import LetterError
from record.words import listed
from ui import blocks, session
from ui.letters import making, needs, questions
from ui.letters.links import link, name_of
from ui.letters.reading import as_html
from ui.markup import plain
from ui.page import Visit

FEW = 4
"""Copies shown before the rest are asked for: a placement may have a dozen weekly reports."""
_READ = "letter being read"


def card(visit: Visit, seen: Seen, state: State) -> None:
    """Draw one letter that may be made now."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(plain(state.letter.title), anchor=False, width="content")
            blocks.label(*_how_far(state))
        making.wanted(seen, state)
        _copies(visit, seen, state)
        needs.show(visit, seen, state)
        if state.asks and state.ready and _change(state):
            questions.begin(seen, state.letter.id)
            st.rerun()


def _how_far(state: State) -> tuple[str, blocks.Tone]:
    if not state.missing:
        return "Ready", "good"
    missing = len(state.missing)
    needed = f"Needs {missing} answer{'s' if missing > 1 else ''}"
    return (f"Ready in part · {needed[0].lower()}{needed[1:]}", "soon") if state.ready else (needed, "soon")


def _copies(visit: Visit, seen: Seen, state: State) -> None:
    shown = state.ready
    if len(shown) > FEW and not st.toggle(f"Show all {len(shown)}", key=f"every {state.letter.id}"):
        shown = shown[:FEW]
    for each in shown:
        _copy(visit, seen, state, each)
    waiting = [each.copy.to for each in state.offered if not each.is_ready and each.copy.to]
    if waiting:
        blocks.quiet(f"To {listed(waiting)}. Before it can be made:")
    elif state.missing:
        blocks.quiet("Before it can be made:")


def _copy(visit: Visit, seen: Seen, state: State, each: Offered) -> None:
    """A download, and beside it a way to read the same words here."""
    name = f"{seen.case.reference} {state.letter.id} {each.copy.n}"
    is_read = session.kept(_READ, str) == name
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch"):
            link(seen, state, each)
        turned = st.button("Close" if is_read else "Read it here", key=f"read {name}", type="tertiary")
    making.last_made(seen, each)
    if turned:
        session.keep(_READ, "" if is_read else name)
        st.rerun()
    if is_read:
        _read(visit, seen, state, each)


def _read(visit: Visit, seen: Seen, state: State, each: Offered) -> None:
    try:
        made = preview(visit.office, visit.person, seen, state.letter.id, each.copy.n)
    except LetterError as problem:
        st.error(str(problem))
        return
    blocks.quiet("These are the words. In Word the layout differs: the school’s heading, columns and pages.")
    blocks.paper(name_of(state, each), as_html(made.content))


def _change(state: State) -> bool:
    return st.button("Change what it says", key=f"change {state.letter.id}", type="tertiary")
