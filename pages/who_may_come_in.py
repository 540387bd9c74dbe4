"""Who may come in at a school: its shared link, and the people behind it."""

import streamlit as st

from ui import go, page
from ui.links import panel

visit = page.begin("Who may come in", roles=go.WHO_MAY_COME_IN.roles)

st.title("Who may come in", anchor=False)
school = panel.chosen_school(visit)
if school:
    panel.link(visit, school)
    panel.people(visit, school)
