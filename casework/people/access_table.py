"""Who has access, as the Access table says at this moment: schools' shared links, and the people behind each.

Coordinators may edit the table where entries are kept in a spreadsheet, so a cell that cannot be read lets nobody in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from threading import Lock
from unicodedata import normalize
from weakref import WeakKeyDictionary

from casework.people.staff import Colleague, colleagues
from casework.reading.successors import successors
from record.person import AT_A_SCHOOL, Role
from record.reading import Unreadable, read_date
from record.tables import ACCESS, SCHOOLS, STAFF, TABLES, AccessRow, School
from record.valid_text import valid
from store.contract import Store, TableRow

LINK, PERSON = "link", "person"
"""What a row of the table is."""
LASTS = timedelta(days=366)
"""The longest a link opens."""


@dataclass(frozen=True, slots=True)
class Link:
    """A school's shared link. Of its key only the SHA-256 is known."""

    school: str
    """URN."""
    key: str
    """SHA-256 of the key; empty once revoked."""
    until: date | None
    """The last day it opens; None when that cannot be read."""

    def is_open(self, on: date) -> bool:
        """Whether it lets this school's people in on a day. One that would open for more than a year opens not at all."""
        return bool(self.key) and self.until is not None and on <= self.until <= on + LASTS


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody a school's link lets in."""

    key: str
    """Of the row; also whose PIN it is."""
    school: str
    name: str
    role: str
    is_lead: bool


@dataclass(frozen=True)
class AccessTable:
    """The table, read."""

    links: Mapping[str, Link] = field(default_factory=dict)
    """By URN."""
    members: Mapping[str, Member] = field(default_factory=dict)
    """By key of their row."""
    staff: Mapping[str, Colleague] = field(default_factory=dict)
    """Those with accounts, by key of their row."""
    schools: Mapping[str, School] = field(default_factory=dict)
    """By URN."""

    def link_of(self, secret: str) -> Link | None:
        """The link that a key opens, whether or not it is still open."""
        wanted = key_of(secret)
        return next((each for each in self.links.values() if each.key == wanted), None)

    def people_of(self, school: str) -> Sequence[Member]:
        """Everybody of a school, leads first, then by name."""
        of_it = [each for each in self.members.values() if each.school == school]
        return sorted(of_it, key=lambda each: (not each.is_lead, same_name(each.name)))

    def named(self, school: str, name: str) -> Member | None:
        """The one person of a school with this name, however it was typed."""
        wanted = same_name(valid(name))
        return next((each for each in self.people_of(school) if same_name(each.name) == wanted), None)

    def lets_in(self, member_key: str, on: date) -> Member | None:
        """The person, while they and their school's link both stand."""
        member = self.members.get(member_key)
        link = self.links.get(member.school) if member else None
        return member if link and link.is_open(on) else None


def key_of(secret: str) -> str:
    """What the table knows the key of a link by."""
    return sha256(secret.encode()).hexdigest()


def same_name(name: str) -> str:
    """Equal for two ways of typing one name: capitals, spaces and the kind of apostrophe do not matter."""
    return " ".join(normalize("NFKC", name).replace("’", "'").casefold().split())


_read: WeakKeyDictionary[Store, tuple[int, AccessTable]] = WeakKeyDictionary()
_one_at_a_time = Lock()


def doors(store: Store) -> AccessTable:
    """The doors as they stand now; read again only when a table changed. Raises StoreError."""
    mark = store.tables_mark()
    with _one_at_a_time:
        known = _read.get(store)
    if known is not None and known[0] == mark:
        return known[1]
    found = _doors(store)
    with _one_at_a_time:
        _read[store] = (mark, found)
    return found


def _doors(store: Store) -> AccessTable:
    schools = store.table(SCHOOLS)
    became = successors(schools)
    rows = [_of_todays_school(row, became) for row in store.table(ACCESS)]
    read: Sequence[AccessRow] = [TABLES[ACCESS].read(row.key, row.values) for row in rows]
    before = {row.key: (row.values.get("school") or "").strip() for row in store.table(ACCESS)}
    moved = {row.key: before[row.key] for row in read if before[row.key] != row.school}
    # The link of a school that became another opens that one until it has one of its own, which alone can be seen and revoked.
    oldest_first = sorted(rows, key=lambda row: row.changed_at)
    order = {row.key: (row.key not in moved, place) for place, row in enumerate(oldest_first)}
    by_link = sorted((row for row in read if row.what == LINK), key=lambda row: order[row.key])
    names = {row.key: (row.values.get("name") or row.key) for row in schools}
    return AccessTable(
        links={row.school: _link(row) for row in by_link},
        members=_told_apart({row.key: _member(row) for row in read if _is_member(row)}, moved, names),
        staff=colleagues([_of_todays_school(row, became) for row in store.table(STAFF)]),
        schools={row.key: TABLES[SCHOOLS].read(row.key, row.values) for row in schools},
    )


def _told_apart(
    members: Mapping[str, Member], moved: Mapping[str, str], names: Mapping[str, str]
) -> Mapping[str, Member]:
    """Where two schools became one, somebody of the closed one whose name is at the other already comes in with its name beside
    theirs: of two people with one name, a name alone would let in but one."""
    there = {(each.school, same_name(each.name)) for each in members.values() if each.key not in moved}
    found = dict(members)
    for key, school in moved.items():
        if key not in members:
            continue
        each = members[key]
        if (each.school, same_name(each.name)) in there:
            each = replace(each, name=f"{each.name} ({names.get(school, school)})")
        there.add((each.school, same_name(each.name)))
        found[key] = each
    return found


def _of_todays_school(row: TableRow, became: Mapping[str, str]) -> TableRow:
    """Whoever belonged to a school that was renumbered belongs to it still."""
    school = (row.values.get("school") or "").strip()
    return replace(row, values={**row.values, "school": became[school]}) if school in became else row


def _link(row: AccessRow) -> Link:
    return Link(row.school, row.hash.strip(), _day(row.until))


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except Unreadable:
        return None


def _is_member(row: AccessRow) -> bool:
    return row.what == PERSON and row.role in AT_A_SCHOOL and bool(row.name)


def _member(row: AccessRow) -> Member:
    lead = row.lead.strip().lower() == "yes" and row.role == Role.SCHOOL
    return Member(row.key, row.school, row.name, row.role, lead)
