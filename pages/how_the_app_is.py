"""How the app is: whether the store answers, what waits, what went wrong since this process started."""

import streamlit as st

from ui import office_pages
from ui.shell import go, page

visit = page.begin("How the app is", roles=go.HOW_IT_IS.roles)

st.title("How the app is", anchor=False)
office_pages.now(visit)
office_pages.odd_texts(visit)
office_pages.damage(visit)
office_pages.so_far(visit)
