"""What a person reads after submitting: it is saved, what happens next, who can see it now."""

from __future__ import annotations

import streamlit as st

from casework.desk.work import due_for, next_for
from casework.forms.offered import possible
from casework.keeping.sheet import spreadsheet
from casework.letters.making import available
from casework.reading.access import Seen
from record import words
from record.case import Case
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.kinds import kind_named
from record.forms.start import Start
from store.contract import SavedEntry
from ui import blocks, where
from ui.case import deadlines
from ui.case.deadlines import who
from ui.letters.links import link, link_to_all
from ui.markup import plain
from ui.shell import go, page, session
from ui.shell.page import Visit

SECONDS_BETWEEN_LOOKS = 2
OUTCOMES = (FinalReview.kind, EarlyEnding.kind, Ending.kind)


def panel(visit: Visit, saved: SavedEntry) -> None:
    """The panel with the reference; while the spreadsheet has not got it yet, looked at again every few seconds."""
    if spreadsheet.is_waiting(visit.office, saved):
        _waiting(visit, saved)
    else:
        _done(saved, "Saved. Your reference is")


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _waiting(visit: Visit, saved: SavedEntry) -> None:
    if not spreadsheet.is_waiting(visit.office, saved):
        st.rerun(scope="app")
    _done(saved, "Saved here, waiting for Google. Your reference is")


def _done(saved: SavedEntry, line: str) -> None:
    again = " (corrected)" if saved.revision > 1 else ""
    blocks.done(f"{kind_named(saved.kind).title} submitted{again}", saved.reference, line)


def what_happens_next(visit: Visit, seen: Seen) -> None:
    """The next step, who has it, and where the child is expected meanwhile."""
    st.header("What happens next", anchor=False)
    for each in due_for(seen)[:3]:
        by = f", by {words.day(each.by)}" if each.by else ""
        st.markdown(f"- {plain(deadlines.in_words(seen, each))}: {plain(who(visit, seen, each))}{by}")
    if next_for(seen) is None:
        st.markdown("There is nothing more to do.")
    where.draw(seen.case, visit.office.authority)
    st.header("Who can see it", anchor=False)
    authority, case = visit.office.authority, seen.case
    asked = [each.approach.school for each in case.askings if each.is_open]
    schools = [authority.name_of(urn) for urn in dict.fromkeys((case.home, case.receiving, *asked)) if urn]
    st.markdown(f"{plain(words.listed(schools))} and the coordinators of {plain(authority.name)}.")


def whom_to_tell(saved: SavedEntry, seen: Seen) -> None:
    """After a start and after a decision: whom the authority's policy wants told, of those the child has."""
    pack, told_after = seen.case.pack, {Start.kind: "told_of_start", **dict.fromkeys(OUTCOMES, "told_of_outcome")}
    named = getattr(pack, told_after[saved.kind]) if saved.kind in told_after else ()
    people = [f"the {each}" for each in named if _has(seen.case, each)]
    if people:
        st.markdown(f"**Tell them now:** {plain(words.listed(people))}.")


def _has(case: Case, told: str) -> bool:
    referral = case.referral
    of_some = {
        "other local authority": case.is_in_two_authorities,
        "Virtual School": case.is_looked_after,
        "social worker": bool(referral and referral.social_worker),
        "SEN team": bool(referral and referral.sen_stage == "EHC plan"),
    }
    return of_some.get(told, True)


def no_longer_yours(visit: Visit) -> None:
    """What follows when the form just submitted ended this school's part in the case. Stops the page when none was."""
    reference, _, kind = (session.kept(go.JUST_SUBMITTED, str) or "").partition(" ")
    if not reference or reference != visit.case:
        page.refuse("You have not submitted anything in this case. Open it from Cases.")
    blocks.done(f"{kind_named(kind).title} submitted", reference, "Saved. Your reference is")
    st.markdown("Your school is no longer involved in this case, so you can no longer see it.")
    front = go.front_of(visit.person.role)
    go.link(front, front.title)


def still_open(seen: Seen) -> None:
    """What the rules find open in the case, each with its clause."""
    if found := deadlines.found(seen):
        deadlines.show_needs(found)


def letters(visit: Visit, seen: Seen) -> None:
    """The letters that can be made now, the newest of each sort, and which others need an answer first."""
    states = available(visit.office, visit.person, seen)
    ready = [each for each in states if each.ready]
    waiting = [each.letter.title for each in states if each.missing]
    if not ready and not waiting:
        return
    st.header("Letters", anchor=False)
    for state in ready:
        newest = state.ready[:1] if state.ready[0].copy.filed else state.ready
        for each in newest:
            link(seen, state, each)
    link_to_all(seen, sum(len(state.ready) for state in ready))
    if waiting:
        blocks.quiet(f"{words.listed(waiting)}: open the case, then Letters, to see what is still needed.")


def ways_on(visit: Visit, seen: Seen) -> None:
    """On to the next form, or back to the case."""
    step = next_for(seen)
    with st.container(horizontal=True):
        kind = step.form if step and step.can_be_done and not step.answers else None
        may = kind is not None and kind in possible(seen, visit.person)
        if kind and may and st.button(f"Go on: {kind.title}", type="primary"):
            go.to(go.FORMS[kind.kind], case=seen.case.reference)
        if st.button("Open the case"):
            go.to(go.CASE, case=seen.case.reference)
