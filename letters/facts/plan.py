"""Facts about the way to a placement and what was agreed for it. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from letters.facts.people import Person, says


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
    first_day_on: date | None = says("the first day of its notice", None)
    number_of_days: int | None = says("the number of school days of its notice", None)
    last_day_on: date | None = says("the last day of its notice", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    role: str = says("who signs: Parent, Head teacher of …")
    name: str | None = says("their name, if known", None)
