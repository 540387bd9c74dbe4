"""Drafts to go on with: what was begun, by whom, and two buttons."""

from __future__ import annotations

import streamlit as st

from casework.forms import drafts
from record.forms.kinds import kind_named
from record.words import moment
from store.contract import Draft
from ui.markup import plain
from ui.shell import go
from ui.shell.page import Visit


def show(visit: Visit, reference: str = "") -> None:
    """The open drafts of one's school: of one case, or all of them."""
    for draft in drafts.my_drafts(visit.office, visit.person):
        if reference in ("", draft.reference):
            _draft(visit, draft)


def _draft(visit: Visit, draft: Draft) -> None:
    title = kind_named(draft.kind).title
    newest = max(draft.answers.values(), key=lambda each: each.kept_at, default=None)
    last = (
        f"last written by {newest.kept_by}, {moment(newest.kept_at, visit.office.today())}"
        if newest
        else f"begun by {draft.begun_by}"
    )
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**Draft: {title}** · {draft.reference}  \n:gray[{plain(last)}]", width="content")
        with st.container(horizontal=True, width="content"):
            if st.button("Go on", key=f"go on {draft.draft_id}"):
                go.to(go.form_screen(draft.kind), case=draft.reference)
            if st.button("Delete draft", key=f"delete {draft.draft_id}", type="tertiary"):
                drafts.discard(visit.office, visit.person, draft.draft_id)
                st.rerun()
