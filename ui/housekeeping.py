"""Draws Housekeeping: what is out of order, then a card for each page that keeps things in order."""

from __future__ import annotations

import streamlit as st

from casework.settings.changing import to_put_right as rows_to_put_right
from ui import blocks, go
from ui.markup import plain
from ui.page import Visit


def to_put_right(visit: Visit) -> None:
    """How many rows of the settings tables cannot be used as they stand."""
    count = len(rows_to_put_right(visit.office))
    if count:
        what = "1 row of the settings tables" if count == 1 else f"{count} rows of the settings tables"
        blocks.needs(f"{what} cannot be used as it stands: open Schools and settings.", [])


def screens(role: str) -> None:
    """A card for each page."""
    for each in go.housekeeping_for(role):
        with st.container(border=True, key=f"card {each.name}"):
            go.link(each, f"**{each.title}**")
            st.markdown(plain(each.says))
