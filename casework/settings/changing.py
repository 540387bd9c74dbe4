"""Changing the settings tables in the app: who may, what is wrong with a row, and that nobody overwrites another's change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.reading.office import Office
from casework.settings.for_all import in_words, still_to_agree
from casework.settings.setting_rows import faults
from record.identifiers import new_id
from record.person import Person, Role
from record.tables import AREAS, BECAME, EDITABLE, QUESTIONS, SCHOOLS, SETTINGS, STAFF, TABLES
from record.valid_text import valid, valid_in
from store.contract import AuditEvent, TableRow

FOR_ALL = (AREAS, SETTINGS, QUESTIONS)
"""Tables that concern the whole authority."""
CHANGED_MEANWHILE = (
    "Someone changed this row while you were editing it. It is shown as it is now: make your change again."
)


class NotYoursToChange(Exception):
    """It was not done; its text says whom to ask."""


@dataclass(frozen=True, slots=True)
class SettingsRow:
    """One row of a table, as somebody may see it."""

    key: str
    values: Mapping[str, str]
    changed_at: datetime
    may_change: bool
    faults: Mapping[str, str]
    """What is wrong with it as it stands, by column."""


def lines(office: Office, person: Person, table: str) -> Sequence[SettingsRow]:
    """Every row that this person may read, by key. Raises StoreError."""
    authority = office.authority
    return [
        SettingsRow(
            row.key,
            row.values,
            row.changed_at,
            may_change(office, person, table, row.key, row.values),
            faults(authority, table, row.key, row.values),
        )
        for row in _shown(office, person, table)
    ]


def _shown(office: Office, person: Person, table: str) -> Iterator[TableRow]:
    """The rows of a table, but for people of another authority that works here too: they are nobody else's to read."""
    abroad = office.authorities - {person.la} if table == STAFF else frozenset()
    yield from (row for row in office.store.table(table) if (row.values.get("la") or "").strip() not in abroad)


def to_put_right(office: Office) -> Sequence[str]:
    """Every row of the settings tables that cannot be used as it stands, in words. Raises StoreError."""
    authority = office.authority
    found: dict[str, list[str]] = {}
    for table in EDITABLE:
        for row in office.store.table(table):
            said = faults(authority, table, row.key, row.values) or _of_an_account(office, table, row.key, row.values)
            found[f"{table}, “{row.key}”"] = [f"{column}: {each}" if column else each for column, each in said.items()]
    others = [each for each in authority.faults if not found.get(each.partition(":")[0])]
    return [*(f"{where}: {each}" for where, said in found.items() for each in said), *dict.fromkeys(others)]


def _of_an_account(office: Office, table: str, key: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """That another row lets the same account in: then neither does, for nobody could say as whom."""
    if table != STAFF:
        return {}
    read = TABLES[STAFF].read
    address = read(key, values).address
    others = (
        row.key for row in office.store.table(STAFF) if row.key != key and read(row.key, row.values).address == address
    )
    other = next(others, "") if address else ""
    return (
        {"": f"There is already a row for {other}, the same address with different capitals. Change that one."}
        if other
        else {}
    )


def may_add(person: Person, table: str) -> bool:
    """Whether this person may add rows to a table."""
    if person.role == Role.COORDINATOR:
        return not person.areas or table not in FOR_ALL
    return person.role == Role.ADMINISTRATOR


def may_change(office: Office, person: Person, table: str, key: str, values: Mapping[str, str]) -> bool:
    """Whether this person may have a row say this: an administrator any, a coordinator those of their areas; neither one about a
    school of another authority that works here too.

    Nobody changes what they may do themselves. Raises StoreError.
    """
    if not may_add(person, table):
        return False
    if table == STAFF and not _may_let_in(person, key, values):
        return False
    if any(office.is_of_another_here(urn, person.la) for urn in _schools(office, table, key, values)):
        return False
    is_for_all_areas = person.role == Role.ADMINISTRATOR or not person.areas
    return is_for_all_areas or all(area in person.areas for area in _areas(office, table, key, values))


def _may_let_in(person: Person, key: str, values: Mapping[str, str]) -> bool:
    is_own = person.holder == f"{STAFF} {key}"
    role = (values.get("role") or "").strip().lower()  # as whoever comes in by the row has it, however it is written
    is_above = role == Role.ADMINISTRATOR and person.role != Role.ADMINISTRATOR
    return not is_own and not is_above and values.get("la", person.la) in ("", person.la)


def _schools(office: Office, table: str, key: str, values: Mapping[str, str]) -> Sequence[str]:
    """The schools a row is about: whoever belongs to a school belongs to the one it became, too."""
    if table != SCHOOLS:
        return [values.get("school") or ""]
    became = (values.get(BECAME) or "").strip()
    return [key, *sorted({became, office.authority.successors.get(became, became)} - {"", key})]


def _areas(office: Office, table: str, key: str, values: Mapping[str, str]) -> Iterator[str]:
    """The areas a row is about; empty for one that is about all."""
    schools = office.authority.schools
    about = [schools[urn].area for urn in _schools(office, table, key, values) if urn in schools]
    yield from about if about or table == SCHOOLS else [""]
    if table == SCHOOLS and "area" in values:
        yield values["area"]


def change(
    office: Office, person: Person, table: str, key: str, values: Mapping[str, str], base: datetime | None
) -> Mapping[str, str]:
    """Write a row, or say by column what is wrong with it. `base` is when the row shown was written; None for a new row.

    Raises NotYoursToChange, StoreError.
    """
    values, asked_key = valid_in(values), valid(key).strip()
    of, key = EDITABLE[table], valid(key).strip() or (new_id()[:8] if EDITABLE[table].is_numbered else "")
    kept = next((row for row in office.store.table(table) if row.key == key), None)
    before = kept.values if kept else {}
    clean = {**before, **{each.name: values.get(each.name, "").strip() for each in of.on_page}}
    for each in (kept.values, clean) if kept else (clean,):
        if not may_change(office, person, table, key, each):
            raise NotYoursToChange("Only an administrator, or a coordinator for its area, can change this row.")
    if (kept.changed_at if kept else None) != base:
        return {"": CHANGED_MEANWHILE if base else f"There is already a row for {key}. Change that one."}
    if found := faults(office.authority, table, key, clean) or _of_an_account(office, table, key, clean):
        return found
    if clean != before:
        if left := still_to_agree(office, person, table, asked_key, before, clean):
            return {"": in_words(left)}
        _write(office, person, table, key, clean)
    return {}


def remove(office: Office, person: Person, table: str, key: str) -> Mapping[str, str]:
    """Take a row away, or say what that still needs. Raises NotYoursToChange, StoreError."""
    kept = next((row for row in office.store.table(table) if row.key == key), None)
    if kept is None:
        return {}
    if not may_change(office, person, table, key, kept.values) or table == SCHOOLS:
        raise NotYoursToChange("You cannot remove a school: enter the day it closed instead.")
    if left := still_to_agree(office, person, table, key, kept.values, {}):
        return {"": in_words(left)}
    _write(office, person, table, key, {})
    return {}


def _write(office: Office, person: Person, table: str, key: str, values: Mapping[str, str]) -> None:
    office.store.put(TableRow(table, key, values, office.now(), person.name))
    did = "changed a settings row" if values else "removed a settings row"
    shown = key if table != STAFF else ""
    detail = {"table": table, **({"row": shown} if shown else {})}
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did, detail=detail))
