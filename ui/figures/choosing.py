"""The boxes above the figures: which numbers, which period, which section."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.figures.periods import Period
from casework.figures.words import SECTIONS, TIME

EVERY, PUBLISHED = "Every number, of my areas", "As published, of the whole authority"


def wants_every_number() -> bool:
    """Whether a coordinator wants every number of the own areas, rather than what everybody may read."""
    chosen = st.radio(
        "Which figures?",
        (EVERY, PUBLISHED),
        horizontal=True,
        key="figures sort",
    )
    return bool(chosen == EVERY)


def choose_period(of: Sequence[Period], key: str) -> Period | None:
    """The period somebody chose; the newest until they do; None when there is none."""
    if not of:
        return None
    names = [each.name for each in of]
    return of[names.index(st.selectbox("Period", names, key=f"figures period {key}"))]


def choose_section() -> str:
    """Which tables are looked at."""
    return str(st.radio("About", (*SECTIONS, TIME), horizontal=True, key="figures section"))
