"""Begins a referral with what the school's own system knows of the child: a transfer file, a CSV file or a pasted row."""

import streamlit as st

from ui.imports import children
from ui.shell import go, page

visit = page.begin("Fill in from your school’s system", roles=go.FILL_IN.roles, of=page.CASE)
paper = children.draft(visit)

st.title("Fill in from your school’s system", anchor=False)
child = children.chosen(children.given(visit))
children.match(visit, child)
if child is not None:
    found, over = children.shown(paper, child)
    if st.button("Fill these in", type="primary"):
        children.fill_in(visit, paper, found, over)
go.link(go.FORMS["referral"], "Back to the referral", case=visit.case)
