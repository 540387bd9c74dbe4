"""A draft of two boxes for the case in the address, kept as every form keeps it: seeded with `value=`, kept and acted on by returned values."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from store.contract import Draft
from ui.keep_typing import AnswerBox, keep_typing
from ui.shell import page

visit = page.begin("Typing")
store, person, now = visit.office.store, visit.person, datetime.now(UTC)
case = st.query_params["case"]
draft = store.begin(
    Draft(
        *(f"draft of {case}", f"save of {case}", person.la, case, "referral", person.school),
        begun_at=now,
        begun_by=person.name,
    )
)
before = {question: answer.value for question, answer in draft.answers.items()}

keep_typing(draft.draft_id, {"the.area": AnswerBox("area"), "the.line": AnswerBox("line")})
st.title("Typing", anchor=False)
has_moved = "moves" in st.query_params and bool(before.get("clicks") or st.session_state.get("go on"))
# In another place of the page a box is drawn anew by the browser, as it is when a run is broken off and begun again.
where = st.container(border=True) if has_moved else st.container()
with where.container() if has_moved else where:
    area = st.text_area("Area", value=before.get("area", ""), key="the.area")
    line = st.text_input("Line", value=before.get("line", ""), key="the.line", live="500ms")
answers = {
    "area": area,
    "line": line,
    "clicks": before.get("clicks", 0) + st.button("Continue", key="go on"),
    "runs": before.get("runs", 0) + 1,
}
store.keep(
    draft.draft_id, {name: value for name, value in answers.items() if before.get(name) != value}, person.name, now
)
st.markdown("Kept.")
