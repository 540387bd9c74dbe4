"""Everything that keeps the app in order, reached from one place."""

import streamlit as st

from ui import go, housekeeping, page

visit = page.begin("Housekeeping", roles=go.HOUSEKEEPING.roles)

st.title("Housekeeping", anchor=False)
housekeeping.to_put_right(visit)
housekeeping.screens(visit.person.role)
