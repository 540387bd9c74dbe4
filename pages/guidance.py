"""Every clause of guidance and what the app does with it; with a case in the address, how the case stands."""

import streamlit as st

from casework.reading.access import see
from ui import guidance
from ui.shell import go, page

visit = page.begin("Guidance", roles=go.GUIDANCE.roles)
seen = see(visit.office, visit.person, visit.case) if visit.case else None
if visit.case and (seen is None or not seen.is_whole):
    page.refuse("There is no such case, or it is not yours to see. Look for it under My cases.")
case = seen.case if seen else None
pack = case.pack if case else visit.office.authority.pack

guidance.introduction(pack)
if wanted := st.query_params.get("clause"):
    guidance.asked_for(wanted, case)
guidance.search(pack, case)
