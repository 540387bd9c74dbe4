"""What is due in a case, from the one list of duties: everything, the next step, and what harms a child today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from record.case import Case
from record.forms.telling import FamilyTold
from record.once import once_a_case
from record.stage import is_closed
from rules.duties import DUTIES
from rules.duty import Due, Duty, Phase, declared_duties, owed, phase


@cache
def duties() -> tuple[Duty, ...]:
    """Every duty, in the order of the files."""
    files = [each.__name__ for each in DUTIES]
    return tuple(sorted(declared_duties(), key=lambda each: files.index(each.tells.__module__)))


@cache
def _by_phase() -> Mapping[Phase, tuple[Duty, ...]]:
    return {each: tuple(one for one in duties() if each in one.phases) for each in Phase}


@once_a_case
def due(case: Case) -> tuple[Due, ...]:
    """Everything due, the earliest first; what has no day comes first of all, because the case waits for it."""
    if is_closed(case):
        return ()
    found = [one for each in _by_phase()[phase(case)] for one in owed(each, case)]
    return tuple(sorted(found, key=lambda each: each.by or date.min))


def steps(case: Case) -> tuple[Due, ...]:
    """Of everything due, what the case itself waits for: not what is told, seen or confirmed beside it."""
    return tuple(each for each in due(case) if not each.is_aside)


@once_a_case
def next_step(case: Case) -> Due | None:
    """The first thing the case waits for that can be done; else what its family is to be told; else the first there is."""
    waited_for = steps(case)
    can_be_done = (each for each in waited_for if each.can_be_done)
    to_tell = (each for each in due(case) if each.form is FamilyTold)
    return next(iter((*can_be_done, *to_tell, *waited_for, *due(case))), None)


@once_a_case
def harming(case: Case) -> tuple[Due, ...]:
    """What harms in a case today, the worst first: of each harm what has lasted longest, and each form named once."""
    late = [each for each in due(case) if each.harm and each.since <= case.today]
    found: list[Due] = []
    for each in sorted(late, key=lambda one: (one.rank, one.since)):
        if not _is_told(each, found):
            found.append(each)
    return tuple(found)


def _is_told(one: Due, before: Sequence[Due]) -> bool:
    """Whether something worse is of the same sort, or is settled by the same form: a case is called up once for one thing."""
    return any(
        each.harm is one.harm or (one.form is not None and (each.form, each.answers) == (one.form, one.answers))
        for each in before
    )
