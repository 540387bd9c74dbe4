"""Who saw and did what, for coordinators, and what in it is unusual."""

import streamlit as st

from casework.keeping.audit import lines, unusual
from ui import go, page
from ui.audit import listing

visit = page.begin("Audit", roles=go.AUDIT.roles, wide=True)

st.title("Audit", anchor=False)
listing.unusual(unusual(visit.office, visit.person))
listing.lines(visit, lines(visit.office, visit.person, listing.asked()))
