"""A declaration: statements that are listed once and confirmed by one answer. Whoever cannot confirm them all answers each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from record.answers import Asked
from record.field import declarations
from ui import blocks
from ui.form.asking import anchor_of
from ui.form.asking import ask as ask_one
from ui.form.paper import FormRun
from ui.markup import plain

ASKS = "Is all of this true?"
WORDS = {"yes": "Yes, all of it", "no": "No, or not yet: answer each"}


def ask(sheet: FormRun, few: Sequence[Asked]) -> None:
    """Draw the statements and their one answer; below it, where it is no, a question for each."""
    keeper, first = sheet.keeper, few[0].name
    whole = next(name for name, statements in declarations(sheet.kind).items() if first in statements)
    with st.container():
        if (sentences := sheet.faults.get(first)) and not keeper.seed(whole):
            blocks.fault(anchor_of(first), sentences)
        st.markdown("\n".join(f"- {plain(each.question.label)}" for each in few))
    answers = tuple(WORDS)
    said = keeper.seed(whole) or _said(sheet, few)
    chosen = st.radio(
        ASKS,
        answers,
        index=answers.index(said) if said in answers else None,
        key=keeper.box(whole, "one", [(each, "") for each in answers]),
        format_func=WORDS.__getitem__,
    )
    keeper.take(whole, chosen)
    with st.container():
        for each in few if chosen == "no" else ():
            _answer_alone(sheet, each.name)
            ask_one(each, keeper, sheet.faults)


def _said(sheet: FormRun, few: Sequence[Asked]) -> str:
    """What follows from the answers to the statements, where what is corrected has those alone; empty without any."""
    said = {sheet.keeper.seed(each.name) for each in few} - {None, ""}
    is_whole = all(sheet.keeper.seed(each.name) == "yes" for each in few)
    return ("yes" if is_whole else "no") if said else ""


def _answer_alone(sheet: FormRun, name: str) -> None:
    """Of a statement that a yes to the whole answered until now, what was said of it by itself."""
    keeper = sheet.keeper
    kept = keeper.paper.draft.answers.get(name)
    keeper.typed[name] = keeper.known.values.get(name, kept.value if kept else None)
