"""An office over a real store, made-up people at made-up schools, and short ways to have them file something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from casework.forms import drafts, entries
from casework.forms.drafts import OpenDraft
from casework.reading.office import Office
from record.answers import kept, typed_from
from record.entry import Entry, Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.referral import Parent
from record.identifiers import new_id
from record.person import Person, Role
from record.tables import AREAS, SCHOOLS, SETTINGS, TERM_DATES
from rules.packs import pack
from store.choose import open_store
from store.contract import SavedEntry, Store, TableRow
from tests.record import a_case
from tests.record.a_case import HOME, OTHER, RECEIVING, TERMS, answered, asked, consents, day, met, referred, started

LA = "205"
REFERENCE = "MM-7K3P-9QXW"
SHARE, PLACEMENT, TRANSFER = (
    "to share information with one school",
    "to the placement",
    "to the permanent transfer",
)
AMINA = Person("Amina Yusuf", Role.SCHOOL, HOME, LA)
BEN = Person("Ben Okoro", Role.SCHOOL, HOME, LA)
PETER = Person("Peter Lindqvist", Role.SCHOOL, RECEIVING, LA)
GRACE = Person("Grace Obi", Role.WEEKLY_REPORT, RECEIVING, LA)
IDA = Person("Ida Voss", Role.WEEKLY_REPORT, HOME, LA)
ELENA = Person("Elena Petrova", Role.SCHOOL, OTHER, LA)
ROSALIND = Person("Rosalind Marsh", Role.COORDINATOR, "", LA, ("North",))
SAM = Person("Sam Whitlock", Role.COORDINATOR, "", LA, ("South",))
EVE = Person("Eve Adair", Role.COORDINATOR, "", LA, ("East",))
TARIQ = Person("Tariq Mensah", Role.COORDINATOR, "", LA)
ABROAD = Person("Wim Abroad", Role.COORDINATOR, "", "999")
DEVAN = Person("Devan Pillai", Role.FIGURES, "", LA, ("North",))
NOOR = Person("Noor Salim", Role.ADMINISTRATOR, "", LA)
EVERYBODY = (AMINA, BEN, PETER, GRACE, IDA, ELENA, ROSALIND, SAM, EVE, TARIQ, ABROAD, DEVAN, NOOR)
MOTHER = Parent(name=a_case.MOTHER, relationship="mother", has_responsibility=True, is_excluded_by_court=False)
MAY_BEGIN: Mapping[str, str] = {
    "route": "off-site direction",
    "pupil_initials": "TA",
    "is_on_our_roll": "yes",
    "has_ehc_plan": "no",
    "parent_wants_transfer": "no",
    "could_return": "yes",
    "is_at_risk_of_exclusion": "yes",
    "risk_reason": "Six suspensions since March.",
    "threshold_reached": "no",
    "has_open_case": "no",
    "voluntary": "yes",
}
"""What lets a case begin, as typed."""
_SCHOOLS = {HOME: ("Oakfield School", "North"), RECEIVING: ("Northgate Academy", "South"), OTHER: ("Elm Grove", "East")}


@dataclass
class Day:
    """What day it is; moved on by a test."""

    today: date = field(default_factory=lambda: day(21, 9))

    def __call__(self) -> date:
        return self.today


def an_office(folder: Path, *filed: Filed, today: date = date(2026, 9, 21), store: Store | None = None) -> Office:
    """An office over a store of its own, with the tables of three schools and one case of these entries."""
    file = folder / "store.sqlite"
    if store is None and not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(Path(_a_beginning().name) / file.name, file)
        office = Office(open_store(f"sqlite:///{file}"), Day(today))
    else:
        office = Office(store or open_store(f"sqlite:///{file}"), Day(today))
        _begin(office)
    save(office, *filed)
    return office


@cache
def _a_beginning() -> TemporaryDirectory[str]:
    """A store with the tables of three schools and nothing else, in a file that is copied."""
    folder = TemporaryDirectory()
    store = open_store(f"sqlite:///{folder.name}/store.sqlite")
    _begin(Office(store, Day()))
    store.close()
    return folder


def _begin(office: Office) -> None:
    if office.store.is_unused():
        office.store.keep_demonstration()
    for urn, (name, area) in _SCHOOLS.items():
        put(office, SCHOOLS, urn, name=name, area=area, la=LA, head=f"Head of {name}")
    put(office, AREAS, "North", coordinator="Rosalind Marsh", phone="01632 960 900")
    for term in TERMS:
        put(office, TERM_DATES, f"{term.first}", what="term", first=f"{term.first}", last=f"{term.last}")


def at(office: Office, today: date) -> Office:
    """The same office on another day."""
    assert isinstance(office.clock, Day)
    office.clock.today = today
    return office


def put(office: Office, table: str, key: str, **values: str) -> None:
    """Write one row of a settings table."""
    office.store.put(TableRow(table, key, values, datetime(2026, 9, 1, tzinfo=UTC), "the tests"))


def setting(office: Office, key: str, value: str) -> None:
    """Write one setting."""
    put(office, SETTINGS, key, value=value)


def save(office: Office, *filed: Filed, reference: str = REFERENCE) -> None:
    """Keep entries as a hand edit of the store would: no form, no rule."""
    for each in filed:
        office.store.save(saved(each, reference))


def saved(filed: Filed, reference: str = REFERENCE, **instead: Any) -> SavedEntry:
    """An entry as a store has it."""
    values: dict[str, Any] = {
        "la": LA,
        "reference": reference,
        "entry_id": filed.entry_id,
        "revision": 1,
        "save_id": filed.save_id,
        "base": None,
        "kind": filed.kind,
        "saved_at": filed.filed_at.replace(tzinfo=UTC),
        "saved_by": filed.filed_by,
        "saved_for": filed.filed_for,
        "pack": "hammersmith-fulham-2019",
        "answers": kept(filed.entry),
    }
    return SavedEntry(**values | instead)


def type_in(office: Office, who: Person, paper: OpenDraft, typed: Mapping[str, Any]) -> OpenDraft:
    """Type answers into a draft, and look at it again."""
    drafts.keep(office, who, paper, typed)
    again = drafts.resume(office, who, paper.draft.draft_id)
    assert again is not None
    return again


def begin(office: Office, who: Person, entry: Entry, reference: str = REFERENCE) -> OpenDraft:
    """Begin a form and type a whole entry into it."""
    paper = drafts.begin(office, who, type(entry), reference)
    return type_in(office, who, paper, typed_from(entry, new_id))


def open_a_case(office: Office, who: Person = AMINA, **instead: str) -> str:
    """Submit the first form; the new case's reference."""
    paper = drafts.begin(office, who, BeforeYouStart)
    return submitted(office, who, type_in(office, who, paper, {**MAY_BEGIN, **instead})).reference


def submitted(office: Office, who: Person, paper: OpenDraft) -> SavedEntry:
    """Submit a draft that nothing stands in the way of."""
    found = entries.submit(office, who, paper)
    assert isinstance(found, SavedEntry), [*found.problems, *found.stops, *found.needing_a_reason]
    return found


def signed(on: date = date(2026, 9, 9)) -> tuple[Filed, ...]:
    """Every signature that the pack in force asks for."""
    return a_case.signed(on, pack("hammersmith-fulham-2019"))


def shared(school: str = RECEIVING) -> tuple[Filed, ...]:
    """A referral, and everybody's consent to share it with a school."""
    return (*referred(), *consents(SHARE, day(2, 9), school))


def requested(school: str = RECEIVING) -> tuple[Filed, ...]:
    """A formal request to a school, with consent."""
    return (*shared(school), asked(school))


def accepted() -> tuple[Filed, ...]:
    """The school that was asked said yes in principle."""
    return (*requested(), answered())


def placed() -> tuple[Filed, ...]:
    """Agreed, signed, and started on 14 September."""
    return (*accepted(), met(), *consents(PLACEMENT, day(8, 9), RECEIVING), *signed(), started())
