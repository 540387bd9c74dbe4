"""Every clause of guidance and what the app does with it; with a case in the address, how the case stands."""

import streamlit as st

from ui import guidance
from ui.shell import go, page

visit = page.begin("Guidance", roles=go.GUIDANCE.roles, of=page.WHOLE_CASE)
seen = visit.seen
if visit.case and seen is None:
    page.refuse("There is no such case, or you cannot see it. Look for it under Cases.")
case = seen.case if seen and not seen.is_for_reports else None
pack = case.pack if case else visit.office.authority.pack

guidance.introduction(pack)
if wanted := st.query_params.get("clause"):
    guidance.asked_for(wanted, case)
guidance.search(pack, case)
