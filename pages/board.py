"""Every live case of a coordinator's areas on one board: filtered, searched, sorted."""

import streamlit as st

from casework.desk.board import board
from ui import go, my_cases, page
from ui.board import choosing, lines

visit = page.begin("Board", roles=go.BOARD.roles, wide=True)
my_cases.sample_banner(visit)

st.title("Board", anchor=False)
chosen = choosing.chosen(visit)
lines.draw(visit, board(visit.office, visit.person, chosen.view, chosen.search, with_closed=chosen.with_closed))
