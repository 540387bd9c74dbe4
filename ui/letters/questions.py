"""The questions asked with a letter, one letter at a time: kept as they are typed, like every answer."""

from __future__ import annotations

from typing import Any

import streamlit as st

from casework.forms.drafts import NotYours
from casework.letters import making
from casework.reading.access import Seen
from ui import blocks
from ui.form import sections
from ui.form.asking import anchor_of, ask
from ui.form.paper import FormRun, sheet
from ui.keep_typing import keep_typing
from ui.shell import session
from ui.shell.page import Visit

_OPEN = "letter whose questions are open"


def begin(seen: Seen, letter_id: str) -> None:
    """Open the questions of a letter; the page is drawn anew."""
    session.keep(_OPEN, f"{seen.case.reference} {letter_id}")


def opened(seen: Seen) -> str:
    """The letter of this case whose questions are open, if any are."""
    reference, _, letter_id = (session.kept(_OPEN, str) or "").partition(" ")
    return letter_id if reference == seen.case.reference else ""


def keep_typed(visit: Visit, seen: Seen) -> None:
    """Keep what was typed to open questions, before anything that the page does with this run leads away from them."""
    letter_id = opened(seen)
    if not letter_id:
        return
    try:
        sheet(visit, making.ask(visit.office, visit.person, seen, letter_id)).keeper.keep()
    except NotYours:
        session.forget(_OPEN)


def show(visit: Visit, seen: Seen, letter_id: str) -> None:
    """Draw the questions, and go back to all letters when they are answered."""
    try:
        paper = making.ask(visit.office, visit.person, seen, letter_id)
    except NotYours:
        session.forget(_OPEN)
        st.rerun()
    at = sheet(visit, paper)
    if st.button("‹ All letters", type="tertiary", key="all letters"):
        _close(at)
    if at.problems:
        blocks.problems([(anchor_of(name), said) for name, said in at.problems])
    st.header(f"{paper.kind.title}: what it says", anchor=False)
    st.markdown(paper.kind.purpose)
    _ask(at)
    if st.button("Done", key=f"done {letter_id}"):
        _done(at)


def _ask(at: FormRun) -> None:
    cells: dict[str, Any] = {}
    for each in at.asked():
        if each.question.item:
            sections.begin(at, each, cells)
        elif each.item:
            with sections.room_of(cells, each):
                ask(each, at.keeper, at.faults)
        else:
            ask(each, at.keeper, at.faults)
    at.keeper.keep_as_drawn()
    keep_typing(at.paper.draft.draft_id, at.keeper.boxes)


def _done(at: FormRun) -> None:
    at.keeper.must_be_kept()
    found = making.check(at.paper, at.keeper.typed)
    if found.problems:
        at.remember(found)
        st.rerun()
    _close(at)


def _close(at: FormRun) -> None:
    at.remember(None)
    session.forget(_OPEN)
    st.rerun()
