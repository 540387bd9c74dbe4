"""What letters say of a day that is different from the one the family was told."""

from __future__ import annotations

from datetime import date

from letters.facts import CorrectedFacts
from letters.from_case.endings import first_day_after
from record.case import Case
from record.ended import ended
from record.forms.telling import (
    EXTENSION,
    FIRST_DAY,
    PUT_OFF,
    THE_ENDING,
    THE_RETURN,
    THE_REVIEW,
    THE_TRANSFER,
    FamilyTold,
)
from record.placement_days import review_days, review_to_come, reviews_held

OF_THE_START, OF_THE_LAST_DAY = (FIRST_DAY, PUT_OFF), (EXTENSION,)
DAY_BACK, DAY_OF_TRANSFER, OF_A_REVIEW = (THE_RETURN, THE_ENDING), (THE_TRANSFER,), (THE_REVIEW,)


def corrected(case: Case) -> CorrectedFacts | None:
    """The day of the change that comes next, where the family was last told another."""
    for abouts, what, now in _days(case):
        told = [each for each in case.of(FamilyTold) if each.about in abouts and each.told_on and each.takes_effect_on]
        last = max(told, key=lambda each: each.told_on or date.min, default=None)
        if last and now and last.takes_effect_on != now and not _was_right(case, last):
            meets = review_to_come(case) if abouts == OF_A_REVIEW else None
            at, where = (meets.meets_at, meets.meets_where) if meets else (None, None)
            return CorrectedFacts(
                what=what, told_on=last.told_on, before=last.takes_effect_on, now=now, meets_at=at, meets_where=where
            )
    return None


def _was_right(case: Case, told: FamilyTold) -> bool:
    """Whether the day of a review stands, though it is not the next one, or was of a review that is over."""
    is_over = any(told.told_on and held >= told.told_on for held in reviews_held(case))
    return told.about == THE_REVIEW and (is_over or told.takes_effect_on in review_days(case))


def _days(case: Case) -> tuple[tuple[tuple[str, ...], str, date | None], ...]:
    """What the family is told of, in which words, and the day that stands; the ending first, for it comes last."""
    end, placement = ended(case), case.placement
    if end:
        day = first_day_after(case, end)
        return ((DAY_BACK, "day back", day), (DAY_OF_TRANSFER, "first day on the roll of that school alone", day))
    if placement is None:
        return ()
    has_started, review = placement.starts_on < case.today, review_to_come(case)
    return (
        (OF_THE_LAST_DAY, "last day", placement.ends_on),
        (OF_THE_START, "first day", None if has_started else placement.starts_on),
        (OF_A_REVIEW, "day of the review", review.meets_on if review else None),
    )
