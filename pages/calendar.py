"""Starts, meetings, reviews, notices and ends as a calendar: to read, to download, to subscribe to."""

import streamlit as st

from casework.desk.calendar import appointments
from ui import go, page
from ui.calendars import panel

visit = page.begin("Calendar", roles=go.CALENDAR.roles)

st.title("Calendar", anchor=False)
panel.file()
panel.listed(appointments(visit.office, visit.person))
panel.feed(visit)
