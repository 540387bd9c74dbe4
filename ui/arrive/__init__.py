"""Shows the top of a page when somebody arrives at it, and gives the focus to its heading or its error summary."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.shell import session

_AT = "arrived at"
_component = st.components.v2.component(
    "managed_moves_arrive", js=(Path(__file__).parent / "arrive.js").read_text("utf-8")
)


def arrive(at: str) -> None:
    """Draw last on a page; `at` names where the person is, and changes when they arrive somewhere else.

    Drawn at the arrival alone: a rerun in the same place has nothing to show, and a component costs as much as ten boxes.
    """
    if session.kept(_AT, str) != at:
        _component(data={"at": at})
        session.keep(_AT, at)
