"""The head of a case: who, where expected, how far, what next, and what needs somebody."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from casework.desk.deadlines import Deadline, deadlines
from casework.desk.work import next_for
from casework.forms.offered import possible
from casework.reading.access import Seen
from record import words
from record.case import Case
from record.entry import Party
from record.forms.kinds import KINDS
from record.stage import Stage, stage, week_of
from ui import blocks, where
from ui.case import deadlines as drawing
from ui.case import weeks
from ui.case.deadlines import who
from ui.guidance import cite
from ui.shell import go
from ui.shell.downloads import SUMMARY
from ui.shell.page import Visit

BAR = (
    (Stage.PREPARING, "Referred"),
    (Stage.SEEKING, "Consent"),
    (Stage.ACCEPTED, "Accepted"),
    (Stage.MEETING_HELD, "Meeting"),
    (Stage.AGREED, "Agreed"),
    (Stage.PLACED, "Placed"),
    (Stage.FINAL_REVIEW_HELD, "Decided"),
    (Stage.ROLL_CHANGED, "Roll change"),
)
KNOWN = {kind.kind: kind for kind in KINDS}
UNREADABLE = (
    "{} of this case was damaged and cannot be read (row {}). The version before it is shown and some of it may be "
    "missing, so do not rely on this page alone. Tell the person who runs this site: they can restore the row from a "
    "backup. Or fill in the form again."
)
_ORDER = list(Stage)
_PLACE_ON_BAR = {
    Stage.CONSENT: Stage.SEEKING,
    Stage.TRANSFERRED: Stage.FINAL_REVIEW_HELD,
    Stage.RETURNED: Stage.FINAL_REVIEW_HELD,
}
_WAYS_OUT = (Stage.ENDED_EARLY, Stage.WITHDRAWN, Stage.NOT_PROCEEDING)


def show(visit: Visit, seen: Seen) -> None:
    """Draw the head."""
    case, authority = seen.case, visit.office.authority
    with st.container(key="case-top", horizontal=True, horizontal_alignment="distribute", gap="small"):
        blocks.quiet(f"{case.reference} · {words.first_capital(case.route)} · {case.pack.label}")
        blocks.letter_link(SUMMARY.at(reference=case.reference), "Summary to print (Word, two pages at most)")
    step = next_for(seen)
    mine = next((each for each in deadlines(seen, visit.person) if each.due == step), None)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(case.called, anchor=False, width="content")
        if seen.is_whole:
            _forms(visit, seen, mine)
    _unreadable(case)
    where.draw(case, authority)
    if not seen.is_for_reports:
        blocks.stage_bar(bar(case))
        weeks.draw(case, authority)
        drawing.show_without_ground(case)
    _next(visit, seen, mine)
    drawing.signs(seen)
    drawing.show_needs(drawing.found(seen))


def _forms(visit: Visit, seen: Seen, mine: Deadline | None) -> None:
    """Every form that makes sense now, but for the next step's, which has a button of its own."""
    kinds = [each for each in possible(seen, visit.person) if mine is None or each is not mine.form]
    if not kinds:
        return
    chosen = st.menu_button(
        "Fill in another form" if mine and mine.form else "Write", kinds, format_func=lambda each: each.title
    )
    if chosen:
        go.to(go.FORMS[chosen.kind], case=seen.case.reference)


def _unreadable(case: Case) -> None:
    """What of the case is kept and cannot be read, and what to do about it."""
    for each in case.unreadable:
        kind = KNOWN.get(each.kind)
        st.error(UNREADABLE.format(f"The form “{kind.title}”" if kind else "A form", each.key))


def bar(case: Case) -> list[blocks.Step]:
    """The stages as steps; where the case went another way out, the bar says so and ends."""
    now = stage(case)
    if now in _WAYS_OUT:
        return [*_steps(case, _reached(case), None), blocks.Step(words.first_capital(now), "", "out")]
    return _steps(case, now, now)


def _reached(case: Case) -> Stage:
    """How far a case had come before it left by another way."""
    if case.has_started:
        return Stage.PLACED
    return Stage.ACCEPTED if case.accepted else Stage.SEEKING if case.askings else Stage.PREPARING


def _steps(case: Case, reached: Stage, now: Stage | None) -> list[blocks.Step]:
    at = _PLACE_ON_BAR.get(reached, reached)
    steps = []
    for each, name in BAR:
        is_done = _ORDER.index(each) < _ORDER.index(at) or now is Stage.CLOSED
        state = "done" if is_done else "now" if each is at and now else "done" if each is at else "ahead"
        steps.append(blocks.Step(name, _note(case, each, at), state))  # type: ignore[arg-type]
    return [step for step in steps if step.state != "ahead" or now is not None]


def _note(case: Case, each: Stage, at: Stage) -> str:
    week = week_of(case)
    if each is Stage.PLACED and each is at and week:
        return f"week {week[0]} of {week[1]}"
    if each is Stage.PLACED and case.placement:
        return words.short_day(case.placement.starts_on)
    if each is Stage.MEETING_HELD and case.meeting and case.meeting.met_on:
        return words.short_day(case.meeting.met_on)
    if each is Stage.FINAL_REVIEW_HELD and case.placement and case.placement.ends_on and each is not at:
        return f"by {words.short_day(case.placement.ends_on)}"
    return ""


def _next(visit: Visit, seen: Seen, mine: Deadline | None) -> None:
    """The next step: what, who has it, by when, and the button: filled where it is this side's, for others who may do it too not."""
    if mine is None:
        return
    kind: Literal["primary", "secondary"] = "primary" if mine.due.who == Party(seen.side) else "secondary"
    with st.container(border=True, key="next-step", horizontal=True, vertical_alignment="center"):
        _say(visit, seen, mine)
        if mine.form and st.button(drawing.label_of(mine), type=kind, key="next step"):
            drawing.do(visit, seen, mine.due)


def _say(visit: Visit, seen: Seen, mine: Deadline) -> None:
    one = mine.due
    late = words.how_late(one.by, seen.case.today) if one.by else ""
    by = f" · due {words.day(one.by)}" if one.by else ""
    waits = f"Waiting for {words.listed(one.waits_for)}" if one.waits_for else ""
    is_anothers = one.who != Party(seen.side) and not one.waits_for
    whose = f"Waiting for {who(visit, seen, one)}" if is_anothers else who(visit, seen, one)
    title = f"Next: {drawing.in_words(seen, one, capital=False)}"
    blocks.next_step(title, (f"{whose}{by}", waits), late, cite(mine.clause, seen.case))
