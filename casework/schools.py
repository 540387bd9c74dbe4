"""The authority's settings tables, read: schools, their calendars, coordinators and the pack in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casework import logos
from casework.successors import successors
from casework.template_versions import TEMPLATES, OwnKey, in_use
from casework.term_dates import SCHOOLS as SCHOOLS
from casework.term_dates import TERM_DATES as TERM_DATES
from casework.term_dates import read_calendars
from record.entry import Entry
from record.own_form import with_own
from record.own_questions import TABLE as QUESTIONS
from record.own_questions import OwnQuestions
from record.own_rows import read_own
from record.pack import Pack
from record.school_days import Calendar
from rules.overrides import overridden
from rules.packs import PackFault, PackUnknown
from rules.packs import pack as pack_named
from store.base import Store, TableRow

STAFF, SETTINGS, AREAS = "Staff", "Settings", "Areas"
TABLES = (SCHOOLS, STAFF, SETTINGS, TERM_DATES, AREAS, QUESTIONS)
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
    logo: bytes = b""
    """A PNG for its letters; empty when it has given none."""
    closed: str = ""
    """The day it closed, or `yes`; empty while it is open."""

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
    pack: Pack = field(default_factory=lambda: pack_named(DEFAULT_PACK))
    """The policy pack in force for new cases, with the numbers that the Settings table changes."""
    own_templates: Mapping[OwnKey, bytes] = field(default_factory=dict)
    """The authority's own letter templates in use, by letter and language (nothing for English)."""
    successors: Mapping[str, str] = field(default_factory=dict)
    """By URN of a school that became another: the URN it has today."""
    own: OwnQuestions = field(default_factory=OwnQuestions)
    faults: tuple[str, ...] = ()
    """Rows that could not be used, each with what to put right; everything else goes on without them."""

    def form(self, kind: type[Entry]) -> type[Entry]:
        """A form as this authority asks it: with its own questions."""
        return with_own(kind, self.own.of(kind.kind))

    def school(self, urn: str | None) -> School:
        """The school with this URN; a school nobody has entered is named by its URN."""
        return self.schools.get(urn or "") or School(urn or "", f"School {urn}" if urn else "No school yet")

    def name_of(self, urn: str | None) -> str:
        """What a school is called."""
        return self.school(urn).name

    def numbers(self, urn: str) -> Sequence[str]:
        """A school's URN, and those it had before."""
        return [urn, *(before for before, today in self.successors.items() if today == urn)]

    def others(self, urn: str) -> Sequence[School]:
        """Every school but one that is open, by name."""
        return sorted(
            (each for each in self.schools.values() if each.urn != urn and not each.closed), key=lambda s: s.name
        )

    @property
    def name(self) -> str:
        """What the authority is called."""
        return self.settings.get("authority") or "the local authority"

    def coordinator_for(self, urn: str) -> Coordinator:
        """The coordinator of a school's area."""
        fallback = Coordinator(*(self.settings.get(f"coordinator{part}", "") for part in ("", " phone", " email")))
        return self.coordinators.get(self.school(urn).area, fallback)


def read_authority(store: Store) -> Authority:
    """Read the settings tables. A row that cannot be used is left out and named in `faults`. Raises StoreError."""
    faults: list[str] = []
    drawn = {row.key: row.values.get("png", "") for row in store.table(logos.LOGOS)}
    listed = store.table(SCHOOLS)
    schools = {row.key: _school(row, drawn.get(row.key, "")) for row in listed}
    became = successors(listed)
    settings = {row.key: row.values.get("value", "") for row in store.table(SETTINGS)}
    calendars, about_dates = read_calendars(store.table(TERM_DATES), schools, became)
    faults += about_dates
    own = read_own([(row.key, row.values) for row in store.table(QUESTIONS)])
    faults += [f"{QUESTIONS}, “{name}”: {says}" for name, found in own.faults.items() for says in found.values()]
    return Authority(
        schools=schools,
        calendars=calendars,
        settings=settings,
        coordinators={row.key: _coordinator(row) for row in store.table(AREAS)},
        posts={row.values.get("name", row.key): row.values.get("post", "") for row in store.table(STAFF)},
        pack=_pack(settings, faults),
        successors=became,
        own_templates=in_use(store.table(TEMPLATES)),
        own=own,
        faults=tuple(faults),
    )


def _pack(settings: Mapping[str, str], faults: list[str]) -> Pack:
    found, refused = overridden(_chosen(settings.get("pack") or DEFAULT_PACK, faults), settings)
    faults += [f"{SETTINGS}, “{each.row}”: {each.what}." for each in refused]
    return found


def _chosen(pack_id: str, faults: list[str]) -> Pack:
    try:
        return pack_named(pack_id)
    except (PackUnknown, PackFault) as fault:
        faults.append(f"{SETTINGS}, “pack”: {fault}. Until you choose one of them, {DEFAULT_PACK} is used.")
        return pack_named(DEFAULT_PACK)


def _school(row: TableRow, logo: str) -> School:
    of = row.values
    return School(
        urn=row.key,
        name=of.get("name") or row.key,
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
        logo=logos.read(logo),
        closed=of.get("closed on", ""),
    )


def _coordinator(row: TableRow) -> Coordinator:
    return Coordinator(row.values.get("coordinator", ""), row.values.get("phone", ""), row.values.get("email", ""))
