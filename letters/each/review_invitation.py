"""To parents, schools and services: a review of the placement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from letters.asked import LetterQuestions, MeetingToCome, invitation
from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import UNTIL_THE_MEETING, until_the_meeting
from letters.from_case.meetings import at_the_receiving_school, the_review
from letters.from_case.times import is_placed
from letters.letter import BOTH_SCHOOLS, ON_TWO_ROLLS, Letter
from letters.need import A_LETTER, MEETING, RECEIVING, needed
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.field import case_is
from record.placement_days import next_review_on, reviews_held
from record.stage import Stage

NO_DAY_YET, NO_TIME_YET = case_is("review_has_a_day", "no"), case_is("review_has_a_time", "no")
"""Hold where the case does not say when, or at what time and where, the next review is."""


class NextReview(MeetingToCome):
    """Where and when people are invited, as far as the case does not say it."""

    meeting_where: str | None = invitation.ask("Where is it?", "The school and the room", when=NO_TIME_YET)
    meeting_on: date | None = invitation.ask("Which day?", when=NO_DAY_YET)
    meeting_at: time | None = invitation.ask("At what time?", "For example 15:30", when=NO_TIME_YET)


def at_the_next_review(case: Case, authority: Authority) -> Mapping[str, Any]:
    """At the receiving school, with the board's nominee where it directed the placement."""
    nominee = [(None, "A nominee of the governing board")] if case.is_under_direction else []
    return at_the_receiving_school(case, authority, nominee)


def before_the_next_review(case: Case, _: Filed | None) -> ByWhen | None:
    """The invitation comes before the next review that is planned; under a direction the law's days before."""
    on, placement = next_review_on(case), case.placement
    if on is None or placement is None:
        return None
    is_directed = case.is_under_direction
    by = on - timedelta(days=case.pack.review_invitation_days) if is_directed else on
    return ByWhen(by, since=max(reviews_held(case), default=placement.starts_on))


LETTER = Letter(
    file=__name__,
    order=160,
    title="Review invitation",
    writers=("receiving school", "home school"),
    readers=("parent", *BOTH_SCHOOLS, "Virtual School", "social worker", "local authority"),
    routes=ON_TWO_ROLLS,
    stages=(Stage.PLACED,),
    holds=is_placed,
    repeats=True,
    comes="before a review",
    by_when=Wanted(
        ("HF-10c", "WK-7", "NA-16"), before_the_next_review, "For the review by", checked_by=("REVIEW-2", "REVIEW-8")
    ),
    asks=LetterQuestions(
        questions=NextReview,
        purpose="Where and when the review is. The letter says the day that the case has for it: to give it another, with "
        "its time and place, fill in Day of the meeting.",
        seeds=at_the_next_review,
    ),
    box=until_the_meeting,
    facts=the_review,
    needs=(*A_LETTER, *RECEIVING, *MEETING, *needed("plan.ends_on"), *UNTIL_THE_MEETING),
)
