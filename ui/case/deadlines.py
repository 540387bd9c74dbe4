"""What is due in a case and what needs somebody, by name: what, from whom, by when, under which clause."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.desk import deadlines
from casework.desk.deadlines import Deadline
from casework.reading.access import Seen
from letters.catalogue import BY_ID
from record import words
from record.case import Case
from record.early_review import signals
from record.entry import Party
from rules.duties.reviews import clauses_of
from rules.duty import Due, Risk
from rules.judging import judge, without_ground
from rules.rule import MUST, Finding
from ui import blocks
from ui.guidance import cite, cite_finding
from ui.shell import go
from ui.shell.page import Visit


def who(visit: Visit, seen: Seen, due: Due) -> str:
    """The school or authority that has it."""
    return deadlines.whose(visit.office.authority, seen, due)


def found(seen: Seen) -> Sequence[blocks.CitedSentence]:
    """Everything open in what may be read, each finding with its clause. What was explained stands with its entry, and is
    not open."""
    case, entries = seen.case, seen.entries
    readable = {each.entry_id for each in entries}
    marked = set(without_ground(case))
    open_now = [
        each
        for each in judge(case)
        if each.entry_id in readable and each not in marked and not _is_explained(case, each)
    ]
    clashes = [
        blocks.CitedSentence(
            f"Two people changed “{name}” in the {each.entry.title.lower()}. Choose which answer to keep."
        )
        for each in entries
        for name in each.clashes
    ]
    return [*(blocks.CitedSentence(each.sentence, cite_finding(each, case)) for each in open_now), *clashes]


def show_without_ground(case: Case) -> None:
    """Draw what stands and lacks what it must have; nothing when everything has its ground."""
    lacking = [blocks.CitedSentence(each.sentence, cite_finding(each, case)) for each in without_ground(case)]
    if lacking:
        blocks.without_ground("Requirement not met: something this record must have is missing", lacking)


def _is_explained(case: Case, finding: Finding) -> bool:
    filed = next(each for each in case.filed if each.entry_id == finding.entry_id)
    may_be = finding.weight is not MUST or filed.is_history
    return may_be and bool(filed.reasons.get(finding.rule, "").strip())


def show_needs(items: Sequence[blocks.CitedSentence]) -> None:
    """Draw what needs somebody; nothing when nothing does."""
    if items:
        number = "One thing needs" if len(items) == 1 else f"{len(items)} things need"
        blocks.needs(f"{number} someone", items)


_TONES: dict[Risk, blocks.Tone] = {Risk.LATE: "now", Risk.SOON: "soon", Risk.LATER: "calm"}


def show(visit: Visit, seen: Seen) -> None:
    """Everything due, the earliest first."""
    st.header("What is due", anchor=False)
    found = deadlines.deadlines(seen, visit.person)
    if not found:
        blocks.quiet("Nothing is due in this case.")
    for number, each in enumerate(found):
        _one(visit, seen, each, number)


def signs(seen: Seen) -> None:
    """Why a review should perhaps come early, each reason with its clause."""
    found = signals(seen.case) if seen.is_whole and not seen.is_for_reports else ()
    if found:
        case = seen.case
        blocks.needs(
            "Should a review be held early?",
            [
                blocks.CitedSentence(each.why, cite(deadlines.first_followed(case.pack, clauses_of(each)), case))
                for each in found
            ],
        )


def do(visit: Visit, seen: Seen, one: Due) -> None:
    """Go where it is done: to a new form, or to the entry that is answered."""
    if one.answers:
        deadlines.answer(visit.office, visit.person, seen, one)
    go.to(go.FORMS[one.kind], case=seen.case.reference)


def label_of(each: Deadline) -> str:
    """What the button says."""
    if each.form is None:
        return ""
    return f"Open {each.form.title.lower()}" if each.due.answers else each.form.title


def _one(visit: Visit, seen: Seen, each: Deadline, number: int) -> None:
    one, today = each.due, seen.case.today
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch", gap="small"):
            when = words.how_late(one.by, today) if one.by else "Now"
            tag = when or ("Soon" if each.risk is Risk.SOON else "Later")
            by = f", by {words.day(one.by)}" if one.by else ""
            blocks.line(_TONES[each.risk], tag, in_words(seen, one), f"· {who(visit, seen, one)}{by}{waiting(one)}")
            if cited := cite(each.clause, seen.case):
                blocks.cited(cited)
            if letter := BY_ID.get(one.duty.letter):
                blocks.quiet(f"The letter for it: {letter.title}, under Letters.")
        if each.form and st.button(label_of(each), key=f"due {number}"):
            do(visit, seen, one)


def in_words(seen: Seen, one: Due, *, capital: bool = True) -> str:
    """`Write the weekly report for the week of Monday 14 September` to the one who must, `Weekly report …` to others."""
    of_week = f" for the week of {words.day(one.week)}" if one.week else ""
    said = one.in_words(one.who == Party(seen.side)) + of_week
    return words.first_capital(said) if capital else said


def waiting(one: Due) -> str:
    """Whom or what a step waits for; nothing when it can be done now."""
    return f" · waiting for {words.listed(one.waits_for)}" if one.waits_for else ""
