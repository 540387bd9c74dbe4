"""To parents, schools and services: a review of the placement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from letters.asked import LetterQuestions, MeetingToCome
from letters.by_when import ByWhen, Wanted
from letters.from_case.boxes import UNTIL_THE_MEETING, until_the_meeting
from letters.from_case.meetings import at_the_receiving_school, the_meeting
from letters.from_case.times import is_placed
from letters.letter import BOTH_SCHOOLS, ON_TWO_ROLLS, Letter
from letters.need import A_LETTER, MEETING, RECEIVING, needed
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.placement_days import next_review_on, reviews_held
from record.stage import Stage
from record.words import padded_day


def at_the_next_review(case: Case, authority: Authority) -> Mapping[str, Any]:
    """At the receiving school, on the day of the next review that the meeting planned."""
    planned = case.placement.meeting.reviews if case.placement else ()
    ahead = [each.review_on for each in planned if each.review_on and each.review_on >= case.today]
    day = {"meeting_on": padded_day(min(ahead))} if ahead else {}
    nominee = [(None, "A nominee of the governing board")] if case.is_under_direction else []
    return {**at_the_receiving_school(case, authority, nominee), **day}


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
    asks=LetterQuestions(questions=MeetingToCome, purpose="Where and when the review is.", seeds=at_the_next_review),
    box=until_the_meeting,
    facts=the_meeting,
    needs=(*A_LETTER, *RECEIVING, *MEETING, *needed("plan.ends_on"), *UNTIL_THE_MEETING),
)
