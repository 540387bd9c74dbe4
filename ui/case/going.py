"""How a placement goes: its half days as a strip, its targets as marks, and the same as tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import streamlit as st

from record import words
from record.attendance import CODES, LATE, AttendanceClass, class_of
from record.forms.meeting_record import WEEKDAYS
from record.progress import POINTS, Score, Week
from ui import blocks, marks
from ui.marks import HalfDay, WeekOfHalfDays

HALF_DAYS = [f"{words.first_capital(day)} {half}" for day, half in product(WEEKDAYS, ("morning", "afternoon"))]
_ABSENT = (AttendanceClass.AUTHORISED, AttendanceClass.UNAUTHORISED)
TARGET_WORDS = {points: said for said, points in reversed(POINTS.items())}


def attendance(weeks: Sequence[Week], finding: str) -> None:
    """Each half day of the reported weeks, under what they come to."""
    st.markdown(f"**{finding}**")
    marks.strip([half_days(each) for each in weeks])
    with st.container(key="fold-attendance"), st.expander("As a table"):
        blocks.table(
            {
                "Week": [week.label for week in weeks],
                "Attendance %": [week.attendance.percentage for week in weeks],
                "Of agreed %": [week.attendance.percentage_of_agreed for week in weeks],
                "Attended": [week.attendance.attended for week in weeks],
                "Possible": [week.attendance.possible for week in weeks],
                "Late": [week.attendance.late for week in weeks],
                "Marks": [week.marks for week in weeks],
            }
        )


def half_days(week: Week) -> WeekOfHalfDays:
    """A week as squares, and in a sentence."""
    of = week.attendance
    sorts = [(_sort(mark), mark or "") for mark in week.half_days]
    seldom = [
        f"{name}: {CODES[mark][:1].lower()}{CODES[mark][1:]}"
        for name, mark in zip(HALF_DAYS, week.half_days, strict=True)
        if mark and mark in CODES and _sort(mark) != "present"
    ]
    said = f"Week of {week.label}: {of.attended} of {of.possible} possible sessions"
    return WeekOfHalfDays(
        week.label,
        f"{of.attended} of {of.possible}",
        [(sort, "" if sort in ("present", "none") else code) for sort, code in sorts],
        ". ".join([said, *seldom]) + ".",
    )


def _sort(mark: str | None) -> HalfDay:
    found = class_of(mark)
    if found is None:
        return "none"
    if found is AttendanceClass.NOT_POSSIBLE:
        return "away"
    return "absent" if found in _ABSENT else "late" if mark == LATE else "present"


def targets(scores: Sequence[Score]) -> None:
    """How each target went, week by week."""
    weeks = list(dict.fromkeys(each.label for each in scores))
    found = {(each.target, each.label): each.points for each in scores}
    rows = {target: [found.get((target, week)) for week in weeks] for target, _ in found}
    marks.target_marks(weeks, rows, TARGET_WORDS)
