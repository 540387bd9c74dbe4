"""Check your answers: everything read back, what must be put right, reasons where a *should* is not kept, Submit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from casework.forms import entries
from casework.forms.entries import REASON, Check
from record.answers import Asked
from record.field import Section
from record.words import NOT_ANSWERED, answer
from rules.rule import Finding
from store.contract import SavedEntry
from ui import blocks
from ui.form.asking import anchor_of, label_in_line
from ui.form.paper import TASKS, FormRun
from ui.guidance import cite_finding
from ui.keep_typing import keep_typing
from ui.markup import in_a_label, plain
from ui.shell import go, session


def show(sheet: FormRun) -> None:
    """Draw the check page, and submit when asked."""
    found = entries.check(sheet.visit.office, sheet.paper)
    if found.stops:
        _stop(sheet, found.stops)
        return
    _summary(sheet, found)
    st.title("Check your answers", anchor=False)
    for number, section in enumerate(sheet.sections):
        _section(sheet, number, section, found)
    _reasons(sheet, found)
    sheet.keeper.keep_as_drawn()
    keep_typing(sheet.paper.draft.draft_id, sheet.keeper.boxes)
    _buttons(sheet)


def _stop(sheet: FormRun, stops: Sequence[Finding]) -> None:
    """A managed move is not the way here: where to go instead."""
    st.title("A managed move is not the right way for this child", anchor=False)
    for each in stops:
        st.markdown(f"**{each.sentence}**")
        st.markdown(each.instead)
        blocks.cited(cite_finding(each, sheet.paper.case))
    st.markdown("The child stays at your school and is expected there as usual.")
    with st.container(horizontal=True):
        if st.button("Change my answers", type="primary"):
            sheet.go("0")
            st.rerun()
        if st.button("Stop here and delete this draft"):
            sheet.throw_away()


def _summary(sheet: FormRun, found: Check) -> None:
    """After a press of Submit: every problem of the whole form, each a link to its section below."""
    if not sheet.was_refused:
        return
    case = sheet.paper.case
    reasons = [
        (
            anchor_of(REASON + each.rule),
            blocks.CitedSentence(f"Say why in a sentence: {each.sentence}", cite_finding(each, case)),
        )
        for each in found.needing_a_reason
    ]
    problems = [(anchor_of(each.question), sheet.said(each)) for each in found.problems]
    if problems or reasons:
        blocks.problems([*problems, *reasons])


def _section(sheet: FormRun, number: int, section: Section, found: Check) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(plain(section.title), anchor=False, width="content")
        if st.button(f"Change: {in_a_label(section.title)}", key=f"change {number}", type="tertiary"):
            sheet.change(str(number))
            st.rerun()
    shown = [each for each in sheet.asked() if each.top.section is section]
    names = {each.name for each in shown}
    for problem in found.problems:
        if problem.question in names and sheet.was_refused:
            blocks.fault(anchor_of(problem.question), [sheet.said(problem)])
    blocks.rows(list(read_back(sheet, shown, found)), none=NOT_ANSWERED)


def read_back(sheet: FormRun, shown: Sequence[Asked], found: Check) -> Iterator[tuple[str, str]]:
    """Each question with its answer in words; what cannot be read, as it was typed."""
    unread = {each.question for each in found.reading.problems}
    for each in shown:
        typed = sheet.keeper.typed.get(each.name)
        if each.question.item:
            continue
        if each.top.section.layout == "table" and each.question.given:
            continue
        name = label_in_line(each, sheet.keeper) if each.item else each.question.label
        yield name, str(typed) if each.name in unread else _words(sheet, each, found)


def _words(sheet: FormRun, each: Asked, found: Check) -> str:
    entry = found.reading.entry
    value = getattr(entry, each.top.name)
    if each.item:
        value = getattr(value[each.position - 1], each.question.name)
    return answer(each.question, value, sheet.visit.office.authority.name_of(value) if isinstance(value, str) else "")


def _reasons(sheet: FormRun, found: Check) -> None:
    """Where a *should* is not kept: the sentence, its clause, and room to say why."""
    for each in found.shoulds:
        name = REASON + each.rule
        blocks.anchor(anchor_of(name))
        sentence = f"{each.sentence} {each.instead}".strip()
        blocks.needs(
            "Say why, or change your answer", [blocks.CitedSentence(sentence, cite_finding(each, sheet.paper.case))]
        )
        key = sheet.keeper.box(name)
        value = st.text_area(
            f"Why? {in_a_label(each.sentence)}",
            value=str(sheet.keeper.seed(name) or ""),
            key=key,
            label_visibility="collapsed",
        )
        sheet.keeper.take(name, value or "")


def _buttons(sheet: FormRun) -> None:
    with st.container(horizontal=True):
        submits = st.button("Submit", type="primary", key=f"submit {sheet.paper.draft.draft_id}")
        leaves = st.button("Save and come back later", key="leave check")
        goes_back = not sheet.is_on_one_page and st.button("All sections", key="all sections")
    if submits:
        sheet.remember(submit(sheet))
        st.rerun()
    if leaves:
        sheet.leave()
    if goes_back:
        sheet.go(TASKS)
        st.rerun()


def submit(sheet: FormRun) -> Check:
    """Submit what is kept, and go to the page that says so; or what stands in its way. Raises NotYours, DraftGone, StoreError."""
    sheet.keeper.must_be_kept()
    result = entries.submit(sheet.visit.office, sheet.visit.person, sheet.paper)
    if isinstance(result, SavedEntry):
        session.keep(go.JUST_SUBMITTED, f"{result.reference} {sheet.kind.kind}")
        go.to(go.SUBMITTED, case=result.reference)
    return result
