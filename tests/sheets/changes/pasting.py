"""Requests that copy or rewrite what cells say: copyPaste, cutPaste, findReplace, trimWhitespace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.sheets import masks
from tests.sheets.a1 import Area
from tests.sheets.changes.cells import rewritten
from tests.sheets.changes.register import request
from tests.sheets.changes.shape import Block, block, lay
from tests.sheets.grid import EMPTY, Cell, Sheet
from tests.sheets.masks import Mask
from tests.sheets.refused import Invalid, Json
from tests.sheets.showing import formatted
from tests.sheets.spreadsheet import Spreadsheet

PASTED: dict[str, str] = {
    "PASTE_NORMAL": "userEnteredValue,userEnteredFormat,note,dataValidation,textFormatRuns",
    "PASTE_VALUES": "userEnteredValue",
    "PASTE_FORMAT": "userEnteredFormat,textFormatRuns",
    "PASTE_NO_BORDERS": "userEnteredValue,userEnteredFormat,note,dataValidation,textFormatRuns",
    "PASTE_FORMULA": "userEnteredValue",
    "PASTE_DATA_VALIDATION": "dataValidation",
}


def pasted(kind: str) -> Mask:
    if kind not in PASTED:
        raise Invalid(f"This test server does not know the paste type {kind}.")
    return masks.parse(PASTED[kind])


@request("copyPaste")
def copy_paste(book: Spreadsheet, body: Json) -> None:
    """The source again and again over the destination, or once when the destination is smaller."""
    source, target = book.cut(Area.of(body.get("source", {}))), book.cut(Area.of(body.get("destination", {})))
    cells = block(book.sheet(source.sheet_id), source)
    if body.get("pasteOrientation") == "TRANSPOSE":
        cells = [list(row) for row in zip(*cells, strict=True)]
    rows = max(1, ((target.bottom or 0) - target.top) // len(cells)) * len(cells)
    columns = max(1, ((target.right or 0) - target.left) // len(cells[0])) * len(cells[0])
    paste(book, Area(target.sheet_id, target.top, target.left, target.top + rows, target.left + columns), cells, body)


def paste(book: Spreadsheet, area: Area, cells: Block, body: Json) -> None:
    mask = pasted(body.get("pasteType", "PASTE_NORMAL"))
    sheet = book.sheet(area.sheet_id)
    if (area.bottom or 0) > len(sheet.rows) or (area.right or 0) > len(sheet.columns):
        raise Invalid("The paste would reach past the grid.")
    book.guard(area)
    sheet.each(
        area,
        lambda old, row, column: rewritten(
            old, cells[(row - area.top) % len(cells)][(column - area.left) % len(cells[0])], mask
        ),
    )


@request("cutPaste")
def cut_paste(book: Spreadsheet, body: Json) -> None:
    source = book.cut(Area.of(body.get("source", {})))
    book.guard(source)
    sheet = book.sheet(source.sheet_id)
    cells = block(sheet, source)
    mask = pasted(body.get("pasteType", "PASTE_NORMAL"))
    sheet.each(source, lambda old, row, column: rewritten(old, {}, mask))
    to = body.get("destination", {})
    top, left = to.get("rowIndex", 0), to.get("columnIndex", 0)
    paste(book, Area(to.get("sheetId", 0), top, left, top + len(cells), left + len(cells[0])), cells, body)


@request("findReplace")
def find_replace(book: Spreadsheet, body: Json) -> Json:
    """Text found in cells that hold text; the reply counts what changed."""
    pattern = _pattern(body)
    replacement = body.get("replacement", "")
    counts = {"valuesChanged": 0, "rowsChanged": 0, "sheetsChanged": 0, "occurrencesChanged": 0}
    for sheet, area in _searched(book, body):
        rows: set[int] = set()

        def change(old: Cell, row: int, column: int, rows: set[int] = rows) -> Cell:
            text = old.get("userEnteredValue", {}).get("stringValue")
            if text is None:
                return old
            new, times = pattern.subn(replacement if body.get("searchByRegex") else lambda _: replacement, text)
            if times:
                rows.add(row)
                counts["valuesChanged"] += 1
                counts["occurrencesChanged"] += times
            return (
                rewritten(old, {"userEnteredValue": {"stringValue": new}}, {"userEnteredValue": {}}) if times else old
            )

        book.guard(area)
        sheet.each(area, change)
        counts["rowsChanged"] += len(rows)
        counts["sheetsChanged"] += bool(rows)
    return {name: count for name, count in counts.items() if count}


def _pattern(body: Json) -> re.Pattern[str]:
    if not body.get("find"):
        raise Invalid("The find string must not be empty.")
    text = body["find"] if body.get("searchByRegex") else re.escape(body["find"])
    whole = rf"(?:{text})\Z" if body.get("matchEntireCell") else text
    return re.compile(rf"\A{whole}" if body.get("matchEntireCell") else whole, 0 if body.get("matchCase") else re.I)


def _searched(book: Spreadsheet, body: Json) -> Iterator[tuple[Sheet, Area]]:
    if body.get("allSheets"):
        yield from ((sheet, sheet.everything) for sheet in book.sheets)
    elif "range" in body:
        area = book.cut(Area.of(body["range"]))
        yield book.sheet(area.sheet_id), area
    else:
        sheet = book.sheet(body.get("sheetId", 0))
        yield sheet, sheet.everything


@request("deleteDuplicates")
def delete_duplicates(book: Spreadsheet, body: Json) -> Json:
    """Rows of the range that say the same as an earlier one, whatever their case, in the columns compared."""
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)
    sheet = book.sheet(area.sheet_id)
    rows = block(sheet, area)
    spans = body.get("comparisonColumns") or [{"startIndex": area.left, "endIndex": area.right}]
    columns = [n - area.left for one in spans for n in range(one.get("startIndex", area.left), one["endIndex"])]
    first: dict[str, list[Cell]] = {}
    for row in rows:
        first.setdefault(str([formatted(row[n], book.locale).casefold() for n in columns]), row)
    kept = list(first.values())
    removed = len(rows) - len(kept)
    lay(sheet, area, kept + [[EMPTY] * len(rows[0])] * removed)
    return {"duplicatesRemovedCount": removed} if removed else {}


@request("trimWhitespace")
def trim_whitespace(book: Spreadsheet, body: Json) -> Json:
    area = book.cut(Area.of(body.get("range", {})))
    book.guard(area)
    trimmed = 0

    def change(old: Cell, row: int, column: int) -> Cell:
        nonlocal trimmed
        text = old.get("userEnteredValue", {}).get("stringValue", "")
        new = " ".join(text.split())
        if new == text:
            return old
        trimmed += 1
        return rewritten(old, {"userEnteredValue": {"stringValue": new}}, {"userEnteredValue": {}})

    book.sheet(area.sheet_id).each(area, change)
    return {"cellsChangedCount": trimmed} if trimmed else {}
