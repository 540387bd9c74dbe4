"""What one parent chose, as letters say it to that parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letters.facts import ChoiceMade
from record.authority import Authority
from record.case import Case
from record.consents import EXPLORE, PLACEMENT, SHARE, TRANSFER
from record.family import row_of
from record.forms.consent import Consent

WHAT: Mapping[str, str] = {
    EXPLORE: "We look into a move",
    SHARE: "We tell {school} about {child}",
    PLACEMENT: "{child} goes to {school} for a time",
    TRANSFER: "{child} moves to {school} for good",
}
ANSWERS: Mapping[str, str] = {
    "agreed": "Yes",
    "refused": "No",
    "withdrawn": "No: you changed your mind",
}


def has_answered(case: Case, row: int) -> bool:
    """Whether the parent in this row of the referral has answered something."""
    return any(_latest(case, row))


def choices_of(case: Case, authority: Authority, row: int) -> tuple[ChoiceMade, ...]:
    """The last answer of one parent to each choice, in the order of the choices."""
    child = case.referral.preferred_name or (case.referral.legal_name or "").split(" ")[0] if case.referral else ""
    found = sorted(_latest(case, row), key=lambda each: [*WHAT].index(each.choice or ""))
    return tuple(
        ChoiceMade(
            what=WHAT[each.choice or ""].format(school=authority.name_of(each.school), child=child),
            answer=ANSWERS[each.answer or ""],
            on=each.answered_on,
        )
        for each in found
    )


def _latest(case: Case, row: int) -> Iterator[Consent]:
    """The last answer to each choice about each school."""
    of_them = (each for each in case.of(Consent) if not each.is_pupil and row_of(case, each.person) == row)
    answered = (each for each in of_them if each.answer in ANSWERS and each.choice in WHAT)
    return iter({(each.choice, each.school): each for each in answered}.values())
