"""To the parents: the school that was asked said no, and what happens next for the child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from letters.asked import LetterQuestions, NextSteps
from letters.from_case.approaches import declined, formally_asked
from letters.from_case.boxes import STAYS_AT_HOME, staying_at_home
from letters.from_case.context import LetterContext
from letters.letter import PARENTS, Letter
from letters.need import A_LETTER, needed
from record.case import Case
from record.forms.response import DECLINE
from record.stage import Stage


def is_declined(case: Case) -> bool:
    """Whether the last school that was asked said no."""
    asking = formally_asked(case)
    return asking is not None and asking.response is not None and asking.response.answer == DECLINE


def what_next(of: LetterContext) -> Mapping[str, Any]:
    """The no, with what was answered for the letter."""
    found = declined(of.case, of.authority)
    return (
        {"declined": replace(found, next_steps=of.answers.next_steps)}
        if found and isinstance(of.answers, NextSteps)
        else {}
    )


LETTER = Letter(
    file=__name__,
    order=70,
    title="Not accepted",
    writers=("home school",),
    readers=PARENTS,
    stages=(Stage.SEEKING,),
    holds=is_declined,
    comes="if a school says no",
    asks=LetterQuestions(questions=NextSteps, purpose="What your school does next for the child."),
    box=staying_at_home,
    facts=what_next,
    needs=(
        *A_LETTER,
        *needed("declined.school", "declined.reason", "declined.next_steps"),
        *STAYS_AT_HOME,
    ),
)
