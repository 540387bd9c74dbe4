"""One week's weekly reports: whose are there, whose are not, and all of them as one zip, with a bar while they are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from casework.letters import zips
from casework.letters.making import NoSuchLetter
from casework.letters.zips import OfWeek
from letters.errors import LetterError
from record import words
from ui import blocks
from ui.markup import plain
from ui.shell import go, kept_files, session
from ui.shell.downloads import REPORTS_OF_A_WEEK
from ui.shell.page import Visit

_MADE = "weekly reports made"


def chosen_week(visit: Visit) -> date:
    """The Monday somebody chose; this week's until they do."""
    mondays = zips.weeks(visit.office.today())
    labels = [f"{words.full_day(each)}{'' if number else ' (this week)'}" for number, each in enumerate(mondays)]
    chosen = st.selectbox("Week of", labels, key="weekly reports of")
    return mondays[labels.index(chosen)]


def show(visit: Visit, monday: date) -> None:
    """The reports of a week, and the zip."""
    reports = zips.of_week(visit.office, visit.person, monday)
    if not reports:
        blocks.quiet("No weekly reports are due from you for this week.")
        return
    _make(visit, monday, [each for each in reports if each.is_ready])
    _list(reports)


def _make(visit: Visit, monday: date, those: Sequence[OfWeek]) -> None:
    ready = len(those)
    if not ready:
        blocks.quiet("None of these reports can be made yet.")
        return
    large = st.toggle("Large print (18 point)", key="weekly reports in large print")
    of = f"{monday.isoformat()} {large} {ready}"
    if st.button("Make the report" if ready == 1 else f"Make all {ready} reports", type="primary"):
        session.keep(_MADE, f"{of} {_made(visit, monday, large, those)}")
    made, _, number = (session.kept(_MADE, str) or "").rpartition(" ")
    if made == of and number:
        blocks.letter_link(REPORTS_OF_A_WEEK.at(monday=monday, number=number), f"Download {_counted(ready)} (zip)")


def _made(visit: Visit, monday: date, large: bool, those: Sequence[OfWeek]) -> str:
    """Where the zip is kept for a while; nothing when a report could not be made."""
    bar = st.progress(0.0, "Making the reports")

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, f"{done} of {of}")

    try:
        content = zips.make_week(visit.office, visit.person, monday, tell, large)
    except (LetterError, NoSuchLetter) as problem:
        st.error(plain(str(problem) or "There are no reports left to make. Look at the list again."))
        return ""
    finally:
        bar.empty()
    return kept_files.keep(content, visit.person, [each.seen.case.reference for each in those])


def _counted(number: int) -> str:
    return "1 weekly report" if number == 1 else f"{number} weekly reports"


def _list(reports: Sequence[OfWeek]) -> None:
    for each in reports:
        case = each.seen.case
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap="small"):
                child = case.called
                tone, state = _state(each)
                blocks.line(tone, state, child, f"· {case.reference}")
            go.link(go.CASE, "Open the case", case=case.reference)


def _state(each: OfWeek) -> tuple[blocks.Tone, str]:
    if each.offered is None:
        return "now", "Not written yet"
    if each.is_ready:
        return "good", "Ready"
    return "soon", f"Needs {len(each.offered.missing)} more: see Letters of the case"
