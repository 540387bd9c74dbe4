"""The list of a person's cases: one line a case, one action each."""

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
    """A heading and a line for each case; nothing when there is none."""
    if of:
        st.header(title, anchor=False)
    for row in of:
        _line(visit, row)


def folded(visit: Visit, title: str, of: Sequence[CaseRow]) -> None:
    """The same, behind one press."""
    if of and st.toggle(f"Show {len(of)} that {'is' if len(of) == 1 else 'are'} over", key=f"show {title}"):
        rows(visit, title, of)


def _line(visit: Visit, row: CaseRow) -> None:
    case, authority = row.seen.case, visit.office.authority
    with st.container(key=f"case-line-{case.reference}", horizontal=True, vertical_alignment="center", gap="small"):
        blocks.case_line(
            blocks.CaseLine(
                child=case.called,
                below=(case.reference, _stage(row)),
                step=_within(row, row.next, capital=True) if row.next else "",
                label=_late(row),
                notes=tuple(filter(None, (_whose(visit, row), _yours(row), _signs(row)))),
                place=words.first_capital(where.short(case, authority)) if row.is_live else "",
                soon=words.first_capital(where.soon(case, authority)) if row.is_live else "",
            )
        )
        if st.button(f"Open :gray[{case.reference}]", key=f"open {case.reference}"):
            go.to(go.CASE, case=case.reference)


def _stage(row: CaseRow) -> str:
    week = f", week {row.week[0]} of {row.week[1]}" if row.week and row.stage is Stage.PLACED else ""
    if row.seen.is_for_reports and row.is_live and row.seen.case.placement is None:
        return "No place yet"
    return words.first_capital(row.stage) + week


def _late(row: CaseRow) -> tuple[str, blocks.Tone] | None:
    """How late the next step is, or that it waits for whoever reads this."""
    if row.is_late and row.next and row.next.by:
        return words.first_capital(words.how_late(row.next.by, row.seen.case.today)), "now"
    return None


def _whose(visit: Visit, row: CaseRow) -> str:
    """Who has the next step, by when, and what it waits for."""
    if row.next is None:
        return ""
    by = f" · due {words.day(row.next.by)}" if row.next.by else ""
    return f"{who(visit, row.seen, row.next)}{by}{waiting(row.next)}"


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
    return f"{whose}: {_within(row, first)}{by}{more}."


def _within(row: CaseRow, one: Due, *, capital: bool = False) -> str:
    """What is due, within a sentence."""
    return in_words(row.seen, one, capital=capital)


def _signs(row: CaseRow) -> str:
    """Why a review should perhaps come early."""
    return f"Should a review be held early? {row.signals[-1].why}" if row.signals else ""


def sample_banner(visit: Visit) -> None:
    """While the app shows sample data: say so, and offer to start empty."""
    if not is_sample(visit.office):
        return
    with st.container(key="sample", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**These are made-up cases** for you to explore. Nobody here is real.", width="content")
        if settings.read().demo and st.button(
            "Start empty", help="Leave the made-up cases behind. You are signed out and can sign in again."
        ):
            wiring.start_empty()
            st.rerun()
