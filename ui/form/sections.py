"""Section pages: the questions of one section, or of a short form's every section, then Continue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from casework import entries
from record.answers import Asked
from record.field import Section
from ui import blocks
from ui.form import groups, week
from ui.form.asking import anchor_of, ask
from ui.form.paper import CHECK, TASKS, Sheet
from ui.guidance import cite
from ui.keep_typing import keep_typing


@dataclass
class Drawing:
    """Where on the page the next question goes."""

    sheet: Sheet
    shown: tuple[Section, ...]
    section: Section | None = None
    cells: dict[str, Any] = field(default_factory=dict)
    """Containers made beforehand, by flat question name (a week) or item id (a group)."""


def show(sheet: Sheet, number: int) -> None:
    """Draw the section with this number, or all of them when the form is on one page."""
    every = sheet.sections
    shown = every if sheet.is_on_one_page else (every[min(number, len(every) - 1)],)
    goes_up = _heading(sheet, shown)
    drawing = Drawing(sheet, shown)
    for each in sheet.asked():
        if each.top.section in shown:
            _draw(drawing, each)
    sheet.keeper.keep()
    keep_typing(sheet.paper.draft.draft_id, sheet.keeper.boxes)
    _buttons(sheet, shown, number)
    if goes_up:
        sheet.go(TASKS)
        st.rerun()


def _heading(sheet: Sheet, shown: Sequence[Section]) -> bool:
    """Draw what stands above the questions. Whether All sections was pressed: acted on once every box is drawn."""
    if sheet.is_on_one_page:
        _summary(sheet, shown)
        st.title(sheet.kind.title, anchor=False)
        return False
    goes_up = st.button("‹ All sections", type="tertiary", key="all sections")
    _summary(sheet, shown)
    st.title(shown[0].title, anchor=False)
    return goes_up


def _summary(sheet: Sheet, shown: Sequence[Section]) -> None:
    """Every error of what is shown, at once; with nothing found, nothing."""
    found = [(anchor_of(name), sentence) for name, sentence in sheet.problems if name in _names(sheet, shown)]
    if found:
        blocks.problems(found)


def _names(sheet: Sheet, shown: Sequence[Section]) -> set[str]:
    return {each.name for each in sheet.asked() if each.top.section in shown}


def _draw(drawing: Drawing, each: Asked) -> None:
    """Draw one question where it belongs, after its section's heading if it is the first."""
    if each.top.section is not drawing.section:
        drawing.section = each.top.section
        _begin_section(drawing, each.top.section)
    keeper, faults = drawing.sheet.keeper, drawing.sheet.faults
    if each.question.item:
        groups.begin(drawing.sheet, each, drawing.cells)
    elif each.item:
        with drawing.cells[each.item]:
            ask(each, keeper, faults)
    elif each.question.section.layout == "week":
        week.draw(drawing.sheet, each, drawing.cells)
    else:
        ask(each, keeper, faults)


def _begin_section(drawing: Drawing, section: Section) -> None:
    if len(drawing.shown) > 1:
        st.header(section.title, anchor=False)
    if section.text:
        st.markdown(section.text)
    if citation := cite(section.clause, drawing.sheet.paper.case.pack):
        blocks.quiet(citation)


def _buttons(sheet: Sheet, shown: Sequence[Section], number: int) -> None:
    with st.container(horizontal=True):
        goes_on = st.button("Continue", type="primary", key=f"continue {number}")
        leaves = st.button("Save and come back later", key=f"leave {number}")
    if goes_on:
        _go_on(sheet, shown, number)
    if leaves:
        sheet.leave()


def _go_on(sheet: Sheet, shown: Sequence[Section], number: int) -> None:
    """On to the next section, unless something here must be put right first."""
    found = entries.check(sheet.visit.office, sheet.now())
    here = _names(sheet, shown)
    if any(each.question in here for each in found.problems):
        sheet.remember(found)
        st.rerun()
    sheet.remember(None)  # nobody has been asked the next section's questions yet
    is_last = sheet.is_on_one_page or number + 1 >= len(sheet.sections)
    sheet.go(CHECK if is_last or sheet.came_from_check else str(number + 1))
    st.rerun()
