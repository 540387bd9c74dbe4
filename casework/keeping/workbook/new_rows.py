"""Rows typed into a form's sheet of the workbook, which have no id yet: each a new form of its case, judged before it is taken.

As in the spreadsheet, a row is named by what it says: given back again, it is the same row, and taken once. A row of a form
that a case has once corrects the one that is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from casework.forms.drafts import NotYours, OpenDraft, correction, fresh, with_answers
from casework.forms.entries import check
from casework.keeping.sheet.spreadsheet import NO_SUCH_ROW, USE_THE_FORM
from casework.keeping.workbook.found import FORMULA, CellChange, Revised, Trouble, typed_in
from casework.keeping.workbook.reading import GivenRow
from casework.reading.access import may_write, see
from casework.reading.office import Office
from record.entry import Entry
from record.forms.kinds import KINDS
from record.identifiers import read_reference
from record.person import Person
from record.reading import Unreadable
from record.words import plain_day
from store.sheets.layout.cells import in_words, plain
from store.sheets.layout.tabs import REFERENCE, SAVE_ID, TabColumn, TabContent

OF_NO_NEW_FORM = (
    "A row typed here belongs with one new row of its form, with the same reference. To add to a form that is already "
    "there, correct it in the app"
)
_IDS = (SAVE_ID, "@entry_id", "@revision")
Place = tuple[str, str]
"""Reference and entry kind."""


def is_typed(row: GivenRow) -> bool:
    """Whether somebody typed the row: it has no id of ours."""
    return row.tab.holds in (TabContent.ENTRIES, TabContent.ITEMS) and not any(
        plain(row.cells.get(each)) for each in _IDS
    )


def new_forms(office: Office, person: Person, rows: Sequence[GivenRow], troubles: list[Trouble]) -> Iterator[Revised]:
    """Each typed row as the form it would be; what cannot be taken is added to `troubles`. Raises StoreError."""
    items: dict[Place, list[GivenRow]] = defaultdict(list)
    forms: dict[Place, list[GivenRow]] = defaultdict(list)
    for row in rows:
        (forms if row.tab.holds is TabContent.ENTRIES else items)[_reference(row), row.tab.name].append(row)
    for place, found in items.items():
        if len(forms.get(place, ())) != 1:
            troubles += [Trouble(row.at(REFERENCE), place[0], OF_NO_NEW_FORM) for row in found]
    seen: set[str] = set()
    for place, several in forms.items():
        for row in several:
            with_it = items.get(place, ()) if len(several) == 1 else ()
            form = _form(office, person, row, with_it, troubles)
            if form and form.entry_id not in seen:
                seen.add(form.entry_id)
                yield form


def _reference(row: GivenRow) -> str:
    said = plain(row.cells.get(REFERENCE))
    return read_reference(said) or said


def _form(
    office: Office, person: Person, row: GivenRow, items: Sequence[GivenRow], troubles: list[Trouble]
) -> Revised | None:
    reference, kind = _reference(row), next((each for each in KINDS if each.kind == row.tab.name), None)
    seen = see(office, person, reference)
    if seen is None or kind is None or not may_write(seen, person, kind):
        troubles.append(Trouble(row.at(REFERENCE), reference, USE_THE_FORM if seen else NO_SUCH_ROW))
        return None
    faults: list[Trouble] = []
    changes = [*_changes(row, "", faults), *_of_items(items, faults)]
    troubles += faults
    if faults or not changes:
        return None
    there = [each for each in seen.case.filed if each.kind == kind.kind]
    if there and not kind.repeats:
        return _correction(office, person, reference, there[-1].entry_id, changes, troubles, row)
    return _new(office, person, kind, reference, changes, items)


def _new(
    office: Office,
    person: Person,
    kind: type[Entry],
    reference: str,
    changes: Sequence[CellChange],
    items: Sequence[GivenRow],
) -> Revised | None:
    """A form that is not there yet; None where this very row was taken before."""
    typed: dict[str, Any] = {each.name: each.typed for each in changes}
    for group, ids in _ids(items).items():
        typed[group] = [*ids]
    name = _named(kind, reference, changes)
    if any(each.save_id == name for each in office.store.entries(reference)):
        return None
    paper = fresh(office, person, kind, reference, name, typed)
    checked = check(office, paper)
    alike = _alike(paper, checked.reading.entry)
    return Revised(reference, name, kind.title, tuple(changes), paper, checked, is_new=True, alike=alike)


def _named(kind: type[Entry], reference: str, changes: Sequence[CellChange]) -> str:
    said = [kind.kind, reference, *sorted(f"{each.name}={each.typed}" for each in changes)]
    return f"typed-{sha256(repr(said).encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _alike(paper: OpenDraft, entry: Entry) -> str:
    """A form of the same kind that tells of the same day: the row may say the same again."""
    day = getattr(entry, entry.dated_by) if entry.dated_by else None
    same = day and any(each.kind == entry.kind and each.happened_on == day for each in paper.case.filed)
    return f"This case already has a form of this kind for {plain_day(day)}." if day and same else ""


def _correction(
    office: Office,
    person: Person,
    reference: str,
    entry_id: str,
    changes: Sequence[CellChange],
    troubles: list[Trouble],
    row: GivenRow,
) -> Revised | None:
    """What the row says otherwise than the one form of its kind; None where it says nothing new."""
    try:
        paper = correction(office, person, reference, entry_id)
    except NotYours:
        troubles.append(Trouble(row.at(REFERENCE), reference, USE_THE_FORM))
        return None
    new = [each for each in changes if "." not in each.name and each.typed != paper.typed.get(each.name, "")]
    if not new:
        return None
    changed = with_answers(office, person, paper, {each.name: each.typed for each in new})
    return Revised(reference, entry_id, paper.kind.title, tuple(new), changed, check(office, changed))


def _changes(row: GivenRow, prefix: str, faults: list[Trouble]) -> Iterator[CellChange]:
    for column in row.tab.columns:
        if column.question is None:
            continue
        if column.key in row.formulas:
            faults.append(Trouble(row.at(column.key), "", FORMULA))
        elif plain(row.cells.get(column.key)):
            yield from _change(row, column, prefix, faults)


def _change(row: GivenRow, column: TabColumn, prefix: str, faults: list[Trouble]) -> Iterator[CellChange]:
    cell = row.cells[column.key]
    assert column.question is not None
    said = in_words(column.question, cell)
    try:
        typed = typed_in(column.question, cell)
    except Unreadable as fault:
        faults.append(Trouble(row.at(column.key), said, str(fault)))
        return
    yield CellChange(row.at(column.key), column.heading, "", said, f"{prefix}{column.key}", typed)


def _of_items(items: Sequence[GivenRow], faults: list[Trouble]) -> Iterator[CellChange]:
    for number, row in enumerate(items, start=1):
        assert row.tab.group is not None
        yield from _changes(row, f"{row.tab.group.name}.t{number}.", faults)


def _ids(items: Sequence[GivenRow]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(items, start=1):
        if row.tab.group:
            found[row.tab.group.name].append(f"t{number}")
    return found
