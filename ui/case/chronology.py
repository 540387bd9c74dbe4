"""The chronology: every entry and revision, newest first."""

from __future__ import annotations

import streamlit as st

from casework.desk.history import EntryHistory, chronology
from casework.desk.sentences import in_a_sentence
from casework.forms import drafts
from casework.forms.drafts import can_be_answered, may_revise
from casework.reading.access import Seen, is_by_the_other_school
from record.field import questions
from record.words import full_day, listed, moment, short_day, short_weekday
from rules.gate import TurnGate
from rules.judging import gates, in_words, rules
from rules.rule import Rule
from ui import blocks
from ui.entries import read_entry
from ui.guidance import cite
from ui.markup import plain
from ui.shell import go
from ui.shell.page import Visit

SHOWN_FIRST = 12
"""Entries shown before the rest are asked for."""


def show(visit: Visit, seen: Seen) -> None:
    """Draw the chronology."""
    told = chronology(visit.office, seen)
    everything = len(told) <= SHOWN_FIRST or st.toggle(f"Show all {len(told)} entries", key="every entry")
    with st.container(key="chronology", gap=None):
        for each in told if everything else told[:SHOWN_FIRST]:
            _entry(visit, seen, each)


def _entry(visit: Visit, seen: Seen, told: EntryHistory) -> None:
    filed = told.filed
    revised = (
        (" · corrected", f" · corrected {filed.revision - 1} times")[filed.revision > 2] if filed.revision > 1 else ""
    )
    by_hand = " · edited by hand" if filed.edited_by_hand else ""
    said = plain(in_a_sentence(filed, visit.office.authority))
    label = f"**{short_weekday(filed.happened_on)} {short_day(filed.happened_on)}** {said}:gray[{revised}{by_hand}]"
    with st.expander(label, key=f"entry {filed.entry_id}", on_change="rerun") as opened:
        if opened.open:
            _read(visit, seen, told)
            _act(visit, seen, told)


def _read(visit: Visit, seen: Seen, told: EntryHistory) -> None:
    filed = told.filed
    paper = ", from paper" if filed.from_paper else ""
    blocks.quiet(f"{filed.entry.title}, submitted by {filed.filed_by} on {full_day(filed.filed_at.date())}{paper}")
    for revision in told.revisions[1:]:
        what = "Edited by hand in the spreadsheet" if revision.is_by_hand else f"Corrected by {revision.saved_by}"
        blocks.quiet(f"{what}, {moment(revision.saved_at, visit.office.today())}")
    held = [each.label for each in questions(type(filed.entry)) if each.name in filed.unreadable_cells]
    if held:
        blocks.quiet(
            f"Cannot be read in the spreadsheet at the moment, so the last readable answer counts: {listed(held)}"
        )
    for rule_id, why in filed.reasons.items():
        _reason(seen, rule_id, why)
    read_entry(visit, filed.entry)


def _reason(seen: Seen, rule_id: str, why: str) -> None:
    """A reason that was given, after what it was asked about."""
    declared: tuple[Rule | TurnGate, ...] = (*rules(), *gates())
    found = next((each for each in declared if each.id == rule_id), None)
    if found is None:
        blocks.quiet(f"Reason given: {why}")
        return
    pack = seen.case.pack
    cited = next((each.id for each in found.clauses if each.document in pack.guidance), "")
    blocks.cited(cite(cited, seen.case), in_words(found.message, pack), f"Reason given: {why}")


def _act(visit: Visit, seen: Seen, told: EntryHistory) -> None:
    filed = told.filed
    if not may_revise(seen, visit.person, filed):
        return
    answers = is_by_the_other_school(filed, visit.person) and can_be_answered(filed)
    label = "Answer this" if answers else "Correct this"
    if st.button(f"{label} {filed.entry.title.lower()}", key=f"revise {filed.entry_id}"):
        drafts.revise(visit.office, visit.person, seen.case.reference, filed.entry_id)
        go.to(go.FORMS[filed.kind], case=seen.case.reference)
