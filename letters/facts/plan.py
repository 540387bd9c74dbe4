"""Facts about the way to a placement and what was agreed for it. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from letters.facts.fact import says
from letters.facts.people import PersonFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDayBox:
    """The box: where the child is expected, from when, and where until then. Which question gives each depends on the
    letter: `letters/from_case/boxes.py`."""

    where: str | None = says("the place to go to: “Oakfield School, main reception”", None)
    address_lines: tuple[str, ...] = says("the address of that place", ())
    on: date | None = says("the first day there", None)
    at: time | None = says("the time on the first day", None)
    who: str | None = says("who meets the child", None)
    until_then: str | None = says("a sentence: where the child goes until that day", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    what: str = says("one thing that was tried", asked="referral.interventions.what")
    when: str | None = says("when: “January to March 2026”", None)
    outcome: str | None = says("what came of it", None, "referral.interventions.outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    why_a_move: str | None = says(
        "why a move, in the home school's words", None, "referral.why_a_move", "Say why a move is suggested."
    )
    what_differs: str | None = says(
        "what a different school could offer",
        None,
        "referral.what_differs",
        "Say what a different school could offer.",
    )
    tried: tuple[Tried, ...] = says("what has been tried", (), "referral.interventions", "List what has been tried.")
    views_heard_by: str | None = says("the adult who asks the child what they think", None, "referral.views_heard_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that is still to come."""

    where: str | None = says("the place of the meeting", None, "letter.meeting_where", "Say where the meeting is.")
    on: date | None = says(
        "the day of the meeting", None, "letter.meeting_on", "Give a day for the meeting that is still to come."
    )
    at: time | None = says("the time of the meeting", None, "letter.meeting_at", "Give the time of the meeting.")
    people: tuple[PersonFacts, ...] = says(
        "who is invited", (), "letter.meeting_people", "Say who is invited to the meeting."
    )
    why: str | None = says(
        "why the family is asked to come, in words for them",
        None,
        "letter.why",
        "Say in words for the family why you would like to talk.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChoices:
    """What a consent form asks one person."""

    explore: bool = says("whether it asks for agreement to look into a move", False)
    share_with: str | None = says("the one school it asks to share information with", None)
    placement: bool = says("whether it asks for agreement to the placement", False)
    transfer: bool = says("whether it asks for agreement to the permanent move", False)
    answer_by: date | None = says("the day by which an answer helps; never a deadline", None, "letter.answer_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDays:
    morning: str = says("where the child goes in the morning")
    afternoon: str = says("where the child goes in the afternoon")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    monday: HalfDays = says("Monday")
    tuesday: HalfDays = says("Tuesday")
    wednesday: HalfDays = says("Wednesday")
    thursday: HalfDays = says("Thursday")
    friday: HalfDays = says("Friday")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    number: int = says("1, 2, 3")
    what: str = says("what the child will do", asked="meeting_record.targets.what", missing="Say what each target is.")
    how_judged: str | None = says("how it is judged", None, "meeting_record.targets.how_judged")
    by_whom: str | None = says("by whom", None, "meeting_record.targets.by_whom")
    baseline: str | None = says("how it is at the start", None, "meeting_record.targets.baseline")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    on: date = says("the day of a review", asked="meeting_record.reviews.review_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the meeting agreed."""

    starts_on: date | None = says("the first day", None, "meeting_record.starts_on", "Give the start date.")
    ends_on: date | None = says("the last day", None, "meeting_record.ends_on", "Give the last day.")
    weeks: int | None = says("how many weeks", None, "meeting_record.weeks", "Say how many weeks it lasts.")
    school_days: int | None = says("how many school days", None)
    why_longer: str | None = says("why it is longer than usual", None, "meeting_record.why_longer")
    background: str | None = says(
        "the background to the request",
        None,
        "meeting_record.background",
        "Write the background to the request.",
    )
    morning_starts: time | None = says(
        "when the school day starts", None, "meeting_record.morning_starts", "Say when the school day starts."
    )
    breaks: str | None = says("break times", None, "meeting_record.breaks", "Give the break times.")
    afternoon_ends: time | None = says(
        "when the school day ends", None, "meeting_record.afternoon_ends", "Say when the school day ends."
    )
    absence_phone: str | None = says(
        "the number to ring when the child cannot come",
        None,
        "meeting_record.absence_phone",
        "Give the number to ring when the child cannot come.",
    )
    week: WeekFacts | None = says(
        "where the child goes in each half day",
        None,
        "meeting_record.monday_am",
        "Say where the child goes in each half day.",
    )
    reduced_until: date | None = says("the last day of a reduced programme", None, "meeting_record.reduced_until")
    reduced_reason: str | None = says("why the programme is reduced", None, "meeting_record.reduced_reason")
    welcome: str | None = says(
        "how the child is brought into the life of the school",
        None,
        "meeting_record.welcome_plan",
        "Say how the child is brought into the life of the school.",
    )
    pastoral_lead: str | None = says(
        "the adult who looks after the child at the new school",
        None,
        "meeting_record.pastoral_lead",
        "Name the pastoral lead at the receiving school.",
    )
    receiving_support: str | None = says(
        "support from the receiving school",
        None,
        "meeting_record.receiving_support",
        "Say what support the receiving school gives.",
    )
    home_support: str | None = says(
        "support from the home school",
        None,
        "meeting_record.home_support",
        "Say what support the home school gives.",
    )
    family_support: str | None = says("what the family does", None, "meeting_record.family_support")
    agency_support: str | None = says("support from others", None, "meeting_record.agency_support")
    other_needs: str | None = says("other needs", None, "meeting_record.other_needs")
    behaviour_response: str | None = says(
        "what happens when behaviour is poor",
        None,
        "meeting_record.behaviour_response",
        "Say what happens if behaviour is poor.",
    )
    attendance: str | None = says(
        "how attendance is recorded and reported",
        None,
        "meeting_record.attendance_recorded_how",
        "Say how attendance is recorded and reported.",
    )
    weekly_report_to: str | None = says(
        "who gets the weekly report",
        None,
        "meeting_record.weekly_report_to",
        "Say who gets the weekly report.",
    )
    communication: str | None = says(
        "who tells whom what", None, "meeting_record.communication_plan", "Say who tells whom what, and when."
    )
    transport: str | None = says(
        "travel: how, and who pays",
        None,
        "meeting_record.transport",
        "Say how the child travels, and who pays.",
    )
    uniform: str | None = says(
        "uniform: whose, and who pays", None, "meeting_record.uniform", "Say which uniform, and who pays."
    )
    meals: str | None = says(
        "meals: how, and who pays", None, "meeting_record.meals", "Say how meals work, and who pays."
    )
    exams: str | None = says("exams", None, "meeting_record.exam_arrangements")
    funding: str | None = says("what was agreed about funding", None, "meeting_record.funding")
    early_ending: str | None = says(
        "when it could end early, and who decides",
        None,
        "meeting_record.early_ending_rule",
        "Say when it could end early, and who decides.",
    )
    return_plan: str | None = says(
        "the plan for coming back", None, "meeting_record.return_plan", "Write the plan for coming back."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The home board's decision to direct off-site."""

    decided_by: str | None = says("the board or its committee", None, "board_decision.decided_by")
    decided_on: date | None = says(
        "the day it decided", None, "board_decision.decided_on", "Give the day the board decided."
    )
    reasons: str | None = says(
        "its reasons and objectives", None, "board_decision.reasons", "Give the board's reasons and objectives."
    )
    first_day_on: date | None = says(
        "the first day of its notice",
        None,
        "board_decision.first_day_on",
        "Give the first day of the board's notice.",
    )
    number_of_days: int | None = says(
        "the number of school days of its notice",
        None,
        "board_decision.number_of_days",
        "Give the number of school days.",
    )
    last_day_on: date | None = says(
        "the last day of its notice",
        None,
        "board_decision.last_day_on",
        "Give the last day of the board's notice.",
    )
    longest_until: date | None = says(
        "the longest time that was proposed", None, "board_decision.longest_until", "Say until when at the longest."
    )
    onward_options: str | None = says("what could come after it", None, "board_decision.onward_options")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardOutcome:
    """What the home board decided once a direction ran."""

    decided_by: str | None = says("the board or its committee", None, "board_decision.decided_by")
    decided_on: date | None = says(
        "the day it decided", None, "board_decision.decided_on", "Give the day the board decided."
    )
    reasons: str | None = says("its reasons", None, "board_decision.reasons", "Give the board's reasons.")
    review_on: date | None = says("the review that it followed", None, "board_decision.review_on")
    is_over: bool = says("whether the direction ends", False)
    comes_back: bool = says("whether the child comes back to the home school when it ends", False)
    is_renewed: bool = says("whether the direction is renewed, with a new notice", False)
    until: date | None = says(
        "the last day for which it goes on",
        None,
        "board_decision.continues_until",
        "Give the last day for which it goes on.",
    )
    back_on: date | None = says(
        "the day from which the child is back",
        None,
        "board_decision.revoked_from",
        "Give the day from which the child is back.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    role: str = says("who signs: Parent, Head teacher of …")
    name: str | None = says("their name, if known", None)
