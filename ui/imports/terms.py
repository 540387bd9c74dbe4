"""Draws the import of term dates: the calendar file, what each event is taken for, for which school."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.imports.terms import CALENDAR, Dates, Meant, meant
from casework.imports.terms import apply as apply_dates
from casework.settings.changing import NotYoursToChange
from record.words import full_day
from ui import uploads
from ui.markup import plain
from ui.shell import go, session
from ui.shell.page import Visit

_DONE, _TRIES = "terms imported", "imports of terms"
_ALL = ""


def ask(visit: Visit) -> tuple[Sequence[Dates], str]:
    """The events of the file, each with what it is taken for, and the school they are of (nothing: of all)."""
    st.markdown("Upload the calendar of term dates as an iCalendar file. Nothing changes until you have seen it.")
    schools = {_ALL: "Every school", **{each.urn: each.name for each in visit.office.authority.others("")}}
    school = st.selectbox("Whose terms are these?", list(schools), format_func=lambda urn: schools[urn])
    box = f"calendar {session.kept(_TRIES, int) or 0}"
    found = uploads.asked(visit, CALENDAR, "Calendar (.ics)", ["ics"], box) or ()
    return [_one(number, each) for number, each in enumerate(found)], school


def _one(number: int, dates: Dates) -> Dates:
    when = full_day(dates.first) if dates.first == dates.last else f"{full_day(dates.first)} to {full_day(dates.last)}"
    kinds = list(Meant)
    label = f"{plain(dates.title)}: {when}"
    picked = st.selectbox(label, kinds, kinds.index(dates.meant), format_func=str, key=f"event {number} {label}")
    return meant(dates, picked)


def apply(visit: Visit, dates: Sequence[Dates], school: str) -> None:
    """Write them, and say how many were new."""
    try:
        fresh = apply_dates(visit.office, visit.person, dates, school)
    except NotYoursToChange as refused:
        st.error(str(refused))
        return
    session.keep(
        _DONE, f"{fresh} {'row was' if fresh == 1 else 'rows were'} added. Rows that were already there are unchanged."
    )
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    st.rerun()


def done() -> None:
    """What came of the last import."""
    if came := session.kept(_DONE, str):
        st.success(came)
        session.forget(_DONE)
        go.link(go.SETTINGS, "Look at the term dates")
