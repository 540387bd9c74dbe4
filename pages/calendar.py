"""Starts, meetings, reviews, notices and ends as a calendar: to read, to download, to subscribe to."""

import streamlit as st

from casework.desk.calendar import appointments
from ui import calendars
from ui.shell import go, page

visit = page.begin("Calendar", roles=go.CALENDAR.roles)

st.title("Calendar", anchor=False)
calendars.file()
calendars.listed(appointments(visit.office, visit.person))
calendars.feed(visit)
