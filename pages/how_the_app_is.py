"""How the app is: whether the store answers, what waits, what went wrong since this process started."""

import streamlit as st

from ui import go, how_it_is, page

visit = page.begin("How the app is", roles=go.HOW_IT_IS.roles)

st.title("How the app is", anchor=False)
how_it_is.now(visit)
how_it_is.so_far(visit)
