"""Everything a store keeps as one Excel workbook: forms and settings as people read them, and exactly, to be carried on.

`make move-store` writes and reads it. What it is read from is the sheet *Everything*, a record a row; the other sheets show
the same to people. A workbook in which they differ is refused with the cell: what somebody corrected there would be lost.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from record.own_questions import OwnQuestions
from record.own_rows import read_own
from record.tables import MADE_UP, QUESTIONS, SETTINGS, TABLES
from store.contract import SavedEntry, StoreError, TableRow
from store.sheets.layout.cells import Cell, shown_day
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import FINGERPRINT, Style, Tab, TabColumn, all_tabs, with_own
from store.sheets.layout.writing import entry_lines, table_lines
from store.whole import PARTS, Record, line_of

EVERYTHING = "Everything"
HEADINGS = ("Part", "Record", "Exactly as it is kept")
LONGEST_TITLE, LONGEST_TEXT, MOST_ROWS = 31, 30_000, 1_048_000
"""Characters of a sheet’s name and of a cell, and rows: Excel refuses more."""
NOT_OURS = "This workbook cannot be read: it was not written by move-store, or it is damaged."
CHANGED = (
    "The sheet “{}” was changed at {}. A workbook that is moved on must be as it was written: undo the change, and "
    "make it in the app, or with Workbook under Administration."
)
TOO_MANY = "This store holds more than a workbook can: {} rows on one sheet. Move it to a database."


class WorkbookFile:
    """Keeps the contract `Whole` in a file, written when it is closed or looked at."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError when there is a file that cannot be used."""
        self._path = path
        self._records: dict[str, dict[bytes, Record]] = {part: {} for part in PARTS}
        self._is_written = path.exists()
        if self._is_written:
            self._read()

    @contextmanager
    def snapshot(self) -> Iterator[WorkbookFile]:
        """What stands in the file."""
        self._write()
        self._read()
        yield self

    def part(self, part: str) -> Iterator[Record]:
        return iter(self._records[part].values())

    def count(self, part: str) -> int:
        return len(self._records[part])

    def take(self, part: str, records: Sequence[Record]) -> None:
        self._is_written = False
        self._records[part] |= {_key(part, each): each for each in records}
        if part == "erased":
            gone = {each["reference"] for each in records}
            for some in (self._records[each] for each in PARTS if each != part):
                for key in [key for key, record in some.items() if record.get("reference") in gone]:
                    del some[key]

    @property
    def holds_a_sample(self) -> bool:
        """Whether the demonstration's sample was written into it."""
        return any((each["table"], each["key"]) == (SETTINGS, MADE_UP) for each in self._records["tables"].values())

    def in_words(self) -> str:
        """Which file this is, and how much there is."""
        return f"the file {self._path.absolute()}, with {self.count('entries'):,} forms"

    def close(self) -> None:
        self._write()

    def _write(self) -> None:
        if self._is_written:
            return
        beside = self._path.with_name(f".{self._path.name}.new")
        book = Workbook(write_only=True)
        for title, rows in _for_people(self._records).items():
            _write_sheet(book, title, rows)
        _write_sheet(book, EVERYTHING, [HEADINGS, *_exactly(self._records)])
        book.save(beside)
        os.replace(beside, self._path)  # never half a file
        self._is_written = True

    def _read(self) -> None:
        try:
            book = load_workbook(self._path, read_only=True)
            sheets = {sheet.title: [_plain(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
            book.close()
            self._records = _records(sheets.pop(EVERYTHING)[1:])
            self._is_written = True
        except Exception:  # openpyxl raises what its parts raise, whatever a file can be
            raise StoreError(NOT_OURS) from None
        for title, rows in _for_people(self._records).items():
            _refuse_changes(title, [_plain(row) for row in rows], sheets.get(title, []))


def _key(part: str, record: Record) -> bytes:
    """What makes it one of its kind: the newest row of a settings table stands in the place of the last."""
    return line_of({name: record[name] for name in ("table", "key")}) if part == "tables" else line_of(record)


def _exactly(records: Mapping[str, Mapping[bytes, Record]]) -> Iterator[Sequence[Cell]]:
    """A row for each record; a long one has several."""
    for part, some in records.items():
        for number, record in enumerate(some.values(), start=1):
            whole = json.dumps(record)  # all of it ASCII: a workbook keeps that as it is
            for start in range(0, len(whole), LONGEST_TEXT):
                yield part, number, whole[start : start + LONGEST_TEXT]


def _records(rows: Sequence[Sequence[Any]]) -> dict[str, dict[bytes, Record]]:
    whole: dict[tuple[str, int], str] = defaultdict(str)
    for part, number, text in rows:
        whole[str(part), int(number)] += str(text)
    found: dict[str, dict[bytes, Record]] = {part: {} for part in PARTS}
    for (part, _), text in whole.items():
        record = json.loads(text)
        found[part][_key(part, record)] = record
    return found


def _for_people(records: Mapping[str, Mapping[bytes, Record]]) -> Mapping[str, Sequence[Sequence[Cell]]]:
    """The sheets that show forms and settings, by title, headings first; those with rows alone."""
    rows = list(records["tables"].values())
    own = read_own([(row["key"], row["values"]) for row in rows if row["table"] == QUESTIONS])
    lines = [line for each in records["entries"].values() for line in entry_lines(_entry(each), own)]
    lines += [
        line
        for number, each in enumerate(rows)
        if each["table"] in TABLES
        for line in table_lines(_row(each), f"row {number}")
    ]
    by_tab: dict[str, list[SheetRow]] = defaultdict(list)
    for line in lines:
        by_tab[line.tab].append(line)
    return {
        tab.title[:LONGEST_TITLE].strip(): list(_sheet(tab, own, by_tab[tab.title]))
        for tab in all_tabs()
        if tab.title in by_tab
    }


def _entry(record: Record) -> SavedEntry:
    known = {name: record[name] for name in SavedEntry.__dataclass_fields__ if name in record}
    return SavedEntry(**{**known, "saved_at": datetime.fromisoformat(record["saved_at"])})


def _row(record: Record) -> TableRow:
    return TableRow(**{**record, "changed_at": datetime.fromisoformat(record["changed_at"])})


def _sheet(tab: Tab, own: OwnQuestions, lines: Sequence[SheetRow]) -> Iterator[Sequence[Cell]]:
    columns = [each for each in with_own(tab, own).columns if each.key != FINGERPRINT]
    yield [each.heading for each in columns]
    for line in lines:
        yield [_shown(each, line.cells.get(each.key, "")) for each in columns]


def _shown(column: TabColumn, cell: Cell) -> Cell:
    """A cell for people: days and times in words, since nobody reads them from here."""
    if isinstance(cell, str):
        return ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_TEXT]
    if column.style is Style.DATE:
        return shown_day(cell)
    if column.style is Style.TIME:
        return f"{timedelta(minutes=round(float(cell) * 24 * 60))}"[:-3]
    return cell


def _write_sheet(book: Workbook, title: str, rows: Sequence[Sequence[Cell]]) -> None:
    if len(rows) > MOST_ROWS:
        raise StoreError(TOO_MANY.format(f"{len(rows):,}"))
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for row in rows:
        cells = []
        for value in row:
            cell: Any = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text is never a formula, whatever it begins with
            cells.append(cell)
        sheet.append(cells)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).replace("\r\n", "\n")


def _plain(row: Sequence[Any]) -> list[str]:
    """A row as texts, without the blanks at its end."""
    texts = [_text(cell) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _refuse_changes(title: str, wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> None:
    """Raises StoreError, naming the first cell that is not as it was written."""
    for number, (one, other) in enumerate(zip_longest(wanted, found, fillvalue=()), start=1):
        for place, (was, now) in enumerate(zip_longest(one, other, fillvalue=""), start=1):
            if was != now:
                raise StoreError(CHANGED.format(title, f"{get_column_letter(place)}{number}"))
