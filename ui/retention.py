"""Draws what is due to be erased, what erasing would remove, and what was erased, each with its certificate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn

import streamlit as st

from casework.keeping import retention
from casework.keeping.retention import CannotErase, Erasure, Ground, RetainedCase
from record.identifiers import read_reference
from record.words import full_day, listed, moment
from store.contract import StoreError
from ui import blocks
from ui.markup import in_a_label, plain
from ui.shell import session
from ui.shell.downloads import CERTIFICATE
from ui.shell.page import Visit

WORD = "erase"
"""What is typed to show that it is meant."""
_TOLD = "what erasing just told"
_FOR_GOOD = (
    "Erasing is permanent: from the database, from its files and from the spreadsheet. It cannot be undone, and "
    "nothing more can be saved under these references. Figures will no longer count these cases, so make the report "
    "for their year first."
)


def told() -> None:
    """What came of the last press."""
    said = session.kept(_TOLD, str)
    if said:
        st.info(plain(said))
        session.forget(_TOLD)


def due(visit: Visit, found: Sequence[RetainedCase]) -> None:
    """The cases whose time has ended, each to be chosen; then what would go, and the button."""
    now = [each for each in found if each.is_due][: retention.MOST]
    st.header("Due to be erased", anchor=False)
    if not now:
        ahead = found[0].until if found else None
        blocks.quiet(f"No case is due. {f'The next will be on {full_day(ahead)}.' if ahead else ''}".strip())
        return
    chosen = [each for each in now if st.checkbox(_line(visit, each, in_a_label), key=f"erase {each.case.reference}")]
    if chosen:
        _confirm(visit, [each.case.reference for each in chosen], Ground.TIME)


def before_its_time(visit: Visit, found: Sequence[RetainedCase]) -> None:
    """One case that is erased although it would still be kept."""
    with st.expander("Erase a case before its time"):
        st.markdown(
            "Use this when a request for erasure was granted, or a case was started by mistake. A live case must be "
            "ended first."
        )
        asked = st.text_input("Reference", placeholder="MM-…", key="erase before", autocomplete="off", max_chars=20)
        ground = st.radio("Why", [Ground.REQUEST, Ground.MISTAKE], format_func=lambda why: str(why).capitalize())
        wanted = read_reference(asked) or asked.strip()
        one = next((each for each in found if each.case.reference == wanted), None)
        if one:
            st.markdown(_line(visit, one, plain))
            _confirm(visit, [one.case.reference], ground)
        elif wanted:
            st.warning(retention.NO_SUCH_CASE)


def forgotten(visit: Visit) -> None:
    """Forms that somebody began and never touched again: how many, and no more."""
    count = len(retention.forgotten_drafts(visit.office, visit.person))
    if not count:
        return
    st.header("Drafts nobody has finished", anchor=False)
    months = visit.office.authority.pack.keep_unfinished_months
    st.markdown(f"{count} not touched for {months} months. Only their own schools can read them.")
    if st.button("Erase them"):
        _do(lambda: f"Drafts erased: {retention.erase_drafts(visit.office, visit.person)}.")


def done(visit: Visit, found: Sequence[Erasure]) -> None:
    """What was erased, and what is not finished."""
    if not found:
        return
    st.header("Erased", anchor=False)
    for each in found:
        _erasure(visit, each)


def _line(visit: Visit, one: RetainedCase, said: Callable[[str], str]) -> str:
    school = visit.office.authority.name_of(one.case.home)
    return f"{said(one.case.reference)} · {said(school)} · kept {said(one.rule)}: to {full_day(one.until)}"


def _confirm(visit: Visit, references: Sequence[str], ground: Ground) -> None:
    rows = retention.would_go(visit.office, references)
    st.markdown("**What would be erased.** Nothing has been erased yet.")
    blocks.table(
        {
            "Case": list(rows),
            "What": [listed([f"{n} {where}" for where, n in counts.items()]) for counts in rows.values()],
        }
    )
    st.warning(_FOR_GOOD)
    key = " ".join([*references, ground])
    typed = st.text_input(f"Type “{WORD}” to confirm", key=f"meant {key}", autocomplete="off", max_chars=20)
    word = f"Erase {len(references)} case{'s' if len(references) > 1 else ''}"
    if st.button(word, type="primary", disabled=typed.strip().lower() != WORD, key=f"press {key}"):
        _do(
            lambda: (
                retention.erase(visit.office, visit.person, references, ground) and "Erased. The certificate is below."
            )
        )


def _erasure(visit: Visit, one: Erasure) -> None:
    what = f"{moment(one.asked_at, visit.office.today())} · {plain(one.by)} · {plain(listed([row.key for row in one.rows]))}"
    with st.container(border=True):
        st.markdown(what)
        if one.is_finished:
            st.markdown(f"[Certificate as Word]({CERTIFICATE.at(number=one.number)})")
        if not one.is_finished or retention.left_here(visit.office, one):
            st.markdown("Not finished: some of it is still kept on this computer.")
            if st.button("Finish", key=f"finish {one.number}"):
                _do(lambda: retention.finish(visit.office, visit.person, one.number))


def _do(act: Callable[[], str | None]) -> NoReturn:
    with st.spinner("Erasing. This may take a minute."):
        try:
            said = act() or "Finished."
        except (CannotErase, StoreError) as why:
            said = str(why)
    session.keep(_TOLD, said)
    st.rerun()
