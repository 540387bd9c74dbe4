"""The plain list of cases that a spreadsheet shows to those who work in it. It names no child."""

from __future__ import annotations

from collections.abc import Sequence

from casework.reading.office import Office
from record.case import Case
from record.expected_place import Expected, expected
from record.school_days import Half, Session
from record.stage import is_live, stage, week_of
from record.words import plain_day
from rules.due import next_step
from store.contract import ListsCases

HEADINGS = (
    "Reference",
    "Stage",
    "Week",
    "Home school",
    "Receiving school",
    "Expected today",
    "Next step",
    "Who has it",
    "By",
)


def keep(office: Office) -> None:
    """Have the store show the list, if it is one that people open."""
    if isinstance(office.store, ListsCases):
        office.store.list_in_register(lambda: rows(office))


def rows(office: Office) -> Sequence[Sequence[str]]:
    """A row of headings, then a row for each case, live ones first. Raises StoreError."""
    cases = sorted(office.cases.values(), key=lambda case: (not is_live(case), case.reference))
    return [HEADINGS, *(_row(office, case) for case in cases)]


def _row(office: Office, case: Case) -> Sequence[str]:
    week, step = week_of(case), next_step(case) if is_live(case) else None
    return (
        case.reference,
        str(stage(case)),
        f"{week[0]} of {week[1]}" if week else "",
        office.authority.name_of(case.home),
        office.authority.name_of(case.receiving) if case.receiving else "",
        _expected_today(office, case) if is_live(case) else "",
        step.what if step else "",
        str(step.who) if step else "",
        plain_day(step.by) if step and step.by else "",
    )


def _expected_today(office: Office, case: Case) -> str:
    """The school the child is expected at this morning, or why at none."""
    answer = expected(case, Session(case.today, Half.AM))
    if isinstance(answer, Expected):
        return answer.name or office.authority.name_of(answer.urn)
    return str(answer.reason)
