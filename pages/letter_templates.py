"""An authority's own letter templates: give one, see what is wrong with it, try it, use it, go back."""

import streamlit as st

from ui import go, page
from ui.own_templates import panel

visit = page.begin("Letter templates", roles=go.LETTER_TEMPLATES.roles)

st.title("Letter templates", anchor=False)
st.markdown("Take a letter of ours, change it in Word, and give it back. It is checked before anybody relies on it.")
letter = panel.chosen()
panel.versions(visit, letter)
panel.give(visit, letter)
panel.tags(visit)
panel.logo(visit)
panel.keep_a_copy(visit)
