"""The spreadsheet behind the office: whether it has what was saved, and what a person decides about its rows.

Nothing here changes a cell: a row that is adopted or restored is written again below, through the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casework.forms.entries import school_of
from casework.reading.access import may_write, see
from casework.reading.office import Office
from record.entry import Entry
from record.forms.kinds import KINDS
from record.person import Person
from store.contract import AuditEvent, SavedEntry
from store.sheets.contract import SpreadsheetStore
from store.sheets.sync.deciding import CannotAdopt

LOOK_WITHIN = 6.0
"""Seconds to wait for a look at the spreadsheet; what was seen last is shown after that."""
NO_LONGER_THERE = "That row has changed or gone since you opened the page. The list now shows how it is."

NO_SUCH_ROW = "Write the reference of one of your cases into the column “Reference” of the row first"
USE_THE_FORM = "A row of this tab cannot be added to that case. Use the form on the case page"


def sheet_of(office: Office) -> SpreadsheetStore | None:
    """The spreadsheet behind the office, or None."""
    return office.store if isinstance(office.store, SpreadsheetStore) else None


def is_waiting(office: Office, saved: SavedEntry) -> bool:
    """Whether a save is kept here and not yet known to be in the spreadsheet. Raises StoreError."""
    sheet = sheet_of(office)
    return sheet is not None and saved.save_id in sheet.waiting()


def look_again(office: Office) -> bool:
    """See the spreadsheet as it is now; whether Google answered. Raises StoreError."""
    sheet = sheet_of(office)
    answered = sheet is None or sheet.look(LOOK_WITHIN)
    office.shelf.look_anew()
    return answered


def note_view(office: Office, person: Person) -> None:
    """Write into the audit that somebody opened the page. Raises StoreError."""
    _note(office, person, "viewed Sheet check")


def adopt(office: Office, person: Person, row: str) -> SavedEntry:
    """Make a row typed by hand an entry, as if it had been sent on paper. Safe to repeat. Raises CannotAdopt, StoreError."""
    sheet = sheet_of(office)
    if sheet is None or not person.is_coordinator:
        raise CannotAdopt(NO_LONGER_THERE)
    typed = sheet.typed(row, person.name)
    seen, kind = see(office, person, typed.reference), _kind(typed.kind)
    if seen is None:
        raise CannotAdopt(f"{NO_SUCH_ROW}.")
    if kind is None or not may_write(seen, person, kind):
        raise CannotAdopt(f"{USE_THE_FORM}.")
    saved_for = typed.saved_for if typed.base else school_of(kind, seen.case)
    saved = sheet.adopt(row, person.name, saved_for)
    _note(office, person, f"adopted a row of {saved.kind}", saved.reference)
    return saved


def _kind(name: str) -> type[Entry] | None:
    return next((each for each in KINDS if each.kind == name), None)


def ignore(office: Office, person: Person, rows: Sequence[str]) -> bool:
    """Ask no more about rows typed by hand; False when they have changed meanwhile. Raises StoreError."""
    return _decide(office, person, rows, "ignored", lambda sheet: sheet.ignore)


def restore(office: Office, person: Person, rows: Sequence[str]) -> bool:
    """Have rows that were removed written again; False when they are back already. Raises StoreError."""
    return _decide(office, person, rows, "restored", lambda sheet: sheet.restore)


def let_go(office: Office, person: Person, rows: Sequence[str]) -> bool:
    """Leave rows that were removed out of the spreadsheet; False when they are back already. Raises StoreError."""
    return _decide(office, person, rows, "accepted the removal of", lambda sheet: sheet.let_go)


def _decide(
    office: Office,
    person: Person,
    rows: Sequence[str],
    did: str,
    verb: Callable[[SpreadsheetStore], Callable[[str], None]],
) -> bool:
    sheet = sheet_of(office)
    there = [each for each in sheet.faults() if each.row in rows] if sheet else []
    mine = [each for each in there if each.reference not in office.cases or see(office, person, each.reference)]
    if sheet is None or not mine or not person.is_coordinator:
        return False
    for each in mine:
        verb(sheet)(each.row)
    _note(office, person, f"{did} a row of the spreadsheet", mine[0].reference)
    return True


def _note(office: Office, person: Person, did: str, reference: str = "") -> None:
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did, reference))
