"""A file of rows as people send it (CSV, tab-separated, zipped, any usual encoding), parted into cells and rows while it is read.

Nothing here knows what the columns mean. Nothing is read further than its limits.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from casework.reading.given_files import PackedLimits, opened, unpacked
from record.apart import FileRefused

LIMITS = PackedLimits(unpacked=150_000_000, ratio=100)
"""The national register of schools has about 60 million bytes."""
LONGEST_CELL = 50_000
LONGEST_ROW = 250_000
"""Characters."""
MOST_CELLS = 2_000
"""Of one row."""
MOST_ROWS = 300_000
"""Blank ones too; the national register has about 52,000."""
NO_ZIP = "This zip file cannot be opened. Download it again."
PART_IT = "Choose the right file, or split it into several."
_PIECE = 1 << 16
_HEAD = 64


class NotRows(FileRefused):
    """It is no file of rows; its text says what to give instead."""


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """One row, with the number that a spreadsheet shows beside it."""

    number: int
    cells: Sequence[str]


def rows(content: bytes) -> Iterator[DelimitedRow]:
    """Every row that holds anything, the headings first. Raises FileRefused, also in the middle, naming the row."""
    source = _source(content)
    encoding = _encoding(source)
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(io.TextIOWrapper(source(), encoding, "replace", newline=""))
    reader = csv.reader(lines, delimiter=_delimiter(lines.first))
    is_empty = True
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            if is_empty:
                raise NotRows("This file is empty. Choose the file again.") from None
            return
        except csv.Error:
            raise NotRows(
                f"Row {first} has a cell of more than {LONGEST_CELL:,} characters. A quotation mark may be missing there: "
                "put it right, or save the file again."
            ) from None
        lines.next_row(first, len(cells))
        if any(cell.strip() for cell in cells):
            is_empty = False
            yield DelimitedRow(first, cells)


class _Lines:
    """The lines of a text, none of them read further than a row may be long."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self._number, self._rows, self._of_row = text, 0, 0, 0
        begin = [self._line()]
        while begin[-1] and not begin[-1].strip():
            self.next_row(len(begin), 0)
            begin.append(self._line())
        self.first = begin[-1]
        self._again, self._rows = begin[::-1], 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._line()
        if not line:
            raise StopIteration
        return line

    def next_row(self, number: int, cells: int) -> None:
        self._rows += 1
        self._of_row = 0
        if cells > MOST_CELLS:
            raise NotRows(f"Row {number} has more than {MOST_CELLS:,} cells. {PART_IT}")
        if self._rows > MOST_ROWS:
            raise NotRows(f"This file has more than {MOST_ROWS:,} rows. {PART_IT}")

    def _line(self) -> str:
        line = self._text.readline(LONGEST_ROW + 1)
        self._number += bool(line)
        self._of_row += len(line)
        if self._of_row > LONGEST_ROW:
            raise NotRows(f"Row {self._number} has more than {LONGEST_ROW:,} characters. {PART_IT}")
        return line


def _source(content: bytes) -> Callable[[], IO[bytes]]:
    """What opens the one file of rows in a zip, or the file itself."""
    if len(content) > LIMITS.unpacked:
        raise NotRows(f"This file has more than {LIMITS.unpacked // 1_000_000} megabytes. {PART_IT}")
    if not content.startswith(b"PK"):
        return lambda: io.BytesIO(content)
    packed = opened(content, LIMITS, NO_ZIP, PART_IT)
    name = _only_one(packed)
    return lambda: unpacked(packed, name, LIMITS, PART_IT)


def _only_one(packed: zipfile.ZipFile) -> str:
    names = [each.filename for each in packed.infolist() if each.filename.lower().endswith((".csv", ".txt"))]
    if any(each.filename.startswith("xl/") for each in packed.infolist()):
        raise NotRows("This is an Excel workbook. In Excel choose Save As, then CSV, and upload that file.")
    if len(names) != 1:
        raise NotRows("This zip file must hold one CSV file. Unpack it and upload the CSV file.")
    return names[0]


def _encoding(source: Callable[[], IO[bytes]]) -> str:
    """By its byte-order mark, UTF-8, or as Windows writes it. A cut-off UTF-8 file is UTF-8 too."""
    try:
        with source() as going:
            start = going.read(_HEAD)
            if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return "utf-16"
            if unmarked := _unmarked(start):
                return unmarked
            return _encoding_of(start, going)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise NotRows(NO_ZIP) from None


def _unmarked(start: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte is none. Nothing where it is not."""
    first, second = start[::2], start[1::2]
    few, many = _HEAD // 20, 0.8 * len(second)
    if len(start) < _HEAD // 4:
        return ""
    if second.count(0) > many and first.count(0) <= few:
        return "utf-16-le"
    return "utf-16-be" if first.count(0) > many and second.count(0) <= few else ""


def _encoding_of(piece: bytes, going: IO[bytes]) -> str:
    utf8, is_utf8, is_windows = codecs.getincrementaldecoder("utf-8")(), True, True
    while piece:
        if b"\0" in piece:
            raise NotRows("This is not a text file. Save it as CSV and upload that file.")
        is_utf8 = is_utf8 and _decodes(utf8, piece)
        # Windows-1252 leaves five bytes out, which Latin-1 has.
        is_windows = is_windows and not any(byte in piece for byte in b"\x81\x8d\x8f\x90\x9d")
        piece = going.read(_PIECE)
    return "utf-8-sig" if is_utf8 else "cp1252" if is_windows else "latin-1"


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(first: str) -> str:
    """What parts the cells of the first row that says anything."""
    headings = first.strip("\r\n \ufeff").split("\n", 1)[0]
    return max(",\t;|", key=headings.count)
