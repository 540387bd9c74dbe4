"""Home head to the head of one school: the formal request."""

from __future__ import annotations

from collections.abc import Iterator

from letters.from_case.approaches import formally_asked
from letters.from_case.readers import Copy, head
from letters.letter import Letter
from letters.need import A_LETTER, PUPIL, need, needed
from record.authority import Authority
from record.case import Case
from record.stage import Stage


def is_open(case: Case) -> bool:
    """Whether a formal request waits for its answer."""
    asking = formally_asked(case)
    return asking is not None and asking.is_open


def to_the_school_asked(case: Case, authority: Authority) -> Iterator[Copy]:
    """A request goes to the school that was asked, which has not said yes yet."""
    asking = formally_asked(case)
    if asking:
        yield head("receiving school", authority.school(asking.approach.school))


LETTER = Letter(
    file=__name__,
    order=60,
    title="Request to the receiving head",
    writers=("home school",),
    readers=("receiving school",),
    copies=to_the_school_asked,
    stages=(Stage.SEEKING,),
    holds=is_open,
    comes="after a school is formally asked",
    asked_by=("HF-3a", "HF-7.5a", "NA-2", "APP-11"),
    is_of_the_school_asked=True,
    needs=(
        *A_LETTER,
        need("receiving.name", "Say which school is asked, in a formal request.", "approach.school"),
        *PUPIL,
        *needed("referral.why_a_move", "referral.what_differs", "referral.tried"),
        *needed("request.answer_by", "request.shared_with_agreement_of"),
    ),
)
