"""What a coordinator should put right in the spreadsheet, each with its cell, and what waits to be written to it."""

import streamlit as st

from casework.forms.clashes import clashes
from casework.keeping.sheet.check import check
from ui import sheet
from ui.shell import go, page

visit = page.begin("Sheet check", roles=go.SHEET_CHECK.roles)

st.title("Sheet check", anchor=False)
sheet.look(visit)
found, differing = check(visit.office, visit.person), clashes(visit.office, visit.person)
sheet.opening(found, len(differing))
sheet.draw_clashes(visit, differing)
sheet.draw_faults(visit, found)
sheet.waiting(visit, found)
