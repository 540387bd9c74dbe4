"""The authority's settings tables, read: schools, their calendars, coordinators and the pack in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casework.reading import logos
from casework.reading.successors import successors
from casework.reading.template_versions import TEMPLATES, in_use
from casework.reading.term_dates import read_calendars
from record.authority import Authority
from record.own_rows import read_own
from record.pack import Pack
from record.tables import AREAS, QUESTIONS, SCHOOLS, SETTINGS, STAFF, TABLES, TERM_DATES, School, StaffRow
from rules.overrides import overridden
from rules.packs import PackFault, PackUnknown
from rules.packs import pack as pack_named
from store.contract import Store, TableRow

DEFAULT_PACK = "hammersmith-fulham-2019"


def without_tables() -> Authority:
    """An authority of which nothing was entered, or nothing was read yet."""
    return Authority(pack=pack_named(DEFAULT_PACK))


def read_authority(store: Store) -> Authority:
    """Read the settings tables. A row that cannot be used is left out and named in `faults`. Raises StoreError."""
    faults: list[str] = []
    drawn = {row.key: row.values.get("png", "") for row in store.table(logos.LOGOS)}
    listed = store.table(SCHOOLS)
    schools = {row.key: _school(row, drawn.get(row.key, "")) for row in listed}
    became = successors(listed)
    staff: Sequence[StaffRow] = [TABLES[STAFF].read(row.key, row.values) for row in store.table(STAFF)]
    settings = {row.key: row.values.get("value", "") for row in store.table(SETTINGS)}
    calendars, about_dates = read_calendars(store.table(TERM_DATES), schools, became)
    faults += about_dates
    own = read_own([(row.key, row.values) for row in store.table(QUESTIONS)])
    faults += [f"{QUESTIONS}, “{name}”: {says}" for name, found in own.faults.items() for says in found.values()]
    return Authority(
        schools=schools,
        calendars=calendars,
        settings=settings,
        coordinators={row.key: TABLES[AREAS].read(row.key, row.values) for row in store.table(AREAS)},
        posts={row.name or row.key: row.post for row in staff},
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
    found: School = TABLES[SCHOOLS].read(row.key, row.values)
    return replace(found, name=found.name or row.key, logo=logos.read(logo))
