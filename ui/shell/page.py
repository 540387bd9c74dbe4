"""How every page begins: who is asking, may they, what is it called, which case. A page that may not be shown stops here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from casework.reading.office import Office
from record.person import Person
from store.contract import StoreError
from ui import blocks, leave
from ui.shell import go, session, wiring

PRODUCT = "Managed Moves"
REFUSED = "This page cannot be shown"
ICON = go.PAGES.parent / "ui" / "icon.png"
SECONDS_BETWEEN_LOOKS = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of one page."""

    person: Person
    office: Office
    case: str
    """The reference in the address, as it was written there; empty when there is none."""


def begin(title: str, *, roles: Collection[str] = go.EVERYONE, wide: bool = False) -> Visit:
    """The first line of every page. `title` is the browser's tab: never a name. Raises StoreError.

    Stops the page when nobody is signed in or the role may not open it, even if the page is run without the frame.
    """
    st.set_page_config(f"{title} – {PRODUCT}", page_icon=ICON, layout="wide" if wide else "centered")
    person = whoever_is_here(session.person_of_this_run)
    if person.role not in roles:
        refuse("This page is not for your role. Choose another page above.")
    blocks.style()
    _watch()
    return Visit(person, wiring.office(), st.query_params.get("case", ""))


def whoever_is_here(ask: Callable[[], Person | None] = session.person) -> Person:
    """Who is signed in: the beginning of every run. Leads to the sign-in page when nobody is. Raises StoreError."""
    wiring.office().shelf.begin_run()
    try:
        person = ask()
    except session.SomebodyElse:
        person = None
    if person is None:
        leave.to_sign_in()
        refuse("You are signed out. Nothing of this page is shown until you sign in.")
    return person


def refuse(why: str) -> NoReturn:
    """Say why a page is not shown, and show nothing after it."""
    st.title(REFUSED, anchor=False)
    st.warning(why)
    st.stop()


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch() -> None:
    """An idle page is blanked within a minute of its person being signed out anywhere."""
    try:
        gone = not session.still_signed_in()
    except StoreError:
        gone = False  # The store being away says nothing about the person; the next run of the page will.
    if gone:
        st.rerun(scope="app")
