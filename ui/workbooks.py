"""Draws the workbook: a download, then what giving it back would change, then what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from casework.keeping.workbook import applying, changes, reading, settings_rows
from casework.keeping.workbook.applying import Applied
from casework.keeping.workbook.changes import WorkbookPreview
from casework.keeping.workbook.found import CellChange, Revised, Trouble
from casework.keeping.workbook.layout import cases_of
from casework.keeping.workbook.reading import WORKBOOK as WORKBOOK_DOOR
from casework.keeping.workbook.reading import NoWorkbook
from casework.keeping.workbook.settings_rows import RowChange
from casework.keeping.workbook.writing import workbook
from record.answers import is_a_sentence
from ui import blocks, uploads
from ui.markup import plain
from ui.shell import go, kept_files, session
from ui.shell.downloads import WORKBOOK
from ui.shell.page import Visit

_MADE, _SEEN, _CAME, _TRIES = (
    "a workbook made",
    "a workbook given back",
    "what came of a workbook",
    "workbooks given back",
)
FEW = 200


@dataclass(frozen=True, slots=True)
class _Seen:
    """A workbook already held beside the cases: it takes seconds, and a page is drawn many times."""

    of: str
    preview: WorkbookPreview
    rows: Sequence[RowChange]
    troubles: Sequence[Trouble]


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of applying."""

    forms: Sequence[Applied]
    refused: Sequence[str]
    rows: int


def download(visit: Visit) -> None:
    """Make it, then hand it out."""
    st.header("Download", anchor=False)
    only_live = (
        st.radio("Which cases?", ["Live cases", "All cases"], horizontal=True, key="workbook of") == "Live cases"
    )
    if st.button("Make the workbook"):
        with st.spinner("Writing the workbook"):
            cases = cases_of(visit.office, visit.person, only_live=only_live)
            content = workbook(visit.office, visit.person, only_live=only_live)
        session.keep(_MADE, kept_files.keep(content, visit.person, cases))
    if number := session.kept(_MADE, str):
        blocks.letter_link(WORKBOOK.at(number=number), "Download the workbook (.xlsx)")


def given_back(visit: Visit) -> None:
    """The workbook as it comes back: seen first, then applied."""
    st.header("Upload the corrected workbook", anchor=False)
    _came()
    given = uploads.box(
        "Workbook (.xlsx)", ["xlsx"], f"workbook {session.kept(_TRIES, int) or 0}", WORKBOOK_DOOR.megabytes
    )
    seen = _looked_at(visit, *given) if given else None
    if seen is None:
        return
    _troubles([*seen.preview.troubles, *seen.troubles])
    forms = [each for number, each in enumerate(seen.preview.revised) if _wants_form(number, each)]
    rows = [each for number, each in enumerate(seen.rows) if _wants_row(number, each)]
    if not seen.preview.revised and not seen.rows:
        st.info(f"No changes were found in the {seen.preview.rows:,} rows of forms.")
        return
    why = st.text_input("If a rule is not followed, why?", key="workbook why") or ""
    needs_why = any(each.check.needing_a_reason for each in forms) and not is_a_sentence(why)
    if st.button("Apply the ticked changes", type="primary", disabled=not (forms or rows)):
        if needs_why:
            st.error("A ticked change does not follow a rule: write why in a sentence, or untick it.")
            return
        _apply(visit, forms, rows, why)


def _looked_at(visit: Visit, content: bytes, of: str) -> _Seen | None:
    sheets = uploads.read(visit, WORKBOOK_DOOR, content, of)
    kept = session.kept(_SEEN, _Seen)
    if sheets is not None and (kept is None or kept.of != of):
        try:
            given = reading.given(sheets, visit.office.authority.own)
        except NoWorkbook as problem:
            st.error(plain(str(problem)))
            return None
        with st.spinner("Comparing it with the cases"):
            rows, troubles = settings_rows.compare(visit.office, visit.person, given)
            kept = _Seen(of, changes.compare(visit.office, visit.person, given), rows, troubles)
        session.keep(_SEEN, kept)
    return kept if sheets is not None else None


def _troubles(found: Sequence[Trouble]) -> None:
    if not found:
        return
    with st.expander(f"Left out: {len(found):,}", expanded=True):
        said = [f"{each.where}: {f'“{each.says}”. ' if each.says else ''}{each.should}." for each in found[:FEW]]
        st.markdown("\n".join(f"- {plain(each)}" for each in said))


def _wants_form(number: int, form: Revised) -> bool:
    with st.container(border=True, key=f"workbook form {number}"):
        stops = [*(each.sentence for each in form.check.problems), *(each.sentence for each in form.check.stops)]
        wants = st.checkbox(
            f"{'New: ' if form.is_new else ''}{form.title} of {form.reference}",
            value=not stops and not form.conflicts and not form.alike,
            disabled=bool(stops),
            key=f"workbook take {number}",
        )
        blocks.rows([(each.question, _told(form, each)) for each in form.changes])
        for each in form.conflicts:
            st.warning(plain(f"“{each}” has been answered differently in the app since. Tick to use yours."))
        if form.alike:
            st.warning(plain(f"{form.alike} Tick to add this one too."))
        for sentence in stops:
            st.error(plain(sentence))
        for finding in form.check.needing_a_reason:
            st.warning(plain(finding.sentence))
    return wants and not stops


def _told(form: Revised, change: CellChange) -> str:
    return change.after if form.is_new else f"{change.before or '–'} → {change.after or '–'}"


def _wants_row(number: int, row: RowChange) -> bool:
    with st.container(border=True, key=f"workbook row {number}"):
        label = plain(f"{row.table}: {row.key or 'a new row'}")
        wants = st.checkbox(label, value=not row.faults, disabled=bool(row.faults), key=f"workbook row take {number}")
        blocks.rows([(name, f"{before or '–'} → {after or '–'}") for name, before, after in row.changes])
        for fault in row.faults:
            st.error(plain(fault))
    return wants and not row.faults


def _apply(visit: Visit, forms: Sequence[Revised], rows: Sequence[RowChange], why: str) -> None:
    refused = settings_rows.apply(visit.office, visit.person, rows)
    applied = applying.apply(visit.office, visit.person, forms, why)
    session.keep(_CAME, _Came(applied, refused, len(rows)))
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    session.forget(_SEEN)
    uploads.forget(WORKBOOK_DOOR)
    st.rerun()


def _came() -> None:
    came = session.kept(_CAME, _Came)
    if came is None:
        return
    session.forget(_CAME)
    forms, rows = sum(not each.why_not for each in came.forms), came.rows - len(came.refused)
    st.success(
        f"Applied: {forms} {'form' if forms == 1 else 'forms'}, {rows} {'row' if rows == 1 else 'rows'} of settings."
    )
    for each in came.forms:
        if each.why_not:
            st.error(plain(f"{each.title} of {each.reference}: {each.why_not}"))
    for sentence in came.refused:
        st.error(plain(sentence))
    go.link(go.BOARD, "To the board")
