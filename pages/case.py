"""One case: where the child is expected, how far it is, what comes next, and everything written."""

import streamlit as st

from casework.reading.access import see
from ui.case import chronology, drafts, head, tabs
from ui.shell import go, page

visit = page.begin("Case", roles=go.CASE.roles)
seen = see(visit.office, visit.person, visit.case)
if seen is None:
    chronology.refused(visit)
    page.refuse("There is no such case, or it is not yours to see. Look for it under My cases.")
if not st.query_params.get("case"):
    page.refuse("Open a case from My cases.")

chronology.opened(visit)
head.show(visit, seen)
drafts.show(visit, visit.case)
tabs.show(visit, seen)
