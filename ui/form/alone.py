"""A few questions that run by themselves: a key typed in one of them draws these again, and not the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from record.answers import Asked
from store.base import DraftGone
from ui.form import press
from ui.form.asking import ask
from ui.form.paper import Sheet
from ui.page import whoever_is_here

MOST = 8
"""Questions that run together: about a screenful."""


def together(every: Iterable[Asked]) -> Iterator[Sequence[Asked]]:
    """The questions in runs: one card of a group, a group's own question, or a few neighbours of a section."""
    few: list[Asked] = []
    for each in every:
        if few and (len(few) == MOST or each.question.item or _place(few[-1]) != _place(each)):
            yield few
            few = []
        if each.question.item:
            yield [each]  # at once: drawing it may begin its first card, which is asked for next
        else:
            few.append(each)
    if few:
        yield few


def _place(each: Asked) -> tuple[object, ...]:
    return each.top.section, each.item


def ask_all(sheet: Sheet, few: Sequence[Asked]) -> None:
    """Draw the questions; any answer runs the whole page."""
    for each in few:
        ask(each, sheet.keeper, sheet.faults)


@st.fragment
def ask_alone(sheet: Sheet, few: Sequence[Asked]) -> None:
    """Draw the questions; an answer runs these alone, and the whole page when it asks for other questions than before."""
    if not sheet.drawn:
        ask_all(sheet, few)
        return
    whoever_is_here()
    sheet.keeper.gather()  # the browser may send an answer to another question with this run
    ask_all(sheet, few)
    try:
        sheet.keeper.keep()
    except DraftGone:  # submitted elsewhere: the whole page says where to go on
        st.rerun()
    if press.remember(sheet) or sheet.drawn != sheet.names():
        st.rerun()
