"""Brings term dates and closures in from a calendar file: what each event is taken for is shown first."""

import streamlit as st

from ui.imports import terms
from ui.shell import go, page

visit = page.begin("Import term dates", roles=go.IMPORT_TERMS.roles)

st.title("Import term dates", anchor=False)
dates, school = terms.ask(visit)
dates = terms.seen(visit, dates, school)
if st.button("Add these dates", type="primary", disabled=not dates):
    terms.apply(visit, dates, school)
terms.done()
