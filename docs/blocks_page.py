"""Every block of `ui/blocks.py` and `ui/marks.py` with an example, one below the other, for whoever draws a page: `make blocks`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from ui import blocks, marks
from ui.blocks import CaseLine, Cite, CitedSentence, DayOfMarks, DayOfPlace, Disclosure, Step
from ui.marks import HalfDay, Milestone, StripOfDays, WeekOfHalfDays

BLOCKS_TAKEN = {"": "Blocks in light", "-dark": "Blocks in the dark", "-narrow": "Blocks on a telephone"}
"""Its pictures, by the end of their names, and what they show."""
CLAUSE = Cite("Hammersmith & Fulham 2019, section 7.5", "guidance")
FAULT = CitedSentence("Give a date", CLAUSE)
LABELS: tuple[tuple[str, blocks.Tone], ...] = (
    ("3 days late", "now"),
    ("Due tomorrow", "soon"),
    ("Not started", "calm"),
    ("Done", "good"),
)
"""A label by its tone: late or wrong, soon, nothing to hurry about, done."""
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri")
UNSEEN = frozenset({"style", "narrow", "landscape", "anchor", "tag", "grid"})
"""Blocks that show nothing by themselves: they set the page, mark a place, or are HTML for another."""


def _labels() -> None:
    with st.container(horizontal=True):
        for words, tone in LABELS:
            blocks.label(words, tone)


def _answer_box() -> None:
    today = DayOfPlace("Today, Thursday 10 December", "Oakfield School", ())
    first = ("First day: at 8:40, main reception, to meet Ms A. Rahman",)
    tomorrow = DayOfPlace("Tomorrow, Friday 11 December", "Northgate Academy", first)
    blocks.answer_box((today, tomorrow), "", "Next change: Oakfield School from Monday 25 January.")


def _stage_bar() -> None:
    steps = (
        ("Referred", "", "done"),
        ("Agreed", "", "done"),
        ("Placed", "week 2 of 6", "now"),
        ("Decided", "by 29 Jan", "ahead"),
    )
    blocks.stage_bar([Step(*each) for each in steps])


def _case_line() -> None:
    under = ("MM-7K3P-9QXW", "Placed, week 2 of 6")
    step = "write the weekly report for the week of Monday 30 November"
    notes = ("Northgate Academy · due Friday 4 December",)
    blocks.case_line(
        CaseLine("T.A., Year 8", under, step, LABELS[0], notes, "Northgate Academy", "from Monday: Oakfield School")
    )


def _next_step() -> None:
    notes = ("Northgate Academy · due Friday 4 December", "Waiting for Mr Reeve and the pupil")
    blocks.next_step("Next: write the weekly report", notes, "3 days late", CLAUSE)


def _week_of_marks() -> None:
    days = [DayOfMarks(name, "D", blocks.SEEN, (True, False), name == "Thu") for name in WEEK]
    blocks.week_of_marks("Marks of the week of Monday 7 December", days)


def _week_line() -> None:
    days = ((0, "2 Nov", "first day"), (2, "20 Nov", "review held"), (3, "27 Nov", "today"), (6, "18 Dec", "last day"))
    marks.week_line(["gone", "gone", "gone", "now", "ahead", "closed", "ahead", "after"], [Milestone(*each) for each in days])


def _strip() -> None:
    day: tuple[HalfDay, str] = ("present", "")
    halves = [day, day, ("late", "L"), day, day, ("absent", "I"), ("away", "Y1"), day, ("none", ""), ("none", "")]
    said = "Week of 2 Nov: 6 of 7 possible sessions. Tuesday morning: late. Wednesday afternoon: illness."
    marks.strip([WeekOfHalfDays("2 Nov", "6 of 7", halves, said)])


def _target_marks() -> None:
    words = {3: "met every day", 2: "met most days", 1: "met some days", 0: "not met"}
    marks.target_marks(("2 Nov", "9 Nov", "16 Nov"), {"Comes to every lesson on time": (1, None, 3)}, words)


def _disclosures() -> None:
    facts = ("Ask one school at a time.",)
    does = (CitedSentence("The app shows a school nothing before everybody has agreed to share.", CLAUSE),)
    blocks.disclosures(
        [Disclosure("Section 7.5", "A school is asked formally", facts, does, LABELS[3], CLAUSE, is_open=True)]
    )


def _paper() -> None:
    words = escape("Tobi starts at Northgate Academy on Monday 14 December")
    blocks.paper("Start confirmation", f"<h4>{words}</h4><p>Dear Mrs Adeyemi</p>")


EXAMPLES: Mapping[str, Callable[[], None]] = {
    "quiet": lambda: blocks.quiet("MM-7K3P-9QXW · kept as you type, last at 12:37"),
    "label": _labels,
    "answer_box": _answer_box,
    "stage_bar": _stage_bar,
    "next_step": _next_step,
    "case_line": _case_line,
    "guide_step": lambda: blocks.guide_step(
        "Step 3 of 5 · A small school", "See how it is going", "Press the tab Attendance.", is_done=True
    ),
    "line": lambda: blocks.line("soon", "Due tomorrow", "T.A., Year 8", "the answer to the approach is due."),
    "needs": lambda: blocks.needs("Two things need someone", [FAULT, CitedSentence("Choose a school from the list")]),
    "without_ground": lambda: blocks.without_ground("Requirement not met", [FAULT]),
    "problems": lambda: blocks.problems([("question-date", FAULT)]),
    "fault": lambda: blocks.fault("question-date", [FAULT]),
    "cited": lambda: blocks.cited(CLAUSE, "At the receiving school, with both schools, the parents and the child."),
    "done": lambda: blocks.done("Submitted", "MM-7K3P-9QXW", "Saved. Your reference is"),
    "rows": lambda: blocks.rows([("Date of the meeting", "11 September"), ("Notes", "None")], none="None", marked=(0,)),
    "table": lambda: blocks.table({"School": ["Oakfield School", "Northgate Academy"], "Moves": [3, 2]}),
    "columns_named": lambda: blocks.columns_named(("To sign", "Name", "Date on the paper")),
    "week_of_marks": _week_of_marks,
    "year_strip": lambda: marks.year_strip(
        "School days of September",
        [StripOfDays("September 2026", "September 2026: 2 school days", [("1", "INSET day", True), ("2", "", False), ("3", "", False)])],
    ),
    "week_line": _week_line,
    "strip": _strip,
    "target_marks": _target_marks,
    "flows": lambda: marks.flows({("Oakfield School", "Northgate Academy"): 9, ("Hazeldene School", "Oakfield School"): 6}),
    "disclosures": _disclosures,
    "letter_link": lambda: blocks.letter_link("#", "Download Word letter: Start confirmation"),
    "files": lambda: blocks.files([blocks.FileOffered("Incident plan", "What to do in the first hour.", "", "#")]),
    "paper": _paper,
}
"""By the name of its function, what draws an example of a block."""


def main() -> None:
    """Draw them."""
    blocks.style()
    st.title("Blocks", anchor=False)
    for name, show in EXAMPLES.items():
        st.subheader(name, anchor=False)
        show()


if __name__ == "__main__":
    main()
