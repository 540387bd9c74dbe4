"""The task list: every section with how far it is, and the way to check and submit."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from casework.forms import entries
from casework.forms.entries import Check
from record.answers import is_blank
from record.field import Section
from record.forms.referral import Referral
from ui import blocks, go
from ui.form.paper import CHECK, FormRun
from ui.markup import plain

Tag = tuple[str, blocks.Tone]
NOT_STARTED: Tag = ("Not started", "calm")
IN_PROGRESS: Tag = ("In progress", "soon")
DONE: Tag = ("Done", "good")


def show_tasks(sheet: FormRun) -> None:
    """Draw the task list."""
    st.title(sheet.kind.title, anchor=False)
    st.markdown(sheet.kind.purpose)
    if issubclass(sheet.kind, Referral) and sheet.paper.draft.revises is None:
        go.link(go.FILL_IN, "Fill in from your school’s system", case=sheet.paper.draft.reference)
    found = entries.check(sheet.visit.office, sheet.paper)
    states = progress(sheet, found)
    for number, section in enumerate(sheet.sections):
        _row(sheet, number, section, states[section])
    done = sum(state == DONE for state in states.values())
    blocks.quiet(f"{done} of {len(states)} sections done. You can leave at any time: everything you type is kept.")
    if st.button("Check your answers", type="primary" if done == len(states) else "secondary"):
        sheet.go(CHECK)
        st.rerun()


def progress(sheet: FormRun, found: Check) -> Mapping[Section, Tag]:
    """How far each section is."""
    wrong = {each.question for each in found.problems}
    asked = list(sheet.asked())
    return {
        section: _state([each.name for each in asked if each.top.section is section], wrong, sheet)
        for section in sheet.sections
    }


def _state(names: list[str], wrong: set[str], sheet: FormRun) -> Tag:
    if not wrong & set(names):
        return DONE
    own = {name for name, answer in sheet.paper.draft.answers.items() if not is_blank(answer.value)}
    return IN_PROGRESS if own & set(names) else NOT_STARTED


def _row(sheet: FormRun, number: int, section: Section, state: Tag) -> None:
    """A section as a line: its name opens it, its state stands at the end."""
    words, tone = state
    row = st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"task {number}"
    )
    with row:
        opens = st.button(plain(section.title), key=f"section {number}", type="tertiary")
        blocks.label(words, tone)
    if opens:
        sheet.go(str(number))
        st.rerun()
