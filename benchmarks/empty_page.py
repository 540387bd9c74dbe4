"""As little as a Streamlit page can be and still be typed into: what any page costs before it says anything."""

import streamlit as st

st.text_input("A box", live=True)
