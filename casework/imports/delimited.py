"""A file of rows as people send it (CSV, tab-separated, zipped, any usual encoding), parted into cells and rows.

Nothing here knows what the columns mean.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_BYTES = 150_000_000
"""Unpacked. The national register of schools has about 60 million."""
LONGEST_CELL = 50_000


class NotRows(ValueError):
    """It is no file of rows; its text says what to give instead."""


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """One row, with the number that a spreadsheet shows beside it."""

    number: int
    cells: Sequence[str]


def rows(content: bytes) -> Iterator[DelimitedRow]:
    """Every row that holds anything, the headings first. Raises NotRows, also in the middle, naming the row."""
    text = _text(_unzipped(content))
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
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
        if any(cell.strip() for cell in cells):
            is_empty = False
            yield DelimitedRow(first, cells)


def _unzipped(content: bytes) -> bytes:
    """The one file of rows in a zip, or the file itself."""
    if len(content) > MOST_BYTES:
        raise NotRows(_too_big())
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _only_one(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise NotRows("This zip file cannot be opened. Download it again.") from None


def _only_one(packed: zipfile.ZipFile) -> bytes:
    names = [each.filename for each in packed.infolist() if each.filename.lower().endswith((".csv", ".txt"))]
    if any(each.filename.startswith("xl/") for each in packed.infolist()):
        raise NotRows("This is an Excel workbook. In Excel choose Save As, then CSV, and give that file.")
    if len(names) != 1:
        raise NotRows("This zip file must hold one CSV file. Unpack it and give the CSV file.")
    with packed.open(names[0]) as one:
        unpacked = one.read(MOST_BYTES + 1)  # whatever the zip says of its size
    if len(unpacked) > MOST_BYTES:
        raise NotRows(_too_big())
    return unpacked


def _too_big() -> str:
    return (
        f"This file has more than {MOST_BYTES // 1_000_000} megabytes. Choose the right file, or part it into several."
    )


def _text(content: bytes) -> str:
    """Decoded: by its byte-order mark, as UTF-8, or as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise NotRows("This is not a text file. Save it as CSV and give that file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A cut-off UTF-8 file is UTF-8 too; Windows-1252 leaves five bytes out, which Latin-1 has.
        for encoding in ("cp1252", "latin-1"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise  # unreachable: Latin-1 reads every byte


def _delimiter(text: str) -> str:
    """What parts the cells of the first row."""
    headings = text.lstrip().split("\n", 1)[0]
    return max(",\t;", key=headings.count)
