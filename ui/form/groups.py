"""Repeating groups as cards: add one, remove one. Nothing is removed but by its own button."""

from __future__ import annotations

from typing import Any

import streamlit as st

from record.answers import Asked, item_ids
from record.field import questions
from record.identifiers import new_id
from record.words import first_capital
from ui import blocks
from ui.form import press
from ui.form.asking import anchor_of, heading
from ui.form.paper import FormRun

FIRST = "first"
"""The id of the item that a group with at least one begins with."""


def begin(sheet: FormRun, group: Asked, cells: dict[str, Any]) -> None:
    """Draw a group's cards, empty, with their buttons; `cells` gets a container for each item's questions."""
    with st.container():  # one element, whatever is in it: the cards stay where they are
        if sentences := sheet.faults.get(group.name):
            blocks.fault(anchor_of(group.name), sentences)
        if group.question.label != group.top.section.title:
            heading(group.question)
    ids = _ids(sheet, group)
    for position, item_id in enumerate(ids, start=1):
        with st.container(border=True, key=f"card {group.name} {item_id}"):
            if not group.question.given:
                st.markdown(f"**{position}. {first_capital(noun(group))}**")
            cells[item_id] = st.container()
            if not group.question.given:
                _remove(sheet, group, ids, item_id, position)
    if not group.question.given and len(ids) < group.question.most:
        _add(sheet, group, ids)


def noun(group: Asked) -> str:
    """What one item is called: `intervention`, `target`, `review date`."""
    assert group.question.item is not None
    title = questions(group.question.item)[0].section.title
    return title.removeprefix("A ").removeprefix("An ").lower()


def _ids(sheet: FormRun, group: Asked) -> list[str]:
    ids = list(item_ids(sheet.keeper.typed, group.name))
    if not ids and group.question.least:
        ids = [f"{FIRST}-{group.name}"]
        sheet.keeper.put(group.name, ids)
    return ids


def _remove(sheet: FormRun, group: Asked, ids: list[str], item_id: str, position: int) -> None:
    if press.button(sheet, f"Remove {noun(group)} {position}", key=f"remove {group.name} {item_id}", type="tertiary"):
        _put(sheet, group, [each for each in ids if each != item_id])


def _add(sheet: FormRun, group: Asked, ids: list[str]) -> None:
    words = f"Add {'another ' if ids else 'a '}{noun(group)}"
    if press.button(sheet, words, key=f"add {group.name}", icon=":material/add:"):
        _put(sheet, group, [*ids, new_id()[:6]])


def _put(sheet: FormRun, group: Asked, ids: list[str]) -> None:
    sheet.keeper.put(group.name, ids)
    sheet.keeper.keep()
    st.rerun()
