"""The national register of schools (Get Information About Schools): its file of all establishments, and of their links.

Columns are found by heading, never by place: a column of the Schools table that repeats one of the file's says which
(`listed=…` in `record/tables.py`); what is made of several is made here, under the name of its attribute. Source of the headings and of the date format: the register's own
downloads, `edubasealldata….csv` and `links_edubasealldata….csv`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.imports.delimited import DelimitedRow, NotRows, rows
from casework.reading.given_files import FileDoor
from record.apart import Limits
from record.tables import SCHOOLS, TABLES

REGISTER_SITE = "Get Information About Schools"
NEEDED = (
    *("URN", "EstablishmentName", "LA (code)", "EstablishmentNumber"),
    *("EstablishmentStatus (name)", "TypeOfEstablishment (name)"),
)
"""Without one of these nothing can be done with the file."""
ADDRESS = ("Street", "Locality", "Address3", "Town", "County (name)", "Postcode")
HEAD = ("HeadTitle (name)", "HeadFirstName", "HeadLastName")
LINK_HEADINGS = ("URN", "LinkURN", "LinkType")


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """One school as the national register has it, its attributes called as those of `School`. What the file does not say is
    None."""

    urn: str
    name: str
    sort: str
    la: str
    dfe_number: str
    """`900/4001`; empty when it has none."""
    is_open: bool
    phase: str = ""
    closed_on: date | None = None
    address: tuple[str, ...] | None = None
    head: str | None = None
    repeated: Mapping[str, str] = field(default_factory=dict)
    """What a column of the Schools table repeats word for word, by its attribute."""

    def says(self, attribute: str) -> str | None:
        """What the file says for a column of the Schools table, its lines below each other."""
        said = self.repeated.get(attribute) if attribute in headings() else getattr(self, attribute)
        return "\n".join(said) if isinstance(said, tuple) else said


def headings() -> Mapping[str, str]:
    """The headings that columns of the Schools table repeat, by attribute."""
    return {each.attribute: each.listed for each in TABLES[SCHOOLS].columns if each.listed}


def wished() -> tuple[str, ...]:
    """Headings without one of which what it holds is left as it is."""
    return (*ADDRESS, *HEAD, *headings().values(), "CloseDate", "PhaseOfEducation (name)")


@dataclass(frozen=True)
class RegisterFile:
    """What was read."""

    listed: Mapping[str, ListedSchool]
    """By URN: every establishment of the authorities asked for."""
    missing: tuple[str, ...]
    """Headings of `wished` that the file does not have."""
    faults: tuple[str, ...]
    """Rows that could not be read, each with its number."""
    rows: int
    """How many there were in all."""


def read_register(content: bytes, las: Collection[str]) -> RegisterFile:
    """The establishments of some authorities (three-digit codes). Raises FileRefused, NotRows when it is something else."""
    found = rows(content)
    at, width = _headings(next(found), NEEDED, "the file of all establishments")
    used = {heading: place for heading, place in at.items() if heading in (*NEEDED, *wished())}
    listed: dict[str, ListedSchool] = {}
    faults: list[str] = []
    read = 0
    for row in found:
        read += 1
        if len(row.cells) < width:
            faults.append(_cut_short(row, width))
        elif row.cells[at["LA (code)"]].strip().zfill(3) in las:
            _take(row, used, listed, faults)
    return RegisterFile(listed, tuple(each for each in wished() if each not in at), tuple(faults), read)


def read_links(content: bytes) -> Mapping[str, tuple[str, ...]]:
    """Which schools came after which, by URN, from the register's file of links; several where one was split. Raises NotRows."""
    found = rows(content)
    at, width = _headings(next(found), LINK_HEADINGS, "the file of links")
    after: dict[str, dict[str, None]] = {}
    for row in found:
        if len(row.cells) >= width and row.cells[at["LinkType"]].strip().lower().startswith("successor"):
            after.setdefault(row.cells[at["URN"]].strip(), {})[row.cells[at["LinkURN"]].strip()] = None
    return {urn: tuple(those) for urn, those in after.items()}


def _headings(first: DelimitedRow, needed: Sequence[str], what: str) -> tuple[Mapping[str, int], int]:
    at = {" ".join(heading.split()): place for place, heading in enumerate(first.cells)}
    absent = [each for each in needed if each not in at]
    if absent:
        raise NotRows(
            f"This is not {what} from {REGISTER_SITE}: it has no column “{'” and no “'.join(absent)}”. Download it "
            "from that site and upload it unchanged."
        )
    return at, len(first.cells)


def _cut_short(row: DelimitedRow, headings: int) -> str:
    return (
        f"Row {row.number} has {len(row.cells)} cells of {headings}. "
        "If it is the last row, the download was cut short: download the file again."
    )


def _take(row: DelimitedRow, at: Mapping[str, int], listed: dict[str, ListedSchool], faults: list[str]) -> None:
    cells = {heading: row.cells[place].strip() for heading, place in at.items()}
    urn = cells["URN"]
    if not (urn.isdecimal() and urn.isascii() and 5 <= len(urn) <= 7):
        faults.append(f"Row {row.number}: “{urn[:40]}” is not a URN, which has six figures. The row is left out.")
    elif not cells["EstablishmentName"]:
        faults.append(f"Row {row.number}: the school {urn} has no name. The row is left out.")
    elif urn in listed:
        faults.append(f"Row {row.number}: the school {urn} is there twice. The first row counts.")
    else:
        listed[urn] = _listed(row, cells, faults)


def _listed(row: DelimitedRow, cells: Mapping[str, str], faults: list[str]) -> ListedSchool:
    number, la = cells["EstablishmentNumber"], cells["LA (code)"].zfill(3)
    return ListedSchool(
        urn=cells["URN"],
        name=cells["EstablishmentName"],
        sort=cells["TypeOfEstablishment (name)"],
        la=la,
        dfe_number=f"{la}/{number.zfill(4)}" if number.strip("0") else "",
        is_open=cells["EstablishmentStatus (name)"].lower().startswith("open"),
        phase=cells.get("PhaseOfEducation (name)", ""),
        closed_on=_day(cells.get("CloseDate", ""), row, faults),
        address=_lines(cells) if "Street" in cells else None,
        head=(" ".join(_parts(cells, HEAD)) if "HeadLastName" in cells else "") or None,
        repeated={name: cells[heading] for name, heading in headings().items() if cells.get(heading)},
    )


def _lines(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_parts(cells, ADDRESS)))


def _parts(cells: Mapping[str, str], names: Sequence[str]) -> Iterator[str]:
    blank = ("", "not recorded", "not applicable")
    return (cells[name] for name in names if cells.get(name, "").lower() not in blank)


def _day(text: str, row: DelimitedRow, faults: list[str]) -> date | None:
    if not text:
        return None
    try:
        day, month, year = text.split("-")
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        faults.append(f"Row {row.number}: “{text[:40]}” is not a date like 31-08-2026. The row is read without it.")
        return None


AS_GIVEN = "Download the file from Get Information About Schools again, and upload it unchanged."
REGISTER = FileDoor(
    "casework.imports.national_register:REGISTER", read_register, RegisterFile, 100, AS_GIVEN, Limits(seconds=40)
)
LINKS = FileDoor("casework.imports.national_register:LINKS", read_links, dict[str, tuple[str, ...]], 50, AS_GIVEN)
