"""Facts about how a placement goes and ends. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from letters.facts.fact import says


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
class AttendanceFacts:
    possible: int = says("half days the child could attend")
    attended: int = says("half days attended")
    authorised: int = says("half days of authorised absence")
    unauthorised: int = says("half days of unauthorised absence")
    late: int = says("times late")
    percent: str | None = says("attendance as “93.1%”; nothing when no half day was possible", None)
    agreed: int | None = says("half days agreed under a reduced programme", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFacts:
    target: str = says("a target", asked="weekly_report.scores.target")
    score: str | None = says("how it went: met most days", None, "weekly_report.scores.score")
    note: str | None = says("a note on it", None, "weekly_report.scores.note")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    on: date | None = says("the day", None, "weekly_report.incidents.happened_on")
    what: str = says("what happened", asked="weekly_report.incidents.what")
    action: str | None = says("what was done", None, "weekly_report.incidents.action")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One week of a placement."""

    week_commencing: date | None = says(
        "the Monday of the week", None, "weekly_report.week_commencing", "Say which week the report is about."
    )
    week_number: int | None = says("which week of the placement", None)
    week: MarkedWeek | None = says("the ten marks", None, "weekly_report.monday_am", "Give a mark for each half day.")
    attendance: AttendanceFacts | None = says(
        "the numbers of this week",
        None,
        "weekly_report.monday_am",
        "Give a mark for each half day: attendance is counted from them.",
    )
    so_far: AttendanceFacts | None = says("the numbers since the start", None)
    scores: tuple[ScoreFacts, ...] = says("how each target went", ())
    met_with: str | None = says(
        "who met the child about the targets",
        None,
        "weekly_report.met_with",
        "Say who met the child about the targets.",
    )
    met_on: date | None = says("when they met", None, "weekly_report.met_on")
    went_well: str | None = says(
        "what went well, and how to repeat it",
        None,
        "weekly_report.went_well",
        "Say what went well, and how it can happen again.",
    )
    pupil_words: str | None = says("the child's own words", None, "weekly_report.pupil_words")
    parent_contact: str | None = says("contact with the parents", None, "weekly_report.parent_contact")
    incidents: tuple[IncidentFacts, ...] = says("what happened", ())
    suspensions: tuple[IncidentFacts, ...] = says("suspensions this week", ())
    concern: str | None = says(
        "green, amber or red", None, "weekly_report.concern", "Say how worried you are: green, amber or red."
    )
    early_review_asked: bool = says("whether an early review is asked for", False)
    sent_to: str | None = says("who gets the report", None, "weekly_report.sent_to", "Say who the report is sent to.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    target: str = says("a target", asked="final_review.results.target")
    result: str | None = says("met, partly met, not met", None, "final_review.results.result")
    evidence: str | None = says("what shows it", None, "final_review.results.evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the final review decided."""

    reviewed_on: date | None = says(
        "the day of the review", None, "final_review.reviewed_on", "Give the date of the final review."
    )
    reasons: str | None = says("why, naming the targets", None, "final_review.reasons", "Say why, naming the targets.")
    takes_effect_on: date | None = says(
        "the first day at the school that was decided",
        None,
        "final_review.takes_effect_on",
        "Say from which day the decision counts.",
    )
    results: tuple[Result, ...] = says("target by target", ())
    pupil_says: str | None = says("what the child said", None, "final_review.pupil_says")
    parents_say: str | None = says("what the parents said", None, "final_review.parents_say")
    alternatives: str | None = says("what else was considered", None, "final_review.alternatives")
    support_after: str | None = says("support afterwards: what, who, until when", None, "final_review.support_after")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyEndingFacts:
    home_head_was_asked: bool = says("whether the home head was asked first, and has not said otherwise", False)
    reasons: str | None = says(
        "why it ends early, in plain words", None, "early_ending.circumstances", "Say why it ends early."
    )
    pupil_account: str | None = says(
        "the child's own account", None, "early_ending.pupil_account", "Write down the child's own account."
    )
    found: str | None = says("what was found when it was looked into", None, "early_ending.provocation_found")
    home_head: str | None = says(
        "the head teacher who was asked first",
        None,
        "early_ending.home_head_consulted",
        "Name the home head teacher who was asked first.",
    )
    home_head_on: date | None = says(
        "when they were asked", None, "early_ending.home_head_consulted_on", "Say when the home head teacher was asked."
    )
    alternatives: str | None = says("what else was considered", None, "early_ending.alternatives")
    support: str | None = says(
        "support on coming back", None, "early_ending.support_on_return", "Say what support there is on the return."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFacts:
    """A move that does not go ahead, or ends by a withdrawal."""

    had_started: bool = says("whether the child had started at the receiving school", False)
    on: date | None = says("the day it ended", None, "ending.ended_on")
    reasons: str | None = says(
        "why, in a sentence", None, "ending.in_words", "Say in a sentence why it does not go ahead."
    )
    next_steps: str | None = says(
        "what the home school does next to help", None, "letter.next_steps", "Say what your school does next to help."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionFacts:
    """A suspension by the receiving school, as it stands."""

    from_on: date | None = says(
        "its first day", None, "same_day.suspended_from", "Give the first day of the suspension."
    )
    to_on: date | None = says("its last day", None, "same_day.suspended_to", "Give the last day of the suspension.")
    days: int | None = says("how many school days it is", None)
    reason: str | None = says("why, in a sentence", None, "same_day.reason", "Say in a sentence why.")
    education_on: date | None = says("from which day full-time education is arranged: the sixth in a row", None)
    education: str | None = says("who gives that education, and where", None, "same_day.provision_from_day_six")
    never_began: bool = says("whether it was cancelled before it began", False)
    cancelled_because: str | None = says(
        "why it is cancelled", None, "same_day.cancelled_because", "Say why the suspension was cancelled."
    )
    back_half: str | None = says(
        "where it is cancelled: the morning or afternoon of the day back", None, "same_day.back_half"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFacts:
    """A day the family was given, and the day that now applies."""

    what: str = says("what the day is of: the first day, the last day, the day back")
    told_on: date | None = says("when the family was told the other day", None, "telling.told_on")
    before: date | None = says("the day the family was given", None, "telling.takes_effect_on")
    now: date | None = says("the day that now applies", None)
    meets_at: time | None = says("of a review, at what time it is", None, "meeting_day.meets_at")
    meets_where: str | None = says("of a review, where it is", None, "meeting_day.meets_where")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApartFacts:
    """A separation for safeguarding. What was said, and of whom, is no fact of a letter."""

    from_on: date | None = says(
        "its first day", None, "same_day.separated_from", "Give the first day of the separation."
    )
    to_on: date | None = says("its last day, once it is known", None, "same_day.separated_to")
    led_by: str | None = says(
        "the safeguarding lead", None, "same_day.led_by", "Name the designated safeguarding lead who leads it."
    )
    look_again_on: date | None = says(
        "the day on which it is looked at again",
        None,
        "same_day.look_again_on",
        "Give a day on which it is looked at again, still to come.",
    )
    education: str | None = says(
        "what education there is meanwhile",
        None,
        "same_day.education_meanwhile",
        "Say what education there is meanwhile.",
    )
