"""What schools are to be told of what is due, each once, by reference alone."""

import streamlit as st

from casework.desk.messages.messages import messages_due
from ui import messages
from ui.shell import go, page

visit = page.begin("Messages", roles=go.MESSAGES.roles)

st.title("Messages", anchor=False)
st.markdown(
    "What is due within a week or late, for each school’s office. Messages give references only and never name a child."
)
messages.messages(visit, messages_due(visit.office, visit.person), messages.sender())
messages.told(visit)
