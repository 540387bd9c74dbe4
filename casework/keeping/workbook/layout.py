"""How a workbook is laid out: its sheets and headings, and the forms that stand as lines of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from casework.reading.access import Seen, see_all
from casework.reading.office import Office
from casework.settings.changing import may_change
from record.answers import from_kept, kept
from record.entry import Entry, Filed
from record.field import Shape
from record.own_questions import OwnQuestions
from record.person import Person
from record.stage import is_live
from record.tables import EDITABLE
from store.contract import SavedEntry, TableRow
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import NONE, SAVE_ID, Tab, TabColumn, TabContent, all_tabs, with_own
from store.sheets.layout.writing import entry_lines, table_lines

LONGEST_TITLE = 31
"""Characters of a sheet's name: Excel refuses more."""
CHOICES = "Choices"
"""A hidden sheet with what the drop-downs offer."""


def tabs(own: OwnQuestions = NONE) -> Mapping[str, Tab]:
    """The tabs by the name of their sheet, with columns for an authority's own questions. Access is not among
    them: it opens doors."""
    return {title: with_own(tab, own) for title, tab in _tabs().items()}


@cache
def _tabs() -> Mapping[str, Tab]:
    wanted = [each for each in all_tabs() if each.holds is not TabContent.TABLE or each.name in EDITABLE]
    found: dict[str, Tab] = {}
    for each in wanted:
        title = each.title[:LONGEST_TITLE].strip()
        while title in found:
            title = f"{title[: LONGEST_TITLE - 2]} {len(found) % 10}"
        found[title] = each
    return found


@cache
def sheet_of(tab: str) -> str:
    """The name of the sheet of a tab, by the tab's title."""
    return next(title for title, each in _tabs().items() if each.title == tab)


def choices_of(column: TabColumn) -> tuple[str, ...]:
    """What a cell of this column may say, where that is a list."""
    if column.question is None:
        return ()
    return ("yes", "no") if column.question.shape is Shape.YES_NO else column.question.choices


@dataclass(frozen=True, slots=True)
class FormInWorkbook:
    """One form as it stands, and its lines."""

    seen: Seen
    filed: Filed
    lines: tuple[SheetRow, ...]
    revisions: tuple[SavedEntry, ...] = ()
    """Every save of it, oldest first."""


def cases_of(office: Office, person: Person, *, only_live: bool) -> frozenset[str]:
    """The references of the cases whose forms are in their workbook. Raises StoreError."""
    seen = see_all(office, person, is_live if only_live else lambda case: True)
    return frozenset(each.case.reference for each in seen if each.is_whole)


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
