"""The cases a person may see, what needs them first."""

import streamlit as st

from casework.desk.work import my_work
from ui import my_cases
from ui.case import drafts
from ui.shell import go, page

visit = page.begin("My cases", roles=go.MY_CASES.roles)
my_cases.sample_banner(visit)
work = my_work(visit.office, visit.person)

st.title("My cases", anchor=False)
my_cases.opening(work)
if go.NEW_REFERRAL in go.screens_for(visit.person.role) and st.button("Start a new referral", type="primary"):
    go.to(go.NEW_REFERRAL)

my_cases.rows(visit, "Needs you now", work.now)
if work.drafts:
    st.header("Drafts", anchor=False)
    drafts.show(visit)
my_cases.rows(visit, "Going on", work.live)
my_cases.folded(visit, "Over", work.over)
