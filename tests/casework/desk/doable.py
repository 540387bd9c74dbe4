"""What is shown as due and cannot be done by whoever it is shown to: asked of every story, of the sample and of any case."""

from __future__ import annotations

from collections.abc import Iterator

from casework.desk.deadlines import may_answer
from casework.desk.work import due_for
from casework.forms.offered import possible
from casework.reading.access import Seen, Side
from record.case import Case
from record.entry import Party
from record.person import Person, Role
from rules.duty import Due


def people(case: Case) -> Iterator[tuple[Side, Person]]:
    """Somebody who may do everything, on each side that a case has."""
    yield Side.HOME, Person("Amina Yusuf", Role.SCHOOL, case.home, case.la)
    yield Side.LA, Person("Rosalind Marsh", Role.COORDINATOR, "", case.la)
    asked = next((each.approach.school for each in case.askings if each.is_open), None)
    if school := case.receiving or asked:
        yield Side.RECEIVING, Person("Peter Lindqvist", Role.SCHOOL, school, case.la)


def cannot_do(case: Case) -> list[tuple[Side, str]]:
    """What is shown as due, waits for nobody, and cannot be done by the side whose it is or by the authority."""
    found = []
    for side, person in people(case):
        seen = Seen(case, side, is_whole=True)
        for each in due_for(seen):
            is_theirs = each.who == Party(side) or side is Side.LA
            if each.form and each.can_be_done and is_theirs and not can(seen, person, each):
                found.append((side, each.what))
    return found


def can(seen: Seen, person: Person, one: Due) -> bool:
    if one.answers:
        return may_answer(seen, person, one.answers)
    return one.form in possible(seen, person)
