"""People with accounts, as the Staff table says: coordinators, administrators, and school staff whose school has accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from record.person import AT_A_SCHOOL, Role
from record.tables import STAFF, TABLES, StaffRow
from store.contract import TableRow

GOOGLE, MICROSOFT = "google", "microsoft"
_ROLES = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One row of the Staff table that can let somebody in."""

    key: str
    """Of the row."""
    name: str
    role: str
    school: str
    la: str
    areas: tuple[str, ...]
    email: str
    """In small letters; empty where there is none."""
    account: str
    """The account bound to the row, `microsoft <tenant> <object>`; empty while none is."""

    def answers_to(self, account: str) -> bool:
        """Whether an account is this person's: `google <verified e-mail>`, or the one that was bound."""
        whose, _, known_by = account.partition(" ")
        if whose == GOOGLE:
            return bool(self.email) and known_by == self.email
        return bool(self.account) and account == self.account


def colleagues(rows: Sequence[TableRow]) -> Mapping[str, Colleague]:
    """Those whose role, school and authority can be read, by key. Any other row lets nobody in."""
    found = [_colleague(row) for row in rows]
    return {each.key: each for each in found if _is_sound(each)}


def _is_sound(each: Colleague) -> bool:
    is_at_a_school = each.role in AT_A_SCHOOL
    return each.role in _ROLES and bool(each.la) and bool(each.school) == is_at_a_school


def _colleague(row: TableRow) -> Colleague:
    cells = {name: (value or "").strip() for name, value in row.values.items()}
    of: StaffRow = TABLES[STAFF].read(row.key, cells)
    email = of.email or (row.key if "@" in row.key else "")
    areas = cells.get("areas") or of.area
    return Colleague(
        key=row.key,
        name=of.name or row.key,
        role=of.role.lower(),
        school=of.school,
        la=of.la,
        areas=tuple(each.strip() for each in (areas.split(",") if "," in areas else areas.split()) if each.strip()),
        email=email.lower(),
        account=of.account,
    )
