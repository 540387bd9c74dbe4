"""The first talk: where and when the home school would like to meet the family, before any school is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.asked import LetterQuestions, MeetingToCome, invitation
from letters.from_case.meetings import guests, head, the_meeting
from letters.letter import BEFORE_A_SCHOOL, PARENTS, Letter
from letters.need import A_LETTER, MEETING, needed
from record.authority import Authority
from record.case import Case
from record.field import LongText


class FirstTalk(MeetingToCome):
    """Where and when the family is asked to come, and why."""

    why: LongText | None = invitation.ask(
        "Why would you like to talk?",
        "In words for the family, not those of the referral",
        sensitive=True,
        family_reads=True,
    )


def at_the_home_school(case: Case, authority: Authority) -> Mapping[str, Any]:
    """There, with its head."""
    home = authority.school(case.home)
    return {"meeting_where": home.name, **guests([head(home)])}


LETTER = Letter(
    file=__name__,
    order=10,
    title="Invitation to discuss",
    writers=("home school",),
    readers=PARENTS,
    stages=BEFORE_A_SCHOOL,
    comes="before a school is asked",
    asked_by=("HF-7.2", "WK-11"),
    asks=LetterQuestions(
        questions=FirstTalk,
        purpose="Where and when you would like to talk with the family.",
        seeds=at_the_home_school,
    ),
    facts=the_meeting,
    needs=(*A_LETTER, *MEETING, *needed("meeting.why", "referral.tried")),
)
