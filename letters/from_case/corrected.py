"""What letters say of a day that is different from the one the family was told."""

from __future__ import annotations

from datetime import date

from letters.facts import CorrectedFacts
from record.case import Case
from record.ended import Belongs, ended
from record.forms.telling import EXTENSION, FIRST_DAY, PUT_OFF, THE_ENDING, THE_RETURN, THE_TRANSFER, FamilyTold

OF_THE_START, OF_THE_LAST_DAY = (FIRST_DAY, PUT_OFF), (EXTENSION,)
DAY_BACK, DAY_OF_TRANSFER = (THE_RETURN, THE_ENDING), (THE_TRANSFER,)


def corrected(case: Case) -> CorrectedFacts | None:
    """The day of the change that comes next, where the family was last told another."""
    for abouts, what, now in _days(case):
        told = [each for each in case.of(FamilyTold) if each.about in abouts and each.told_on and each.takes_effect_on]
        last = max(told, key=lambda each: each.told_on or date.min, default=None)
        if last and now and last.takes_effect_on != now:
            return CorrectedFacts(what=what, told_on=last.told_on, before=last.takes_effect_on, now=now)
    return None


def _days(case: Case) -> tuple[tuple[tuple[str, ...], str, date | None], ...]:
    """What the family is told of, in which words, and the day that stands; the ending first, for it comes last."""
    end, placement = ended(case), case.placement
    if end:
        day = case.calendar(case.home).next_open(end.from_on) if end.belongs is Belongs.HOME else end.from_on
        return ((DAY_BACK, "day back", day), (DAY_OF_TRANSFER, "first day on the roll of that school alone", day))
    if placement is None:
        return ()
    has_started = placement.starts_on < case.today
    return (
        (OF_THE_LAST_DAY, "last day", placement.ends_on),
        (OF_THE_START, "first day", None if has_started else placement.starts_on),
    )
