"""Draws the import of schools: the files, what they would change, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from casework.imports.national_register import LINKS, REGISTER, RegisterFile
from casework.imports.schools import Links, SchoolChange, changes, phases, splits
from casework.imports.schools import apply as apply_changes
from record.tables import RegisterChange
from ui import blocks, uploads
from ui.markup import plain
from ui.shell import go, session
from ui.shell.page import Visit

USUAL = ("Secondary", "All-through", "Middle deemed secondary")
FEW = 200
"""Changes that are listed; the others are counted."""
LEFT = "Not changed, because this needs a coordinator for their area and authority, or an administrator: {}."
_DONE, _TRIES = "schools imported", "imports of schools"


def introduction() -> None:
    """Where the file is had."""
    st.markdown(
        "On **Get Information About Schools** choose *Downloads*, tick *Establishment fields CSV* (all establishments) "
        "and, to follow schools that were renumbered, *Establishment links CSV*. Upload the files here unchanged, "
        "zipped or not. Nothing changes until you have seen it."
    )


def read(visit: Visit) -> tuple[RegisterFile | None, Links]:
    """The two files, read; nothing where they were not given or are something else."""
    box = session.kept(_TRIES, int) or 0
    found = uploads.asked(
        visit, REGISTER, "All establishments (.csv or .zip)", (), f"register {box}", [visit.person.la]
    )
    links = uploads.asked(visit, LINKS, "Links, if you have it (.csv or .zip)", (), f"links {box}")
    return found, links or {}


def choose(visit: Visit, register: RegisterFile | None, links: Links) -> Sequence[SchoolChange]:
    """What would change, by sort; each sort is taken or left."""
    if register is None:
        return ()
    blocks.quiet(f"{register.rows:,} rows read, {len(register.listed):,} of your authority.")
    _left_out(register)
    offered = phases(register)
    usual = [each for each in USUAL if each in offered]
    picked = st.multiselect(
        "Which phases should new schools be added for?",
        list(offered),
        usual,
        format_func=lambda each: f"{each} ({offered[each]})",
    )
    chosen = _split(visit, register, links)
    found = changes(visit.office, register, frozenset(picked), links, chosen)
    if not found:
        st.success("The Schools table matches the national register. There is nothing to change.")
    by_sort = {sort: [each for each in found if each.sort is sort] for sort in RegisterChange}
    return [change for sort, group in by_sort.items() if group and _wants(sort, group) for change in group]


def _split(visit: Visit, register: RegisterFile, links: Links) -> Mapping[str, str]:
    """Which of several schools takes over from one that was split; its cases stay where they are while nobody says so."""
    chosen: dict[str, str] = {}
    names = {urn: f"{each.name} ({urn})" for urn, each in register.listed.items()}
    for urn, those in splits(visit.office, register, links).items():
        picked = st.selectbox(
            plain(f"{names[urn]} became several schools. Which one takes over its cases, drafts, links and people?"),
            [None, *those],
            format_func=lambda each: (
                plain(names.get(each, str(each))) if each else "None for now: they stay as they are"
            ),
            key=f"split {urn}",
        )
        if picked:
            chosen[urn] = picked
    return chosen


def _left_out(register: RegisterFile) -> None:
    if register.missing:
        st.warning(f"The file has no column {', '.join(register.missing)}, so those details stay as they are.")
    if register.faults:
        with st.expander(f"Rows to check: {len(register.faults):,}"):
            st.markdown("\n".join(f"- {plain(each)}" for each in register.faults[:FEW]))


def _wants(sort: RegisterChange, group: Sequence[SchoolChange]) -> bool:
    schools = len({each.urn for each in group})
    wanted = st.checkbox(
        f"{sort} ({schools} {'school' if schools == 1 else 'schools'})", value=True, key=f"take {sort}"
    )
    with st.expander("See them"):
        rows = group[:FEW]
        blocks.table(
            {
                "School": [f"{each.school} ({each.urn})" for each in rows],
                "What": [each.column for each in rows],
                "Now": [each.before.replace("\n", ", ") for each in rows],
                "Then": [each.after.replace("\n", ", ") for each in rows],
            }
        )
        if len(group) > FEW:
            blocks.quiet(f"And {len(group) - FEW:,} more.")
    return wanted


def apply(visit: Visit, wanted: Sequence[SchoolChange]) -> None:
    """Write them, and say how many schools they touched."""
    came = apply_changes(visit.office, visit.person, wanted)
    touched = f"{came.touched} {'school is' if came.touched == 1 else 'schools are'} up to date."
    session.keep(_DONE, f"{touched} {LEFT.format(', '.join(came.left))}" if came.left else touched)
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    uploads.forget(REGISTER)
    uploads.forget(LINKS)
    st.rerun()


def done() -> None:
    """What came of the last import."""
    if came := session.kept(_DONE, str):
        st.success(plain(came))
        session.forget(_DONE)
        go.link(go.SETTINGS, "Look at the schools")
