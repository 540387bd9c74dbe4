"""The buttons of a section page. A browser may send a press together with a letter just typed, as a run of the letter's
few questions alone: the press is then remembered, and acted on by the run of the whole page that follows."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import session
from ui.form.paper import FormRun

_REMEMBERED = "pressed in a run of a few questions"


def button(sheet: FormRun, label: str, *, key: str, **options: Any) -> bool:
    """As `st.button`; its press is never lost. `options` are those of `st.button`."""
    sheet.buttons.add(key)
    is_pressed = st.button(label, key=key, **options)
    if session.kept(_REMEMBERED, str) != key:
        return is_pressed
    session.forget(_REMEMBERED)
    return True


def remember(sheet: FormRun) -> bool:
    """Remember the button that was pressed with this run, for the next. Whether there was one."""
    pressed = next((key for key in sheet.buttons if session.in_box(key, False)), None)
    if pressed:
        session.keep(_REMEMBERED, pressed)
    return pressed is not None
