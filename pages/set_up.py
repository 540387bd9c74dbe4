"""Sets up a Google spreadsheet to keep the entries in: what is missing, step by step, and a button that makes the tabs."""

import streamlit as st

from casework.keeping.sheet.set_up import configured, set_up
from ui import sheet
from ui.shell import go, page

visit = page.begin("Set up", roles=go.SET_UP.roles)

st.title("Set up", anchor=False)
known = configured(visit.office)
sheet.introduction(known)
link, key = sheet.ask(known)
if st.button("Create or repair the tabs", type="primary"):
    sheet.keep(set_up(visit.office, visit.person, link, key))
sheet.steps(known)
