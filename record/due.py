"""Everything due in a case: what, from whom, by when, under which clause. Silence is never approval, so everything
waited for is here. Days are counted in each school's own calendar; the numbers are the pack's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from record.case import Case
from record.deadline import Due as Due
from record.due_after_an_end import due_after
from record.due_answers import due_answers, early_review
from record.due_before_the_start import due_before_the_start
from record.due_in_placement import due_in_placement
from record.due_in_placement import missing_reports as missing_reports
from record.due_of_the_authority import due_of_the_authority
from record.ended import ended
from record.once import once_a_case
from record.stage import is_closed


@once_a_case
def due(case: Case) -> tuple[Due, ...]:
    """Everything due, the earliest first; what has no day comes first of all, because the case waits for it."""
    return tuple(sorted(_everything(case), key=lambda each: each.by or date.min))


def steps(case: Case) -> tuple[Due, ...]:
    """Of everything due, what the case itself waits for: not what is told, seen or confirmed beside it."""
    return tuple(each for each in due(case) if not each.is_aside)


def next_step(case: Case) -> Due | None:
    """The first thing the case waits for, or else the first thing due; None when nothing is."""
    return next(iter((*steps(case), *due(case))), None)


def _everything(case: Case) -> Iterator[Due]:
    if is_closed(case):
        return
    if end := ended(case):
        yield from due_after(case, end)
        return
    if case.placement:
        yield from due_in_placement(case, case.placement)
        yield from early_review(case)
    else:
        yield from due_before_the_start(case)
    yield from due_answers(case)
    yield from due_of_the_authority(case)
