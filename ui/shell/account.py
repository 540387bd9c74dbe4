"""The page on which somebody sees who they are here, and signs out. Apart from the frame, which is run anew at every click."""

from __future__ import annotations

import streamlit as st

from ui.markup import plain
from ui.shell import band, page, session
from ui.sign_in.people import does


def account() -> None:
    """Who am I here, and the way out."""
    visit = page.begin("Your account")
    person = visit.person
    st.title("Your account", anchor=False)
    st.markdown(f"You are signed in as **{plain(person.name)}**.")
    if person.school:
        st.markdown(f"School: {plain(person.school_name or person.school)}")
    st.markdown(f"{does({'role': person.role})}.")
    st.markdown(
        ":gray[You are signed out 12 hours after you signed in. Sign out when you leave a computer others use.]"
    )
    if st.button("Sign out", type="primary"):
        session.sign_out()
        st.rerun()


def sign_out() -> None:
    """Out at once, for somebody who comes from a page of this tab; whoever comes by the address alone is asked."""
    if not band.was_drawn_before():
        account()
        return
    session.sign_out()
    st.rerun()
