"""What schools are to be told of what is due, each once, by reference alone."""

import streamlit as st

from casework.desk.messages.messages import messages_due
from ui import go, page
from ui.telling import panel

visit = page.begin("Messages", roles=go.MESSAGES.roles)

st.title("Messages", anchor=False)
st.markdown(
    "What is due within a week or late, for each school’s office. By reference alone: no message names a child."
)
panel.messages(visit, messages_due(visit.office, visit.person), panel.sender())
panel.told(visit)
