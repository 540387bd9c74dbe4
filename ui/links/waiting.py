"""Draws the Microsoft accounts that wait for somebody to say whose they are."""

from __future__ import annotations

import streamlit as st

from casework.people import accounts
from casework.people.accounts import Waits
from casework.people.letting_in import CannotLetIn
from casework.people.staff import Colleague
from ui.markup import plain
from ui.page import Visit


def draw(visit: Visit) -> None:
    """Each account with who it says it is; nothing while none waits."""
    waits = accounts.waiting(visit.office, visit.person)
    if not waits:
        return
    st.header("Accounts that wait", anchor=False)
    st.markdown("Somebody signed in with Microsoft whom nobody here is known by. Ring them before you say whose it is.")
    free = {each.key: each for each in accounts.unbound(visit.office, visit.person)}
    for each in waits:
        with st.container(border=True):
            _one(visit, each, free)


def _one(visit: Visit, each: Waits, free: dict[str, Colleague]) -> None:
    st.markdown(f"**{plain(each.name) or 'No name'}**  \n{plain(each.email) or 'no address'}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = st.selectbox(
            "Whose it is",
            list(free),
            format_func=lambda key: f"{free[key].name}, {free[key].role}",
            index=None,
            key=f"whose {each.key}",
            placeholder="Choose from the Staff table",
        )
        if st.button("It is theirs", key=f"bind {each.key}", disabled=whose is None):
            _bind(visit, each, whose or "")
        if st.button("Nobody’s", key=f"nobody {each.key}"):
            accounts.refuse(visit.office, visit.person, each.key)
            st.rerun()


def _bind(visit: Visit, each: Waits, whose: str) -> None:
    try:
        accounts.bind(visit.office, visit.person, each.key, whose)
    except CannotLetIn as why:
        st.warning(plain(str(why)))
        return
    st.rerun()
