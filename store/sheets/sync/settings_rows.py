"""Settings tables in the spreadsheet: a person may simply edit a row, or type a new one, and it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from record.tables import ACCESS, QUESTIONS, STAFF, TABLES
from store.contract import TableRow
from store.sheets.layout.assembling import NotAnEntry, RowCells, table_row
from store.sheets.layout.cells import FAILED, is_failed_formula, plain, stamp
from store.sheets.layout.faults import SheetFault, SheetFaultKind
from store.sheets.layout.finding import FoundRow, FoundTab
from store.sheets.layout.tabs import MORE_TITLE, TABLE_KEY, TabContent
from store.sheets.sync.compare_rows import ComparedTab, Comparison, LineKey, RowMatch
from store.sheets.sync.ledger import BY_HAND, Ledger
from store.sheets.sync.outbox import OutboxRow, OutboxState
from store.sheets.sync.unknown_rows import name_of

NOTICED = "settings edited by hand"
"""The note of what each row was last taken to say."""
SHUT_OUT = "shut out by a row that is gone"
"""The note of whom rows let in that are gone: by the id of the row, its key."""
COPIED = "copied settings rows"
"""The note of what rows copied from another were last taken in as: by table and id of the other, their keys."""
LET_IN = (ACCESS, STAFF)
IS_SHUT_OUT = (
    "The person it gave access to can no longer sign in. Choose “Restore” to have it written again and give them "
    "access, or “Accept removal” if this was intended"
)
CHANGED_BY = "@changed_by"
COPY_OF_ANOTHER = "It was copied, and does not count: another row says this already. Type here what the new one is"


@dataclass
class SettingsRows:
    """Takes in what people did to the rows of settings tables."""

    ledger: Ledger

    def apply(self, comparison: Comparison, titles: Mapping[str, FoundTab]) -> list[SheetFault]:
        """Keep what was edited or typed since the last look. The faults of rows that cannot stand."""
        noticed: dict[str, str] = self.ledger.outbox.note(NOTICED) or {}
        before = dict(noticed)
        faults: list[SheetFault] = []
        tables = [each for title, each in comparison.tabs.items() if titles[title].tab.holds is TabContent.TABLE]
        for key, found in (one for each in tables for one in each.counting.items()):
            if found and (found.how is RowMatch.EDITED or key[1] in noticed):
                faults += self._take_in_edit(key, found.row, noticed, titles)
                faults += _own_columns(found.row, [each for each in found.edited if each != TABLE_KEY], titles)
        for row in comparison.typed:
            if row.tab.holds is TabContent.TABLE:
                faults += self._take_in_typed(row, noticed, titles)
                faults += _own_columns(row, [each for each in row.cells if each not in (TABLE_KEY, CHANGED_BY)], titles)
        faults += self._take_in_copies(comparison, noticed, titles)
        if noticed != before:
            self.ledger.outbox.keep_note(NOTICED, noticed)
        self._shut_out(comparison, titles)
        return [*faults, *self._own_questions(titles)]

    def of_those_shut_out(self, faults: Sequence[SheetFault]) -> list[SheetFault]:
        """Of a row that let somebody in and is gone, what that means."""
        shut_out: dict[str, str] = self.ledger.outbox.note(SHUT_OUT) or {}
        return [
            replace(each, should=IS_SHUT_OUT)
            if each.sort is SheetFaultKind.VANISHED and each.save_id in shut_out
            else each
            for each in faults
        ]

    def _shut_out(self, comparison: Comparison, titles: Mapping[str, FoundTab]) -> None:
        """Whoever a row let in is out once it is deleted, and in again once it is back.

        Where more than half of a tab's rows are gone at once it is damaged, or half read: then they still count, as in any tab.
        """
        noted: dict[str, str] = self.ledger.outbox.note(SHUT_OUT) or {}
        before = dict(noted)
        for title, tab in comparison.tabs.items():
            if titles[title].tab.name in LET_IN:
                newest = self.ledger.newest_with_key(title)
                self._let_back_in(tab, newest, noted)
                gone = [each for each in tab.unseen if each.state is OutboxState.SEEN and each.save_id not in noted]
                if gone and len(gone) <= sum(found is not None for found in tab.counting.values()):
                    self._take_out(titles[title], tab, gone, newest, noted)
        if noted != before:
            self.ledger.outbox.keep_note(SHUT_OUT, noted)

    def _take_out(
        self,
        found: FoundTab,
        tab: ComparedTab,
        gone: Sequence[OutboxRow],
        newest: Mapping[str, str],
        noted: dict[str, str],
    ) -> None:
        typed_again = {plain(row.cells.get(TABLE_KEY)) for row in (*tab.typed, *(copy for _, copy in tab.copies))}
        for line in gone:
            key = plain(self.ledger.written(line.n).get(TABLE_KEY))
            if newest.get(key) == line.save_id and key not in typed_again:
                self.ledger.take_in_setting(TableRow(found.tab.name, key, {}, self.ledger.now(), BY_HAND))
                noted[line.save_id] = key

    def _let_back_in(self, tab: ComparedTab, newest: Mapping[str, str], noted: dict[str, str]) -> None:
        for (_, save_id, _), match in tab.counting.items():
            if match is None or save_id not in noted:
                continue
            key = noted.pop(save_id)
            more = [
                RowCells(line.tab, line.item, cells)
                for line, cells in self.ledger.outbox.of_save(save_id)
                if line.tab == MORE_TITLE
            ]
            row = self._row(match.row, more)
            if row and newest.get(key) == save_id:
                self.ledger.take_in_setting(row)

    def _own_questions(self, titles: Mapping[str, FoundTab]) -> Iterator[SheetFault]:
        """Cells of the *Questions* tab that make no question, each with what to write instead."""
        found = titles.get(QUESTIONS)
        wrong = self.ledger.own().faults if found else {}
        newest = {plain(row.cells.get(TABLE_KEY)): row for row in (found.rows if found else ())}
        for name, row in newest.items():
            for column, should in wrong.get(name, {}).items():
                key = column or TABLE_KEY
                heading = next((each.heading for each in row.tab.columns if each.key == key), "")
                says, gid = f"“{plain(row.cells.get(key))}”", found.gid if found else 0
                yield SheetFault(
                    SheetFaultKind.UNREADABLE, titles[QUESTIONS].title, row.at(key), says, should, gid, heading=heading
                )

    def _take_in_edit(
        self, key: LineKey, row: FoundRow, noticed: dict[str, str], titles: Mapping[str, FoundTab]
    ) -> Iterator[SheetFault]:
        of_save = self.ledger.outbox.of_save(key[1])
        written = next((cells for line, cells in of_save if line.key == key), None)
        if written is None:
            return  # what was written there cannot be read: nobody can say what was edited
        more = [RowCells(line.tab, line.item, cells) for line, cells in of_save if line.tab == MORE_TITLE]
        was_key, name = plain(written[TABLE_KEY]), name_of(row)
        if name == noticed.get(key[1]) or (key[1] not in noticed and dict(row.cells) == dict(written)):
            return
        if self.ledger.newest_with_key(row.tab.title).get(was_key) != key[1]:
            yield _fault(row, titles, SheetFaultKind.SUPERSEDED, "A later row with the same key counts. Edit that one")
            return
        failed = list(_failed(row, titles))
        if failed:
            yield from failed
            return
        changed = self._row(row, more)
        if changed is None:
            yield _fault(row, titles, SheetFaultKind.STRANGE, f"It has lost its key: put back “{was_key}”")
            return
        noticed[key[1]] = name
        if changed.key != was_key:
            self.ledger.take_in_setting(replace(changed, key=was_key, values={}))
        self.ledger.take_in_setting(changed)

    def _take_in_typed(
        self, row: FoundRow, noticed: dict[str, str], titles: Mapping[str, FoundTab]
    ) -> Iterator[SheetFault]:
        name = name_of(row)
        if name in noticed:
            return
        failed = list(_failed(row, titles))
        if failed:
            yield from failed
            return
        typed = self._row(row, [])
        if typed is None:
            yield _fault(
                row,
                titles,
                SheetFaultKind.NO_ID,
                f"Fill in “{row.tab.columns[0].heading}”. Until then it does not count",
            )
            return
        noticed[name] = name
        self.ledger.take_in_setting(typed)

    def _take_in_copies(
        self, comparison: Comparison, noticed: dict[str, str], titles: Mapping[str, FoundTab]
    ) -> Iterator[SheetFault]:
        """A row that was copied to make another is a row of its own, whatever ids were copied with it."""
        keys: dict[str, list[str]] = defaultdict(list)
        for (_, save_id, _), row in comparison.copies:
            if row.tab.holds is TabContent.TABLE:
                bare = {key: cell for key, cell in row.cells.items() if key == TABLE_KEY or not key.startswith("@")}
                copy = replace(row, cells=bare)
                if TABLES[row.tab.name].is_numbered:
                    copy = replace(copy, cells={**bare, TABLE_KEY: name_of(copy).removeprefix("typed ")})
                key = plain(copy.cells.get(TABLE_KEY))
                if key in self.ledger.newest_with_key(row.tab.title):
                    yield _fault(row, titles, SheetFaultKind.DOUBLED, COPY_OF_ANOTHER)
                    continue
                yield from self._take_in_typed(copy, noticed, titles)
                keys[f"{row.tab.name} {save_id}"].append(key)
        self._leave_earlier_keys(keys)

    def _leave_earlier_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """A copy is typed into cell by cell: what it said a moment ago is no row."""
        before: dict[str, list[str]] = self.ledger.outbox.note(COPIED) or {}
        for name, now in keys.items():
            table = name.rpartition(" ")[0]
            for key in set(before.get(name, ())) - {*now, *self.ledger.newest_with_key(table)}:
                self.ledger.take_in_setting(TableRow(table, key, {}, self.ledger.now(), BY_HAND))
        after = {**before, **keys}
        if after != before:
            self.ledger.outbox.keep_note(COPIED, {name: list(each) for name, each in after.items()})

    def _row(self, row: FoundRow, more: Sequence[RowCells]) -> TableRow | None:
        now = self.ledger.now()
        cells = {**row.cells, "@changed_at": stamp(now), CHANGED_BY: row.cells.get(CHANGED_BY, BY_HAND)}
        try:
            return table_row(row.tab, [RowCells(row.tab.title, "", cells), *more])
        except NotAnEntry:
            return None


def _failed(row: FoundRow, titles: Mapping[str, FoundTab]) -> Iterator[SheetFault]:
    """Cells with a formula that fails: until it is put right, what the row said before stands."""
    for key, cell in row.cells.items():
        if is_failed_formula(cell):
            found, column = titles[row.tab.title], row.tab.column(key)
            should, heading = f"{FAILED}. Until then nothing of this edit counts", column.heading if column else ""
            about = SheetFault(
                SheetFaultKind.UNREADABLE, found.title, row.at(key), f"“{plain(cell)}”", should, found.gid
            )
            yield replace(about, heading=heading)


def _own_columns(row: FoundRow, keys: Sequence[str], titles: Mapping[str, FoundTab]) -> Iterator[SheetFault]:
    """Cells of the app's own columns that somebody typed into: they change nothing."""
    for key in keys:
        if key.startswith("@"):
            found, says = titles[row.tab.title], f"“{plain(row.cells.get(key))}”"
            should = "The app fills in this column automatically, and uses what it wrote"
            column = row.tab.column(key)
            heading = column.heading if column else ""
            yield SheetFault(
                SheetFaultKind.OWN_COLUMN, found.title, row.at(key), says, should, found.gid, heading=heading
            )


def _fault(row: FoundRow, titles: Mapping[str, FoundTab], sort: SheetFaultKind, should: str) -> SheetFault:
    found = titles[row.tab.title]
    says = f"“{plain(row.cells.get(TABLE_KEY))}”"
    return SheetFault(sort, found.title, f"{row.number}:{row.number}", says, should, found.gid)
