"""Draws Today: the cases that need somebody now, and what others wrote since somebody last looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from casework.desk.last_look import EntryNews
from casework.desk.sentences import in_a_sentence
from casework.desk.today import Call, Today, act, form_for, to_ring
from record import words
from record.words import ENGLAND
from rules.duty import Due
from ui import blocks, where
from ui.markup import in_a_label, plain
from ui.shell import go
from ui.shell.page import Visit

A_PAGE = 20
GRAVE = 12
"""Harms from this place of the table on are said in a calmer colour."""


def opening(found: Today) -> None:
    """How many, in a sentence; and what to do when nothing calls."""
    if not found.live:
        st.markdown("**No live cases in your areas.** When a school starts one, it appears here straight away.")
        return
    number = len(found.calls)
    need = f"{number} need{'s' if number == 1 else ''} you now" if number else "Nothing needs you now"
    week = f", {found.this_week} more {'has' if found.this_week == 1 else 'have'} something due this week"
    st.markdown(f"**{found.live} live case{'' if found.live == 1 else 's'} in your areas.** {need}{week}.")
    if not number:
        blocks.quiet("Every child’s expected place is certain, every report is in and every answer was given in time.")


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
    schools = " to ".join(authority.name_of(urn) for urn in (case.home, case.receiving) if urn)
    with st.container(key=f"call-{case.reference}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            go.link(go.CASE, f"**{in_a_label(case.called)}** · {case.reference}", case=case.reference)
            blocks.quiet(f"{schools}. Expected: {where.short(case, authority)}.")
        for number, need in enumerate(call.needs):
            _need(visit, call, need, number)


def _need(visit: Visit, call: Call, need: Due, number: int) -> None:
    form = form_for(call.seen, visit.person, need)
    with st.container(key=f"need-{call.seen.case.reference}-{number}", horizontal=True, vertical_alignment="center"):
        name = need.harm.name if need.harm else ""
        blocks.line("now" if need.rank < GRAVE else "soon", name, "", f"{need.says} {_ring(visit, call, need)}")
        label = form.title if form else "Look at the case"
        if st.button(label, key=f"act {call.seen.case.reference} {number}"):
            act(visit.office, visit.person, call.seen, need)
            go.to(go.FORMS[form.kind] if form else go.CASE, case=call.seen.case.reference)


def _ring(visit: Visit, call: Call, need: Due) -> str:
    school = to_ring(visit.office, call.seen, need)
    if school is None:
        return ""
    number = school.attendance_phone or school.phone
    return f"Ring {school.name}: {number}." if number else f"Ask {school.name}."


AT_MOST = 30


def show_news(visit: Visit, since: datetime, changes: Sequence[EntryNews]) -> None:
    """The heading says since when; without news it says so."""
    today = visit.office.today()
    st.header(f"Since you last looked, {words.moment(since, today)}", anchor=False)
    if not changes:
        blocks.quiet("Nobody else has submitted or corrected anything.")
        return
    lines = list(dict.fromkeys(_line(visit, each) for each in changes))
    st.markdown("\n".join(f"- {each}" for each in lines[:AT_MOST]))
    if len(lines) > AT_MOST:
        blocks.quiet(f"And {len(lines) - AT_MOST} more from earlier: see Chronology in each case.")


def show_moves(visit: Visit, changes: Sequence[EntryNews]) -> None:
    """What was filed since and moves a child within two school days, in red; nothing where nothing does."""
    for each in changes:
        if each.moves_the_child_on:
            with st.container(
                key=f"moves-{each.seen.case.reference}-{each.filed.entry_id}", horizontal=True, gap="small"
            ):
                when = words.day(each.moves_the_child_on)
                said = in_a_sentence(each.filed, visit.office.authority)
                blocks.line("now", "Moves a child", f"From {when}", f"{each.seen.case.called}. {said}.")
                go.link(go.CASE, f"Open {each.seen.case.reference}", case=each.seen.case.reference)


def _line(visit: Visit, change: EntryNews) -> str:
    """`Southmead School accepted in principle · **MM-…** (Tuesday 8 December)`; alike ones of a day are one line."""
    hand = ", by hand in the spreadsheet" if change.filed.edited_by_hand and change.is_correction else ""
    on = change.at.astimezone(ENGLAND).date()
    when = "today" if on == visit.office.today() else words.day(on)
    again = ", answered or corrected" if change.is_correction else ""
    return f"{plain(in_a_sentence(change.filed, visit.office.authority) + again)}{hand} · **{change.seen.case.reference}** ({when})"
