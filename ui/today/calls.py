"""Draws the cases that need somebody now: what harms, whom to ring, one button for each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.desk.harm import HarmInCase
from casework.desk.today import Call, Today, act, form_for, to_ring
from record import words
from ui import blocks, go, where
from ui.markup import in_a_label
from ui.page import Visit

A_PAGE = 20
GRAVE = 11
"""Harms from this place of the table on are said in a calmer colour."""


def opening(found: Today) -> None:
    """How many, in a sentence; and what to do when nothing calls."""
    if not found.live:
        st.markdown("**No live cases in your areas.** When a school begins one, it is here the same minute.")
        return
    number = len(found.calls)
    need = f"{number} need{'s' if number == 1 else ''} you now" if number else "Nothing needs you now"
    week = f", {found.this_week} more {'has' if found.this_week == 1 else 'have'} something due this week"
    st.markdown(f"**{found.live} live case{'' if found.live == 1 else 's'} in your areas.** {need}{week}.")
    if not number:
        blocks.quiet(
            "Every child is expected somewhere for certain, every report is in, every answer was given in time."
        )


def show_calls(visit: Visit, calls: Sequence[Call]) -> None:
    """A card for each case, the worst first, twenty at a time."""
    pages = -(-len(calls) // A_PAGE)
    number = 1
    if pages > 1:
        number = st.selectbox("Page", range(1, pages + 1), key=f"today page {pages}", width=160)
    for call in calls[(number - 1) * A_PAGE : number * A_PAGE]:
        _card(visit, call)


def _card(visit: Visit, call: Call) -> None:
    case, authority = call.seen.case, visit.office.authority
    child = words.of_child(case.referral, case.before.pupil_initials if case.before else None)
    schools = " to ".join(authority.name_of(urn) for urn in (case.home, case.receiving) if urn)
    with st.container(border=True):
        go.link(go.CASE, f"**{case.reference}** · {in_a_label(child)}", case=case.reference)
        blocks.quiet(f"{schools}. Expected: {where.short(case, authority)}.")
        for number, need in enumerate(call.needs):
            _need(visit, call, need, number)


def _need(visit: Visit, call: Call, need: HarmInCase, number: int) -> None:
    form = form_for(call.seen, visit.person, need)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch", gap="small"):
            blocks.line("now" if need.rank < GRAVE else "soon", need.harm.name, "", need.found.says)
            if ring := _ring(visit, call, need):
                blocks.quiet(ring)
        label = form.title if form else "Look at the case"
        if st.button(label, key=f"act {call.seen.case.reference} {number}"):
            act(visit.office, visit.person, call.seen, need)
            go.to(go.FORMS[form.kind] if form else go.CASE, case=call.seen.case.reference)


def _ring(visit: Visit, call: Call, need: HarmInCase) -> str:
    school = to_ring(visit.office, call.seen, need)
    if school is None:
        return ""
    number = school.attendance_phone or school.phone
    return f"Ring {school.name}: {number}" if number else f"Ask {school.name}"
