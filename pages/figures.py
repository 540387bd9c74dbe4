"""How many moves, for whom, how they went and how long they took: exact for coordinators, as published for who counts."""

import streamlit as st

from ui import go, my_cases, page
from ui.figures import choosing, drawing

visit = page.begin("Figures", roles=go.FIGURES.roles)
my_cases.sample_banner(visit)

st.title("Figures", anchor=False)
if visit.person.is_coordinator and choosing.wants_every_number():
    drawing.exact(visit)
else:
    drawing.as_published(visit)
