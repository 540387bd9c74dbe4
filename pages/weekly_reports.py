"""Every weekly report of one week: whose are there, and all of them at once to print or hand on."""

import streamlit as st

from ui import weekly_reports
from ui.shell import go, page

visit = page.begin("Reports", roles=go.WEEKLY_REPORTS.roles)

st.title("Reports", anchor=False)
st.markdown("One week’s reports on the children placed with your school, or with any school in your area.")
weekly_reports.show(visit, weekly_reports.chosen_week(visit))
