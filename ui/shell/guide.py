"""The banner of a guided case, above each page of the demonstration: which step it is, what to look at, and whether it was done."""

from __future__ import annotations

import streamlit as st

from casework.sample import REFERENCES, guided
from casework.sample.guided import GuideProgress
from record.person import Person
from ui import blocks
from ui.guides import Guide, GuideStep, guide_named
from ui.shell import go, session, wiring
from ui.shell.page import case_in_the_address

THE_END = "Look around as {} for as long as you like, or choose Change person for another guide."


def show(person: Person, address: str) -> None:
    """Draw it on the page of this address; nothing on a real site, or where nobody is in a guide. Raises StoreError."""
    if not wiring.is_demonstration():
        return
    at = guided.progress(wiring.office().store, person)
    guide = guide_named(at.guide) if at else None
    if at is None or guide is None or guide.person != person.name:
        return
    with st.container(key="guide", horizontal=True, vertical_alignment="center", gap="small"):
        if at.step < len(guide.steps):
            _step(person, at, guide, address)
        else:
            blocks.guide_step(guide.title, "That was the guide", THE_END.format(person.name), is_done=False)
            _stop(person, "Close")


def _step(person: Person, at: GuideProgress, guide: Guide, address: str) -> None:
    step, number = guide.steps[at.step], at.step + 1
    count = f"Step {number} of {len(guide.steps)} · {guide.title}"
    blocks.guide_step(count, step.title, step.says, is_done=_is_done(person, at, step, address))
    with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center"):
        if not _is_here(step, address) and st.button("Back to this step", key="guide back"):
            _open(step)
        if st.button("Next" if number < len(guide.steps) else "Finish", key="guide next"):
            guided.go_on(wiring.office(), person, at)
            _open(guide.steps[number]) if number < len(guide.steps) else st.rerun()
        _stop(person, "Stop the guide")


def _stop(person: Person, label: str) -> None:
    if st.button(label, key="guide stop", type="tertiary"):
        guided.stop(wiring.office().store, person)
        st.rerun()


def _open(step: GuideStep) -> None:
    go.to(step.screen, case=REFERENCES.get(step.plot, ""))


def _is_here(step: GuideStep, address: str) -> bool:
    """Whether the page is the step's, or the one that it leads to."""
    screens = {each.address for each in (step.screen, step.opens) if each}
    return address in screens and case_in_the_address() == REFERENCES.get(step.plot, "")


def _is_done(person: Person, at: GuideProgress, step: GuideStep, address: str) -> bool:
    if step.opens:
        return address == step.opens.address
    if step.chosen:
        return session.in_box(step.chosen[0], "") == step.chosen[1]
    if step.types:
        return guided.has_typed(wiring.office(), person, REFERENCES[step.plot], step.types, at.since)
    return False
