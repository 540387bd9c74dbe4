"""Draws the lines of the board, twenty-five at a time; on a telephone each line is a small card."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.desk.board import NO_CONCERN, BoardRow
from record import words
from record.stage import Stage
from ui import blocks, go, where
from ui.board import markup
from ui.board.markup import BoardCell
from ui.case.who import who
from ui.page import Visit

A_PAGE = 25
HEADINGS = ("Child", "Stage", "Expected", "Next step", "Due", "Concern")
_TONES: dict[str, blocks.Tone] = {"red": "now", "amber": "soon", "green": "good", NO_CONCERN: "calm"}


def draw(visit: Visit, lines: Sequence[BoardRow]) -> None:
    """How many, and the lines of one page."""
    if not lines:
        blocks.quiet("No case is like that. Take a filter away, or search for less.")
        return
    pages = -(-len(lines) // A_PAGE)
    number = 1
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.markdown(f"**{len(lines):,} case{'' if len(lines) == 1 else 's'}**", width="content")
        if pages > 1:
            number = st.selectbox("Page", range(1, pages + 1), key=f"board page {pages}", width=120)
    with st.container(key="board-lines", gap=None):
        blocks.grid(markup.heading(("Reference", *HEADINGS)))
        for line in lines[(number - 1) * A_PAGE : number * A_PAGE]:
            _line(visit, line)


def _line(visit: Visit, line: BoardRow) -> None:
    case = line.seen.case
    with st.container(key=f"board-line-{case.reference}", horizontal=True, vertical_alignment="top", gap="small"):
        go.link(go.CASE, case.reference, case=case.reference)
        blocks.grid(markup.line_markup(list(zip(HEADINGS, _cells(visit, line), strict=True))))


def _cells(visit: Visit, line: BoardRow) -> Sequence[BoardCell]:
    case, known = line.seen.case, line.known
    child = words.of_child(case.referral, case.before.pupil_initials if case.before else None)
    week = f"week {known.week[0]} of {known.week[1]}" if known.week and known.stage is Stage.PLACED else ""
    return (
        BoardCell(child, visit.office.authority.name_of(case.home)),
        BoardCell(words.first_capital(known.stage), week),
        BoardCell(words.first_capital(where.short(case, visit.office.authority))),
        _next(visit, line),
        _due(line),
        BoardCell(words.first_capital(known.concern), tone=_TONES[known.concern]),
    )


def _next(visit: Visit, line: BoardRow) -> BoardCell:
    step = line.known.next
    if step is None:
        return BoardCell("Nothing")
    return BoardCell(words.first_capital(step.what), who(visit, line.seen, step))


def _due(line: BoardRow) -> BoardCell:
    step, today = line.known.next, line.seen.case.today
    if step is None or step.by is None:
        return BoardCell("–")
    late = words.how_late(step.by, today)
    return BoardCell(words.short_day(step.by), late, tone="now" if late else None)
