"""An entry read back: each section with what was answered; of one that is answered or confirmed, what changed since."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from casework.forms.drafts import OpenDraft
from record.entry import Answers, Entry
from record.field import Question, Section, questions, sections
from record.words import NOT_ANSWERED, answer, full_day, listed
from ui import blocks
from ui.markup import plain
from ui.shell.page import Visit


def read_entry(visit: Visit, entry: Entry) -> None:
    """Every section with its questions that were answered."""
    _read(visit, entry, sections(type(entry)), ())


def read_to_answer(visit: Visit, paper: OpenDraft) -> None:
    """What somebody is about to confirm or answer, in front of the question; what was changed since they last did is marked."""
    filed = paper.revised
    if filed is None:
        return
    written = f"{filed.entry.title}, {full_day(filed.happened_on)}. Written by {filed.filed_by}"
    if filed.corrected_at:
        written += f", last corrected on {full_day(filed.corrected_at.date())}"
    with st.container(border=True, key="in view"):
        st.header("What you are asked about", anchor=False)
        blocks.quiet(f"{written}.")
        if filed.changed_since_answered:
            labels = [
                f"“{each.label}”" for each in questions(type(filed.entry)) if each.name in filed.changed_since_answered
            ]
            st.markdown(f"**Changed after your school last answered, and marked below:** {plain(listed(labels))}.")
        theirs = [each for each in sections(type(filed.entry)) if not each.is_for_the_other_school]
        _read(visit, filed.entry, theirs, filed.changed_since_answered)


def _read(visit: Visit, entry: Entry, shown: Collection[Section], changed: Collection[str]) -> None:
    for section in shown:
        pairs: list[tuple[str, str]] = []
        marked: set[int] = set()
        for each in questions(type(entry)):
            if each.section is not section:
                continue
            found = _pairs(visit, each, entry)
            if each.name in changed:
                found = found or [(each.label, NOT_ANSWERED)]
                marked |= {*range(len(pairs), len(pairs) + len(found))}
            pairs += found
        if pairs:
            st.markdown(f"**{plain(section.title)}**")
            blocks.rows(pairs, none=NOT_ANSWERED, marked=marked)


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
