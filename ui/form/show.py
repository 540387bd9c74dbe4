"""A form page, whole: finds or begins the draft, says where we are, draws the task list or the step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from casework.forms import drafts, entries
from casework.forms.drafts import NotYours, OpenDraft
from casework.forms.entries import Check
from record.answers import is_blank
from record.entry import Entry
from record.field import Section
from record.field import sections as sections_of
from record.forms.referral import Referral
from record.forms.together import TOGETHER
from record.words import moment
from ui import blocks
from ui.arrive import arrive
from ui.form import about, checking, sections
from ui.form.keeping import others
from ui.form.paper import CHECK, TASKS, FormRun, find, sheet
from ui.markup import plain
from ui.shell import go, page, session
from ui.shell.page import Visit, whoever_is_here

SECONDS_BETWEEN_LOOKS = 20


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def show_caption(sheet: FormRun) -> None:
    """One line that never changes height. Looks again by itself; what somebody else answered meanwhile is then shown."""
    me = sheet.visit.person.name
    if sheet.drawn:
        if not sheet.still_theirs(whoever_is_here()):
            st.rerun()
        now = sheet.now()
        if others(now, me) != others(sheet.paper, me):
            st.rerun()
        sheet.paper = now
    today = sheet.visit.office.today()
    kept = f"kept as you type, last at {moment(sheet.last_kept, today)}" if sheet.last_kept else "kept as you type"
    also = [f"also written by {name}" for name in others(sheet.paper, me)]
    blocks.quiet(" · ".join([sheet.kind.title, sheet.paper.draft.reference, kept, *also]))


Tag = tuple[str, blocks.Tone]
NOT_STARTED: Tag = ("Not started", "calm")
IN_PROGRESS: Tag = ("In progress", "soon")
DONE: Tag = ("Done", "good")


def _may_fill_in(sheet: FormRun) -> bool:
    """A coordinator, who writes from paper, has no such page."""
    return sheet.visit.person.role in go.FILL_IN.roles


def show_tasks(sheet: FormRun) -> None:
    """Draw the task list."""
    st.title(sheet.kind.title, anchor=False)
    st.markdown(sheet.kind.purpose)
    about.show(sheet)
    if issubclass(sheet.kind, Referral) and sheet.paper.draft.revises is None and _may_fill_in(sheet):
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


def form_page(kind: type[Entry]) -> Callable[[], None]:
    """The page of a form that is no more than a form: what a file of `pages/` would say of every kind alike."""

    def show() -> None:
        form(page.begin(kind.title, roles=go.FORMS[kind.kind].roles, of=page.CASE), kind)

    return show


def form(visit: Visit, kind: type[Entry]) -> None:
    """Draw the form of an entry kind for the case in the address."""
    together = TOGETHER.get(kind, kind)
    try:
        paper = (
            find(visit, kind) or (find(visit, together) if together is not kind else None) or _begin(visit, together)
        )
    except NotYours:
        page.refuse_form(visit, "There is no such case, or you cannot fill in this form. Open the case from Cases.")
    if visit.case != paper.draft.reference:
        st.query_params["case"] = paper.draft.reference
    _draw(sheet(visit, paper))


def _begin(visit: Visit, kind: type[Entry]) -> OpenDraft:
    """A new draft; but a click still on its way when the form was submitted, or Back after it, begins nothing."""
    if session.kept(go.JUST_SUBMITTED, str) == f"{visit.case} {kind.kind}":
        go.to(go.SUBMITTED, case=visit.case)
    filed = visit.seen.case.filed_of(kind) if visit.seen else ()
    if filed and not kind.repeats:
        _submitted_before(visit, kind, filed[-1].filed_by)
    return drafts.begin(visit.office, visit.person, kind, visit.case)


def _submitted_before(visit: Visit, kind: type[Entry], by: str) -> None:
    st.title(kind.title, anchor=False)
    st.markdown(f"This form has been submitted by {plain(by)}. Open the case to read or correct it.")
    go.link(go.CASE, "Open the case", case=visit.case)
    st.stop()


def _draw(sheet: FormRun) -> None:
    if all(each.layout != "table" for each in sections_of(sheet.kind)):
        blocks.narrow()
    show_caption(sheet)
    step = sheet.step
    if step == TASKS:
        show_tasks(sheet)
    elif step == CHECK:
        checking.show(sheet)
    else:
        sections.show(sheet, int(step))
    arrive(f"{sheet.paper.draft.draft_id} {step} {sheet.presses}")
