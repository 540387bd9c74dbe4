"""An authority's own letter templates: give one, see what is wrong with it, try it, use it, go back."""

import streamlit as st

from ui import own_templates
from ui.shell import go, page

visit = page.begin("Letter templates", roles=go.LETTER_TEMPLATES.roles)

st.title("Letter templates", anchor=False)
st.markdown("Download one of our letters, change it in Word and upload it. It is checked before anyone uses it.")
own_templates.answers(visit)
letter = own_templates.chosen()
own_templates.of_one(visit, letter)
own_templates.tags(visit)
own_templates.logo(visit)
own_templates.keep_a_copy(visit)
