"""Form 10: the week in two minutes. Marks are never filled in beforehand."""

from datetime import date
from typing import Literal

from record.entry import Answers, Entry, Party, ToSchoolAsked
from record.field import OTHER_SCHOOL, LongText, Mark, Section, answered, yes
from record.forms.meeting_record import HALF_DAYS

week = Section(
    "The week",
    "A mark for each half day. Attendance goes to the home school every week.",
    clause="HF-10b",
    layout="week",
)
meeting = Section("How it is going", clause="HF-10a")
this_week = Section("Incidents and suspensions", clause="WK-9")
concern_at = Section("Your concern", clause="HF-7.6g")
home = Section("The home school answers", when=(OTHER_SCHOOL,), clause="HF-7.6g")

in_score = Section("A target")
in_incident = Section("An incident")


class TargetScore(Answers):
    """How one target went this week."""

    target: str | None = in_score.ask("Target", given=True)
    score: Literal["met every day", "met most days", "met some days", "not met"] | None = in_score.ask(
        "This week", everyone="Every target met every day"
    )
    note: str | None = in_score.ask("Note", optional=True, seldom=True, family_reads=True)


class Incident(Answers):
    """Something that happened."""

    happened_on: date | None = in_incident.ask("Date")
    what: str | None = in_incident.ask("What happened", sensitive=True, family_reads=True)
    action: str | None = in_incident.ask("What was done", family_reads=True)


class WeeklyReport(
    Entry,
    kind="weekly_report",
    title="Weekly report",
    on_one_page=True,
    dated_by="week_commencing",
    number=10,
    by=(Party.RECEIVING,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Say how one week went: marks, targets, and how the child is.",
    at_hand="Your register of the week, and what the child and the person who met them say of the targets.",
):
    """The receiving school's report on one week of a placement."""

    week_commencing: date | None = week.ask("Week commencing", "The Monday", fill_in="week_due", past="PAST-12")
    monday_am: Mark | None = week.ask("Monday morning", optional=True)
    monday_pm: Mark | None = week.ask("Monday afternoon", optional=True)
    tuesday_am: Mark | None = week.ask("Tuesday morning", optional=True)
    tuesday_pm: Mark | None = week.ask("Tuesday afternoon", optional=True)
    wednesday_am: Mark | None = week.ask("Wednesday morning", optional=True)
    wednesday_pm: Mark | None = week.ask("Wednesday afternoon", optional=True)
    thursday_am: Mark | None = week.ask("Thursday morning", optional=True)
    thursday_pm: Mark | None = week.ask("Thursday afternoon", optional=True)
    friday_am: Mark | None = week.ask("Friday morning", optional=True)
    friday_pm: Mark | None = week.ask("Friday afternoon", optional=True)

    scores: tuple[TargetScore, ...] = meeting.ask("Targets", repeats=True, optional=True, given=True, fill_in="targets")
    met_with: str | None = meeting.ask("Who met the child this week to talk about the targets?", clause="HF-10a")
    met_on: date | None = meeting.ask("When did they talk?", optional=True, seldom=True, past="PAST-12")
    went_well: LongText | None = meeting.ask(
        "What went well, and how can it happen again?", clause="HF-10a", family_reads=True
    )
    pupil_words: LongText | None = meeting.ask(
        "In the child's own words", optional=True, sensitive=True, family_reads=True
    )
    parent_contact: LongText | None = meeting.ask(
        "Contact with the parents", optional=True, seldom=True, family_reads=True
    )

    had_incidents: bool | None = this_week.ask("Was there anything to tell?")
    incidents: tuple[Incident, ...] = this_week.ask(
        "Incidents", when=yes("had_incidents"), least=1, most=10, sensitive=True
    )

    concern: Literal["green", "amber", "red"] | None = concern_at.ask(
        "How worried are you?",
        "Green: going well. Amber: something needs to change. Red: talk to us now.",
        clause="HF-7.6g",
    )
    early_review_asked: bool | None = concern_at.ask(
        "Do you ask for an early review?", when=answered("concern", "amber", "red"), clause="HF-7.6g"
    )
    sent_to: str | None = concern_at.ask("Sent to", fill_in="weekly_report_to")

    seen_by: str | None = home.ask("Seen by", fill_in="me")
    what_is_wrong: LongText | None = home.ask(
        "Is anything in this report wrong?",
        "Leave blank if not. If something is, say what, and the other school is asked",
        optional=True,
        seldom=True,
    )
    home_wants_review: bool | None = home.ask("Do you want an early review?")
    home_why: LongText | None = home.ask("Why, or why not?", when=answered("concern", "amber", "red"))

    @property
    def marks(self) -> list[str | None]:
        """The ten marks of the week, Monday morning first."""
        return [getattr(self, each) for each in HALF_DAYS]
