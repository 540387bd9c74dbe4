"""How long cases are kept: what is due to be erased, what that would remove, and what was erased."""

import streamlit as st

from casework.keeping import retention
from ui import go, page
from ui.retention import panel

visit = page.begin("Retention", roles=go.RETENTION.roles)

st.title("Retention", anchor=False)
panel.told()
found = retention.kept(visit.office, visit.person)
panel.due(visit, found)
panel.forgotten(visit)
panel.before_its_time(visit, found)
panel.done(visit, retention.erasures(visit.office, visit.person))
