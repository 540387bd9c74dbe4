"""The authority's settings tables, read: schools, their calendars, coordinators and the pack in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from record.pack import Pack
from record.school_days import Calendar, Span
from rules.packs import pack as pack_named
from store.base import Store, TableRow

SCHOOLS, STAFF, SETTINGS, TERM_DATES, AREAS = TABLES = ("Schools", "Staff", "Settings", "Term dates", "Areas")
DEFAULT_PACK = "hammersmith-fulham-2019"


@dataclass(frozen=True, slots=True)
class School:
    """One school of the Schools table."""

    urn: str
    name: str
    sort: str = ""
    """Community school, academy, free school, …, alternative provision."""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    head: str = ""
    head_title: str = "Head teacher"
    area: str = ""
    la: str = ""
    dfe_number: str = ""
    attendance_phone: str = ""
    """Whom other schools ring about absence."""
    complaints: str = ""
    """Where the complaints procedure is: a web address, or words."""

    @property
    def is_registered(self) -> bool:
        """Whether it has an admission register: an unregistered provider has none, whatever it teaches."""
        return "unregistered" not in self.sort.lower()

    @property
    def admission_authority(self) -> str:
        """Who agrees for this school's admission authority, by its sort."""
        is_of_the_la = self.sort.lower().startswith(("community", "voluntary controlled"))
        return "the local authority" if is_of_the_la else "the school’s own admission authority"


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Whom schools and parents of an area ring at the authority."""

    name: str
    phone: str
    email: str = ""


@dataclass(frozen=True)
class Authority:
    """Everything the settings tables say, at one moment."""

    schools: Mapping[str, School] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    coordinators: Mapping[str, Coordinator] = field(default_factory=dict)
    """By area."""
    posts: Mapping[str, str] = field(default_factory=dict)
    """What people of the Staff table are, by their names: `Head of Year`."""

    def school(self, urn: str | None) -> School:
        """The school with this URN; a school nobody has entered is named by its URN."""
        return self.schools.get(urn or "") or School(urn or "", f"School {urn}" if urn else "No school yet")

    def name_of(self, urn: str | None) -> str:
        """What a school is called."""
        return self.school(urn).name

    def others(self, urn: str) -> Sequence[School]:
        """Every school but one, by name."""
        return sorted((each for each in self.schools.values() if each.urn != urn), key=lambda each: each.name)

    @property
    def pack(self) -> Pack:
        """The policy pack in force."""
        return pack_named(self.settings.get("pack") or DEFAULT_PACK)

    @property
    def name(self) -> str:
        """What the authority is called."""
        return self.settings.get("authority") or "the local authority"

    def coordinator_for(self, urn: str) -> Coordinator:
        """The coordinator of a school's area."""
        fallback = Coordinator(*(self.settings.get(f"coordinator{part}", "") for part in ("", " phone", " email")))
        return self.coordinators.get(self.school(urn).area, fallback)


def read_authority(store: Store) -> Authority:
    """Read the settings tables. Raises StoreError."""
    schools = {row.key: _school(row) for row in store.table(SCHOOLS)}
    return Authority(
        schools=schools,
        calendars=_calendars(store.table(TERM_DATES), schools),
        settings={row.key: row.values.get("value", "") for row in store.table(SETTINGS)},
        coordinators={row.key: _coordinator(row) for row in store.table(AREAS)},
        posts={row.values.get("name", row.key): row.values.get("post", "") for row in store.table(STAFF)},
    )


def _school(row: TableRow) -> School:
    of = row.values
    return School(
        urn=row.key,
        name=of.get("name", row.key),
        sort=of.get("sort", ""),
        address=tuple(line.strip() for line in of.get("address", "").split("\n") if line.strip()),
        phone=of.get("phone", ""),
        email=of.get("email", ""),
        head=of.get("head", ""),
        head_title=of.get("head title", "") or "Head teacher",
        area=of.get("area", ""),
        la=of.get("la", ""),
        dfe_number=of.get("dfe number", ""),
        attendance_phone=of.get("attendance phone", ""),
        complaints=of.get("complaints", ""),
    )


def _coordinator(row: TableRow) -> Coordinator:
    return Coordinator(row.values.get("coordinator", ""), row.values.get("phone", ""), row.values.get("email", ""))


def _calendars(rows: Sequence[TableRow], schools: Mapping[str, School]) -> Mapping[str, Calendar]:
    terms = tuple(Span(_day(row, "first"), _day(row, "last")) for row in rows if row.values.get("what") == "term")
    return {urn: Calendar(terms, _closures(rows, urn)) for urn in schools}


def _closures(rows: Sequence[TableRow], urn: str) -> Mapping[date, str]:
    closed = [row for row in rows if row.values.get("what") != "term" and row.values.get("school") in ("", None, urn)]
    return {
        date.fromordinal(number): row.values.get("what") or "closed"
        for row in closed
        for number in range(_day(row, "first").toordinal(), _day(row, "last").toordinal() + 1)
    }


def _day(row: TableRow, name: str) -> date:
    return date.fromisoformat(row.values[name])
