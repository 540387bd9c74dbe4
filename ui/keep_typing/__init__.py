"""Keeps what is being typed: st.text_area tells the server nothing until it loses the focus, and a closed tab never does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from ui.keep_typing.route import address_of

_component = st.components.v2.component(
    "managed_moves_keep_typing", js=(Path(__file__).parent / "keep_typing.js").read_text("utf-8")
)


def keep_typing(draft_id: str = "", questions: Mapping[str, str] | None = None) -> None:
    """Draw once on a page with text boxes. Takes no room and never moves the focus or the caret.

    Every text area is committed a second after its last key. The boxes of `questions` (question name by widget key) are
    also sent straight to the draft when the page is left, for Streamlit stops a run whose page is gone.
    """
    _component(
        data={
            "afterPause": 1000,
            "atLeastEvery": 4000,
            "lately": 5000,
            "linkWaits": 5000,
            "address": address_of(draft_id) if draft_id else "",
            "questions": {_class_of(key): question for key, question in (questions or {}).items()},
        },
    )


def _class_of(key: str) -> str:
    """The class Streamlit marks a keyed widget with."""
    return "st-key-" + "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "_-") else "-" for letter in key
    )
