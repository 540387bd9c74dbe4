"""To the headteachers' panel, where the authority has one: one page about a child whom it never names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letters.from_case.context import LetterContext
from letters.from_case.referral import without_names
from letters.letter import Letter
from letters.need import LETTERHEAD, needed
from record.authority import Authority
from record.case import Case
from record.stage import Stage


def is_referred(case: Case) -> bool:
    """Whether there is a referral."""
    return case.referral is not None


def has_no_panel(case: Case, _: Authority) -> bool:
    """Whether no panel advises under this policy."""
    return not case.pack.panel_advises


def about_a_child(of: LetterContext) -> Mapping[str, Any]:
    """Why a move, and what was tried, with no name of the family in it."""
    return {"referral": without_names(of.case)}


LETTER = Letter(
    file=__name__,
    order=45,
    title="Panel sheet",
    shape="form",
    writers=("home school",),
    readers=("local authority",),
    stages=(Stage.CONSENT, Stage.SEEKING),
    holds=is_referred,
    never_if=has_no_panel,
    comes="after the referral is submitted, where a headteachers’ panel advises",
    asked_by=("APP-15",),
    facts=about_a_child,
    needs=(
        *LETTERHEAD,
        *needed("pupil.year_group", "referral.why_a_move", "referral.what_differs", "referral.tried"),
    ),
)
