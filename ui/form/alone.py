"""A few questions that run by themselves: a key typed in one of them draws these again, and not the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import streamlit as st

from record.answers import Asked
from record.entry import Answers, Entry
from record.field import questions
from store.contract import DraftGone
from ui.form import press
from ui.form.asking import ask, leave_room
from ui.form.paper import FormRun
from ui.page import whoever_is_here

MOST = 8
"""Questions that run together: about a screenful."""


@cache
def fixed_places(kind: type[Answers]) -> Mapping[str, int]:
    """Where on its page, or its card, each question is drawn, asked or not: a few neighbours of a section, or a group.

    Fixed, because what moves while somebody types is drawn anew by the browser, and the last letters are lost.
    """
    found: dict[str, int] = {}
    last, beside = None, 0
    for question in questions(kind):
        joins = last and last.section is question.section and not (last.item or question.item) and beside < MOST
        beside = beside + 1 if joins else 1
        found[question.name] = found[last.name] + (0 if joins else 1) if last else 0
        last = question
    return found


def together(kind: type[Entry], every: Iterable[Asked]) -> Iterator[Sequence[Asked]]:
    """The questions in runs: one card of a group, a group's own question, or those of one place."""
    few: list[Asked] = []
    for each in every:
        if few and (each.question.item or _run(kind, few[-1]) != _run(kind, each)):
            yield few
            few = []
        if each.question.item:
            yield [each]  # at once: drawing it may begin its first card, which is asked for next
        else:
            few.append(each)
    if few:
        yield few


def _run(kind: type[Entry], each: Asked) -> tuple[int, str, int]:
    in_card = fixed_places(each.top.item)[each.question.name] if each.item and each.top.item else 0
    return fixed_places(kind)[each.top.name], each.item, in_card


@cache
def _neighbours(kind: type[Answers], name: str) -> Sequence[str]:
    """The questions that run together with one, asked or not."""
    return tuple(each.name for each in questions(kind) if fixed_places(kind)[each.name] == fixed_places(kind)[name])


def ask_all(sheet: FormRun, few: Sequence[Asked]) -> None:
    """Draw the questions, each where it always is; any answer runs the whole page."""
    asked = {each.question.name: each for each in few}
    first = few[0]
    for name in _neighbours((first.item and first.top.item) or sheet.kind, first.question.name):
        if name in asked:
            ask(asked[name], sheet.keeper, sheet.faults)
        else:
            leave_room()


@st.fragment
def ask_alone(sheet: FormRun, few: Sequence[Asked]) -> None:
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
