"""The tabs of a case below its head, and its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from casework.letters import making
from casework.letters.making import State
from casework.reading.access import Seen, Side
from letters.coming import Comes
from record import progress, words
from ui import blocks, guidance
from ui.case import chronology, deadlines, funding, going
from ui.entries import read_entry
from ui.letters import cards, questions
from ui.letters.cards import card
from ui.letters.links import large_print, link_to_all
from ui.markup import plain
from ui.shell.downloads import EVERYTHING_HELD
from ui.shell.page import Visit

Draw = Callable[[Visit, Seen], None]


def show_letters(visit: Visit, seen: Seen) -> None:
    """Draw the letters tab: the questions of one letter while they are open, otherwise every letter."""
    if letter_id := questions.opened(seen):
        questions.show(visit, seen, letter_id)
        return
    states = making.available(visit.office, visit.person, seen)
    now = [each for each in states if each.comes is Comes.NOW]
    if not now:
        blocks.quiet("There are no letters for you to make in this case at the moment.")
    if now:
        large_print()
    link_to_all(seen, sum(len(each.ready) for each in now))
    for each in sorted(now, key=_is_urgent_or_ready):
        card(visit, seen, each)
    cards.later([each for each in states if each.comes is Comes.LATER])


def _is_urgent_or_ready(state: State) -> tuple[bool, bool]:
    """What is late first, then what is ready."""
    is_late = state.wanted is not None and state.wanted.is_late
    return (not is_late, bool(state.missing))


def show(visit: Visit, seen: Seen) -> None:
    """Draw the tabs; only the open one is made."""
    names = _FOR_REPORTS if seen.is_for_reports else _tabs(seen)
    tabs = st.tabs(list(names), key="tabs", on_change="rerun")
    for tab, draw in zip(tabs, names.values(), strict=True):
        if tab.open:
            with tab:
                draw(visit, seen)


def _tabs(seen: Seen) -> Mapping[str, Draw]:
    names: dict[str, Draw] = {
        "Chronology": chronology.show,
        "Deadlines": deadlines.show,
        "Attendance": _attendance,
        "Targets": _targets,
        "Letters": _letters,
        "Guidance": _guidance,
        "People": _people,
        "Full record": _record,
    }
    if funding.is_agreed(seen):
        names["Funding"] = funding.show
    return names


def _reports(visit: Visit, seen: Seen) -> None:
    st.header("Your school’s reports", anchor=False)
    if not seen.entries:
        blocks.quiet("Your school has not reported anything yet.")
    chronology.show(visit, seen)


def _attendance(_: Visit, seen: Seen) -> None:
    reported = progress.weeks(seen.case)
    if not reported:
        blocks.quiet("No weekly report yet.")
        return
    going.attendance(reported, progress.finding(seen.case))
    total = progress.so_far(seen.case)
    of_agreed = (
        f" Of the sessions agreed for this child: {total.percentage_of_agreed:g}%."
        if total.percentage_of_agreed is not None
        else ""
    )
    st.markdown(f"So far: {plain(total.in_words)}.{of_agreed}")


def _targets(_: Visit, seen: Seen) -> None:
    scores = progress.scores(seen.case)
    if scores:
        going.targets(scores)
        return
    meeting = seen.case.agreed_meeting
    for number, target in enumerate(meeting.targets if meeting else (), start=1):
        st.markdown(f"{number}. **{plain(target.what or '')}**  \n:gray[Judged by: {plain(target.how_judged or '')}]")
    blocks.quiet("No scores yet." if meeting else "Targets are set at the meeting.")


def _people(visit: Visit, seen: Seen) -> None:
    case, authority = seen.case, visit.office.authority
    for name, urn in (("Home school", case.home), ("Receiving school", case.receiving)):
        if urn:
            school = authority.school(urn)
            blocks.rows(
                [(name, f"{school.name}\n{school.head}, {school.head_title.lower()}\n{school.phone}\n{school.email}")]
            )
    meeting = case.agreed_meeting
    if meeting and meeting.absence_phone:
        blocks.rows([("When the child is absent", meeting.absence_phone)])
    for parent in case.referral.parents if case.referral else ():
        duty = "parental responsibility" if parent.has_responsibility else "no parental responsibility"
        lines = [parent.name, f"{parent.relationship}, {duty}", parent.phone, parent.email]
        blocks.rows([("Parent or carer", "\n".join(line for line in lines if line))])
    coordinator = authority.coordinator_for(case.home)
    blocks.rows([("Local authority", f"{authority.name}\n{coordinator.name}\n{coordinator.phone}")])


def _letters(visit: Visit, seen: Seen) -> None:
    st.header("Letters", anchor=False)
    show_letters(visit, seen)


def _guidance(_: Visit, seen: Seen) -> None:
    st.header("Guidance", anchor=False)
    if not seen.is_whole:
        blocks.quiet("You can now see only your school’s own entries in this case, so there is nothing to show here.")
        return
    guidance.show(seen.case)
    guidance.link_from(seen.case)


def _record(visit: Visit, seen: Seen) -> None:
    if seen.side is Side.LA:
        blocks.letter_link(
            EVERYTHING_HELD.at(reference=seen.case.reference), "Download everything held on this child (zip)"
        )
    for filed in seen.case.filed:
        st.header(filed.entry.title, anchor=False)
        blocks.quiet(f"{words.full_day(filed.happened_on)}, {filed.filed_by}")
        read_entry(visit, filed.entry)


_FOR_REPORTS: Mapping[str, Draw] = {
    "Reports": _reports,
    "Attendance": _attendance,
    "Targets": _targets,
    "Who to ring": _people,
}
"""The tabs of somebody who only writes weekly reports."""
