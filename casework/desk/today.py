"""A coordinator's morning: the cases in which something harms a child, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.desk.deadlines import may_answer
from casework.forms import drafts
from casework.forms.offered import possible
from casework.reading.access import Seen, Side, see_all
from casework.reading.office import Office
from record.case import Case
from record.entry import Entry, Party
from record.once import once_a_case
from record.person import Person
from record.stage import is_live
from record.tables import School
from rules.due import due, harming
from rules.duty import Due

THIS_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Call:
    """One case that needs somebody now."""

    seen: Seen
    needs: tuple[Due, ...]
    """The worst first; never empty."""

    @property
    def order(self) -> tuple[int, date, str]:
        """By the worst harm, then by how long it has lasted."""
        return self.needs[0].rank, self.needs[0].since, self.seen.case.reference


@dataclass(frozen=True, slots=True)
class Today:
    """What is before a coordinator."""

    calls: Sequence[Call]
    live: int
    """Live cases in this person's areas."""
    this_week: int
    """Of those, how many have something due within seven days and do not need anybody now."""
    drafts: int


live = once_a_case(is_live)
"""Whether a case goes on, worked out once: a closed case costs nothing afterwards."""


def today(office: Office, person: Person) -> Today:
    """What needs this coordinator now. Raises StoreError."""
    mine = [each for each in see_all(office, person, live) if each.side is Side.LA]
    calls = [Call(each, found) for each in mine if (found := harming(each.case))]
    quiet = [each for each in mine if not harming(each.case)]
    soon = sum(_is_due_soon(each.case) for each in quiet)
    return Today(sorted(calls, key=lambda each: each.order), len(mine), soon, len(drafts.my_drafts(office, person)))


@once_a_case
def _is_due_soon(case: Case) -> bool:
    return any(each.by is not None and case.today <= each.by <= case.today + THIS_WEEK for each in due(case))


def form_for(seen: Seen, person: Person, need: Due) -> type[Entry] | None:
    """The form this person may settle it with now; None when the case is to be looked at first."""
    if need.answers:
        return need.form if may_answer(seen, person, need.answers) else None
    return need.form if need.can_be_done and need.form in possible(seen, person) else None


def act(office: Office, person: Person, seen: Seen, need: Due) -> None:
    """Open the entry that is answered, where it is one, so that its form can be gone on with. Raises NotYours, StoreError."""
    if need.answers:
        drafts.revise(office, person, seen.case.reference, need.answers)


def to_ring(office: Office, seen: Seen, need: Due) -> School | None:
    """The school to ring about it; None when it is the authority's own. Raises StoreError."""
    case = seen.case
    asked = next((each.approach.school for each in case.askings if each.is_open), None)
    urn = {Party.HOME: case.home, Party.RECEIVING: case.receiving or asked}.get(need.who)
    return office.authority.school(urn) if urn else None
