"""The head of Sheet check: look at the spreadsheet as it is now, say what came of the last press, and how it stands."""

from __future__ import annotations

from time import monotonic
from typing import NoReturn

import streamlit as st

from casework.keeping.sheet import spreadsheet
from casework.keeping.sheet.check import SheetCheck
from ui import blocks, session
from ui.markup import plain
from ui.page import Visit

_LOOKED, _SAID = "looked at the sheet", "said of the sheet"
GOOD_FOR = 5.0
"""Seconds for which a look at the spreadsheet is good: Google counts how often it is asked."""
NO_SHEET = (
    "This site keeps its entries in a database of its own, not in a Google spreadsheet, so nobody can type into it by hand. "
    "With a spreadsheet this page lists every cell that cannot be read, every row that was moved, doubled or removed, "
    "each with a link to it, and what was edited by hand."
)


def look(visit: Visit) -> None:
    """Read the spreadsheet if that was not done a moment ago, or if somebody asks for it; say what a press came to."""
    looked = session.kept(_LOOKED, float)
    if looked is None:
        spreadsheet.note_view(visit.office, visit.person)
    is_asked = spreadsheet.sheet_of(visit.office) is not None and st.button("Look again")
    if is_asked or looked is None or monotonic() - looked > GOOD_FOR:
        spreadsheet.look_again(visit.office)
        session.keep(_LOOKED, monotonic())
    said = session.kept(_SAID, str)
    if said:
        st.info(plain(said))
        session.forget(_SAID)


def say(sentence: str) -> NoReturn:
    """Draw the page again, with this sentence at its head."""
    session.keep(_SAID, sentence)
    st.rerun()


def opening(found: SheetCheck, differing: int) -> None:
    """How it stands, in a sentence."""
    if not found.spreadsheet:
        st.markdown(NO_SHEET)
    if found.trouble:
        st.warning(f"{plain(found.trouble)} What is below is as it was seen last.")
    number = differing + sum(len(items) for kind, items in found.items.items() if not kind.is_news)
    if number:
        st.markdown(f"**{number} thing{'' if number == 1 else 's'} to put right.** A link opens the spreadsheet there.")
    elif found.spreadsheet:
        st.success("Nothing to put right. Every row can be read, and each is where it belongs.")
    if found.hidden:
        blocks.quiet(f"{found.hidden} more about cases that are not yours: their coordinator sees them.")
