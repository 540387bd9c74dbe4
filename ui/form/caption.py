"""The line above a form: which form, which case, when it was last kept, and who else writes on it."""

from __future__ import annotations

import streamlit as st

from record.words import moment
from ui import blocks
from ui.form.keeping import others
from ui.form.paper import FormRun
from ui.page import whoever_is_here

SECONDS_BETWEEN_LOOKS = 20


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def show_caption(sheet: FormRun) -> None:
    """One line that never changes height. Looks again by itself; what somebody else answered meanwhile is then shown."""
    me = sheet.visit.person.name
    if sheet.drawn:
        whoever_is_here()
        now = sheet.now()
        if others(now, me) != others(sheet.paper, me):
            st.rerun()
        sheet.paper = now
    today = sheet.visit.office.today()
    kept = f"kept as you type, last at {moment(sheet.last_kept, today)}" if sheet.last_kept else "kept as you type"
    also = [f"also written by {name}" for name in others(sheet.paper, me)]
    blocks.quiet(" · ".join([sheet.kind.title, sheet.paper.draft.reference, kept, *also]))
