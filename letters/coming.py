"""When a letter comes: now, later, or not any more."""

from __future__ import annotations

from enum import StrEnum

from letters.letter import Letter
from record.authority import Authority
from record.case import Case
from record.ended import ended
from record.stage import Stage, stage


class Comes(StrEnum):
    """When a letter may be made."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"
    """Its time is past, or this case went another way."""


def comes(letter: Letter, case: Case, authority: Authority) -> Comes:
    """When this letter may be made in this case."""
    if case.route not in letter.routes or letter.never_if(case, authority):
        return Comes.NEVER
    now = stage(case)
    if now in letter.stages and letter.holds(case):
        return Comes.NOW
    order = list(Stage)
    is_ahead = any(order.index(each) >= order.index(now) for each in letter.stages)
    return Comes.LATER if is_ahead and ended(case) is None else Comes.NEVER
