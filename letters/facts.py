"""What letters can say: the only thing a letter is made from.

Whoever makes a letter builds one `Facts` from a case, for one addressee. None means that nobody has recorded it;
an empty tuple means that there are none. Dates and times are given as such: `letters/say.py` puts them in words.
Every name here can be used as a tag: `{{ pupil.preferred_name }}`. A date gives two tags: `{{ expected.on }}` is
“Monday 2 November 2026”, `{{ expected.on_short }}` is “Monday 2 November”.
"""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from letters.facts_outcomes import (
    Attendance,
    Decision,
    EarlyEnding,
    Ending,
    Incident,
    Mark,
    MarkedDay,
    MarkedWeek,
    Report,
    Result,
    Score,
)
from letters.facts_people import Addressee, Council, Person, Pupil, School, Sender, says

__all__ = [
    "Addressee",
    "Asked",
    "Attendance",
    "Council",
    "Decision",
    "Direction",
    "EarlyEnding",
    "Ending",
    "Expected",
    "Facts",
    "HalfDays",
    "Incident",
    "Mark",
    "MarkedDay",
    "MarkedWeek",
    "Meeting",
    "Person",
    "Plan",
    "Pupil",
    "Referral",
    "Report",
    "Result",
    "Review",
    "School",
    "Score",
    "Sender",
    "Signatory",
    "Target",
    "Tried",
    "Week",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The box: where the child is expected, from when, and where until then."""

    where: str | None = says("the place to go to: “Oakfield School, main reception”", None)
    address_lines: tuple[str, ...] = says("the address of that place", ())
    on: date | None = says("the first day there", None)
    at: time | None = says("the time on the first day", None)
    who: str | None = says("who meets the child", None)
    until_then: str | None = says("a sentence: where the child goes until that day", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    what: str = says("one thing that was tried")
    when: str | None = says("when: “January to March 2026”", None)
    outcome: str | None = says("what came of it", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    why_a_move: str | None = says("why a move, in the home school's words", None)
    what_differs: str | None = says("what a different school could offer", None)
    tried: tuple[Tried, ...] = says("what has been tried", ())
    views_heard_by: str | None = says("the adult who asks the child what they think", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that is still to come."""

    where: str | None = says("the place of the meeting", None)
    on: date | None = says("the day of the meeting", None)
    at: time | None = says("the time of the meeting", None)
    people: tuple[Person, ...] = says("who is invited", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a consent form asks one person."""

    explore: bool = says("whether it asks for agreement to look into a move", False)
    share_with: str | None = says("the one school it asks to share information with", None)
    placement: bool = says("whether it asks for agreement to the placement", False)
    transfer: bool = says("whether it asks for agreement to the permanent move", False)
    answer_by: date | None = says("the day by which an answer helps; never a deadline", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDays:
    morning: str = says("where the child goes in the morning")
    afternoon: str = says("where the child goes in the afternoon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    monday: HalfDays = says("Monday")
    tuesday: HalfDays = says("Tuesday")
    wednesday: HalfDays = says("Wednesday")
    thursday: HalfDays = says("Thursday")
    friday: HalfDays = says("Friday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    number: int = says("1, 2, 3")
    what: str = says("what the child will do")
    how_judged: str | None = says("how it is judged", None)
    by_whom: str | None = says("by whom", None)
    baseline: str | None = says("how it is at the start", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    on: date = says("the day of a review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the meeting agreed."""

    starts_on: date | None = says("the first day", None)
    ends_on: date | None = says("the last day", None)
    weeks: int | None = says("how many weeks", None)
    school_days: int | None = says("how many school days", None)
    why_longer: str | None = says("why it is longer than usual", None)
    background: str | None = says("the background to the request", None)
    morning_starts: time | None = says("when the school day starts", None)
    breaks: str | None = says("break times", None)
    afternoon_ends: time | None = says("when the school day ends", None)
    absence_phone: str | None = says("the number to ring when the child cannot come", None)
    week: Week | None = says("where the child goes in each half day", None)
    reduced_until: date | None = says("the last day of a reduced programme", None)
    reduced_reason: str | None = says("why the programme is reduced", None)
    welcome: str | None = says("how the child is brought into the life of the school", None)
    pastoral_lead: str | None = says("the adult who looks after the child at the new school", None)
    receiving_support: str | None = says("support from the receiving school", None)
    home_support: str | None = says("support from the home school", None)
    family_support: str | None = says("what the family does", None)
    agency_support: str | None = says("support from others", None)
    other_needs: str | None = says("other needs", None)
    behaviour_response: str | None = says("what happens when behaviour is poor", None)
    attendance: str | None = says("how attendance is recorded and reported", None)
    weekly_report_to: str | None = says("who gets the weekly report", None)
    communication: str | None = says("who tells whom what", None)
    transport: str | None = says("travel: how, and who pays", None)
    uniform: str | None = says("uniform: whose, and who pays", None)
    meals: str | None = says("meals: how, and who pays", None)
    exams: str | None = says("exams", None)
    funding: str | None = says("what was agreed about funding", None)
    early_ending: str | None = says("when it could end early, and who decides", None)
    return_plan: str | None = says("the plan for coming back", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The home board's decision to direct off-site."""

    decided_by: str | None = says("the board or its committee", None)
    decided_on: date | None = says("the day it decided", None)
    reasons: str | None = says("its reasons and objectives", None)
    last_day_on: date | None = says("the last day of its notice", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    role: str = says("who signs: Parent, Head teacher of …")
    name: str | None = says("their name, if known", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one letter to one addressee can say."""

    reference: str = says("the case's reference")
    written_on: date = says("the date of the letter")
    placement_word: str = says("what the policy pack and route call the placement", "placement")
    dual_registered: bool = says("whether the child is on both rolls for a time; no on a direct move", True)
    second_roll: bool = says(
        "whether the receiving school puts the child on its roll too; no at an unregistered provider", True
    )
    directed: bool = says("whether the home board directs the child off-site", False)
    all_agreed: bool = says("whether everybody's agreement to the decision is recorded", False)
    pupil: Pupil = says("the child")
    home: School = says("the home school")
    receiving: School | None = says("the receiving school", None)
    sender: Sender = says("whose letter it is")
    addressee: Addressee | None = says("who the letter is to", None)
    council: Council | None = says("the local authority", None)
    expected: Expected | None = says("where the child is expected", None)
    referral: Referral | None = says("the referral", None)
    meeting: Meeting | None = says("the meeting to come", None)
    asked: Asked | None = says("what the consent form asks", None)
    plan: Plan | None = says("what was agreed", None)
    direction: Direction | None = says("the board's direction", None)
    targets: tuple[Target, ...] = says("the targets", ())
    reviews: tuple[Review, ...] = says("the reviews", ())
    signatories: tuple[Signatory, ...] = says("who signs, as the policy pack asks", ())
    report: Report | None = says("the weekly report", None)
    decision: Decision | None = says("the final review's decision", None)
    early_ending: EarlyEnding | None = says("the early ending", None)
    ending: Ending | None = says("how the move ended", None)
