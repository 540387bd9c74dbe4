"""Draws what stands beside each form: a quiet fold at its head, with what it is for, who reads it, how long it takes, what to
have at hand."""

from __future__ import annotations

import streamlit as st

from casework.forms.about import about
from ui import blocks
from ui.form.paper import TASKS, FormRun
from ui.shell.downloads import BLANK


def show(sheet: FormRun) -> None:
    """The fold. It never changes while somebody types, so that nothing below it moves."""
    found = about(sheet.kind, for_the_other_school=sheet.paper.answers_the_other_school)
    with st.container(key="fold-about"), st.expander("About this form"):
        what_for = [("What it is for", found.purpose)]
        at_hand = [("Have at hand", found.at_hand)]
        read = [("Who reads it", "\n".join(found.readers)), ("How long it takes", found.time)]
        is_said_above = sheet.step == TASKS
        is_answer = sheet.paper.answers_the_other_school
        blocks.rows([*([] if is_said_above or is_answer else what_for), *read, *([] if is_answer else at_hand)])
        blocks.letter_link(BLANK.at(form=sheet.kind.kind), "Download a blank to print (Word)")
