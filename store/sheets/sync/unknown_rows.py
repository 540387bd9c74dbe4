"""Rows that the app did not write here: of another computer, or typed by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from record.own_questions import OwnQuestions
from store.contract import SavedEntry
from store.sheets.layout.as_saved import Saved
from store.sheets.layout.assembling import NotAnEntry, RowCells, assemble, table_row
from store.sheets.layout.cells import plain
from store.sheets.layout.faults import SheetFault, SheetFaultKind
from store.sheets.layout.finding import FoundRow, FoundTab
from store.sheets.layout.rows import SheetRow, fingerprint, same_under_headings, same_values
from store.sheets.layout.tabs import FINGERPRINT, ITEM, MORE_TITLE, REFERENCE, TabContent, tab_titled
from store.sheets.sync.apply_edits import held_in
from store.sheets.sync.compare_rows import KnownRows
from store.sheets.sync.ledger import EVERYTHING, Ledger
from store.sheets.sync.progress import Progress


def import_unknown_rows(
    ledger: Ledger,
    known: KnownRows,
    unknown: Mapping[str, Sequence[FoundRow]],
    titles: Mapping[str, FoundTab],
    progress: Progress,
    as_saved: Saved,
) -> list[SheetFault]:
    """Keep the saves that another computer wrote, as they were `as_saved` where that is known. The faults of rows that make no save."""
    faults: list[SheetFault] = []
    new: list[tuple[SavedEntry, Sequence[SheetRow]]] = []
    edited: list[tuple[SavedEntry, Sequence[str]]] = []
    some = _by_save(unknown, as_saved)
    elsewhere, erased = (ledger.saves(), ledger.erased()) if some else (frozenset(), frozenset())
    own, others = ledger.own(), _said_in(titles) if some else {}
    for save_id, rows in some.items():
        lines, is_edited = _as_lines(save_id, rows, others)
        if _is_all(as_saved.get(save_id, ()), lines):
            lines, is_edited = tuple(as_saved[save_id]), False
        progress.step(len(rows))
        try:
            _refuse_known(save_id, known, elsewhere)
            entry, held = _take_in_one(ledger, save_id, lines, is_edited, erased, own)
            if entry and not entry.la and is_edited:
                raise NotAnEntry("it does not say of which authority it is")
            own = ledger.own() if entry is None else own
        except NotAnEntry as fault:
            faults += [_strange(row, titles, str(fault)) for row in rows]
            continue
        if entry:
            new.append((entry, lines))
            edited += [(entry, held)] if is_edited or held else []
    ledger.take_in(new, progress)
    for entry, held in edited:
        ledger.outbox.mark_by_hand(entry.save_id, entry.reference, EVERYTHING, held)
    return faults


def _refuse_known(save_id: str, known: KnownRows, elsewhere: Collection[str]) -> None:
    if save_id in known.of_save:
        raise NotAnEntry("this row has the id of another")
    if save_id in elsewhere:
        raise NotAnEntry("its form is in another spreadsheet, where it counts")


def _by_save(unknown: Mapping[str, Sequence[FoundRow]], as_saved: Saved) -> Mapping[str, Sequence[FoundRow]]:
    """What there is to take in, in its order: rows by the save they were written for, and forms whose rows are all gone."""
    written_for = {line.fingerprint: save_id for save_id, lines in as_saved.items() for line in lines}
    found: dict[str, list[FoundRow]] = {save_id: [] for save_id, lines in as_saved.items() if lines[0].reference}
    for save_id, rows in unknown.items():
        for row in rows:
            found.setdefault(written_for.get(row.mark, save_id), []).append(row)
    return dict(sorted(found.items(), key=_settings_first))


def _settings_first(each: tuple[str, Sequence[FoundRow]]) -> tuple[bool, str]:
    """What an authority asks is known before the answers to it are read; of a key the newest row stands, however it is sorted."""
    return not _is_setting(each[1]), max((plain(row.cells.get("@changed_at")) for row in each[1]), default="")


def _is_all(saved: Sequence[SheetRow], there: Sequence[SheetRow]) -> bool:
    """Whether what was saved is the whole of its save: a form says how many lines it has, of a setting every one stands there."""
    main = next((line for line in saved if line.item == "" and line.tab != MORE_TITLE), None)
    if main and main.reference:
        return _elsewhere(main) == len(saved) - 1
    places = {(line.tab, line.item) for line in saved}
    return main is not None and {(each.tab, each.item) for each in there} <= places


def _is_setting(rows: Sequence[FoundRow]) -> bool:
    return any(row.tab.holds is TabContent.TABLE for row in rows)


def _take_in_one(
    ledger: Ledger,
    save_id: str,
    lines: Sequence[SheetRow],
    is_edited: bool,
    erased: Collection[str],
    own: OwnQuestions,
) -> tuple[SavedEntry | None, Sequence[str]]:
    """The entry, None for a row of a settings table; and what of it cannot be read. Raises NotAnEntry."""
    by_hand = [frozenset(line.cells) if is_edited else frozenset() for line in lines]
    said = [RowCells(line.tab, line.item, line.cells, typed=its) for line, its in zip(lines, by_hand, strict=True)]
    setting = next((line.tab for line in lines if tab_titled(line.tab).holds is TabContent.TABLE), None)
    if setting:
        ledger.take_in_setting(table_row(tab_titled(setting), said), lines)
        return None, ()
    assembled = assemble(save_id, said, own=own)
    entry = assembled.entry
    if entry.reference in erased:
        raise NotAnEntry("its case was erased permanently")
    _require_all(lines)
    return entry, held_in(assembled)


def _require_all(lines: Sequence[SheetRow]) -> None:
    """Refuse a save of which rows are missing, until they are there. Raises NotAnEntry."""
    main = next(line for line in lines if line.item == "" and line.tab != MORE_TITLE)
    wanted = _elsewhere(main)
    if wanted > len(lines) - 1:
        raise NotAnEntry(f"it should have {wanted} rows in other tabs and has {len(lines) - 1}")


def _elsewhere(main: SheetRow) -> int:
    """How many rows of a form are in other tabs, as it says itself."""
    said = plain(main.cells.get("@elsewhere", ""))
    return sum(int(part.rpartition(" ")[2]) for part in said.split("; ") if part.rpartition(" ")[2].isdigit())


_CERTIFIED = (REFERENCE, "@la")
"""Columns of which every value stands in other rows, too: what stood there can be tried."""
Others = Mapping[str, Collection[str]]


def _said_in(titles: Mapping[str, FoundTab]) -> Others:
    """What stands under those columns anywhere."""
    rows = [row for each in titles.values() for row in each.rows]
    return {key: {plain(row.cells[key]) for row in rows if key in row.cells} for key in _CERTIFIED}


def _as_written(row: FoundRow, others: Others) -> FoundRow:
    """A row as the app wrote it where one of these columns alone was changed since: its fingerprint says so."""
    if not row.mark or _is_intact(row):
        return row
    texts = {key: plain(cell) for key, cell in row.cells.items()}
    for key in _CERTIFIED:
        for each in others.get(key, ()):
            if same_under_headings(fingerprint({**texts, key: each}, ()), row.mark):
                return replace(row, cells={**row.cells, key: each}, fingerprint=row.mark)
    return row


def _as_lines(save_id: str, rows: Sequence[FoundRow], others: Others) -> tuple[tuple[SheetRow, ...], bool]:
    """One line for each place of a save, the intact row where there are several; and whether any was edited."""
    by_place: dict[tuple[str, str], list[FoundRow]] = defaultdict(list)
    for row in rows:
        item = (
            plain(row.cells.get(ITEM, "")).removeprefix("no ")
            if row.tab.holds in (TabContent.ITEMS, TabContent.MORE)
            else ""
        )
        by_place[row.tab.title, item].append(row)
    chosen: dict[tuple[str, str], FoundRow] = {}
    for place, some in by_place.items():
        usable = [row for row in some if _is_intact(row)] or [row for row in some if not _is_misplaced(row)]
        if usable:
            chosen[place] = usable[0] if len(usable) == 1 else min(usable, key=_in_plain_texts)
    chosen = {place: _as_written(row, others) for place, row in chosen.items()}
    lines = tuple(_as_row(save_id, item, row) for (_, item), row in chosen.items())
    return lines, any(not _is_intact(row) for row in chosen.values())


def _in_plain_texts(row: FoundRow) -> list[str]:
    return [plain(cell) for cell in row.whole]


def _as_row(save_id: str, item: str, row: FoundRow) -> SheetRow:
    mark = row.mark or row.fingerprint
    cells = {**row.cells, FINGERPRINT: mark}
    return SheetRow(row.tab.title, save_id, item, plain(row.cells.get(REFERENCE, "")), cells, mark)


def _is_intact(row: FoundRow) -> bool:
    return same_under_headings(row.fingerprint, row.mark)


def _is_misplaced(row: FoundRow) -> bool:
    return not _is_intact(row) and same_values(row.fingerprint, row.mark)


def _strange(row: FoundRow, titles: Mapping[str, FoundTab], why: str) -> SheetFault:
    found = titles[row.tab.title]
    says = f"This row does not belong to an entry: {why}"
    should = "Undo what was changed, or delete the row. It does not count"
    reference = plain(row.cells.get(REFERENCE, ""))
    return SheetFault(
        SheetFaultKind.STRANGE, found.title, f"{row.number}:{row.number}", says, should, found.gid, reference
    )


def typed_faults(
    typed: Sequence[FoundRow], copied: Sequence[FoundRow], decided: Mapping[str, str], titles: Mapping[str, FoundTab]
) -> Iterator[SheetFault]:
    """Rows typed by hand into the tabs of forms, or copied and made others; those somebody has decided about apart."""
    yield from _copied_faults(copied, decided, titles)
    for row in typed:
        if row.tab.holds is TabContent.TABLE or name_of(row) in decided:
            continue
        found = titles[row.tab.title]
        at = f"{row.number}:{row.number}"
        reference = plain(row.cells.get(REFERENCE, ""))
        says = "This row was typed by hand, so it has no id"
        should = "It does not count. Choose “Adopt” to make it an entry, or “Ignore”"
        if row.tab.holds is not TabContent.ENTRIES:
            should = "It does not count. Correct the form on the case page instead, and delete this row"
        yield SheetFault(SheetFaultKind.NO_ID, found.title, at, says, should, found.gid, reference, row=name_of(row))


def _copied_faults(
    copied: Sequence[FoundRow], decided: Mapping[str, str], titles: Mapping[str, FoundTab]
) -> Iterator[SheetFault]:
    for row in copied:
        if row.tab.holds is TabContent.ENTRIES and name_of(row) not in decided:
            found, at = titles[row.tab.title], f"{row.number}:{row.number}"
            says = "This row was copied from another, and changed"
            should = (
                "It does not count, and the other one does. Choose “Adopt” to make it a form of its own, or “Ignore”"
            )
            reference = plain(row.cells.get(REFERENCE, ""))
            yield SheetFault(
                SheetFaultKind.NO_ID, found.title, at, says, should, found.gid, reference, row=name_of(row)
            )


def name_of(row: FoundRow) -> str:
    """Names a row without an id by what it says, wherever it is moved."""
    said = [row.tab.title, *sorted(f"{key}={plain(cell)}" for key, cell in row.cells.items())]
    return f"typed {sha256(repr(said).encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
