"""The referral, copied on paper as it was submitted, for the authority and the school that is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.from_case.context import LetterContext
from letters.from_case.referral import copied
from letters.letter import BEFORE_THE_START, Letter
from letters.need import LETTERHEAD, PUPIL, needed
from record.case import Case
from record.stage import Stage


def is_referred(case: Case) -> bool:
    """Whether there is a referral."""
    return case.referral is not None


def the_copy(of: LetterContext) -> Mapping[str, Any]:
    """Every section and answer."""
    return {"copied": copied(of.case, of.authority)}


LETTER = Letter(
    file=__name__,
    order=40,
    title="Referral",
    shape="form",
    writers=("home school",),
    readers=("local authority", "receiving school"),
    stages=(Stage.CONSENT, Stage.SEEKING, Stage.ACCEPTED, *BEFORE_THE_START, Stage.PLACED),
    holds=is_referred,
    comes="after the referral is submitted",
    asked_by=("HF-4b", "WK-4", "WK-12", "NA-3", "NA-4"),
    facts=the_copy,
    needs=(*LETTERHEAD, *PUPIL, *needed("copied.parts")),
)
