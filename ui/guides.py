"""The three guided cases of the demonstration, as data: who one is, and each step with its page, its case and what to look at.

Only the sample has them, and the people and cases named here are the sample's own. `ui/shell/guide.py` draws them.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.sample import REFERENCES
from record.forms.referral import Referral
from record.forms.weekly_report import WeeklyReport
from ui.shell import go


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: where it is, what to do there, and how the app knows that it was done."""

    title: str
    says: str
    """One or two sentences: what to look at or press."""
    screen: go.Screen
    look_at: tuple[str, str]
    """What the step speaks of, by its role and name as a screen reader has them: it is on that page."""
    plot: str = ""
    """The case of the sample; empty on a page that is of none."""
    opens: go.Screen | None = None
    """Done once this page is open."""
    chosen: tuple[str, str] | None = None
    """Done once the box of this key has this value."""
    types: str = ""
    """Done once a form of this kind was typed into."""

    @property
    def address(self) -> str:
        """Of its page, with its case."""
        return f"/{self.screen.address}" + (f"?case={REFERENCES[self.plot]}" if self.plot else "")


@dataclass(frozen=True, slots=True)
class Guide:
    """One guided case."""

    name: str
    title: str
    says: str
    """What one will have seen at the end."""
    person: str
    """Of the sample, by name."""
    steps: tuple[GuideStep, ...]


def _tab(name: str) -> tuple[str, str]:
    return ("tabs", name)


REFERRAL, WEEKLY_REPORT = go.FORMS[Referral.kind], go.FORMS[WeeklyReport.kind]
BOX = ("region", "Where the child is expected")

SMALL_SCHOOL = Guide(
    "small-school",
    "A small school",
    "One move a year: see what is next, where your pupil is today, and begin a referral.",
    "Gwen Pugh",
    (
        GuideStep(
            "Start with what needs you",
            "A line for each child: what comes next, who does it, and where the child is expected. What needs your school is at the top.",
            go.MY_CASES,
            ("heading", "Needs you now"),
        ),
        GuideStep(
            "See where a child is expected",
            "T.R. is trying another school. The box says where he is expected today and on the next school day; below it is the whole move, week by week.",
            go.CASE,
            BOX,
            "transfer_next_week",
        ),
        GuideStep(
            "See how it is going",
            "Press the tab Attendance: each half day, as the other school reported it.",
            go.CASE,
            ("tab", "Attendance"),
            "transfer_next_week",
            chosen=_tab("Attendance"),
        ),
        GuideStep(
            "Do the next thing",
            "This child is only being referred. One filled button does what comes next: press Referral.",
            go.CASE,
            ("button", "Referral"),
            "before_only",
            opens=REFERRAL,
        ),
        GuideStep(
            "Write a little",
            "Open a section and answer a question. It is kept as you type: you can stop at any time, and a colleague can carry on.",
            REFERRAL,
            ("heading", "Referral"),
            "before_only",
            types=Referral.kind,
        ),
    ),
)
RECEIVING_SCHOOL = Guide(
    "receiving-school",
    "A receiving school",
    "Someone else’s pupil comes to you: what to mark, what to report, and the letters, already written.",
    "Peter Lindqvist",
    (
        GuideStep(
            "Know who to expect",
            "Each child with a managed move has a card: what your register says for each half day, and why.",
            go.REGISTER,
            ("heading", "Register"),
        ),
        GuideStep(
            "Open a case",
            "S.A. is with you for six weeks. The box says where he is expected; the line of weeks below it shows his first day, the reviews and the last day.",
            go.CASE,
            BOX,
            "week_six",
        ),
        GuideStep(
            "See his targets",
            "Press the tab Targets: what was agreed with him, and how each week went.",
            go.CASE,
            ("tab", "Targets"),
            "week_six",
            chosen=_tab("Targets"),
        ),
        GuideStep(
            "Report a week",
            "The weekly report on I.S. takes two minutes. Press Present all week, or choose one mark: it is kept as you go.",
            WEEKLY_REPORT,
            ("heading", "Weekly report"),
            "week_one",
            types=WeeklyReport.kind,
        ),
        GuideStep(
            "Take a letter",
            "Press the tab Letters. Each letter is filled in from what both schools saved; read it, or download it as Word.",
            go.CASE,
            ("tab", "Letters"),
            "week_six",
            chosen=_tab("Letters"),
        ),
    ),
)
AUTHORITY = Guide(
    "authority",
    "The authority",
    "Every case of your area: what needs you this morning, who is where, and the figures.",
    "Rosalind Marsh",
    (
        GuideStep(
            "Begin with today",
            "What needs you, the worst first, each with what to do and who to ring.",
            go.TODAY,
            ("heading", "Today"),
        ),
        GuideStep(
            "See every case at once",
            "The board has every live case of your area. Search, or open Filters to see one stage, school or concern.",
            go.BOARD,
            ("heading", "Board"),
        ),
        GuideStep(
            "Read what happened",
            "Every form that either school submitted, in order. Press a line to read it.",
            go.CASE,
            ("tab", "Chronology"),
            "week_six",
        ),
        GuideStep(
            "Count the moves",
            "Under About, choose Schools: how many moved from which school to which. Published figures hide small numbers.",
            go.FIGURES,
            ("radio", "Schools"),
            chosen=("figures section exact", "Schools"),
        ),
        GuideStep(
            "Know who looked",
            "Everyone who opened a case is listed here. You are too: you opened one two steps ago.",
            go.AUDIT,
            ("heading", "Audit"),
        ),
    ),
)
GUIDES: tuple[Guide, ...] = (SMALL_SCHOOL, RECEIVING_SCHOOL, AUTHORITY)


def guide_named(name: str) -> Guide | None:
    """The guide of this name, where there is one."""
    return next((each for each in GUIDES if each.name == name), None)
