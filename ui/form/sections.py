"""Section pages: the questions of one section, or of a short form's every section, then Continue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from casework.forms import entries
from record.answers import Asked
from record.field import Section, questions
from ui import blocks
from ui.form import alone, groups, press, week
from ui.form.asking import anchor_of
from ui.form.paper import CHECK, TASKS, FormRun
from ui.guidance.citing import cite
from ui.keep_typing import keep_typing


@dataclass
class Drawing:
    """Where on the page the next question goes."""

    sheet: FormRun
    shown: tuple[Section, ...]
    section: Section | None = None
    cells: dict[str, Any] = field(default_factory=dict)
    """Containers made beforehand, by flat question name (a week) or item id (a group)."""
    heads: dict[Section, Any] = field(default_factory=dict)
    """Containers made beforehand for what stands above each section's questions."""
    places: dict[int, Any] = field(default_factory=dict)
    """Containers made beforehand, one for each place of the page, drawn in or not."""

    @property
    def draw(self) -> Callable[[FormRun, Sequence[Asked]], None]:
        """How a few questions are drawn: a week's cells follow what is typed anywhere on the page, so all run with them."""
        has_a_week = any(each.layout == "week" for each in self.shown)
        return alone.ask_all if has_a_week else alone.ask_alone


def show(sheet: FormRun, number: int) -> None:
    """Draw the section with this number, or all of them when the form is on one page."""
    every = sheet.sections
    shown = every if sheet.is_on_one_page else (every[min(number, len(every) - 1)],)
    goes_up = _heading(sheet, shown)
    drawing = Drawing(sheet, shown)
    _lay_out(drawing)
    for few in alone.together(sheet.kind, (each for each in sheet.asked() if each.top.section in shown)):
        _draw(drawing, few)
    sheet.keeper.keep()
    sheet.drawn = sheet.names()
    keep_typing(sheet.paper.draft.draft_id, sheet.keeper.boxes)
    _buttons(sheet, shown, number)
    if goes_up:
        sheet.go(TASKS)
        st.rerun()


def _heading(sheet: FormRun, shown: Sequence[Section]) -> bool:
    """Draw what stands above the questions. Whether All sections was pressed: acted on once every box is drawn."""
    if sheet.is_on_one_page:
        _summary(sheet, shown)
        st.title(sheet.kind.title, anchor=False)
        return False
    goes_up = press.button(sheet, "‹ All sections", type="tertiary", key="all sections")
    _summary(sheet, shown)
    st.title(shown[0].title, anchor=False)
    return goes_up


def _summary(sheet: FormRun, shown: Sequence[Section]) -> None:
    """Every error of what is shown, at once; with nothing found, nothing."""
    found = [(anchor_of(name), said) for name, said in sheet.problems if name in _names(sheet, shown)]
    with st.container():
        if found:
            blocks.problems(found)


def _names(sheet: FormRun, shown: Sequence[Section]) -> set[str]:
    return {each.name for each in sheet.asked() if each.top.section in shown}


def _lay_out(drawing: Drawing) -> None:
    """Make room for every question that may ever be asked here, so that none moves when another comes or goes."""
    kind = drawing.sheet.kind
    for question in questions(kind):
        if not drawing.sheet.is_on_one_page and question.section not in drawing.shown:
            continue
        if question.section not in drawing.heads:
            drawing.heads[question.section] = st.container()
        if (place := alone.fixed_places(kind)[question.name]) not in drawing.places:
            drawing.places[place] = st.container()


def _draw(drawing: Drawing, few: Sequence[Asked]) -> None:
    """Draw a few questions where they belong, and their section's heading if they are the first."""
    section = few[0].top.section
    if section is not drawing.section:
        drawing.section = section
        with drawing.heads[section]:
            _begin_section(drawing, section)
    with drawing.places[alone.fixed_places(drawing.sheet.kind)[few[0].top.name]]:
        _draw_here(drawing, few)


def _draw_here(drawing: Drawing, few: Sequence[Asked]) -> None:
    first = few[0]
    if first.question.item:
        groups.begin(drawing.sheet, first, drawing.cells)
    elif first.item:
        with drawing.cells[first.item]:
            drawing.draw(drawing.sheet, few)
    elif first.question.section.layout == "week":
        week.draw(drawing.sheet, few, drawing.cells)
    else:
        drawing.draw(drawing.sheet, few)


def _begin_section(drawing: Drawing, section: Section) -> None:
    if len(drawing.shown) > 1:
        st.header(section.title, anchor=False)
    if section.text:
        st.markdown(section.text)
    if found := cite(section.clause, drawing.sheet.paper.case):
        blocks.cited(found)


def _buttons(sheet: FormRun, shown: Sequence[Section], number: int) -> None:
    with st.container(horizontal=True):
        goes_on = press.button(sheet, "Continue", type="primary", key=f"continue {number}")
        leaves = press.button(sheet, "Save and come back later", key=f"leave {number}")
    if goes_on:
        _go_on(sheet, shown, number)
    if leaves:
        sheet.leave()


def _go_on(sheet: FormRun, shown: Sequence[Section], number: int) -> None:
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
