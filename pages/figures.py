"""How many moves, for whom, how they went and how long they took: exact for coordinators, as published for who counts."""

import streamlit as st

from ui import figures, my_cases
from ui.shell import go, page

visit = page.begin("Figures", roles=go.FIGURES.roles)
my_cases.sample_banner(visit)

st.title("Figures", anchor=False)
if visit.person.is_coordinator and figures.wants_every_number():
    figures.exact(visit)
else:
    figures.as_published(visit)
