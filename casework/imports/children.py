"""The children of a file that a school's own system exports, or of rows pasted from it: a transfer file, or rows with headings. What a
person said of headings and words is kept, by heading and word, and never with a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from casework.imports import pupil_rows, transfer_file
from casework.imports.child import Child
from casework.imports.pupil_cells import CHOICES
from casework.reading.given_files import FileDoor
from casework.reading.office import Office
from record.person import Person
from store.contract import TableRow

TABLE = "Pupil list words"
"""Kept by every store; no tab of a spreadsheet."""
LEAVE_OUT = "leave out"
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \r\n\t"


def read(content: bytes, today: str, matched: Mapping[str, str] | None = None) -> Sequence[Child]:
    """By name. `today` in ISO form; `matched` as `remembered` gives it. Raises FileRefused."""
    if content.lstrip(_BEFORE_XML).startswith((b"<", b"\x00<", b"<\x00")):
        return transfer_file.children(content, date.fromisoformat(today))
    return pupil_rows.children(content, matched)


def remembered(office: Office, person: Person) -> dict[str, str]:
    """What a heading or a word was matched with at this person's school, by its key. Raises StoreError."""
    own = f"{person.school} "
    rows = (row for row in office.store.table(TABLE) if row.key.startswith(own))
    return {row.key.removeprefix(own): row.values.get("means", "") for row in rows}


def remember(office: Office, person: Person, key: str, means: str) -> None:
    """Keep what a person made of a heading or a word, for their school. Raises StoreError."""
    known = (LEAVE_OUT, *pupil_rows.HEADINGS, *(each for those in CHOICES.values() for each in those))
    if means in known and remembered(office, person).get(key) != means:
        office.store.put(TableRow(TABLE, f"{person.school} {key}", {"means": means}, office.now(), person.name))


CHILDREN = FileDoor(
    "casework.imports.children:CHILDREN", read, list[Child], 30, "Export the child alone, or a single year."
)
