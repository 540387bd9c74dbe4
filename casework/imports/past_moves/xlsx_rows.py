"""The rows of an Excel workbook as text, whatever was done to it: what a formula came to, dates in ISO form, no blank rows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from casework.imports.delimited import DelimitedRow, NotRows
from casework.reading.given_files import PackedLimits, opened
from casework.reading.workbooks import look_through, shown_percentage
from record.apart import FileRefused
from record.words import yes_no

LIMITS = PackedLimits(unpacked=150_000_000)
MOST_CELLS = 1_000_000
"""Blank ones between others, too."""
INSTEAD = "Copy the sheet of the moves into a new workbook, and upload that."
BLANK_ROWS = 2_000
"""So many running end a sheet: a format that reaches down to the last row is no move."""
FORMULA = "=?"
"""Stands for a formula whose result is not in the file."""
DAMAGED = (
    "This workbook cannot be opened: it is damaged or cut short. Open it in Excel, save it again as .xlsx, and upload "
    "that file."
)
_OLD = b"\xd0\xcf\x11\xe0"


def is_workbook(content: bytes) -> bool:
    """Whether it is an Excel workbook. Raises NotRows for other programs' and for old or locked ones."""
    if content.startswith(_OLD):
        raise NotRows(
            "This is an old Excel workbook (.xls), or one with a password. Save it as .xlsx without a password, and "
            "upload that file."
        )
    if not content.startswith(b"PK"):
        return False
    names = opened(content, LIMITS, DAMAGED, INSTEAD).namelist()
    if "content.xml" in names:
        raise NotRows("This is a LibreOffice spreadsheet. Save it as .xlsx or CSV, and upload that file.")
    return any(each.startswith("xl/") for each in names)


def sheets(content: bytes, most: int) -> Mapping[str, Sequence[DelimitedRow]]:
    """The rows of each sheet, all the same, with the numbers Excel shows. Raises NotRows, also for more rows than `most`."""
    try:
        look_through(content, LIMITS, DAMAGED, INSTEAD)
        results, formulas = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=each) for each in (True, False)
        )
        found: dict[str, Sequence[DelimitedRow]] = {}
        for result, formula in zip(results.worksheets, formulas.worksheets, strict=True):
            for each in (result, formula):
                each.reset_dimensions()  # what a workbook says of its size may be wrong
            found[str(result.title)] = list(_rows(result, formula, most))
    except (FileRefused, MemoryError):
        raise
    except Exception:  # openpyxl raises what its parts raise, whatever a file can be
        raise NotRows(DAMAGED) from None
    return found


def _rows(results: Any, formulas: Any, most: int) -> Iterator[DelimitedRow]:
    blank = told = cells_so_far = 0
    both = zip(results.iter_rows(), formulas.iter_rows(values_only=True), strict=False)
    for number, (values, written) in enumerate(both, start=1):
        cells_so_far += len(values) + 1
        if cells_so_far > MOST_CELLS:
            raise NotRows(f"A sheet of this workbook has more than {MOST_CELLS:,} cells. {INSTEAD}")
        cells = _trimmed([_cell(*each) for each in zip(values, written, strict=False)])
        blank = 0 if cells else blank + 1
        if blank > BLANK_ROWS:
            return
        if cells:
            told += 1
            yield DelimitedRow(number, cells)
        if told > most:
            raise NotRows(
                f"A sheet of this workbook has more than {most:,} rows. Upload the moves of a few years at a time, and "
                "nothing else."
            )


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(result: Any, written: object) -> str:
    value = result.value
    if value is None:
        return FORMULA if isinstance(written, str) and written.startswith("=") else ""
    return shown_percentage(result) or as_text(value)


def as_text(value: object) -> str:
    """A cell as somebody would read it: `2024-09-05`, `9`, `yes`."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return " ".join(str(value).split())
