"""Two people answered one question differently: both answers side by side, and a person chooses."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.forms.clashes import Clash, ClashAnswer, by_entry, choose
from record.answers import from_kept
from record.words import NOT_ANSWERED, answer
from ui import go
from ui.markup import in_a_label, plain
from ui.page import Visit
from ui.sheet.arriving import say


def draw_clashes(visit: Visit, differing: Sequence[Clash]) -> None:
    """A card for each form with such a question; nothing when there is none."""
    if differing:
        st.header("Two people answered differently", anchor=False)
    for clashes in by_entry(differing):
        with st.container(border=True):
            _entry(visit, clashes)


def _entry(visit: Visit, clashes: Sequence[Clash]) -> None:
    filed, reference = clashes[0].filed, clashes[0].reference
    st.markdown(f"**{filed.entry.title}** of {plain(reference)}")
    st.markdown("Both corrected the same version. Until you choose, the later answer counts; both are kept.")
    chosen = {each.question.name: _ask(visit, each) for each in clashes}
    go.link(go.CASE, f"Open {reference}", case=reference)
    if st.button("Keep what I chose", key=f"choose {filed.entry_id}"):
        if None in chosen.values():
            st.warning("Choose one answer to each question first.")
            return
        kept = {name: side.value for name, side in chosen.items() if side}
        choose(visit.office, visit.person, reference, filed.entry_id, kept)
        say(f"{reference} now has the answer you chose. The other one is kept among its versions.")


def _ask(visit: Visit, clash: Clash) -> ClashAnswer | None:
    labels = [f"{in_a_label(_said(visit, clash, side))} ({in_a_label(side.by)})" for side in clash.sides]
    key = f"choose {clash.filed.entry_id} {clash.question.name} {clash.filed.save_id}"
    chosen = st.radio(in_a_label(clash.question.label), labels, index=None, key=key)
    return clash.sides[labels.index(chosen)] if chosen else None


def _said(visit: Visit, clash: Clash, side: ClashAnswer) -> str:
    if side.value is None:
        return NOT_ANSWERED
    entry = from_kept(type(clash.filed.entry), {clash.question.name: side.value})
    value = getattr(entry, clash.question.name)
    if clash.question.item:
        items = [", ".join(str(one) for one in each.model_dump(exclude_none=True).values()) for each in value]
        return "; ".join(items) or NOT_ANSWERED
    return answer(clash.question, value, visit.office.authority.name_of(str(value)))
