"""People with accounts, as the Staff table says: coordinators, administrators, and school staff whose school has accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from record.person import AT_A_SCHOOL, Role
from record.tables import ALL_AREAS, STAFF, TABLES, StaffRow
from store.contract import Store, TableRow

GOOGLE, MICROSOFT = "google", "microsoft"
BY_LINK = "link"
"""In place of an account: a one-time link, made for one row of the table."""
UPGRADES = "Upgrades"
"""A table of this site's own, never a tab of the spreadsheet: what is still to be done since a new release opened the store."""
BY_THE_RELEASE = "the new release"
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
    """Of a coordinator: those whose cases they see; none for those who see all."""
    is_for_all_areas: bool
    email: str
    """In small letters; empty where there is none."""
    account: str
    """The account bound to the row, `microsoft <tenant> <object>`; empty while none is."""

    def answers_to(self, account: str) -> bool:
        """Whether an account is this person's: `google <verified e-mail>`, `link <key of the row>`, or the one that was bound."""
        whose, _, known_by = account.partition(" ")
        if whose == BY_LINK:
            return known_by == self.key
        if whose == GOOGLE:
            return bool(self.email) and known_by == self.email
        return bool(self.account) and account == self.account


def colleagues(rows: Sequence[TableRow]) -> Mapping[str, Colleague]:
    """Those whose role, school and authority can be read, by key. Any other row lets nobody in."""
    found = [_colleague(row) for row in rows]
    return {each.key: each for each in found if _is_sound(each)}


def areas_said(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The areas that a row names, with commas or blanks between them; none for all of them, and for a blank."""
    said = _areas_cell(cells)
    if said.lower() == ALL_AREAS:
        return ()
    return tuple(each.strip() for each in (said.split(",") if "," in said else said.split()) if each.strip())


def _areas_cell(cells: Mapping[str, str]) -> str:
    return (cells.get("areas") or cells.get("area") or "").strip()


def say_all_areas(store: Store) -> None:
    """Write *all* where an earlier release, which this store was brought up from, took a blank for it. Raises StoreError."""
    if not any(row.key == STAFF for row in store.table(UPGRADES)):
        return
    now = datetime.now(UTC)
    for row in store.table(STAFF):
        if row.values.get("role", "").strip().lower() == Role.COORDINATOR and not _areas_cell(row.values):
            store.put(TableRow(STAFF, row.key, {**row.values, "area": ALL_AREAS}, now, BY_THE_RELEASE))
    store.put(TableRow(UPGRADES, STAFF, {}, now, BY_THE_RELEASE))


def _is_sound(each: Colleague) -> bool:
    is_at_a_school = each.role in AT_A_SCHOOL
    has_areas = each.role != Role.COORDINATOR or bool(each.areas) or each.is_for_all_areas
    return each.role in _ROLES and bool(each.la) and bool(each.school) == is_at_a_school and has_areas


def _colleague(row: TableRow) -> Colleague:
    cells = {name: (value or "").strip() for name, value in row.values.items()}
    of: StaffRow = TABLES[STAFF].read(row.key, cells)
    return Colleague(
        key=row.key,
        name=of.name or row.key,
        role=of.role.lower(),
        school=of.school,
        la=of.la,
        areas=areas_said(cells),
        is_for_all_areas=_areas_cell(cells).lower() == ALL_AREAS,
        email=of.address,
        account=of.account,
    )
