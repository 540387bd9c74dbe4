"""A form page, whole: finds or begins the draft, says where we are, draws the step."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import NotYours, OpenDraft
from casework.reading.access import see
from record.entry import Entry
from ui import go, page, session
from ui.arrive import arrive
from ui.form import caption, checking, sections, tasks
from ui.form.paper import CHECK, TASKS, FormRun, find, sheet
from ui.page import Visit


def form_page(kind: type[Entry]) -> Callable[[], None]:
    """The page of a form that is no more than a form: what a file of `pages/` would say of every kind alike."""

    def show() -> None:
        form(page.begin(kind.title, roles=go.FORMS[kind.kind].roles), kind)

    return show


def form(visit: Visit, kind: type[Entry]) -> None:
    """Draw the form of an entry kind for the case in the address."""
    try:
        paper = find(visit, kind) or _begin(visit, kind)
    except NotYours:
        page.refuse("There is no such case, or this form is not yours to write. Open the case from My cases.")
    if visit.case != paper.draft.reference:
        st.query_params["case"] = paper.draft.reference
    _draw(sheet(visit, paper))


def _begin(visit: Visit, kind: type[Entry]) -> OpenDraft:
    """A new draft; but a click still on its way when the form was submitted, or Back after it, begins nothing."""
    if session.kept(go.JUST_SUBMITTED, str) == f"{visit.case} {kind.kind}":
        go.to(go.SUBMITTED, case=visit.case)
    seen = see(visit.office, visit.person, visit.case) if visit.case else None
    filed = seen.case.filed_of(kind) if seen else ()
    if filed and not kind.repeats:
        _submitted_before(visit, kind, filed[-1].filed_by)
    return drafts.begin(visit.office, visit.person, kind, visit.case)


def _submitted_before(visit: Visit, kind: type[Entry], by: str) -> None:
    st.title(kind.title, anchor=False)
    st.markdown(f"This form was submitted by {by}. Open the case to read or correct it.")
    go.link(go.CASE, "Open the case", case=visit.case)
    st.stop()


def _draw(sheet: FormRun) -> None:
    caption.show_caption(sheet)
    step = sheet.step
    if step == TASKS:
        tasks.show_tasks(sheet)
    elif step == CHECK:
        checking.show(sheet)
    else:
        sections.show(sheet, int(step))
    arrive(f"{sheet.paper.draft.draft_id} {step} {sheet.presses}")
