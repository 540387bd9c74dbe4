"""All rules over 10,000 cases, the first time and after one entry, beside one pydantic pass over the same entries.

The cases are those of the sample, each many times over, so that every stage and route is there.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice

from casework import sample
from casework.reading.office import Office
from record.answers import kept
from record.case import Case
from rules.judging import judge
from store.sql.store import SqlStore

CASES = 10_000
TODAY = date(2026, 12, 10)


@dataclass(frozen=True)
class Result:
    """Seconds each took."""

    entries: int
    first: float
    after_one_entry: float
    validated: float


def measure() -> Result:
    """Judge them all, change one, judge them all again, and validate every entry once."""
    cases = _cases()
    answers = [(type(each.entry), kept(each.entry)) for case in cases for each in case.filed]
    first = _seconds(lambda: [judge(each) for each in cases])
    changed = [_with_one_more(cases[0]), *cases[1:]]
    after = _seconds(lambda: [judge(each) for each in changed])
    validated = _seconds(lambda: [kind.model_validate(given) for kind, given in answers])
    return Result(len(answers), first, after, validated)


def _cases() -> Sequence[Case]:
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore(f"sqlite:///{folder}/store.sqlite")
        office = Office(store, lambda: TODAY)
        sample.fill(office)
        told = [*office.cases.values()]
        store.close()
    return [
        replace(each, reference=f"case-{number}", filed=tuple(replace(one) for one in each.filed))
        for number, each in enumerate(islice(cycle(told), CASES))
    ]


def _with_one_more(case: Case) -> Case:
    return case.with_filed(replace(case.filed[-1], entry_id="one-more", save_id="one-more"))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
