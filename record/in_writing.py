"""To whom a decision of the board goes in writing: every parent who is told, and the authority of a child with an EHC plan."""

from __future__ import annotations

import re

from record.case import Case
from record.family import as_written, row_of
from record.forms.board_decision import BoardDecision, WrittenNotice
from record.forms.referral import Parent

THE_AUTHORITY = "The local authority"
OF_THE_AUTHORITY = re.compile(r"\b(local authority|council)\b")


def has_plan(case: Case) -> bool:
    """Whether a local authority maintains an EHC plan for the child."""
    return case.referral is not None and case.referral.sen_stage == "EHC plan"


def to_tell_in_writing(case: Case) -> tuple[str, ...]:
    """Everybody who is to have a decision of the board in writing, by name."""
    return (*(each.name for each in case.told if each.name), *((THE_AUTHORITY,) if has_plan(case) else ()))


def not_told_in_writing(case: Case, decision: BoardDecision) -> tuple[str, ...]:
    """Those of them to whom nobody has recorded that it was given."""
    given = [each for each in decision.notices if each.given_on and each.how]
    rows = {row_of(case, each.to) for each in given}
    has_authority = any(is_to_the_authority(case, each) for each in given)
    lacking = (name for name in to_tell_in_writing(case) if name != THE_AUTHORITY and row_of(case, name) not in rows)
    return (*lacking, *((THE_AUTHORITY,) if has_plan(case) and not has_authority else ()))


def is_to_the_authority(case: Case, notice: WrittenNotice) -> bool:
    """Whether it went to the local authority, and not to a parent of such a name."""
    return row_of(case, notice.to) is None and bool(OF_THE_AUTHORITY.search(as_written(notice.to)))


def parent_told(case: Case, notice: WrittenNotice) -> Parent | None:
    """The parent to whom it went; None where it is nobody on the referral."""
    row = row_of(case, notice.to)
    return case.referral.parents[row] if case.referral and row is not None else None
