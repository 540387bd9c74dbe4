"""What was changed in a workbook since it was written: cell by cell, each form judged by the rules as if it were submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casework.forms.drafts import NotYours, OpenDraft, correction, with_answers
from casework.forms.entries import check
from casework.keeping.workbook.found import FORMULA, CellChange, Revised, Trouble, typed_in
from casework.keeping.workbook.layout import FormInWorkbook, as_of_then, standing
from casework.keeping.workbook.new_rows import is_typed, new_forms
from casework.keeping.workbook.reading import Given, GivenRow
from casework.keeping.workbook.writing import as_text
from casework.reading.office import Office
from record.answers import item_ids
from record.field import Question
from record.person import Person
from record.reading import Unreadable
from store.sheets.layout.cells import Cell, in_words, plain
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import FINGERPRINT, ITEM, MORE_TITLE, REFERENCE, SAVE_ID, TabColumn, TabContent
from store.sheets.layout.writing import entry_lines

OWN = "The app fills in this column automatically: put back what was there, or leave the row out"
ELSEWHERE = "This answer is too long for a cell. Change it in the app"
NO_SUCH_FORM = "You did not download this row here, or you can no longer see its case. Nothing in it is used"
NOT_CHANGED_HERE = "Change this form in the app"
NONE_OF_OURS = (
    "This sheet has neither the name nor the headings of one of the app’s sheets, so nothing in it is used. Put its name back as it "
    "was if you changed something in it"
)
COPIED = (
    "This row was copied from another one. Nothing in it is used. To add a form, type it into an empty row, with the reference of its "
    "case, or clear “Entry id”, “Revision” and “Save id” in it"
)


@dataclass(frozen=True)
class WorkbookPreview:
    """What giving this workbook back would do."""

    revised: tuple[Revised, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    rows: int = 0
    """Rows that were looked at."""


@dataclass
class _Sorting:
    """What is known of the forms, to hold the workbook beside."""

    by_save: dict[str, FormInWorkbook] = field(default_factory=dict)
    """The standing form of every save, its latest revision or an earlier one."""
    written: dict[tuple[str, str, str], SheetRow] = field(default_factory=dict)
    """By save, tab and item: the line as it was written into the workbook."""

    def form_of(self, row: GivenRow) -> FormInWorkbook | None:
        """The form whose ids a row has."""
        return self.by_save.get(plain(row.cells.get(SAVE_ID)))

    def line_of(self, row: GivenRow) -> SheetRow | None:
        """The line that a row was written as."""
        return self.written.get((plain(row.cells.get(SAVE_ID)), row.tab.title, _item(row)))


def _copies(sorting: _Sorting, rows: Sequence[GivenRow]) -> set[int]:
    """Rows that somebody copied, by their `id`: of another case than the form whose ids they have, or there twice. Of several the
    one that says what was written is the form's own; where none does, nobody can tell."""
    copies: set[int] = set()
    alike: dict[tuple[str, str, str], list[GivenRow]] = defaultdict(list)
    for row in rows:
        line = sorting.line_of(row)
        if line and not _says_the_same(row, line, REFERENCE):
            copies.add(id(row))
        elif line:
            alike[plain(row.cells.get(SAVE_ID)), row.tab.title, _item(row)].append(row)
    for those in (each for each in alike.values() if len(each) > 1):
        own = [row for row in those if _is_as_written(sorting, row)][:1]
        copies |= {id(row) for row in those} - {id(row) for row in own}
    return copies


def _says_the_same(row: GivenRow, line: SheetRow, key: str) -> bool:
    return key not in row.letters or plain(row.cells.get(key)) == plain(line.cells.get(key))


def _is_as_written(sorting: _Sorting, row: GivenRow) -> bool:
    line = sorting.line_of(row)
    keys = [column for column in row.tab.columns if column.key in row.letters and column.key != FINGERPRINT]
    return line is not None and all(is_same(each, line.cells.get(each.key), row.cells.get(each.key)) for each in keys)


def compare(office: Office, person: Person, given: Given) -> WorkbookPreview:
    """Hold every row beside what was downloaded. Nothing is changed. Raises StoreError."""
    sorting = _sorted(office, person)
    troubles = [
        Trouble(each, "", "The headings are gone. Put them back as they were") for each in given.without_headings
    ]
    troubles += [Trouble(each, "", NONE_OF_OURS) for each in given.unknown]
    changes: dict[str, list[tuple[str, FormInWorkbook, CellChange]]] = defaultdict(list)
    rows = [each for each in given.rows if each.tab.holds is not TabContent.TABLE]
    copies = _copies(sorting, [each for each in rows if not is_typed(each)])
    for row in (each for each in rows if not is_typed(each)):
        form, line = sorting.form_of(row), sorting.line_of(row)
        if form is None or line is None:
            troubles.append(Trouble(row.at(SAVE_ID), plain(row.cells.get(SAVE_ID)), NO_SUCH_FORM))
            continue
        if id(row) in copies:
            troubles.append(Trouble(row.at(REFERENCE), plain(row.cells.get(REFERENCE)), COPIED))
            continue
        for change in _changes(row, line, troubles):
            changes[form.filed.entry_id].append((line.save_id, form, change))
    revised = [_revised(office, person, found, troubles) for found in changes.values()]
    revised += new_forms(office, person, [each for each in rows if is_typed(each)], troubles)
    return WorkbookPreview(tuple(each for each in revised if each), tuple(troubles), len(rows))


def _item(row: GivenRow) -> str:
    return (
        plain(row.cells.get(ITEM)).removeprefix("no ") if row.tab.holds in (TabContent.ITEMS, TabContent.MORE) else ""
    )


def _sorted(office: Office, person: Person) -> _Sorting:
    found, own = _Sorting(), office.authority.own
    for each in standing(office, person):
        for saved in each.revisions:
            kind, is_now = type(each.filed.entry), saved.save_id == each.filed.save_id
            lines = each.lines if is_now else entry_lines(as_of_then(saved, kind), own)
            found.by_save[saved.save_id] = each
            for line in lines:
                found.written[saved.save_id, line.tab, line.item] = line
    return found


def _changes(row: GivenRow, line: SheetRow, troubles: list[Trouble]) -> Iterator[CellChange]:
    """Every cell of a row that says something else than was written."""
    for column in row.tab.columns:
        if column.key not in row.letters or column.key == FINGERPRINT:
            continue
        before, after = line.cells.get(column.key), row.cells.get(column.key)
        if column.key in row.formulas:
            troubles.append(Trouble(row.at(column.key), "", FORMULA))
        elif not is_same(column, before, after):
            try:
                yield _change(row, column, before, after)
            except Unreadable as fault:
                troubles.append(Trouble(row.at(column.key), in_words(column.question, after), str(fault)))


def is_same(column: TabColumn, before: Cell | None, after: Cell | None) -> bool:
    """Whether a cell still says what was written into it."""
    if before == after and type(before) is type(after):
        return True
    written = as_text(before) if isinstance(before, str) else before
    return " ".join(in_words(column.question, written).split()) == " ".join(in_words(column.question, after).split())


def _change(row: GivenRow, column: TabColumn, before: Cell | None, after: Cell | None) -> CellChange:
    """One changed cell as an answer. Raises Unreadable."""
    question = column.question
    if question is None:
        raise Unreadable(ELSEWHERE if row.tab.title == MORE_TITLE else OWN)
    typed = typed_in(question, after)
    group = row.tab.group
    name = f"{group.name}.{_item(row)}.{column.key}" if group else column.key
    said = (in_words(question, before), in_words(question, after))
    return CellChange(row.at(column.key), column.heading, *said, name, typed, _typed(question, before))


def _typed(question: Question, cell: Cell | None) -> Any:
    try:
        return typed_in(question, cell)
    except Unreadable:
        return ""


def _revised(
    office: Office, person: Person, found: Sequence[tuple[str, FormInWorkbook, CellChange]], troubles: list[Trouble]
) -> Revised | None:
    """One form with all that was changed of it; None where this person may not correct it."""
    _, form, first = found[0]
    reference, entry_id = form.seen.case.reference, form.filed.entry_id
    try:
        paper = correction(office, person, reference, entry_id)
    except NotYours:
        troubles.append(Trouble(first.where, first.after, NOT_CHANGED_HERE))
        return None
    changes = [(save, replace(each, name=_in_the_draft(paper, each.name))) for save, _, each in found]
    fresh = [each for _, each in changes if each.typed != paper.typed.get(each.name, "")]
    if not fresh:
        return None
    changed = with_answers(office, person, paper, {each.name: each.typed for each in fresh})
    clashing = tuple(each.question for save, each in changes if each in fresh and _clashes(form, save, each, paper))
    return Revised(reference, entry_id, form.filed.entry.title, tuple(fresh), changed, check(office, changed), clashing)


def _in_the_draft(paper: OpenDraft, name: str) -> str:
    """`targets.2.what` by the id that the second target has in this draft."""
    group, dot, rest = name.partition(".")
    if not dot:
        return name
    number, _, question = rest.partition(".")
    ids = item_ids(paper.typed, group)
    return f"{group}.{ids[int(number) - 1]}.{question}" if int(number) <= len(ids) else name


def _clashes(form: FormInWorkbook, save: str, change: CellChange, paper: OpenDraft) -> bool:
    """Whether the answer was changed in the app, too, since the workbook was written."""
    if save == form.filed.save_id:
        return False
    now = str(paper.typed.get(change.name, ""))
    return " ".join(now.split()) != " ".join(str(change.was_typed).split())
