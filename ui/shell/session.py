"""Whose run this is. The only file that says session_state or cache_resource: what is kept there belongs to one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import TypeVar

import streamlit as st

from record.person import Person
from ui.shell import wiring
from ui.sign_in import ticket

T = TypeVar("T")
_HOLDER = "whose state this is"
_KEPT = "kept"
_LOOK = "who was signed in"
ONE_RUN = 0.2
"""Seconds: what the store said of a person is good for the rest of a run, and no longer."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What the store last said of who is signed in."""

    secret: str | None
    at: float
    person: Person | None


class SomebodyElse(Exception):
    """This tab held another person's state. It is cleared; the page must be loaded afresh."""


def person(*, grace: timedelta = timedelta()) -> Person | None:
    """Who is signed in, asked of the store on every run; None once signed out or expired (longer than `grace` ago).

    Raises SomebodyElse when this tab held another person's state, StoreError.
    """
    secret = _secret()
    row = ticket.look_up(wiring.office().store, secret, grace=grace)
    _hold(ticket.key_of(secret) if secret and row else "")
    found = ticket.person_of(row) if row else None
    keep(_LOOK, _Look(secret, monotonic(), found))
    return found


def person_of_this_run() -> Person | None:
    """As `person`, but the store's answer to the frame around the page is good for the page in it. Raises as `person`."""
    look = _looked_just_now(_secret())
    return look.person if look else person()


def _looked_just_now(secret: str | None) -> _Look | None:
    look = kept(_LOOK, _Look)
    if look is None or look.person is None or look.secret != secret or monotonic() - look.at > ONE_RUN:
        return None
    return look


def still_signed_in() -> bool:
    """Whether the row is still there; changes nothing. Raises StoreError."""
    secret = _secret()
    return _looked_just_now(secret) is not None or ticket.look_up(wiring.office().store, secret) is not None


def sign_out() -> None:
    """End this browser's row and forget what was kept for it. The next run refuses. Raises StoreError."""
    ticket.revoke(wiring.office().store, _secret())
    st.session_state.clear()


def keep(name: str, value: object) -> None:
    """Keep something for this tab until it is closed, signed out or cleared. Never an answer: those go to the draft."""
    _kept()[name] = value


def kept(name: str, kind: type[T]) -> T | None:
    """What `keep` kept under `name`, if it is a `kind`."""
    value = _kept().get(name)
    return value if isinstance(value, kind) else None


def forget(name: str) -> None:
    """Forget what `keep` kept under `name`."""
    _kept().pop(name, None)


def _kept() -> dict[str, object]:
    # One entry for everything: Streamlit walks through all entries once for each text box it draws.
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = {}
    found: dict[str, object] = st.session_state[_KEPT]
    return found


def in_box(key: str, otherwise: object) -> object:
    """What stands in a box before this run has drawn it; `otherwise` when there is none with this key."""
    return st.session_state.get(key, otherwise)


def _secret() -> str | None:
    # Streamlit keeps the cookies of the socket's handshake, so a rotated or removed cookie needs the store to say no.
    return st.context.cookies.get(ticket.COOKIE)


def _hold(key: str) -> None:
    before = st.session_state.get(_HOLDER)
    # A tab that lost its server comes back holding nobody's state but with what was typed: that is kept.
    if before not in (None, key):
        st.session_state.clear()
    st.session_state[_HOLDER] = key
    if before and key and before != key:
        raise SomebodyElse
