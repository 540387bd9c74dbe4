"""Sets up a Google spreadsheet to keep the entries in: what is missing, step by step, and a button that makes the tabs."""

import streamlit as st

from casework.keeping.sheet.set_up import configured, set_up
from ui import go, page
from ui.sheet import setting_up

visit = page.begin("Set up", roles=go.SET_UP.roles)

st.title("Set up", anchor=False)
known = configured(visit.office)
setting_up.introduction(known)
link, key = setting_up.ask(known)
if st.button("Make or mend the tabs", type="primary"):
    setting_up.keep(set_up(visit.office, visit.person, link, key))
setting_up.steps(known)
