"""The boxes above the board: search, filters, order, and views kept under a name."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from casework.desk import views
from casework.desk.board import CONCERNS
from casework.desk.views import DUE, SORTS, View
from record import words
from record.stage import Stage
from ui import session
from ui.markup import in_a_label
from ui.page import Visit

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
