"""How long cases are kept: what is due to be erased, what that would remove, and what was erased."""

import streamlit as st

from casework.keeping import retention
from ui import retention as drawing
from ui.shell import go, page

visit = page.begin("Retention", roles=go.RETENTION.roles)

st.title("Retention", anchor=False)
drawing.told()
found = retention.kept(visit.office, visit.person)
drawing.due(visit, found)
drawing.forgotten(visit)
drawing.before_its_time(visit, found)
drawing.done(visit, retention.erasures(visit.office, visit.person))
