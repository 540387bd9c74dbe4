"""Facts about how a placement goes and ends. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from letters.facts.people import says


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    words: str = says("the mark in words: Present, Ill")
    code: str = says("the register mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDay:
    morning: Mark = says("the morning")
    afternoon: Mark = says("the afternoon")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWeek:
    monday: MarkedDay = says("Monday")
    tuesday: MarkedDay = says("Tuesday")
    wednesday: MarkedDay = says("Wednesday")
    thursday: MarkedDay = says("Thursday")
    friday: MarkedDay = says("Friday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    possible: int = says("half days the child could attend")
    attended: int = says("half days attended")
    authorised: int = says("half days of authorised absence")
    unauthorised: int = says("half days of unauthorised absence")
    late: int = says("times late")
    percent: str | None = says("attendance as “93.1%”; nothing when no half day was possible", None)
    agreed: int | None = says("half days agreed under a reduced programme", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    target: str = says("a target")
    score: str | None = says("how it went: met most days", None)
    note: str | None = says("a note on it", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    on: date | None = says("the day", None)
    what: str = says("what happened")
    action: str | None = says("what was done", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One week of a placement."""

    week_commencing: date | None = says("the Monday of the week", None)
    week_number: int | None = says("which week of the placement", None)
    week: MarkedWeek | None = says("the ten marks", None)
    attendance: Attendance | None = says("the numbers of this week", None)
    so_far: Attendance | None = says("the numbers since the start", None)
    scores: tuple[Score, ...] = says("how each target went", ())
    met_with: str | None = says("who met the child about the targets", None)
    met_on: date | None = says("when they met", None)
    went_well: str | None = says("what went well, and how to repeat it", None)
    pupil_words: str | None = says("the child's own words", None)
    parent_contact: str | None = says("contact with the parents", None)
    incidents: tuple[Incident, ...] = says("what happened", ())
    suspensions: tuple[Incident, ...] = says("suspensions this week", ())
    concern: str | None = says("green, amber or red", None)
    early_review_asked: bool = says("whether an early review is asked for", False)
    sent_to: str | None = says("who gets the report", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    target: str = says("a target")
    result: str | None = says("met, partly met, not met", None)
    evidence: str | None = says("what shows it", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the final review decided."""

    reviewed_on: date | None = says("the day of the review", None)
    reasons: str | None = says("why, naming the targets", None)
    takes_effect_on: date | None = says("the first day at the school that was decided", None)
    results: tuple[Result, ...] = says("target by target", ())
    pupil_says: str | None = says("what the child said", None)
    parents_say: str | None = says("what the parents said", None)
    alternatives: str | None = says("what else was considered", None)
    support_after: str | None = says("support afterwards: what, who, until when", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyEnding:
    reasons: str | None = says("why it ends early, in plain words", None)
    pupil_account: str | None = says("the child's own account", None)
    found: str | None = says("what was found when it was looked into", None)
    home_head: str | None = says("the head teacher who was asked first", None)
    home_head_on: date | None = says("when they were asked", None)
    alternatives: str | None = says("what else was considered", None)
    support: str | None = says("support on coming back", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A move that does not go ahead, or ends by a withdrawal."""

    had_started: bool = says("whether the child had started at the receiving school", False)
    on: date | None = says("the day it ended", None)
    reasons: str | None = says("why, in a sentence", None)
    next_steps: str | None = says("what the home school does next to help", None)
