"""One look at the spreadsheet taken in: what counts from now on, what must be written again, what a person should see.

The app's answer to everything people do in the sheet is here, and it never changes a cell: an edit counts, a cell that
cannot be read leaves the last good answer, a row that landed wrong is written again below, a removed row is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from record.field import Question
from record.reading import Unreadable
from store.contract import SavedEntry
from store.sheets.layout.assembling import Assembled, RowCells, Unread, assemble
from store.sheets.layout.cells import Cell, in_words, plain, read_cell, read_typed
from store.sheets.layout.faults import SheetFault, SheetFaultKind
from store.sheets.layout.finding import FoundRow, FoundTab
from store.sheets.layout.rows import Cells
from store.sheets.layout.tabs import ITEM, REFERENCE, TabContent
from store.sheets.layout.witness import all_gone
from store.sheets.sync.compare_rows import Comparison, KnownRows, LineKey, MatchedRow, RowMatch, is_of_case
from store.sheets.sync.ledger import EVERYTHING, Ledger, changed, save_of
from store.sheets.sync.outbox import OutboxRow, OutboxState

_OPEN = (OutboxState.SENT, OutboxState.SENDING, OutboxState.QUEUED)


@dataclass
class EditApplier:
    """Takes in one look after another; remembers what it made of each edited save, to do nothing twice."""

    ledger: Ledger
    known: KnownRows = field(default_factory=KnownRows)
    _touched: set[str] = field(default_factory=set)
    """Saves that were ever edited by hand: an edit may be taken back."""
    _marks: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._touched |= {save_of(version) for version in self.ledger.outbox.marks_by_hand()}

    def apply(self, comparison: Comparison, titles: Mapping[str, FoundTab]) -> list[SheetFault]:
        """Keep what this look changed. The faults that a person should see. Raises StoreError."""
        self._marks = self.ledger.outbox.marks_by_hand()
        self._move(comparison)
        faults = list(_misplaced_and_doubled(comparison, titles))
        faults += self._vanished(comparison.unseen, titles)
        for save_id, edited in self._edited(comparison, titles).items():
            faults += self._take_in_edit(save_id, edited, titles, comparison)
        return [*faults, *self._never_read(comparison, titles)]

    def _never_read(self, comparison: Comparison, titles: Mapping[str, FoundTab]) -> Iterator[SheetFault]:
        """Cells that could not be read when their row was first met, and that nobody typed into since."""
        unread = {save: held for save, (edited, held) in self._marks.items() if edited == EVERYTHING and held}
        for save_id, held in unread.items():
            versions = self.ledger.versions(save_id)
            keys = sorted(self.known.of_save.get(save_id, ()), key=lambda key: key[2] != "")
            rows = [found.row for key in keys if (found := comparison.counting(key))]
            for question in held if len(versions) == 1 and rows else ():
                row = next((each for each in rows if plain(each.cells.get("@name")) == question), rows[0])
                at, tab = row.at("@text" if "@text" in row.cells else question), titles[row.tab.title]
                says = f"The answer to “{question}” cannot be read"
                should = "The app does not know what it said before, so nothing counts. Type it again"
                yield SheetFault(
                    SheetFaultKind.UNREADABLE, tab.title, at, says, should, tab.gid, versions[0].reference, save_id
                )

    def _move(self, comparison: Comparison) -> None:
        """Say how far each line got: seen, or to be sent again."""
        still_open = [each for each in self.known.open.values() if each.tab in comparison.tabs]
        arrived = [each for each in still_open if each.state in _OPEN and comparison.counting(each.key)]
        unseen = {each.key for each in comparison.unseen}
        on_their_way = [each for each in still_open if each.state in (OutboxState.SENT, OutboxState.SENDING)]
        misplaced = [
            each
            for each in on_their_way
            if each.key in comparison.tabs[each.tab].counting and not comparison.counting(each.key)
        ]
        lost = [each for each in on_their_way if each.key in unseen] + misplaced
        for some, state in ((arrived, OutboxState.SEEN), (lost, OutboxState.QUEUED)):
            self.ledger.outbox.move([each.n for each in some], state)
            self.known.learn(replace(each, state=state) for each in some)

    def _vanished(self, unseen: Iterable[OutboxRow], titles: Mapping[str, FoundTab]) -> Iterator[SheetFault]:
        gone = [each for each in unseen if each.state is OutboxState.SEEN]
        for title in dict.fromkeys(each.tab for each in gone):
            count = sum(each.tab == title for each in gone)
            if count > 1 and not titles[title].rows:
                yield all_gone(titles[title].title, count, titles[title].gid)
        for each in gone:
            tab = titles[each.tab]
            says = f"A row of {each.reference or 'the settings'} that was here is gone"
            should = (
                "It still counts. Choose “Restore” to have it written again, or “Accept removal” if this was intended"
            )
            about = SheetFault(
                SheetFaultKind.VANISHED, tab.title, "", says, should, tab.gid, each.reference, each.save_id
            )
            yield replace(about, row=f"line {each.n}")

    def _edited(
        self, comparison: Comparison, titles: Mapping[str, FoundTab]
    ) -> Mapping[str, Mapping[LineKey, MatchedRow]]:
        """By save id, the rows of entries that are not as they were written, or were not at some time."""
        touched = {key for save_id in self._touched for key in self.known.of_save.get(save_id, ())}
        saves: dict[str, dict[LineKey, MatchedRow]] = defaultdict(dict)
        for title, tab in comparison.tabs.items():
            if titles[title].tab.holds is TabContent.TABLE:
                continue
            its = {*tab.edited, *(key for key in touched if key[0] == title)}
            rows = [(key, found) for key in its if (found := tab.counting.get(key))]
            for key, found in sorted(rows, key=lambda one: one[1].row.number):
                saves[key[1]][key] = found
        return saves

    def _take_in_edit(
        self,
        save_id: str,
        rows: Mapping[LineKey, MatchedRow],
        titles: Mapping[str, FoundTab],
        comparison: Comparison,
    ) -> Iterator[SheetFault]:
        versions = self.ledger.versions(save_id)
        if not versions:
            return  # the more answers of a settings row
        written = {line.key: cells for line, cells in self.ledger.outbox.of_save(save_id)}
        if not rows.keys() <= written.keys():
            return  # what was written there cannot be read: nobody can say what was edited
        said = [_said(key, cells, rows.get(key)) for key, cells in written.items()]
        assembled = assemble(save_id, said, versions[-1], self.ledger.own())
        later = self.ledger.successor(save_id)
        if _differs(assembled.entry, versions[-1]) and later is None:
            versions = [*versions, self.ledger.add_edit(assembled.entry, versions, held_in(assembled))]
        else:
            self._mark(assembled, versions)
        self._touched.add(save_id)
        counts = not _differs(assembled.entry, versions[-1])
        for key, standing in rows.items():
            gid = titles[standing.row.tab.title].gid
            title = titles[standing.row.tab.title].title
            noticed = versions[-1].saved_at.isoformat()
            about = replace(
                _NOWHERE, tab=title, gid=gid, reference=versions[0].reference, save_id=save_id, since=noticed
            )
            found = list(_cell_faults(standing, written[key], assembled.unread, about, later if not counts else None))
            yield from [_beside(each, later, key, comparison) for each in found] if later else found

    def _mark(self, assembled: Assembled, versions: Sequence[SavedEntry]) -> None:
        """Say on the version that stands what was edited and what is held, once for each change of either."""
        edited, held = changed(versions[0], versions[-1]), held_in(assembled)
        before = self._marks.get(versions[-1].save_id, ((), ()))
        if (edited, held) != before and not (before[0] == EVERYTHING and not held):
            self.ledger.outbox.mark_by_hand(versions[-1].save_id, versions[0].reference, edited, held)


_NOWHERE = SheetFault(SheetFaultKind.STRANGE, "", "", "", "")


def held_in(assembled: Assembled) -> tuple[str, ...]:
    """The questions whose answers cannot be read."""
    return tuple(sorted({each.question for each in assembled.unread}))


def _differs(one: SavedEntry, other: SavedEntry) -> bool:
    return one.answers != other.answers or one.reasons != other.reasons


def _said(key: LineKey, written: Cells, standing: MatchedRow | None) -> RowCells:
    """What a line says: its cells as edited, its own columns as the app wrote them."""
    tab, _, item = key
    if (
        standing is None
        or standing.how is not RowMatch.EDITED
        or not is_of_case(standing.row, plain(written["@reference"]))
    ):
        return RowCells(tab, item, written, unknown=standing.unknown if standing else frozenset())
    own = {name: cell for name, cell in written.items() if name.startswith("@") and name != "@text"}
    typed = frozenset(standing.edited)
    return RowCells(tab, item, {**standing.row.cells, **own}, standing.row.doubtful, standing.unknown, typed)


def _cell_faults(
    standing: MatchedRow, written: Cells, unread: Sequence[Unread], about: SheetFault, later: SavedEntry | None
) -> Iterator[SheetFault]:
    """One fault for each cell of a row that is not as it was written."""
    row = standing.row
    tab = row.tab
    bad = {each.place[2]: each for each in unread if each.place[0] == row.tab.title and each.place[1] == _item(row)}
    moved = not is_of_case(row, about.reference)
    for key in standing.edited:
        if moved and key != REFERENCE:
            continue
        column = tab.column(key)
        question = key if column and column.question else ""
        if key not in bad and column and _says_the_same(column.question, written.get(key), row.cells.get(key)):
            continue
        was, now = (in_words(column.question if column else None, cells.get(key)) for cells in (written, row.cells))
        heading = column.heading if column else ""
        here = replace(
            about, cell=row.at(key), says=_quoted(now), row=f"{row.number}", heading=heading, question=question
        )
        if key in bad:
            sort = SheetFaultKind.AMBIGUOUS if bad[key].is_ambiguous else SheetFaultKind.UNREADABLE
            yield replace(
                here, sort=sort, should=f"{bad[key].sentence}. Until then {f'“{was}”' if was else 'nothing'} counts"
            )
        elif column is None or (column.key.startswith("@") and key != "@text"):
            nothing = "Nothing of this row counts until then" if moved else "The app uses what it wrote"
            yield replace(here, sort=SheetFaultKind.OWN_COLUMN, should=f"Put back “{was}”. {nothing}")
        elif later is not None:
            stands = f"The row that counts was submitted later, by {later.saved_by}"
            yield replace(here, sort=SheetFaultKind.SUPERSEDED, should=f"{stands}. If this should count, edit that row")
        else:
            yield replace(
                here,
                sort=SheetFaultKind.BY_HAND,
                should=f"It was “{was}”. The edit counts" if was else "The edit counts",
            )


def _says_the_same(question: Question | None, was: Cell | None, now: Cell | None) -> bool:
    """Whether two cells are one answer: `yes` and `Yes`, a day as a day and in words."""
    try:
        return question is not None and read_cell(question, was or "") == read_typed(question, now or "")
    except Unreadable:
        return False


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "Nothing"


def _beside(fault: SheetFault, later: SavedEntry, key: LineKey, comparison: Comparison) -> SheetFault:
    """An edit of a row that no longer counts, with the cell of the row that does."""
    standing = comparison.counting((key[0], save_of(later.save_id), key[2]))
    if fault.sort is not SheetFaultKind.SUPERSEDED or standing is None:
        return fault
    column = standing.row.tab.column(fault.question)
    says = _quoted(in_words(column.question if column else None, standing.row.cells.get(fault.question)))
    return replace(fault, stands=standing.row.at(fault.question), stands_says=says)


def _item(row: FoundRow) -> str:
    return plain(row.cells.get(ITEM, "")).removeprefix("no ")


def _misplaced_and_doubled(comparison: Comparison, titles: Mapping[str, FoundTab]) -> Iterator[SheetFault]:
    for title, of_tab in comparison.tabs.items():
        tab = titles[title]
        for key, each in of_tab.beside:
            at = f"{each.row.number}:{each.row.number}"
            if each.how is RowMatch.MISPLACED:
                says = "The values of this row stand under the wrong headings: a column was inserted as it was written"
                should = "The app has written the row again, correctly. Delete this one"
                sort = SheetFaultKind.MISALIGNED
            else:
                says, sort = "This row is there twice", SheetFaultKind.DOUBLED
                should = "It counts once. Delete this one"
                if each.how is RowMatch.EDITED:
                    columns = [column for name in each.edited[:3] if (column := tab.tab.column(name))]
                    differing = ", ".join(f"“{column.heading}”" for column in columns)
                    should = f"Only the other one counts. If {differing} should be as here, edit the other; then delete this one"
            yield SheetFault(
                sort, tab.title, at, says, should, tab.gid, plain(each.row.cells.get("@reference")), key[1]
            )
