"""To each person who answered: what the school has written down of their own choices, and that they can change their mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from letters.from_case.choices import choices_of, has_answered
from letters.from_case.context import LetterContext
from letters.from_case.readers import Copy, copies_to
from letters.letter import BEFORE_A_SCHOOL, BEFORE_THE_START, Letter
from letters.need import A_LETTER, needed
from record.authority import Authority
from record.case import Case
from record.forms.consent import Consent
from record.stage import Stage


def is_answered(case: Case) -> bool:
    """Whether a parent has answered."""
    return any(not each.is_pupil and each.answered_on for each in case.of(Consent))


def to_who_answered(case: Case, authority: Authority) -> Iterator[Copy]:
    """Each parent of whom an answer is recorded."""
    return (copy for copy in copies_to("parent who agrees", case, authority) if has_answered(case, copy.n - 1))


def what_they_chose(of: LetterContext) -> Mapping[str, Any]:
    """Their own answers as they stand, and nobody else's."""
    return {"chosen": choices_of(of.case, of.authority, of.copy.n - 1) if of.copy else ()}


LETTER = Letter(
    file=__name__,
    order=35,
    title="Your choice, as we wrote it down",
    writers=("home school",),
    readers=("parent who agrees",),
    copies=to_who_answered,
    stages=(*BEFORE_A_SCHOOL, Stage.ACCEPTED, *BEFORE_THE_START, Stage.PLACED, Stage.FINAL_REVIEW_HELD),
    holds=is_answered,
    repeats=True,
    comes="after a parent has answered",
    asked_by=("HF-7.4a", "WK-5", "NA-2"),
    facts=what_they_chose,
    needs=(*A_LETTER, *needed("chosen")),
)
