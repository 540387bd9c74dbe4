"""Who may come in: accounts that wait, a school's shared link, and the people behind it."""

import streamlit as st

from ui import links
from ui.shell import go, page

visit = page.begin("Who may come in", roles=go.WHO_MAY_COME_IN.roles)

st.title("Who may come in", anchor=False)
links.draw(visit)
school = links.chosen_school(visit)
if school:
    links.link(visit, school)
    links.people(visit, school)
