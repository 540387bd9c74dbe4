"""System status: whether the store answers, what waits, what went wrong since this process started."""

import streamlit as st

from ui import office_pages
from ui.shell import go, page

visit = page.begin("System status", roles=go.SYSTEM_STATUS.roles)

st.title("System status", anchor=False)
office_pages.now(visit)
office_pages.of_the_machine()
office_pages.odd_texts(visit)
office_pages.damage(visit)
office_pages.so_far(visit)
