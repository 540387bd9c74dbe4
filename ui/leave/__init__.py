"""Sends the browser away from a page it may no longer show, so that nothing of it stays in the tab."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "managed_moves_leave", js=(Path(__file__).parent / "leave.js").read_text("utf-8")
)


def to_sign_in() -> None:
    """Replace this page by the sign-in page, which leads back here."""
    _component(key="leave")
