"""Draws the import of term dates: the calendar file, what each event is taken for, the year as it would be, whose cases it touches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from casework.imports.terms import CALENDAR, Dates, Meant, meant, remember, remembered
from casework.imports.terms import apply as apply_dates
from casework.imports.terms_shown import MonthOfDays, touched, with_days, year_shown
from casework.settings.changing import NotYoursToChange
from record.reading import Unreadable, read_date
from record.words import full_day
from ui import blocks, marks, uploads
from ui.markup import plain
from ui.shell import go, session
from ui.shell.page import Visit

_DONE, _TRIES = "terms imported", "imports of terms"
_ALL = ""
FEW = 60
"""Events and cases that are listed; the others are counted."""


def ask(visit: Visit) -> tuple[Sequence[Dates], str]:
    """The events of the file, each with what it is taken for, and the school they are of (nothing: of all)."""
    st.markdown("Upload the calendar of term dates as an iCalendar file. Nothing changes until you have seen it.")
    schools = {_ALL: "Every school", **{each.urn: each.name for each in visit.office.authority.others("")}}
    school = st.selectbox("Whose terms are these?", list(schools), format_func=lambda urn: schools[urn])
    box = f"calendar {session.kept(_TRIES, int) or 0}"
    found = uploads.asked(visit, CALENDAR, "Calendar (.ics)", ["ics"], box)
    if found is None:
        return (), school
    guessed = remembered(visit.office, found.dates)
    return _asked(visit, guessed, found.left, box), school


def _asked(visit: Visit, guessed: Sequence[Dates], left: Sequence[str], box: str) -> Sequence[Dates]:
    """What is unclear first, then what was understood; all else is named, and can be taken too."""
    unclear = [each for each in guessed if each.is_unclear]
    known = [each for each in guessed if not each.is_unclear and each.meant is not Meant.NOTHING]
    others = [each for each in guessed if not each.is_unclear and each.meant is Meant.NOTHING]
    said: dict[int, Dates] = {}
    if unclear:
        st.header("Say what these mean", anchor=False)
        st.markdown("Nobody can tell from their words whether there is school. What you choose is remembered.")
        said |= _each(guessed, unclear, box)
    if known:
        st.header("Understood", anchor=False)
        said |= _each(guessed, known, box)
    if others:
        with st.expander(f"Not about school days, left out: {len(others):,}"):
            said |= _others(guessed, others, box)
    if left:
        with st.expander(f"Could not be taken: {len(left):,}", expanded=True):
            st.markdown("\n".join(f"- {plain(each)}" for each in left[:FEW]))
    answered = [said.get(id(each), each) for each in guessed]
    session.keep(_MATCHED, tuple(zip(guessed, answered, strict=True)))
    return answered


_MATCHED = "what was said of a calendar's words"


def _each(guessed: Sequence[Dates], of: Sequence[Dates], box: str) -> dict[int, Dates]:
    return {id(each): _one(guessed.index(each), each, box) for each in of}


def _one(number: int, dates: Dates, box: str) -> Dates:
    kinds = list(Meant)
    label = f"{plain(dates.title)}: {_when(dates)}"
    key = f"event {box} {number} {label} {dates.meant}"
    picked = st.selectbox(label, kinds, kinds.index(dates.meant), format_func=str, key=key)
    return meant(dates, picked)


def _when(dates: Dates) -> str:
    return full_day(dates.first) if dates.first == dates.last else f"{full_day(dates.first)} to {full_day(dates.last)}"


def _others(guessed: Sequence[Dates], others: Sequence[Dates], box: str) -> dict[int, Dates]:
    """One box for all that is left out: hundreds of events are hundreds of drop-downs otherwise."""
    names = {f"{guessed.index(each) + 1}. {plain(each.title)}: {_when(each)}": each for each in others}
    for name in list(names)[:FEW]:
        blocks.quiet(name)
    if len(names) > FEW:
        blocks.quiet(f"And {len(names) - FEW:,} more.")
    picked = st.multiselect("On which of these are schools closed?", list(names), key=f"others {box}")
    return {id(each): meant(each, Meant.CLOSED) for name, each in names.items() if name in picked}


def seen(visit: Visit, dates: Sequence[Dates], school: str) -> Sequence[Dates]:
    """The year as it would be, with single days put right; and the live cases that it touches."""
    if not any(each.meant is not Meant.NOTHING for each in dates):
        return dates
    st.header("The year as it would be", anchor=False)
    st.markdown(
        "A number is a school day, a stroke is none; what changes is framed. A day that is wrong is put right below."
    )
    box = session.kept(_TRIES, int) or 0
    opened = _days("There is school after all on", f"opened {box}")
    closed = _days("There is no school on", f"closed {box}")
    changed = with_days(dates, opened, closed)
    _draw(year_shown(visit.office, changed, school))
    _say_what_is_touched(visit, changed, school)
    return changed


def _days(label: str, key: str) -> Sequence[date]:
    """Days as they are typed, a comma between them."""
    text = st.text_input(label, placeholder="4/9/2026, 23 October 2026", key=key) or ""
    found = []
    for each in (part.strip() for part in text.replace(";", ",").split(",")):
        try:
            found += [read_date(each)] if each else []
        except Unreadable as fault:
            st.error(plain(f"“{each}”: {fault}."))
    return found


def _draw(months: Sequence[MonthOfDays]) -> None:
    for name, those in groupby(months, key=lambda each: each.days[0].day.year):
        strips = [
            marks.StripOfDays(
                each.name, each.in_words, [(str(one.day.day), one.why_closed, one.is_changed) for one in each.days]
            )
            for each in those
        ]
        marks.year_strip(f"School days of {name}", strips)


def _say_what_is_touched(visit: Visit, dates: Sequence[Dates], school: str) -> None:
    found = touched(visit.office, visit.person, dates, school)
    st.header("Live cases that these dates change", anchor=False)
    if not found:
        st.markdown("None of the live cases that you can see.")
    for each in found[:FEW]:
        st.markdown(f"**{plain(each.reference)}**\n" + "\n".join(f"- {plain(says)}" for says in each.says))
    if len(found) > FEW:
        blocks.quiet(f"And {len(found) - FEW:,} more.")


def apply(visit: Visit, dates: Sequence[Dates], school: str) -> None:
    """Write them, and say how many were new."""
    try:
        fresh = apply_dates(visit.office, visit.person, dates, school)
    except NotYoursToChange as refused:
        st.error(str(refused))
        return
    if matched := session.kept(_MATCHED, tuple):
        remember(visit.office, visit.person, *zip(*matched, strict=True))
    session.keep(
        _DONE, f"{fresh} {'row was' if fresh == 1 else 'rows were'} added. Rows that were already there are unchanged."
    )
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    uploads.forget(CALENDAR)
    st.rerun()


def done() -> None:
    """What came of the last import."""
    if came := session.kept(_DONE, str):
        st.success(came)
        session.forget(_DONE)
        go.link(go.SETTINGS, "Look at the term dates")
