"""Access: accounts that wait, a school's shared link, and the people behind it."""

import streamlit as st

from ui import links
from ui.shell import go, page

visit = page.begin("Access", roles=go.ACCESS.roles)

st.title("Access", anchor=False)
links.draw(visit)
school = links.chosen_school(visit)
if school:
    links.link(visit, school)
    links.people(visit, school)
