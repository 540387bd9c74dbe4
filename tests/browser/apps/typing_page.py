"""A draft of two boxes for the case in the address, kept as every form keeps it: seeded with `value=`, kept and acted on by returned values."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from store.contract import Draft
from ui.keep_typing import keep_typing
from ui.shell import page

visit = page.begin("Typing")
store, person, now = visit.office.store, visit.person, datetime.now(UTC)
draft = store.begin(
    Draft(
        *(f"draft of {visit.case}", f"save of {visit.case}", person.la, visit.case, "referral", person.school),
        begun_at=now,
        begun_by=person.name,
    )
)
before = {question: answer.value for question, answer in draft.answers.items()}

keep_typing(draft.draft_id, {"the.area": "area", "the.line": "line"})
st.title("Typing", anchor=False)
answers = {
    "area": st.text_area("Area", value=before.get("area", ""), key="the.area"),
    "line": st.text_input("Line", value=before.get("line", ""), key="the.line", live="500ms"),
    "clicks": before.get("clicks", 0) + st.button("Continue"),
    "runs": before.get("runs", 0) + 1,
}
store.keep(
    draft.draft_id, {name: value for name, value in answers.items() if before.get(name) != value}, person.name, now
)
st.markdown("Kept.")
