"""To parents, both schools and services: the meeting that decides together."""

from __future__ import annotations

from datetime import date, time, timedelta

from letters.asked import LetterQuestions, MeetingToCome, invitation
from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import UNTIL_THE_MEETING, until_the_meeting
from letters.from_case.meetings import at_the_receiving_school, the_meeting_that_decides
from letters.letter import BOTH_SCHOOLS, Letter
from letters.need import A_LETTER, MEETING, RECEIVING
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.field import case_is
from record.stage import Stage

NO_DAY_YET, NO_TIME_YET = case_is("meeting_has_a_day", "no"), case_is("meeting_has_a_time", "no")
"""Hold where no form of the case says when and where everybody meets."""


class MeetingThatDecides(MeetingToCome):
    """Where and when people are invited, as far as the schools have not set it."""

    meeting_where: str | None = invitation.ask("Where is it?", "The school and the room", when=NO_TIME_YET)
    meeting_on: date | None = invitation.ask("Which day?", when=NO_DAY_YET)
    meeting_at: time | None = invitation.ask("At what time?", "For example 15:30", when=NO_TIME_YET)


def is_agreed_already(case: Case, _: Authority) -> bool:
    """Whether a meeting agreed the move: there is none to come."""
    return case.agreed_meeting is not None


def after_the_yes(case: Case, _: Filed | None) -> ByWhen | None:
    """The days the pack gives from an acceptance to the meeting."""
    response = case.accepted.response if case.accepted else None
    if response is None or response.answered_on is None:
        return None
    held_by = response.answered_on + timedelta(days=case.pack.meeting_within_days)
    return ByWhen(held_by, since=response.answered_on)


LETTER = Letter(
    file=__name__,
    order=80,
    title="Meeting invitation",
    writers=("receiving school", "home school"),
    readers=("parent", *BOTH_SCHOOLS, "Virtual School", "local authority"),
    stages=(Stage.ACCEPTED, Stage.MEETING_HELD),
    never_if=is_agreed_already,
    repeats=True,
    comes="after a school accepts in principle",
    by_when=Wanted(
        ("HF-7.5b", "WK-5", "NA-2"), after_the_yes, "For a meeting held by", checked_by=("MEETING-2", "MEETING-3")
    ),
    asks=LetterQuestions(
        questions=MeetingThatDecides,
        purpose="Where and when the meeting is that decides together.",
        seeds=at_the_receiving_school,
    ),
    box=until_the_meeting,
    facts=the_meeting_that_decides,
    needs=(*A_LETTER, *RECEIVING, *MEETING, *UNTIL_THE_MEETING),
)
