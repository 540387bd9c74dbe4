"""The chronology: every entry and revision, newest first; that somebody opened a case is written into the audit once each time."""

from __future__ import annotations

from time import monotonic

import streamlit as st

from casework.desk import history
from casework.desk.history import EntryHistory, chronology
from casework.forms import drafts
from casework.forms.drafts import can_be_answered, may_revise
from casework.keeping import audit
from casework.reading.access import Seen, is_by_the_other_school
from record.entry import Answers, Entry
from record.field import Question, questions, sections
from record.words import NOT_ANSWERED, answer, full_day, listed, moment, short_day
from rules.judging import in_words, rules
from ui import blocks
from ui.guidance import cite
from ui.markup import plain
from ui.shell import go, session
from ui.shell.page import Visit

SHOWN_FIRST = 12
"""Entries shown before the rest are asked for."""


def show(visit: Visit, seen: Seen) -> None:
    """Draw the chronology."""
    told = chronology(visit.office, seen)
    everything = len(told) <= SHOWN_FIRST or st.toggle(f"Show all {len(told)} entries", key="every entry")
    for each in told if everything else told[:SHOWN_FIRST]:
        _entry(visit, seen, each)


def _entry(visit: Visit, seen: Seen, told: EntryHistory) -> None:
    filed = told.filed
    school = visit.office.authority.name_of(filed.filed_for) if filed.filed_for else visit.office.authority.name
    revised = f" · corrected {filed.revision - 1}×" if filed.revision > 1 else ""
    by_hand = " · edited by hand" if filed.edited_by_hand else ""
    label = f"**{short_day(filed.happened_on)} · {filed.entry.title}** {plain(summary(filed.entry))} · {plain(school)}{revised}{by_hand}"
    with st.expander(label, key=f"entry {filed.entry_id}", on_change="rerun") as opened:
        if opened.open:
            _read(visit, seen, told)
            _act(visit, seen, told)


def summary(entry: Entry) -> str:
    """The answer that says most of an entry, in a few words."""
    names = (
        "answer",
        "outcome",
        "decision",
        "what",
        "reason",
        "role",
        "decides",
        "about",
        "concern",
        "formality",
        "choice",
    )
    found = [str(getattr(entry, name)) for name in names if getattr(entry, name, None)]
    return found[0] if found else ""


def _read(visit: Visit, seen: Seen, told: EntryHistory) -> None:
    filed = told.filed
    paper = ", from paper" if filed.from_paper else ""
    blocks.quiet(f"Submitted by {filed.filed_by} on {full_day(filed.filed_at.date())}{paper}")
    for revision in told.revisions[1:]:
        what = "Edited by hand in the spreadsheet" if revision.is_by_hand else f"Corrected by {revision.saved_by}"
        blocks.quiet(f"{what}, {moment(revision.saved_at, visit.office.today())}")
    held = [each.label for each in questions(type(filed.entry)) if each.name in filed.unreadable_cells]
    if held:
        blocks.quiet(f"Cannot be read in the spreadsheet just now, so the last good answer stands: {listed(held)}")
    for rule_id, why in filed.reasons.items():
        _reason(seen, rule_id, why)
    read_entry(visit, filed.entry)


def _reason(seen: Seen, rule_id: str, why: str) -> None:
    """A reason that was given, after what it was asked about."""
    found = next((each for each in rules() if each.id == rule_id), None)
    if found is None:
        blocks.quiet(f"Reason given: {why}")
        return
    pack = seen.case.pack
    cited = next((each.id for each in found.clauses if each.document in pack.guidance), "")
    blocks.cited(cite(cited, seen.case), in_words(found.message, pack), f"Reason given: {why}")


def read_entry(visit: Visit, entry: Entry) -> None:
    """Every section with its questions that were answered."""
    for section in sections(type(entry)):
        pairs = [
            pair for each in questions(type(entry)) if each.section is section for pair in _pairs(visit, each, entry)
        ]
        if pairs:
            st.markdown(f"**{section.title}**")
            blocks.rows(pairs, none=NOT_ANSWERED)


def _pairs(visit: Visit, question: Question, answers: Answers) -> list[tuple[str, str]]:
    value = getattr(answers, question.name)
    if value is None or value == ():
        return []
    if question.item is None:
        name = visit.office.authority.name_of(value) if isinstance(value, str) else ""
        return [(question.label, answer(question, value, name))]
    return [
        (f"{number}. {inner.label}", answer(inner, getattr(item, inner.name)))
        for number, item in enumerate(value, start=1)
        for inner in questions(question.item)
        if getattr(item, inner.name) is not None
    ]


def _act(visit: Visit, seen: Seen, told: EntryHistory) -> None:
    filed = told.filed
    if not may_revise(seen, visit.person, filed):
        return
    answers = is_by_the_other_school(filed, visit.person) and can_be_answered(filed)
    label = "Answer this" if answers else "Correct this"
    if st.button(f"{label} {filed.entry.title.lower()}", key=f"revise {filed.entry_id}"):
        drafts.revise(visit.office, visit.person, seen.case.reference, filed.entry_id)
        go.to(go.FORMS[filed.kind], case=seen.case.reference)


_OPENED = "cases opened in this tab"
AGAIN_AFTER = 600.0
"""Seconds: whoever goes on reading is noted again."""


def opened(visit: Visit) -> None:
    """Somebody sees the case of the address."""
    if _is_new(visit.case):
        history.note_view(visit.office, visit.person, visit.case)


def refused(visit: Visit) -> None:
    """Somebody asked for a case that is not theirs, or that there is not."""
    if visit.case and _is_new(f"refused {visit.case}"):
        audit.note_refused_case(visit.office, visit.person, visit.case)


def _is_new(what: str) -> bool:
    before = session.kept(_OPENED, dict) or {}
    now = monotonic()
    recent = {each: at for each, at in before.items() if now - at < AGAIN_AFTER}
    session.keep(_OPENED, {**recent, what: recent.get(what, now)})
    return what not in recent
