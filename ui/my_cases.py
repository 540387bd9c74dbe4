"""The list of a person's cases: one card a case, one action each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.desk.work import CaseRow, Work
from casework.sample import is_sample
from record import words
from record.stage import Stage
from rules.duty import Due, Risk
from ui import blocks, where
from ui.case.deadlines import in_words, waiting, who
from ui.markup import plain
from ui.shell import go, settings, wiring
from ui.shell.page import Visit


def opening(work: Work) -> None:
    """How many, in a sentence."""
    live = len(work.now) + len(work.live)
    if not live and not work.over:
        st.markdown("There are no cases here yet.")
        return
    need = f"{len(work.now)} need{'s' if len(work.now) == 1 else ''} you now" if work.now else "nothing needs you now"
    st.markdown(f"**{live} live case{'' if live == 1 else 's'}.** {words.first_capital(need)}.")


def rows(visit: Visit, title: str, of: Sequence[CaseRow]) -> None:
    """A heading and a card for each case; nothing when there is none."""
    if of:
        st.header(title, anchor=False)
    for row in of:
        _card(visit, row)


def folded(visit: Visit, title: str, of: Sequence[CaseRow]) -> None:
    """The same, behind one press."""
    if of and st.toggle(f"Show {len(of)} that {'is' if len(of) == 1 else 'are'} over", key=f"show {title}"):
        rows(visit, title, of)


def _card(visit: Visit, row: CaseRow) -> None:
    case = row.seen.case
    child = case.called
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch", gap="small"):
            label, tone = _label(row)
            blocks.line(tone, label, f"{case.reference} · {child}", "")
            st.markdown(_sentence(visit, row))
        if st.button(f"Open {case.reference}", key=f"open {case.reference}"):
            go.to(go.CASE, case=case.reference)


def _label(row: CaseRow) -> tuple[str, blocks.Tone]:
    week = f", week {row.week[0]} of {row.week[1]}" if row.week and row.stage is Stage.PLACED else ""
    stage = words.first_capital(row.stage) + week
    if row.seen.is_for_reports and row.is_live and row.seen.case.placement is None:
        return "No place yet", "calm"
    if row.is_late and row.next and row.next.by:
        return f"{stage} · {words.how_late(row.next.by, row.seen.case.today)}", "now"
    return stage, "soon" if row.needs_me_now else "calm"


def _sentence(visit: Visit, row: CaseRow) -> str:
    """Where expected, what next, who has it, by when."""
    case, authority = row.seen.case, visit.office.authority
    place = f"Expected: **{plain(where.short(case, authority))}**." if row.is_live else ""
    if row.next is None:
        return place
    by = f", due {words.day(row.next.by)}" if row.next.by else ""
    step = f"{place} Next: {plain(_within(row, row.next))} ({plain(who(visit, row.seen, row.next))}{by}){plain(waiting(row.next))}."
    return "  \n".join(part for part in (step, _yours(row), _signs(row)) if part)


def _yours(row: CaseRow) -> str:
    """What else is this side's own and near, the earliest first."""
    today = row.seen.case.today
    near = [each for each in row.mine if each != row.next and each.risk(today) is not Risk.LATER]
    if not near:
        return ""
    first = near[0]
    late = words.how_late(first.by, today) if first.by else ""
    by = f", {late or f'by {words.day(first.by)}'}" if first.by else ""
    more = f"; and {len(near) - 1} more" if len(near) > 1 else ""
    whose = "Yours too" if row.is_mine else "Yours"
    return f"{whose}: {plain(_within(row, first))}{plain(by)}{more}."


def _within(row: CaseRow, one: Due) -> str:
    """What is due, within a sentence."""
    return in_words(row.seen, one, capital=False)


def _signs(row: CaseRow) -> str:
    """Why a review should perhaps come early."""
    return f"**Should a review be held early?** {plain(row.signals[-1].why)}" if row.signals else ""


def sample_banner(visit: Visit) -> None:
    """While the app shows sample data: say so, and offer to start empty."""
    if not is_sample(visit.office):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**These are made-up cases**, to look round in. Nobody here is real.", width="content")
        if settings.read().demo and st.button(
            "Start empty", help="Leave the made-up cases behind. You are signed out and can sign in again."
        ):
            wiring.start_empty()
            st.rerun()
