"""Who saw and did what, for coordinators, and what in it is unusual."""

import streamlit as st

from casework.keeping.audit import lines, unusual
from ui import audit
from ui.shell import go, page

visit = page.begin("Audit", roles=go.AUDIT.roles, wide=True)

st.title("Audit", anchor=False)
audit.unusual(unusual(visit.office, visit.person))
audit.lines(visit, lines(visit.office, visit.person, audit.asked()))
