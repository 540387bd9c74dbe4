"""Draws the beginning of a referral from a school's own system: the file or the pasted row, the child, what would be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import NotYours, OpenDraft
from casework.imports.child import Child, Filled, NotUnderstood, filled, in_words
from casework.imports.children import CHILDREN, LEAVE_OUT, remember, remembered
from casework.imports.pupil_cells import CHOICES
from casework.imports.pupil_rows import labels
from record.forms.referral import Referral
from record.words import first_capital, full_day
from ui import blocks, uploads
from ui.markup import plain
from ui.shell import go, page, session
from ui.shell.page import Visit

_TRIES = "fillings in from a file"


def draft(visit: Visit) -> OpenDraft:
    """The referral that is being written in this case; begun when nobody has."""
    if visit.seen and visit.seen.case.referral:
        page.refuse("The referral has already been submitted. Open the case to read or correct it.")
    try:
        return drafts.begin(visit.office, visit.person, Referral, visit.case)
    except NotYours:
        page.refuse_form(visit, "There is no such case, or you cannot fill in its referral. Open the case from Cases.")


def given(visit: Visit) -> Sequence[Child]:
    """The children of the file or of what was pasted. Neither is kept: both are gone when the page is left."""
    at = session.kept(_TRIES, int) or 0
    st.markdown(
        "Upload the transfer file (CTF) that your school’s system exports, or paste the child’s row with its headings. "
        "Choose the child: you see what would be filled in before anything changes. The file is not kept, and nothing "
        "about the other children in it is used."
    )
    today, matched = visit.office.today().isoformat(), remembered(visit.office, visit.person)
    label = "Transfer file (.xml), or a CSV file"
    found = uploads.asked(visit, CHILDREN, label, ["xml", "csv", "txt"], f"children {at}", today, matched)
    row = st.text_area("Or paste the row, with the headings above it", key=f"pasted {at}", height=100) or ""
    return found or uploads.pasted(visit, CHILDREN, row, today, matched) or ()


def chosen(found: Sequence[Child]) -> Child | None:
    """The child it is about; nobody, until somebody is chosen."""
    if not found:
        return None
    return st.selectbox("Which child?", found, index=0 if len(found) == 1 else None, format_func=_called)


def _called(child: Child) -> str:
    born = f"born {full_day(child.born_on)}" if child.born_on else ""
    return ", ".join(
        part for part in (child.name, f"Year {child.year_group}" if child.year_group else "", born) if part
    )


def match(visit: Visit, child: Child | None) -> None:
    """What of the child's row nobody knows, in its own words: said once, it is known from then on."""
    if child is None or not child.unknown:
        return
    words = [each for each in child.unknown if each.question]
    columns = [each for each in child.unknown if not each.question]
    for each in words:
        _ask(visit, each, {answer: first_capital(answer) for answer in CHOICES[each.question]})
    if columns:
        with st.expander(f"Columns that are not used: {len(columns)}"):
            for each in columns:
                _ask(visit, each, {LEAVE_OUT: "Leave it out, and do not show it again", **labels()})


def _ask(visit: Visit, unknown: NotUnderstood, answers: Mapping[str, str]) -> None:
    label = f"{plain(unknown.heading)}: “{plain(unknown.words)}”"
    options: list[str | None] = [None, *answers]
    picked = st.selectbox(
        label, options, format_func=lambda each: answers.get(each or "", "Not used"), key=f"match {unknown.key}"
    )
    if picked is not None:
        remember(visit.office, visit.person, unknown.key, picked)
        st.rerun()


def shown(paper: OpenDraft, child: Child) -> tuple[Filled, bool]:
    """What would be filled in, and whether to write over what was typed already."""
    found = filled(paper, child)
    if found.fresh:
        st.header("What is filled in", anchor=False)
        blocks.rows(list(in_words(found.fresh, paper).values()))
    over = False
    if found.other:
        st.header("Where your answer is different", anchor=False)
        blocks.rows(
            [
                (label, f"{value} (you wrote: {paper.typed[name]})")
                for name, (label, value) in in_words(found.other, paper).items()
            ]
        )
        over = st.checkbox("Replace my answers with the file’s", key="over mine")
    if child.left:
        st.header("What is left for you to do", anchor=False)
        st.markdown("\n".join(f"- {plain(each)}" for each in child.left))
    if not found.fresh and not found.other:
        st.info("The referral already has everything in the file.")
    return found, over


def fill_in(visit: Visit, paper: OpenDraft, found: Filled, over: bool) -> None:
    """Keep the answers in the draft, forget the file, and go on with the form."""
    drafts.keep(visit.office, visit.person, paper, {**found.fresh, **(found.other if over else {})})
    uploads.forget(CHILDREN)
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    go.to(go.FORMS[Referral.kind], case=paper.draft.reference)
