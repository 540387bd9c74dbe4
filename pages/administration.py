"""Everything that keeps the app in order, reached from one place."""

import streamlit as st

from ui import office_pages
from ui.shell import go, page

visit = page.begin("Administration", roles=go.ADMINISTRATION.roles)

st.title("Administration", anchor=False)
office_pages.machine_needs_somebody()
office_pages.damage_is_there(visit)
office_pages.to_put_right(visit)
office_pages.screens(visit.person.role)
