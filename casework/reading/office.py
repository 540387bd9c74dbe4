"""What casework works with: the store, what day it is, and the cases read so far. Handed to every verb, so that
nothing asks the clock itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from casework.reading.budgets import Budgets, Lately
from casework.reading.cases import CaseCache
from record.authority import Authority
from record.case import Case
from record.identifiers import new_reference
from record.person import Role
from record.tables import STAFF, TABLES
from record.words import ENGLAND
from store.contract import Draft, Store

AT_THE_AUTHORITY = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Office:
    """One process has one office."""

    store: Store
    clock: Callable[[], date]
    shelf: CaseCache = field(default_factory=CaseCache)
    budgets: Budgets = field(default_factory=Budgets)
    lately: Lately = field(default_factory=Lately)
    mint: Callable[[], str] = new_reference
    """Gives each new case its reference."""

    def today(self) -> date:
        """The day rules are judged by, in England."""
        return self.clock()

    def now(self) -> datetime:
        """The moment an entry is filed at (UTC): on `today`, at England's time of day."""
        return datetime.combine(self.today(), datetime.now(ENGLAND).time(), ENGLAND).astimezone(UTC)

    @property
    def authority(self) -> Authority:
        """The settings tables as they are now. Raises StoreError."""
        return self.shelf.look(self.store, self.today()).authority

    @property
    def authorities(self) -> frozenset[str]:
        """The codes of the local authorities that work here: of coordinators and administrators. Raises StoreError."""
        staff = (TABLES[STAFF].read(row.key, row.values) for row in self.store.table(STAFF))
        return frozenset(each.la.strip() for each in staff if each.role.strip().lower() in AT_THE_AUTHORITY) - {""}

    def is_of_another_here(self, urn: str, la: str) -> bool:
        """Whether a school is another local authority's that works here too: then it is that one's to change. Raises StoreError."""
        school = self.authority.schools.get(urn)
        return school is not None and school.la not in ("", la) and school.la in self.authorities

    def drafts(self, school: str, reference: str | None = None) -> Sequence[Draft]:
        """Open drafts of one school, of one case or all, newest first; also those begun under a number it had before.
        Raises StoreError."""
        found = [each for urn in self.authority.numbers(school) for each in self.store.drafts(urn, reference)]
        newest_first = sorted(found, key=lambda each: each.begun_at, reverse=True)
        return [each if each.school == school else replace(each, school=school) for each in newest_first]

    @property
    def cases(self) -> Mapping[str, Case]:
        """Every case as it stands now, whole: for `access.py` alone. Raises StoreError."""
        return self.shelf.look(self.store, self.today()).cases
