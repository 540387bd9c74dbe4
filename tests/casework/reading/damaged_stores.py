"""A store in which one row was damaged, beside the same store whole: what must be as before, and what must be said."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from casework import sample
from casework.keeping.backup import pack, restore
from casework.keeping.backup_keys import new_key
from casework.reading.cases import as_filed
from casework.reading.office import Office
from record.case import Case
from record.entry import Filed
from record.person import Person, Role
from record.tables import ACCESS, STAFF
from store.contract import AuditEvent, MadeLetter, Proof, SavedEntry, SignedIn, TableRow
from store.sql.store import SqlStore
from store.whole import PARTS, carry, line_of, take_all
from tests.casework.keeping.locking import locked
from tests.store.damaging import WAYS, FilePlace, Place, Row, ServerPlace, damage

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
ADMINISTRATOR = Person("Idris Vale", Role.ADMINISTRATOR, "", "900")
PLOTS = 3
PUT_RIGHT = ("marks", "authority_of")
"""What the store can work out for itself is put right, and named once."""
WITHOUT_SEAL = ("tries",)
"""What is written again and again: a value that could stand there is believed."""


@dataclass(frozen=True)
class WholeStore:
    """A store without a fault, closed, and what it says."""

    place: Place
    saved: Sequence[SavedEntry]
    cases: Mapping[str, Case]
    settings: Mapping[tuple[str, str], TableRow]


def office_of(address: str) -> Office:
    return Office(SqlStore(address), lambda: TODAY)


def make(folder: Path, plots: int | None = PLOTS, place: Place | None = None) -> WholeStore:
    """The sample, or some cases of it, with something in every table. Each setting was changed once, to what it was."""
    place = place or FilePlace(folder / "whole.sqlite")
    is_made = (folder / "everything.sqlite").exists()
    everything = office_of(f"sqlite:///{folder}/everything.sqlite")
    if not is_made:
        sample.fill(everything)
    references = sorted(everything.cases)[:plots]
    office = office_of(place.address)
    _take_some(everything.store, office.store, set(references))
    _fill_the_rest(office.store, references)
    found = WholeStore(place, office.store.entries(), office.cases, _settings(office))
    everything.store.close()
    office.store.close()
    return found


def _take_some(source: SqlStore, target: SqlStore, references: set[str]) -> None:
    with source.snapshot() as now:
        for part in ("entries", "tables", "drafts", "draft answers"):
            records = [each for each in now.part(part) if each.get("reference", "") in {"", *references}]
            drafts = {each["draft_id"] for each in now.part("drafts") if each["reference"] in references}
            take_all(target, part, [each for each in records if each.get("draft_id", None) in {None, *drafts}])
        for each in now.part("tables"):
            target.put(TableRow(each["table"], each["key"], each["values"], NOW, "Idris Vale"))


def _fill_the_rest(store: SqlStore, references: Sequence[str]) -> None:
    """Two rows of everything, so that what a row belongs to can be swapped; and a correction of a form."""
    for number, reference in enumerate(references[:2]):
        said = AuditEvent(NOW, "Idris Vale", "coordinator", "", f"opened {number}", reference, {"form": "review"})
        store.note(said)
        store.keep_letter(MadeLetter(reference, "consent", "100001", 1, NOW, "Idris Vale", "ab12", {"child.name": "A"}))
        store.sign_in(SignedIn(f"key{number}", {"name": "Idris Vale"}, NOW, NOW + timedelta(hours=9)))
        store.keep_proof(Proof(f"Access k{number}", "PIN", "$argon2id$1", NOW + timedelta(days=900)))
        store.keep_preference(f"Staff k{number}", "views", {"Placed": ["placed"]})
        store.count_try(f"Access k{number}", NOW, lambda _: timedelta(minutes=15))
        last = [each for each in store.entries(reference) if each.base is None][-1]
        store.save(replace(last, save_id=f"corrected{number}", base=last.save_id, revision=2, saved_at=NOW))
    store.erase(["MM-EEEE-5551"])
    store.erase(["MM-EEEE-5552"])


def _settings(office: Office) -> Mapping[tuple[str, str], TableRow]:
    tables = {each["table"] for each in _tables(office)}
    return {(table, row.key): row for table in tables for row in office.store.table(table)}


def _tables(office: Office) -> Sequence[Mapping[str, str]]:
    with office.store.snapshot() as now:  # type: ignore[attr-defined]
        return list(now.part("tables"))


def faults_of(whole: WholeStore, row: Row, way: str, folder: Path, *, carried: bool) -> list[str] | None:
    """What is not as it must be with one row damaged in one way; None where it cannot be."""
    with whole.place.copy(folder) as there:
        now = damage(there, row, way)
        return [*_faults(whole, row, there, now, folder if carried else None)] if now else None


def _faults(whole: WholeStore, was: Row, there: Place, row: Row, carried_to: Path | None) -> Iterator[str]:
    as_it_lies = there.raw(row)
    office = office_of(there.address)
    named = office.store.look_over()
    met = {each.reference for each in named if each.table == "entries"}
    if row.table == "entries":
        met |= {str(whole.place.value(was, "reference"))}
    for reference, case in whole.cases.items():
        found = office.cases.get(reference)
        if reference not in met and _without_settings(found) != _without_settings(case):
            yield f"another case, {reference}, is not as before"
    yield from _not_named(row, [each.table for each in named])
    if row.table == "entries":
        yield from _faults_of_the_case(whole, was, office)
    if row.table == "table_rows":
        yield from _faults_of_settings(whole, office)
    yield from _faults_of_work(whole, office)
    if carried_to:
        yield from _faults_of_carrying(office, there, carried_to)
    office.store.close()
    if row.table not in PUT_RIGHT and there.raw(row) != as_it_lies:
        yield "the damaged row is not as it lay there"


def _without_settings(case: Case | None) -> object:
    return case and (case.la, case.home, case.filed, case.pack, case.unreadable)


def _not_named(row: Row, tables: Sequence[str]) -> Iterator[str]:
    wanted = [] if row.table in (*PUT_RIGHT, *WITHOUT_SEAL) else [row.table]
    if wanted and Counter(tables) != Counter(wanted):
        yield f"named: {tables}"


def _faults_of_the_case(whole: WholeStore, row: Row, office: Office) -> Iterator[str]:
    """The case that lost a form says so, and stands as it stood without it."""
    names = ("reference", "save_id", "entry_id", "revision")
    reference, save_id, entry_id, revision = (whole.place.value(row, each) for each in names)
    left = [each for each in whole.saved if each.reference == reference and each.save_id != save_id]
    case = office.cases.get(reference)
    if case is None:
        yield "its own case is gone"
        return
    by_entry: dict[str, list[SavedEntry]] = {}
    for each in left:
        by_entry.setdefault(each.entry_id, []).append(each)
    wanted: tuple[Filed, ...] = tuple(as_filed(some) for some in by_entry.values())
    if case.filed != wanted:
        yield "its own case does not stand as before this form"
    corrected = any(each.entry_id == entry_id and each.revision > int(revision) for each in left)
    if not case.unreadable and not corrected:
        yield "its own case does not say so"


def _faults_of_settings(whole: WholeStore, office: Office) -> Iterator[str]:
    """What was set before stands; where rows let people in, nobody is."""
    now = _settings(office)
    for (table, key), wanted in whole.settings.items():
        found = now.get((table, key))
        if found is None and table not in (ACCESS, STAFF):
            yield f"{table} {key} is gone"
        if found is not None and found.values != wanted.values:
            yield f"{table} {key} is another"


def _faults_of_work(whole: WholeStore, office: Office) -> Iterator[str]:
    """Work goes on: a form is filed, a setting made, a line of the audit written."""
    first = whole.saved[0]
    filed = replace(first, save_id="new", entry_id="new", reference="MM-NEW1-0000", base=None)
    if office.store.save(filed) != filed or office.store.entries("MM-NEW1-0000") != [filed]:
        yield "a new form is not kept"
    office.store.put(TableRow("Settings", "new", {"value": "1"}, NOW, "Idris Vale"))
    office.store.note(AuditEvent(NOW, "Idris Vale", "administrator", "", "looked on"))


def _faults_of_carrying(office: Office, there: Place, folder: Path) -> Iterator[str]:
    """A backup holds it as it is, and so does a store that it is moved to: both say the same, and hold the same."""
    restored = office_of(f"sqlite:///{folder}/restored.sqlite")
    keys = (new_key(), new_key())
    restore(restored, ADMINISTRATOR, locked(pack(office, ADMINISTRATOR), keys), keys)
    yield from _not_the_same("restored", office, restored)
    restored.store.close()
    if isinstance(there, FilePlace):
        return
    moved, moved_back = office_of(f"sqlite:///{folder}/moved.sqlite"), ServerPlace()
    moved_back.make()
    carry(office.store, moved.store)
    again = office_of(moved_back.address)
    carry(moved.store, again.store)
    yield from _not_the_same("moved", office, moved)
    yield from _not_the_same("moved back", office, again)
    for each in (moved, again):
        each.store.close()


def _not_the_same(how: str, office: Office, other: Office) -> Iterator[str]:
    with office.store.snapshot() as here, other.store.snapshot() as there:  # type: ignore[attr-defined]
        for part in PARTS:
            mine, theirs = list(here.part(part)), list(there.part(part))
            if part != "audit" and sorted(map(line_of, mine)) != sorted(map(line_of, theirs)):
                yield f"{part}: not {how} as it was"
    if {each: _without_settings(case) for each, case in other.cases.items()} != {
        each: _without_settings(case) for each, case in office.cases.items()
    }:
        yield f"the cases that were {how} are others"


def some_rows(whole: WholeStore, seed: int, each_way: int = 1) -> Iterator[tuple[Row, str]]:
    """For every table and every way, some of its rows, chosen from the seed."""
    chance = random.Random(seed)
    for table in whole.place.tables():
        rows = whole.place.rows_of(table)
        for way in WAYS:
            yield from ((row, way) for row in chance.sample(rows, min(each_way, len(rows))))
