"""Brings the Schools table up to date with the national register of schools: what would change is shown first."""

import streamlit as st

from ui.imports import schools
from ui.shell import go, page

visit = page.begin("Import schools", roles=go.IMPORT_SCHOOLS.roles)

st.title("Import schools", anchor=False)
schools.introduction()
register, links = schools.read(visit)
wanted = schools.choose(visit, register, links)
if st.button("Apply these changes", type="primary", disabled=not wanted):
    schools.apply(visit, wanted)
schools.done()
