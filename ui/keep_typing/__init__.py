"""Keeps what is being typed: st.text_area tells the server nothing until it loses the focus, and a closed tab never does."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "managed_moves_keep_typing", js=(Path(__file__).parent / "keep_typing.js").read_text("utf-8")
)


def keep_typing() -> None:
    """Draw once on a page with text boxes. Takes no room and never moves the focus or the caret."""
    _component(key="keep-typing", data={"afterPause": 1000, "atLeastEvery": 4000})
