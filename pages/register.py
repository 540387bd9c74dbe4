"""What a school marks this week for each child with a managed move, and why."""

import streamlit as st

from casework.desk import register
from ui import register as drawing
from ui.shell import go, page

visit = page.begin("Register", roles=go.REGISTER.roles)

st.title("Register", anchor=False)
st.markdown("What your school marks for each child with a managed move. **✓** means: expected here, mark what you see.")
monday = drawing.chosen_week(visit)
drawing.draw(visit, register.week(visit.office, visit.person, monday))
