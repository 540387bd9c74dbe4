"""Draws the board: the boxes above it, and its lines, twenty-five at a time; on a telephone each line is a small card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from casework.desk import views
from casework.desk.board import CONCERNS, NO_CONCERN, BoardRow
from casework.desk.views import DUE, SORTS, View
from record import words
from record.stage import Stage
from ui import blocks, where
from ui.blocks import Tone, tag
from ui.case.deadlines import waiting, who
from ui.markup import escape, in_a_label
from ui.shell import go, session
from ui.shell.page import Visit


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One cell of a line of the board."""

    text: str
    under: str = ""
    """In small grey, below."""
    tone: Tone | None = None
    """Said in a label of this tone."""


def heading(names: Sequence[str]) -> str:
    """What stands above the columns, for those who see them; each cell names its own column to those who do not."""
    first, *rest = names
    cells = "".join(f"<span>{escape(name)}</span>" for name in rest)
    columns = f'<span>{escape(first)}</span><div class="mm-line">{cells}</div>'
    return f'<div class="mm-board-heading" aria-hidden="true">{columns}</div>'


def line_markup(cells: Sequence[tuple[str, BoardCell]]) -> str:
    """The cells of one line, each with the name of its column."""
    return f'<div class="mm-line">{"".join(_cell(name, cell) for name, cell in cells)}</div>'


def _cell(name: str, cell: BoardCell) -> str:
    text = tag(cell.text, cell.tone) if cell.tone else escape(cell.text)
    under = f'<span class="under">{escape(cell.under)}</span>' if cell.under else ""
    return f'<span><span class="name">{escape(name)}: </span>{text} {under}</span>'


AS_LEFT = "As I left it"
_SEED = "board as it was when this tab opened it"
STAGES = tuple(each for each in Stage if each is not Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the boxes say."""

    view: View
    search: str
    with_closed: bool


def chosen(visit: Visit) -> Chosen:
    """Draw the boxes, remember how they stand, and say so."""
    kept = views.named(visit.office, visit.person)
    first, second, third = st.columns((2, 1, 1))
    search = first.text_input("Search by reference or name", key="board search", live="500ms", autocomplete="off")
    with_closed = first.checkbox("Search closed cases too", key="board closed")
    name = second.selectbox("View", [AS_LEFT, *kept], key="board view")
    start = kept.get(name) or _seed(visit)
    sort = third.selectbox("Sorted by", SORTS, SORTS.index(start.sort), key=f"board sort {name}")
    view = _filters(visit, start, name, sort)
    _keeping(visit, view, name)
    views.leave(visit.office, visit.person, view)
    return Chosen(view, search, with_closed)


def _seed(visit: Visit) -> View:
    """As the person left it, asked for once a tab: a box whose start changes forgets what was chosen."""
    seed = session.kept(_SEED, View)
    if seed is None:
        seed = views.as_left(visit.office, visit.person)
        session.keep(_SEED, seed)
    return seed


def _filters(visit: Visit, start: View, name: str, sort: str) -> View:
    authority = visit.office.authority
    schools = {each.urn: each.name for each in authority.others("")}
    areas = sorted({each.area for each in authority.schools.values() if each.area})
    mine = [each for each in areas if not visit.person.areas or each in visit.person.areas]
    with st.expander("Filters", expanded=start != View(sort=start.sort), key=f"board filters {name}"):
        columns = st.columns(5)
        stages = columns[0].multiselect(
            "Stage", STAGES, _known(start.stages, STAGES), key=f"board stages {name}", format_func=words.first_capital
        )
        concerns = columns[1].multiselect(
            "Concern", CONCERNS, _known(start.concerns, CONCERNS), key=f"board concerns {name}"
        )
        due = columns[2].selectbox("Due", DUE, DUE.index(start.due), key=f"board due {name}")
        urns = ["", *schools]
        school = columns[3].selectbox(
            "School",
            urns,
            urns.index(start.school) if start.school in urns else 0,
            format_func=lambda urn: schools.get(urn, "Any school"),
            key=f"board school {name}",
        )
        found = columns[4].multiselect("Area", mine, _known(start.areas, mine), key=f"board areas {name}")
    return View(tuple(stages), tuple(found), tuple(concerns), school, due, sort)


def _known(chosen: tuple[str, ...], options: tuple[str, ...] | list[str]) -> list[str]:
    return [each for each in options if each in chosen]


def _keeping(visit: Visit, view: View, name: str) -> None:
    """Keep what the boxes say under a name, or forget a name."""
    with st.popover("Keep or remove a view"):
        typed = st.text_input("Name of the view", key="board view name", autocomplete="off")
        if st.button("Keep this view", key="board keep"):
            _keep(visit, typed, view)
        if name != AS_LEFT and st.button(f"Remove “{in_a_label(name)}”", key="board remove"):
            views.remove(visit.office, visit.person, name)
            st.rerun()


def _keep(visit: Visit, name: str, view: View) -> None:
    try:
        views.keep(visit.office, visit.person, name, view)
    except views.NotKept as fault:
        st.warning(str(fault))
    else:
        st.rerun()


A_PAGE = 25
HEADINGS = ("Child", "Stage", "Expected", "Next step", "Due", "Concern")
_TONES: dict[str, blocks.Tone] = {"red": "now", "amber": "soon", "green": "good", NO_CONCERN: "calm"}


def draw(visit: Visit, lines: Sequence[BoardRow]) -> None:
    """How many, and the lines of one page."""
    if not lines:
        blocks.quiet("No cases match. Remove a filter, or search for less.")
        return
    pages = -(-len(lines) // A_PAGE)
    number = 1
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.markdown(f"**{len(lines):,} case{'' if len(lines) == 1 else 's'}**", width="content")
        if pages > 1:
            number = st.selectbox("Page", range(1, pages + 1), key=f"board page {pages}", width=120)
    with st.container(key="board-lines", gap=None):
        blocks.grid(heading(("Reference", *HEADINGS)))
        for line in lines[(number - 1) * A_PAGE : number * A_PAGE]:
            _line(visit, line)


def _line(visit: Visit, line: BoardRow) -> None:
    case = line.seen.case
    with st.container(key=f"board-line-{case.reference}", horizontal=True, vertical_alignment="top", gap="small"):
        go.link(go.CASE, case.reference, case=case.reference)
        blocks.grid(line_markup(list(zip(HEADINGS, _cells(visit, line), strict=True))))


def _cells(visit: Visit, line: BoardRow) -> Sequence[BoardCell]:
    case, known = line.seen.case, line.known
    child = case.called
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
    return BoardCell(words.first_capital(step.what), who(visit, line.seen, step) + waiting(step))


def _due(line: BoardRow) -> BoardCell:
    step, today = line.known.next, line.seen.case.today
    if step is None or step.by is None:
        return BoardCell("–")
    late = words.how_late(step.by, today)
    return BoardCell(words.short_day(step.by), late, tone="now" if late else None)
