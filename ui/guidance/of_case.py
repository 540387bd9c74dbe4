"""How a case stands with each clause: what is open, what comes next, what is met and by which entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from record.case import Case
from record.entry import Filed
from record.words import listed, short_day
from rules.clause_status import ClauseState, ClauseStatus, clause_statuses
from ui import blocks, go
from ui.guidance.citing import address
from ui.markup import plain

LABELS: Mapping[ClauseState, tuple[str, blocks.Tone]] = {
    ClauseState.OPEN: ("Open", "now"),
    ClauseState.EXPLAINED: ("Not kept, with a reason", "soon"),
    ClauseState.NOT_YET: ("Not yet due", "calm"),
    ClauseState.MET: ("Met", "good"),
    ClauseState.FOR_PEOPLE: ("For people to keep", "calm"),
    ClauseState.DOES_NOT_APPLY: ("Does not apply", "calm"),
}
COUNTED: Mapping[ClauseState, str] = {
    ClauseState.OPEN: "open",
    ClauseState.EXPLAINED: "not kept, with a reason given",
    ClauseState.NOT_YET: "not yet due",
    ClauseState.MET: "met",
    ClauseState.FOR_PEOPLE: "for people to keep, where no form can show it",
    ClauseState.DOES_NOT_APPLY: "not about this move",
}
FOLDED = (ClauseState.MET, ClauseState.FOR_PEOPLE, ClauseState.DOES_NOT_APPLY)
"""Shown after a press: nothing in them needs anybody."""


def show(case: Case) -> None:
    """Draw how many clauses stand how, then each group, what needs somebody first."""
    by_state = {state: [each for each in clause_statuses(case) if each.state is state] for state in ClauseState}
    counted = [f"**{len(those)}** {COUNTED[state]}" for state, those in by_state.items() if those]
    st.markdown(f"How this case stands under {plain(case.pack.label)}: {listed(counted)}.")
    for state, those in by_state.items():
        if those and (state not in FOLDED or _is_wanted(state, those)):
            st.subheader(LABELS[state][0], anchor=False)
            blocks.tellings([_telling(each, case) for each in those])


def _is_wanted(state: ClauseState, those: Sequence[ClauseStatus]) -> bool:
    return bool(st.toggle(f"Show the {len(those)} {COUNTED[state]}", key=f"show {state}"))


def _telling(each: ClauseStatus, case: Case) -> blocks.Telling:
    return blocks.Telling(
        where=each.clause.citation,
        asks=each.clause.asks,
        facts=in_this_case(each),
        source=blocks.Cite(f"What the app does with {each.clause.id}", address(each.clause.id, case)),
    )


def in_this_case(each: ClauseStatus) -> tuple[str, ...]:
    """What there is to say of a clause in this case: what was found, where, or why it does not apply."""
    found = (finding.sentence for finding in each.findings)
    return tuple(line for line in (*found, each.why, _shown_by(each)) if line)


def _shown_by(each: ClauseStatus) -> str:
    if not each.shown_by:
        return ""
    verb = "Met in" if each.state is ClauseState.MET else "Found in"
    named = [_entry(filed) for filed in each.shown_by[:4]]
    more = len(each.shown_by) - len(named)
    return f"{verb}: {listed([*named, f'{more} more'] if more else named)}."


def _entry(filed: Filed) -> str:
    return f"{filed.entry.title} of {short_day(filed.happened_on)}"


def link_from(case: Case) -> None:
    """A way to the whole list, with this case in mind."""
    go.link(go.GUIDANCE, "All the guidance, with how this case stands", case=case.reference)
