"""Draws the beginning of a referral from a school's own system: the file or the pasted row, the child, what would be filled in."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import NotYours, OpenDraft
from casework.imports import pupil_rows, transfer_file
from casework.imports.child import Child, Filled, filled, in_words
from casework.imports.delimited import NotRows
from casework.imports.transfer_file import NoTransferFile
from casework.reading.access import see
from record.forms.referral import Referral
from record.words import full_day
from ui import blocks
from ui.markup import plain
from ui.shell import go, page, session
from ui.shell.page import Visit

_TRIES = "fillings in from a file"


def draft(visit: Visit) -> OpenDraft:
    """The referral that is being written in this case; begun when nobody has."""
    seen = see(visit.office, visit.person, visit.case)
    if seen and seen.case.referral:
        page.refuse("The referral was submitted already. Open the case to read or correct it.")
    try:
        return drafts.begin(visit.office, visit.person, Referral, visit.case)
    except NotYours:
        page.refuse("There is no such case, or its referral is not yours to write. Open the case from My cases.")


def given(visit: Visit) -> Sequence[Child]:
    """The children of the file or of what was pasted. Neither is kept: both are gone when the page is left."""
    at = session.kept(_TRIES, int) or 0
    st.markdown(
        "Give the transfer file (CTF) that your school’s system exports, or the child’s row with its headings. Choose the child; "
        "you see what would be filled in first. The file itself is not kept, and nobody else in it is looked at again."
    )
    file = st.file_uploader(
        "Transfer file (.xml), or a CSV file", type=["xml", "csv", "txt"], key=f"children {at}", max_upload_size=30
    )
    pasted = st.text_area("Or paste the row, with the headings above it", key=f"pasted {at}", height=100) or ""
    try:
        if file is not None and file.getvalue().lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(
            (b"<", b"\x00<", b"<\x00")
        ):
            return transfer_file.children(file.getvalue(), visit.office.today())
        return pupil_rows.children(file.getvalue() if file else pasted.encode()) if file or pasted.strip() else ()
    except (NoTransferFile, NotRows) as problem:
        st.error(plain(str(problem)))
        return ()


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


def shown(paper: OpenDraft, child: Child) -> tuple[Filled, bool]:
    """What would be filled in, and whether to write over what was typed already."""
    found = filled(paper, child)
    if found.fresh:
        st.header("What is filled in", anchor=False)
        blocks.rows(list(in_words(found.fresh, paper).values()))
    over = False
    if found.other:
        st.header("What you wrote otherwise", anchor=False)
        blocks.rows(
            [
                (label, f"{value} (you wrote: {paper.typed[name]})")
                for name, (label, value) in in_words(found.other, paper).items()
            ]
        )
        over = st.checkbox("Write the file’s answers over mine", key="over mine")
    if child.left:
        st.header("What is left to you", anchor=False)
        st.markdown("\n".join(f"- {plain(each)}" for each in child.left))
    if not found.fresh and not found.other:
        st.info("The referral holds everything that the file says.")
    return found, over


def fill_in(visit: Visit, paper: OpenDraft, found: Filled, over: bool) -> None:
    """Keep the answers in the draft, forget the file, and go on with the form."""
    drafts.keep(visit.office, visit.person, paper, {**found.fresh, **(found.other if over else {})})
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    go.to(go.FORMS[Referral.kind], case=paper.draft.reference)
