"""Who may come in: accounts that wait, a school's shared link, and the people behind it."""

import streamlit as st

from ui import go, page
from ui.links import panel, waiting

visit = page.begin("Who may come in", roles=go.WHO_MAY_COME_IN.roles)

st.title("Who may come in", anchor=False)
waiting.draw(visit)
school = panel.chosen_school(visit)
if school:
    panel.link(visit, school)
    panel.people(visit, school)
