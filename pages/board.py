"""Every live case of a coordinator's areas on one board: filtered, searched, sorted."""

import streamlit as st

from casework.desk.board import board
from ui import board as drawing
from ui import my_cases
from ui.shell import go, page

visit = page.begin("Board", roles=go.BOARD.roles, wide=True)
my_cases.sample_banner(visit)

st.title("Board", anchor=False)
chosen = drawing.chosen(visit)
drawing.draw(visit, board(visit.office, visit.person, chosen.view, chosen.search, with_closed=chosen.with_closed))
