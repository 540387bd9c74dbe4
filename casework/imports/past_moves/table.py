"""The sheets of a file as people keep them: a row of headings somewhere near the top, a move a row below it. All as text.

What a column means is for `meanings`; nothing here is kept anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from casework.imports.delimited import DelimitedRow, NotRows, rows
from casework.imports.past_moves.meanings import meaning_of_heading, plain
from casework.imports.past_moves.xlsx_rows import INSTEAD, is_workbook, sheets
from casework.reading.given_files import FileDoor
from record.apart import Limits

MOST_ROWS, MOST_COLUMNS = 20_000, 200
HEADINGS_WITHIN = 10
"""Rows from the top, blank ones left out, that may stand above the headings."""
NO_HEADINGS = (
    "No row of headings was found. Above the moves there must be one row that says what each column holds, such as "
    "Name, Date of birth, Home school, Start date, Outcome."
)


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column that holds anything."""

    place: int
    letter: str
    heading: str
    """As it stands there; empty where only the cells below hold something."""
    name: str
    """The heading in plain small letters, with a number when it is there several times: what a mapping is kept under."""

    @property
    def label(self) -> str:
        """`C: Date of birth`."""
        return f"{self.letter}: {self.heading or '(no heading)'}"


@dataclass(frozen=True)
class SourceTable:
    """One sheet."""

    name: str
    columns: tuple[SourceColumn, ...]
    lines: tuple[DelimitedRow, ...]

    def cells(self, column: SourceColumn) -> Iterable[str]:
        """What stands in a column, blank cells left out."""
        return (text for line in self.lines if (text := cell(line, column)))


def cell(line: DelimitedRow, column: SourceColumn) -> str:
    """What a row says in a column."""
    return line.cells[column.place].strip() if column.place < len(line.cells) else ""


def read(content: bytes) -> Sequence[SourceTable]:
    """Every sheet with headings and a row below them, the fullest first. Raises NotRows."""
    found = sheets(content, MOST_ROWS) if is_workbook(content) else {"": _few(rows(content))}
    tables = [table for name, lines in found.items() if (table := _table(name, lines))]
    if not tables:
        raise NotRows(NO_HEADINGS)
    return sorted(tables, key=lambda each: -len(each.lines))


def _few(lines: Iterable[DelimitedRow]) -> Sequence[DelimitedRow]:
    kept: list[DelimitedRow] = []
    for line in lines:
        kept.append(line)
        if len(kept) > MOST_ROWS:
            raise NotRows(
                f"This file has more than {MOST_ROWS:,} rows. Upload the moves of a few years at a time, and nothing "
                "else."
            )
    return kept


def _table(name: str, lines: Sequence[DelimitedRow]) -> SourceTable | None:
    """None where there are no headings, or nothing stands below them."""
    first = lines[:HEADINGS_WITHIN]
    known = [len({meaning_of_heading(each) for each in line.cells} - {None}) for line in first]
    if max(known, default=0) < 2:
        return None
    at = known.index(max(known))
    below = tuple(lines[at + 1 :])
    if not below:
        return None
    if max(len(line.cells) for line in lines) > MOST_COLUMNS:
        raise NotRows(f"This sheet has more than {MOST_COLUMNS} columns. Remove those that are not about the moves.")
    return SourceTable(name, tuple(_columns(lines[at], below)), below)


def _columns(headings: DelimitedRow, below: Sequence[DelimitedRow]) -> Iterable[SourceColumn]:
    seen: Counter[str] = Counter()
    for place in range(max(len(line.cells) for line in (headings, *below))):
        heading = " ".join(headings.cells[place].split()) if place < len(headings.cells) else ""
        if heading or any(place < len(line.cells) and line.cells[place].strip() for line in below):
            name = plain(heading)[:80]
            seen[name] += 1
            again = f" {seen[name]}" if seen[name] > 1 else ""
            yield SourceColumn(place, get_column_letter(place + 1), heading[:80], f"{name}{again}")


MOVES = FileDoor("casework.imports.past_moves.table:MOVES", read, list[SourceTable], 20, INSTEAD, Limits(seconds=30))
