"""Brings in the moves that an authority kept in a spreadsheet of its own: each column mapped once, everything shown first."""

import streamlit as st

from ui import go, page
from ui.imports import moves, moves_seen

visit = page.begin("Bring in moves", roles=go.IMPORT_MOVES.roles)

st.title("Bring in moves", anchor=False)
moves.introduction()
moves_seen.done()
asked = moves.ask(visit)
wanted = moves_seen.show(visit, asked)
if asked and st.button("Bring them in", type="primary", disabled=not wanted):
    moves_seen.apply(visit, asked, wanted)
