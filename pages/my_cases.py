"""The cases a person may see, the most pressing first."""

import streamlit as st

from ui import page

visit = page.begin("My cases")
st.title("My cases", anchor=False)
st.markdown(f"Good to see you, {visit.person.name}. There is nothing here yet.")
