"""The cases a person may see, what needs them first."""

import streamlit as st

from casework.desk.last_look import changes, look
from casework.desk.work import my_work
from ui import links, my_cases
from ui import today as drawing
from ui.case import drafts
from ui.shell import go, page

visit = page.begin("Cases", roles=go.MY_CASES.roles)
my_cases.sample_banner(visit)
work = my_work(visit.office, visit.person)
since = look(visit.office, visit.person)
news = changes(visit.office, visit.person, since)

with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title("Cases", anchor=False, width="content")
    if go.NEW_REFERRAL in go.screens_for(visit.person.role) and st.button("Start a new referral", type="primary"):
        go.to(go.NEW_REFERRAL)
my_cases.opening(work)
drawing.show_moves(visit, news)
links.tell_of_locks(visit)

my_cases.rows(visit, "Needs you now", work.now)
if work.drafts:
    st.header("Drafts", anchor=False)
    drafts.show(visit)
my_cases.rows(visit, "Going on", work.live)
my_cases.folded(visit, "Over", work.over)
drawing.show_news(visit, since, news)
