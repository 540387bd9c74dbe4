"""Keeps what is being answered: st.text_area tells the server nothing until it loses the focus, a closed tab never does, and
what a browser has sent is lost with the run that was to keep it when the page goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from ui.keep_typing.route import address_of

HowRead = Literal["text", "parts", "one", "list", "many"]
"""A text box, the boxes of one date, buttons to choose one, a list that unfolds, boxes to tick."""

_component = st.components.v2.component(
    "managed_moves_keep_typing", js=(Path(__file__).parent / "keep_typing.js").read_text("utf-8")
)


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """Where the answer to a question stands on the page, and how it is read there."""

    question: str
    read_as: HowRead = "text"
    choices: tuple[tuple[str, str], ...] = ()
    """What may be chosen, in the order shown; of a list, with the words shown."""


def keep_typing(draft_id: str = "", boxes: Mapping[str, AnswerBox] | None = None) -> None:
    """Draw once on a page with text boxes. Takes no room and never moves the focus or the caret.

    Every text area is committed a second after its last key. What stands in `boxes` (by the key of a widget, or of a
    container) is also sent straight to the draft when the page is left, for Streamlit stops a run whose page is gone.
    """
    lists = list(dict.fromkeys(each.choices for each in (boxes or {}).values()))
    _component(
        data={
            "afterPause": 1000,
            "atLeastEvery": 4000,
            "sentWithin": 1100,
            "lately": 5000,
            "linkWaits": 5000,
            "address": address_of(draft_id) if draft_id else "",
            "lists": lists,
            "questions": {
                _class_of(key): {"question": each.question, "kind": each.read_as, "list": lists.index(each.choices)}
                for key, each in (boxes or {}).items()
            },
        },
    )


def _class_of(key: str) -> str:
    """The class Streamlit marks a keyed widget with."""
    return "st-key-" + "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "_-") else "-" for letter in key
    )
