"""Bringing the Schools table up to date with the national register: what would change, shown first, then applied.

What a school or a coordinator wrote themselves (e-mail, area, the number to ring about absence, complaints) is never touched:
every column that is not declared to come from the register.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casework.imports.national_register import ListedSchool, RegisterFile
from casework.reading.office import Office
from casework.settings.changing import may_change
from record.person import Person, Role
from record.tables import BECAME, SCHOOLS, TABLES, RegisterChange
from store.contract import AuditEvent, TableRow

MAY_IMPORT = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
CLOSED = "closed on"
Links = Mapping[str, Sequence[str]]
"""By URN, the schools that came after it."""
WHILE_OPEN = (RegisterChange.ADDRESSES, RegisterChange.HEADS)
"""What of a closed school stays as it was."""


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """One cell, or one school, that would change."""

    sort: RegisterChange
    urn: str
    school: str
    column: str
    before: str
    after: str


def splits(office: Office, register: RegisterFile, links: Links) -> Mapping[str, Sequence[str]]:
    """The schools of the table that closed and became several, each with those that came after it: whose its cases are, a person
    must say. A school whose cases go to one of them already is none. Raises StoreError."""
    kept = {row.key: row.values for row in office.store.table(SCHOOLS)}
    return {
        urn: those
        for urn, those in links.items()
        if len(those) > 1 and urn in kept and (kept[urn].get(BECAME) or "") not in those and _is_closed(urn, register)
    }


def _is_closed(urn: str, register: RegisterFile) -> bool:
    return urn in register.listed and not register.listed[urn].is_open


def changes(
    office: Office,
    register: RegisterFile,
    phases: Collection[str],
    links: Links | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Sequence[SchoolChange]:
    """What the register has otherwise than the Schools table, by school. Raises StoreError.

    New schools of these `phases` only; whoever is in the table already is compared, whatever its phase. The cases of a school that
    was split go to the one `chosen` of those that came after it, and to none while nobody has said which.
    """
    kept = {row.key: row.values for row in office.store.table(SCHOOLS)}
    followed = _followed(register, links or {}, chosen or {}, kept)
    wanted = [each for each in register.listed.values() if each.urn in kept or (each.is_open and each.phase in phases)]
    wanted += [register.listed[urn] for each in wanted if (urn := _new_number(each, followed, register, kept))]
    return [
        change
        for each in sorted({each.urn: each for each in wanted}.values(), key=lambda each: (each.name, each.urn))
        for change in _changes(each, kept.get(each.urn), followed, register)
    ]


def phases(register: RegisterFile) -> Mapping[str, int]:
    """How many open schools there are of each phase."""
    found: dict[str, int] = {}
    for each in register.listed.values():
        if each.is_open:
            found[each.phase] = found.get(each.phase, 0) + 1
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class SchoolsBroughtIn:
    """What came of an import."""

    touched: int
    """How many schools say something else now."""
    left: tuple[str, ...] = ()
    """Those that are not this person's to change, each by its name and number."""


def apply(office: Office, person: Person, wanted: Sequence[SchoolChange]) -> SchoolsBroughtIn:
    """Write these changes into the Schools table, but for schools that this person may not change there either. Raises StoreError."""
    if person.role not in MAY_IMPORT:
        return SchoolsBroughtIn(0)
    kept = {row.key: dict(row.values) for row in office.store.table(SCHOOLS)}
    touched: dict[str, dict[str, str]] = {}
    for each in wanted:
        touched.setdefault(each.urn, kept.get(each.urn, {}))[each.column] = each.after
    _point_nowhere_unknown(touched, kept)
    _hand_over(touched, kept)
    left = {urn for urn in touched if not _is_theirs(office, person, urn, touched[urn])}
    touched = {urn: values for urn, values in touched.items() if urn not in left}
    _point_nowhere_unknown(touched, kept)
    for urn, values in touched.items():
        office.store.put(TableRow(SCHOOLS, urn, values, office.now(), person.name))
    if touched:
        told = {"schools": str(len(touched))}
        office.store.note(
            AuditEvent(office.now(), person.name, person.role, person.school, "imported schools", detail=told)
        )
    names = {each.urn: each.school for each in wanted}
    return SchoolsBroughtIn(len(touched), tuple(sorted(f"{names[urn]} ({urn})" for urn in left)))


def _is_theirs(office: Office, person: Person, urn: str, values: Mapping[str, str]) -> bool:
    """As on the page of settings: the row as it stands and as it would be, each with its area, also where that is blank."""
    before = office.authority.schools.get(urn)
    areas = {"area": values.get("area", before.area if before else "")}
    return may_change(office, person, SCHOOLS, urn, {**values, **areas})


def _point_nowhere_unknown(touched: Mapping[str, dict[str, str]], kept: Mapping[str, object]) -> None:
    """A successor that nobody took is not pointed at: its cases would belong to a school nobody knows."""
    for values in touched.values():
        if values.get(BECAME) and values[BECAME] not in touched and values[BECAME] not in kept:
            del values[BECAME]


def _hand_over(touched: Mapping[str, dict[str, str]], kept: Mapping[str, dict[str, str]]) -> None:
    """A successor takes over what the closed school had written itself, where it has nothing of its own."""
    for urn, values in touched.items():
        successor = touched.get(values.get(BECAME, ""), {})
        for column in TABLES[SCHOOLS].columns if successor else ():
            if not column.register:
                successor[column.name] = successor.get(column.name) or kept.get(urn, {}).get(column.name, "")


def _followed(
    register: RegisterFile, links: Links, chosen: Mapping[str, str], kept: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """Which one school came after which: by the links before the DfE number, and of several as it was chosen, now or before."""
    found = dict(_by_number(register))
    for urn, those in links.items():
        before = (kept.get(urn) or {}).get(BECAME) or ""
        one = those[0] if len(those) == 1 else chosen.get(urn) or (before if before in those else "")
        found.pop(urn, None)
        if one:
            found[urn] = one
    return found


def _by_number(register: RegisterFile) -> Mapping[str, str]:
    """A closed school whose DfE number an open one now has became that one, as when it became an academy."""
    now = {each.dfe_number: each.urn for each in register.listed.values() if each.is_open and each.dfe_number}
    return {
        each.urn: now[each.dfe_number]
        for each in register.listed.values()
        if not each.is_open and each.dfe_number in now
    }


def _new_number(
    each: ListedSchool, followed: Mapping[str, str], register: RegisterFile, kept: Mapping[str, Mapping[str, str]]
) -> str:
    became = followed.get(each.urn, "")
    return became if each.urn in kept and not each.is_open and became in register.listed else ""


def _changes(
    each: ListedSchool, before: Mapping[str, str] | None, followed: Mapping[str, str], register: RegisterFile
) -> Iterator[SchoolChange]:
    for sort, column, after in _cells(each, followed, register):
        was = (before or {}).get(column, "") or ""
        if after is not None and not _same(after, was) and (after or before):
            yield SchoolChange(RegisterChange.NEW if before is None else sort, each.urn, each.name, column, was, after)


def _cells(
    each: ListedSchool, followed: Mapping[str, str], register: RegisterFile
) -> Iterator[tuple[RegisterChange, str, str | None]]:
    """What the register says of a school, by column; None where it does not say."""
    for sort in (RegisterChange.NAMES, *(WHILE_OPEN if each.is_open else ())):
        for column in TABLES[SCHOOLS].columns:
            if column.register == sort:
                yield sort, column.name, each.says(column.attribute)
    if not each.is_open:
        yield RegisterChange.CLOSED, CLOSED, each.closed_on.isoformat() if each.closed_on else "yes"
        if (became := followed.get(each.urn)) in register.listed:
            yield RegisterChange.CLOSED, BECAME, became


def _same(one: str, other: str) -> bool:
    """Whether two cells say the same; a telephone number may be spaced in any way."""
    if one.replace(" ", "").isdecimal():
        return one.replace(" ", "") == other.replace(" ", "")
    return " ".join(one.split()) == " ".join(other.split())
