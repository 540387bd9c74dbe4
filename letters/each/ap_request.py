"""Home head to the council's named officers: may this alternative provision be funded?"""

from __future__ import annotations

from letters.by_when import ByWhen, Wanted
from letters.from_case.approaches import formally_asked
from letters.letter import BEFORE_THE_START, Letter
from letters.need import A_LETTER, PUPIL, RECEIVING, needed
from record.case import Case
from record.entry import Filed
from record.stage import Stage


def is_asked(case: Case) -> bool:
    """Whether a provider was formally asked."""
    return formally_asked(case) is not None


def by_the_start(case: Case, _: Filed | None) -> ByWhen | None:
    """The first day that the meeting agreed."""
    meeting = case.agreed_meeting
    return ByWhen(meeting.starts_on) if meeting and meeting.starts_on else None


LETTER = Letter(
    file=__name__,
    order=50,
    title="Request for alternative provision",
    writers=("home school",),
    readers=("local authority",),
    routes=("alternative provision",),
    stages=(Stage.SEEKING, Stage.ACCEPTED, *BEFORE_THE_START),
    holds=is_asked,
    comes="after a provider is formally asked",
    by_when=Wanted(("HF-6.4", "APP-5"), by_the_start, "Approved by", checked_by=("SIGNATURE-4",)),
    is_of_the_school_asked=True,
    needs=(
        *A_LETTER,
        *RECEIVING,
        *PUPIL,
        *needed("referral.why_a_move", "referral.what_differs", "referral.tried"),
    ),
)
