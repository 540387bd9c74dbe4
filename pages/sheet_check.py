"""What a coordinator should put right in the spreadsheet, each with its cell, and what waits to be written to it."""

import streamlit as st

from casework.forms.clashes import clashes
from casework.keeping.sheet.check import check
from ui import go, page
from ui.sheet import arriving, choosing, listing

visit = page.begin("Sheet check", roles=go.SHEET_CHECK.roles)

st.title("Sheet check", anchor=False)
arriving.look(visit)
found, differing = check(visit.office, visit.person), clashes(visit.office, visit.person)
arriving.opening(found, len(differing))
choosing.draw_clashes(visit, differing)
listing.draw_faults(visit, found)
listing.waiting(visit, found)
