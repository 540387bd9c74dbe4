"""A school week as ten boxes, two by two: register marks of a weekly report, or the places of an agreed week.

Marks are never filled in beforehand; one press says that the child was there all week. A session in which the child
is not due at this school has no box but the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from record.answers import Asked
from record.attendance import PRESENT
from record.expected_place import Expected, NotExpected, expected
from record.field import Shape, questions
from record.forms.meeting_record import HALF_DAYS, HALVES, WEEKDAYS
from record.reading import Unreadable, read_date
from record.school_days import Half, Session, monday_of
from record.words import day as day_in_words
from record.words import first_capital
from ui import blocks
from ui.form.asking import ask
from ui.form.folding import settled
from ui.form.paper import FormRun
from ui.markup import plain

ALL_WEEK = {Shape.MARK: "Present all week", Shape.CHOICE: "At the receiving school all week"}


def draw(sheet: FormRun, few: Sequence[Asked], cells: dict[str, Any]) -> None:
    """Draw questions of a week section: a session in its cell, anything else in the line."""
    for each in few:
        _draw(sheet, each, cells)


def _draw(sheet: FormRun, each: Asked, cells: dict[str, Any]) -> None:
    if each.name not in HALF_DAYS:
        ask(each, sheet.keeper, sheet.faults)
        return
    if each.name not in cells:
        _begin(sheet, each, cells)
    with cells[each.name]:
        reason = why_no_mark(sheet, each)
        if reason:
            st.markdown(f"{each.question.label}  \n:gray[{plain(reason)}]")
        else:
            ask(each, sheet.keeper, sheet.faults)


def _begin(sheet: FormRun, first: Asked, cells: dict[str, Any]) -> None:
    has_fault = not sheet.faults.keys().isdisjoint(HALF_DAYS)
    if first.question.shape is Shape.MARK:
        _all_week(sheet, first)
        blocks.week_of_marks("The marks of this week so far", list(_marks_so_far(sheet)))
        is_open = has_fault or _has_other_marks(sheet)
        with st.expander("Mark each half day by itself", expanded=is_open, key="fold the week"):
            _cells(cells)
    elif _is_filled_in(sheet):
        blocks.rows([("Every half day, Monday to Friday", "At the receiving school")])
        with st.expander("Change the week", expanded=has_fault, key="fold the week"):
            _cells(cells)
    else:
        _all_week(sheet, first)
        _cells(cells)


def _is_filled_in(sheet: FormRun) -> bool:
    """Whether the whole week was at the receiving school when its page was opened."""
    places = {str(sheet.keeper.typed.get(each)) for each in HALF_DAYS}
    return settled(sheet, "the whole week", is_now=places == {"receiving"})


def _has_other_marks(sheet: FormRun) -> bool:
    """Whether anything but presence was marked when the page was opened."""
    marks = {str(sheet.keeper.typed.get(each) or "") for each in HALF_DAYS} - {""}
    return settled(sheet, "other marks", is_now=not marks <= set(PRESENT.values()))


def _marks_so_far(sheet: FormRun) -> Iterator[blocks.DayOfMarks]:
    """The week at a glance: what is marked, and a dash where nothing is."""
    monday = _monday(sheet)
    for number, weekday in enumerate(WEEKDAYS):
        am, pm = (str(sheet.keeper.typed.get(f"{weekday}_{half}") or "–") for half in HALVES)
        is_today = monday is not None and monday + timedelta(days=number) == sheet.paper.case.today
        yield blocks.DayOfMarks(weekday[:3].capitalize(), am, pm, (False, False), is_today)


def _all_week(sheet: FormRun, first: Asked) -> None:
    if st.button(ALL_WEEK[first.question.shape], icon=":material/done_all:", key="all week"):
        _fill(sheet, first.question.shape)


def _cells(cells: dict[str, Any]) -> None:
    for weekday in WEEKDAYS:
        for half, column in zip(HALVES, st.columns(2), strict=True):
            cells[f"{weekday}_{half}"] = column.container()


def _fill(sheet: FormRun, shape: Shape) -> None:
    """What the button says, for every session in which the child is due here and nothing else is marked yet."""
    for question in questions(sheet.kind):
        if question.name in HALF_DAYS and not sheet.keeper.typed.get(question.name):
            each = Asked(question.name, question, question)
            if not why_no_mark(sheet, each):
                half = question.name.rpartition("_")[2]
                sheet.keeper.put(question.name, PRESENT[half] if shape is Shape.MARK else "receiving")
    sheet.keeper.keep()
    st.rerun()


def why_no_mark(sheet: FormRun, each: Asked) -> str:
    """Why this school marks nothing in a session; empty when it does."""
    monday = _monday(sheet)
    if each.question.shape is not Shape.MARK or monday is None:
        return ""
    weekday, _, half = each.name.rpartition("_")
    on = monday + timedelta(days=WEEKDAYS.index(weekday))
    if on > sheet.paper.case.today:
        return f"{day_in_words(on)} has not come yet"
    return _elsewhere(sheet, Session(on, Half(half)))


def _elsewhere(sheet: FormRun, session: Session) -> str:
    placement = sheet.paper.case.placement
    answer = expected(sheet.paper.case, session)
    if isinstance(answer, Expected):
        is_here = placement is not None and answer.urn == placement.school
        return "" if is_here else f"At {sheet.visit.office.authority.name_of(answer.urn)}"
    assert isinstance(answer, NotExpected)
    return "" if answer.reason == "suspended" else first_capital(answer.detail or answer.reason)


def _monday(sheet: FormRun) -> date | None:
    typed = sheet.keeper.typed.get("week_commencing")
    try:
        return monday_of(read_date(str(typed))) if typed else None
    except Unreadable:
        return None
