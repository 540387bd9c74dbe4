"""What the rows of a workbook say: each form as it stands, and each row of a settings table, in the cells of the spreadsheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casework.access import Seen, see_all
from casework.office import Office
from casework.tables import may_change
from record.answers import from_kept, kept
from record.entry import Entry, Filed
from record.own_questions import OwnQuestions
from record.person import Person
from record.stage import is_live
from record.tables import EDITABLE
from store.contract import SavedEntry, TableRow
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import SAVE_ID
from store.sheets.layout.writing import entry_lines, table_lines


@dataclass(frozen=True, slots=True)
class FormInWorkbook:
    """One form as it stands, and its lines."""

    seen: Seen
    filed: Filed
    lines: tuple[SheetRow, ...]
    revisions: tuple[SavedEntry, ...] = ()
    """Every save of it, oldest first."""


def standing(office: Office, person: Person, *, only_live: bool = False) -> Iterator[FormInWorkbook]:
    """Every form this person may see, case by case. Raises StoreError."""
    own = office.authority.own
    for seen in see_all(office, person):
        if not seen.is_whole or (only_live and not is_live(seen.case)):
            continue
        saves: dict[str, list[SavedEntry]] = defaultdict(list)
        for each in office.store.entries(seen.case.reference):
            saves[each.entry_id].append(each)
        for filed in seen.case.filed:
            latest = next((each for each in saves[filed.entry_id] if each.save_id == filed.save_id), None)
            if latest:
                yield FormInWorkbook(seen, filed, _lines_of(filed, latest, own), tuple(saves[filed.entry_id]))


def as_of_then(saved: SavedEntry, kind: type[Entry]) -> SavedEntry:
    """A revision as a workbook of its time had it: nothing but what the form asks."""
    return replace(saved, answers=kept(from_kept(kind, saved.answers)))


def _lines_of(filed: Filed, saved: SavedEntry, own: OwnQuestions) -> tuple[SheetRow, ...]:
    """The lines of a form as it stands: after all its revisions, also of two people at once."""
    standing = replace(saved, answers=kept(filed.entry), reasons=filed.reasons, saved_for=filed.filed_for)
    return entry_lines(standing, own)


def settings(office: Office, person: Person) -> Iterator[tuple[TableRow, SheetRow]]:
    """The rows of the settings tables that this person may change. Raises StoreError."""
    for table in EDITABLE:
        for row in office.store.table(table):
            if may_change(office, person, table, row.key, row.values):
                yield row, _of_a_row(row)


def _of_a_row(row: TableRow) -> SheetRow:
    main, *_ = table_lines(row, row.key)
    # A row has no number of its own here: its key and the moment it was written say which one it is.
    return replace(main, cells={key: cell for key, cell in main.cells.items() if key != SAVE_ID})
