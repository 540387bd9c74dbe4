"""How every page begins: who is asking, may they, what is it called, which case. A page that may not be shown stops here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

import streamlit as st

from casework.reading import door
from casework.reading.access import Seen, is_begun_only, see
from casework.reading.office import Office
from record.person import Person
from store.contract import StoreError
from ui import blocks, leave
from ui.shell import go, session, wiring

PRODUCT = "Managed Moves"
REFUSED = "This page cannot be shown"
ICON = go.PAGES.parent / "ui" / "icon.png"
SECONDS_BETWEEN_LOOKS = 50


CASE: Final = "case"
WHOLE_CASE: Final = "whole case"
"""What a page is of: the case in the address, as far as it is its person's to see; or only one that they see all of."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of one page."""

    person: Person
    office: Office
    case: str
    """The reference in the address, as it was written there; empty when there is none, and on a page that is not of a case."""
    seen: Seen | None = None
    """The case, as its person may see it; None where it is not theirs, or there is none."""
    title: str = ""


def begin(
    title: str,
    *,
    roles: Collection[str] = go.EVERYONE,
    wide: bool = False,
    of: Literal["", "case", "whole case"] = "",
) -> Visit:
    """The first line of every page. `title` is the browser's tab: never a name. Raises StoreError.

    `of` is CASE or WHOLE_CASE where it is about the case in the address: what is asked for is then a line of the audit, and a
    page has no other way to the address. One page, whoever opens it within minutes again, is one line.
    Stops the page when nobody is signed in or the role may not open it, even if the page is run without the frame.
    """
    st.set_page_config(f"{title} – {PRODUCT}", page_icon=ICON, layout="wide" if wide else "centered")
    person = whoever_is_here(session.person_of_this_run)
    office = wiring.office()
    if person.role not in roles:
        door.refused(office, person, "a page", page=title)
        refuse("This page is not for your role. Choose another page above.")
    blocks.style()
    _watch()
    asked = st.query_params.get("case", "") if of else ""
    return Visit(person, office, asked, _asked_for(office, person, asked, title, of) if asked else None, title)


def _asked_for(office: Office, person: Person, asked: str, title: str, of: str) -> Seen | None:
    where = {} if title == go.CASE.title else {"page": title}
    return door.ask(office, person, asked, whole=of == WHOLE_CASE, **where)


def case_in_the_address() -> str:
    """The reference in the address, as it was written there; nothing is read of the case."""
    return st.query_params.get("case", "")


def of_a_line(visit: Visit, reference: str) -> Seen | None:
    """The case that one line of a page is about, where it is its person's to see; that they saw it is a line of the audit.
    Raises StoreError."""
    seen = see(visit.office, visit.person, reference)
    if seen:
        door.opened(visit.office, visit.person, reference, page=visit.title)
    return seen


def whoever_is_here(ask: Callable[[], Person | None] = session.person) -> Person:
    """Who is signed in: the beginning of every run. Leads to the sign-in page when nobody is. Raises StoreError."""
    wiring.office().shelf.begin_run()
    try:
        person = ask()
    except session.SomebodyElse:
        person = None
    if person is None:
        leave.to_sign_in()
        refuse("You are signed out. Sign in to see this page.")
    return person


def refuse(why: str) -> NoReturn:
    """Say why a page is not shown, and show nothing after it."""
    st.title(REFUSED, anchor=False)
    st.warning(why)
    st.stop()


def refuse_form(visit: Visit, why: str) -> NoReturn:
    """As `refuse`, where the case may be theirs and the form is not. Raises StoreError."""
    is_theirs = visit.seen or is_begun_only(visit.office, visit.person, visit.case)
    if is_theirs or not visit.case:  # of another case it is said already
        door.refused(visit.office, visit.person, "a form", visit.case, page=visit.title)
    refuse(why)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch() -> None:
    """An idle page is blanked within a minute of its person being signed out anywhere."""
    try:
        gone = not session.still_signed_in()
    except StoreError:
        gone = False  # The store being away says nothing about the person; the next run of the page will.
    if gone:
        st.rerun(scope="app")
