"""Brings in the moves that an authority kept in a spreadsheet of its own: each column mapped once, everything shown first."""

import streamlit as st

from ui.imports import moves
from ui.shell import go, page

visit = page.begin("Import moves", roles=go.IMPORT_MOVES.roles)

st.title("Import moves", anchor=False)
moves.introduction()
moves.done()
asked = moves.ask(visit)
wanted = moves.show(visit, asked)
if asked and st.button("Import them", type="primary", disabled=not wanted):
    moves.apply(visit, asked, wanted)
