"""Draws the register sheet of one week: a card for each child."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from casework.desk import register
from casework.desk.register import RegisterRow, RegisterSheet
from record import words
from record.school_days import monday_of
from ui import blocks
from ui.markup import plain
from ui.shell import go
from ui.shell.downloads import REGISTER_SHEET
from ui.shell.page import Visit

AT_THE_WEEKEND = timedelta(days=2)
"""On a Saturday and a Sunday the coming week is wanted."""


def chosen_week(visit: Visit) -> date:
    """The Monday somebody chose; this week's until they do."""
    today = visit.office.today()
    mondays = register.weeks(today)
    now = mondays.index(monday_of(today + AT_THE_WEEKEND))
    labels = [f"{words.full_day(each)}{' (this week)' if number == now else ''}" for number, each in enumerate(mondays)]
    chosen = st.selectbox("Week of", labels, index=now, key="register week")
    return mondays[labels.index(chosen)]


def draw(visit: Visit, sheet: RegisterSheet) -> None:
    """The whole sheet."""
    school = visit.office.authority.name_of(sheet.school)
    blocks.landscape(f"{school}, week of {words.full_day(sheet.monday)}")
    if not sheet.lines:
        blocks.quiet("Mark every child as usual in this week.")
    else:
        blocks.letter_link(
            REGISTER_SHEET.at(monday=sheet.monday), f"Download as Word, to print ({_children(len(sheet.lines))})"
        )
    for line in sheet.lines:
        _line(visit, line)
    if sheet.marked_as_usual:
        blocks.quiet(f"{_children(sheet.marked_as_usual)} with a case: mark as usual.")


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number} children"


def _line(visit: Visit, line: RegisterRow) -> None:
    case = line.seen.case
    child = case.called
    with st.container(border=True):
        st.header(child, anchor=False)
        blocks.quiet(f"{case.reference} · Other school: {line.other_school or 'none yet'}")
        blocks.quiet(f"Your roll: {line.status_in_words}")
        blocks.week_of_marks(
            f"What to mark for {child}", [_day(line, number, visit.office.today()) for number in range(5)]
        )
        if line.to_take_off:
            blocks.needs(line.to_take_off, [])
        if line.faults:
            blocks.fault(f"faults-{case.reference}", [blocks.CitedSentence(each) for each in line.faults])
        st.markdown("\n".join(f"- {plain(each)}" for each in line.reasons))
        go.link(go.CASE, f"Open {case.reference}", case=case.reference)


def _day(line: RegisterRow, number: int, today: date) -> blocks.DayOfMarks:
    morning, afternoon = line.cells[2 * number], line.cells[2 * number + 1]
    on, given = morning.session.day, (morning.is_given, afternoon.is_given)
    return blocks.DayOfMarks(words.short_weekday(on), morning.shown, afternoon.shown, given, on == today)
