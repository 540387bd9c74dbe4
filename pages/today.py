"""A coordinator's morning: what needs them now, the worst first, and what changed since they last looked."""

import streamlit as st

from casework.desk.last_look import changes, look
from casework.desk.today import today
from record import words
from ui import backups, links, my_cases, office_pages, own_templates
from ui import today as drawing
from ui.case import drafts
from ui.shell import go, page

visit = page.begin("Today", roles=go.TODAY.roles)
my_cases.sample_banner(visit)
since = look(visit.office, visit.person)
found = today(visit.office, visit.person)

st.title(f"Today, {words.day(visit.office.today())}", anchor=False)
drawing.opening(found)
own_templates.ask_for_an_answer(visit)
office_pages.machine_needs_somebody()
office_pages.damage_is_there(visit)
links.tell_of_locks(visit)
backups.tell_of_waiting_keys(visit)
news = changes(visit.office, visit.person, since)
drawing.show_moves(visit, news)
drawing.show_calls(visit, found.calls)
if found.drafts:
    st.header("Drafts", anchor=False)
    drafts.show(visit)
drawing.show_news(visit, since, news)
