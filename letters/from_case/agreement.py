"""Whether everybody agreed, which no letter says on less than a record."""

from __future__ import annotations

from record.case import Case
from record.consents import PLACEMENT, TRANSFER, standing
from record.forms.final_review import TRANSFER as STAYS
from record.forms.final_review import FinalReview

HEADS = {("agreement", "home head teacher"), ("agreement", "receiving head teacher")}


def all_agreed_to_the_start(case: Case) -> bool:
    """Whether every parent, the child and both heads are recorded as agreeing to what starts."""
    if not case.agreed_meeting or case.signatures_missing or not set(case.signatures_needed) >= HEADS:
        return False
    return _everybody(case, PLACEMENT if case.is_dual_registered else TRANSFER)


def all_agreed_to_the_decision(case: Case) -> bool:
    """Whether the parents, the child and both heads are recorded as agreeing at the final review, and nobody took it back."""
    review = case.last(FinalReview)
    if review is None or review.is_confirmed is False:
        return False
    said = [review.parents_agree, review.pupil_agrees, review.home_head_agrees, review.receiving_head_agrees]
    if review.decision == STAYS:
        return all([*said, review.admission_authority_agrees]) and _everybody(case, TRANSFER)
    return all(said)


def _everybody(case: Case, choice: str) -> bool:
    found = standing(case, choice, case.receiving)
    return found.is_given and not found.not_asked
