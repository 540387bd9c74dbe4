"""To the parents: the school that was asked said no, and what happens next for the child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from letters.asked import LetterQuestions, NextSteps, afterwards
from letters.from_case.approaches import WHY_DECLINED, declined, formally_asked
from letters.from_case.boxes import STAYS_AT_HOME, staying_at_home
from letters.from_case.context import LetterContext
from letters.letter import PARENTS, Letter
from letters.need import A_LETTER, needed
from record.authority import Authority
from record.case import Case
from record.field import LongText
from record.forms.response import DECLINE
from record.stage import Stage


class AfterANo(NextSteps):
    """What the home school does next, and what it tells the family of the reason: what one school writes to another is not
    for them."""

    why_no: LongText | None = afterwards.ask(
        "Why did the school say no?", "In words for the family", sensitive=True, family_reads=True
    )


def in_few_words(case: Case, _: Authority) -> Mapping[str, Any]:
    """The reason as it was chosen, not the words that went with it."""
    asking = formally_asked(case)
    chosen = asking.response.decline_reason if asking and asking.response else None
    return {"why_no": WHY_DECLINED[chosen]} if chosen in WHY_DECLINED else {}


def is_declined(case: Case) -> bool:
    """Whether the last school that was asked said no."""
    asking = formally_asked(case)
    return asking is not None and asking.response is not None and asking.response.answer == DECLINE


def what_next(of: LetterContext) -> Mapping[str, Any]:
    """The no, with what was answered for the letter."""
    found = declined(of.case, of.authority)
    if not found or not isinstance(of.answers, AfterANo):
        return {}
    return {"declined": replace(found, reason=of.answers.why_no, next_steps=of.answers.next_steps)}


LETTER = Letter(
    file=__name__,
    order=70,
    title="Not accepted",
    writers=("home school",),
    readers=PARENTS,
    stages=(Stage.SEEKING,),
    holds=is_declined,
    comes="if a school says no",
    asked_by=("HF-7.4b", "HF-12c", "APP-8"),
    asks=LetterQuestions(questions=AfterANo, purpose="What your school does next for the child.", seeds=in_few_words),
    box=staying_at_home,
    facts=what_next,
    needs=(
        *A_LETTER,
        *needed("declined.school", "declined.reason", "declined.next_steps"),
        *STAYS_AT_HOME,
    ),
)
