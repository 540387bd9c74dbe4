"""`spreadsheets.values`: reading ranges as plain values, and writing, appending and clearing them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sheets.a1 import Area, split, written
from tests.sheets.changes.cells import grow, rewritten
from tests.sheets.formulas import compute
from tests.sheets.grid import EMPTY, Cell, Row, Sheet, has_value
from tests.sheets.masks import Mask
from tests.sheets.refused import Invalid, Json
from tests.sheets.showing import effective, formatted, is_date, number_format
from tests.sheets.spreadsheet import Spreadsheet
from tests.sheets.tables import table_at
from tests.sheets.typed import entered, raw

VALUE: Mask = {"userEnteredValue": {}}


@dataclass(frozen=True, slots=True)
class Render:
    """How values are asked for."""

    value: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    major: str = "ROWS"

    @classmethod
    def of(cls, asked: Json, prefix: str = "") -> Render:
        """From a query or body; `prefix` is `response` where a write asks for values back."""
        value, dates = (
            ("valueRenderOption", "dateTimeRenderOption")
            if not prefix
            else ("responseValueRenderOption", "responseDateTimeRenderOption")
        )
        major = asked.get("majorDimension", "ROWS")
        return cls(
            asked.get(value, "FORMATTED_VALUE"),
            asked.get(dates, "SERIAL_NUMBER"),
            "ROWS" if major == "DIMENSION_UNSPECIFIED" else major,
        )


def value_range(book: Spreadsheet, area: Area, render: Render, said: str = "") -> Json:
    """A ValueRange: the whole range asked for by name, its values without what is empty at the end."""
    cut = book.cut(area, said)
    sheet = book.sheet(cut.sheet_id)
    rows = [_shown_row(row, cut, book, render) for row in sheet.rows[cut.top : cut.bottom]]
    if render.major == "COLUMNS":
        width = max(map(len, rows), default=0)
        rows = [_without_end([row[n] if n < len(row) else "" for row in rows]) for n in range(width)]
    while rows and not rows[-1]:
        rows.pop()
    found: dict[str, Json] = {"range": written(sheet.title, cut), "majorDimension": render.major}
    return found | ({"values": rows} if rows else {})


def _shown_row(row: Row, area: Area, book: Spreadsheet, render: Render) -> list[Json]:
    return _without_end([shown(cell, book, render) for cell in row.cells[area.left : area.right]])


def _without_end(values: list[Json]) -> list[Json]:
    while values and values[-1] == "":
        values.pop()
    return values


def shown(cell: Cell, book: Spreadsheet, render: Render) -> Json:
    """One value as asked for; an empty cell is an empty text."""
    if not has_value(cell):
        return ""
    if render.value == "FORMULA" and "formulaValue" in cell["userEnteredValue"]:
        return cell["userEnteredValue"]["formulaValue"]
    if render.value == "FORMATTED_VALUE":
        return formatted(cell, book.locale)
    value = effective(cell)
    if "numberValue" in value:
        if is_date(cell) and render.dates == "FORMATTED_STRING":
            return formatted(cell, book.locale)
        number = float(value["numberValue"])
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    return value["boolValue"] if "boolValue" in value else formatted(cell, book.locale)


def scalars(values: Json, place: str = "values") -> list[list[Json]]:
    """The rows of a ValueRange, each item null, text, a number or a boolean. Raises Invalid."""
    for n, row in enumerate(values):
        for at, one in enumerate(row):
            if isinstance(one, dict | list):
                kind = "struct_value" if isinstance(one, dict) else "list_value"
                raise Invalid(f"Invalid {place}[{n}][{at}]: {kind} {{\n}}\n")
    return [list(row) for row in values]


def by_rows(given: Json) -> list[list[Json]]:
    rows = scalars(given.get("values", []))
    if given.get("majorDimension") != "COLUMNS":
        return rows
    height = max(map(len, rows), default=0)
    return [[column[n] if n < len(column) else None for column in rows] for n in range(height)]


def update(book: Spreadsheet, area: Area, given: Json, asked: Json, said: str) -> Json:
    """Write values over a range, or from its first cell when it is one cell. Nulls leave cells as they are."""
    rows = by_rows(given)
    sheet = book.sheet(area.sheet_id)
    book.cut(area, said)
    size = len(rows), max(map(len, rows), default=0)
    single = area.bottom == area.top + 1 and area.right == area.left + 1
    target = Area(area.sheet_id, area.top, area.left, area.top + size[0], area.left + size[1])
    if not single:
        _check_fits(target, area, said)
    if (target.bottom or 0) > len(sheet.rows) or (target.right or 0) > len(sheet.columns):
        raise book.past_the_grid(target)
    return put(book, target, rows, asked)


def _check_fits(target: Area, area: Area, said: str) -> None:
    if area.bottom is not None and (target.bottom or 0) > area.bottom:
        raise Invalid(f"Requested writing within range [{said}], but tried writing to row [{area.bottom + 1}]")
    if area.right is not None and (target.right or 0) > area.right:
        column = written("x", Area(0, 0, area.right, 1, area.right + 1)).partition("!")[2].rstrip("1")
        raise Invalid(f"Requested writing within range [{said}], but tried writing to column [{column}]")


def put(book: Spreadsheet, area: Area, rows: list[list[Json]], asked: Json) -> Json:
    """Set the cells of an area inside the grid; the answer is an UpdateValuesResponse."""
    if asked.get("valueInputOption") not in ("RAW", "USER_ENTERED"):
        raise Invalid("'valueInputOption' is required but not specified")
    book.guard(area)
    sheet = book.sheet(area.sheet_id)
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is not None:
                place = area.top + down, area.left + across
                sheet.put(*place, _typed(sheet.cell(*place), value, asked["valueInputOption"], book.locale))
    found: dict[str, Json] = {"spreadsheetId": book.spreadsheet_id, "updatedRange": book.said(area)}
    if rows and (area.right or 0) > area.left:
        counts = len(rows), (area.right or 0) - area.left, sum(value is not None for row in rows for value in row)
        found |= {"updatedRows": counts[0], "updatedColumns": counts[1], "updatedCells": counts[2]}
    if asked.get("includeValuesInResponse"):
        found["updatedData"] = value_range(book, area, Render.of(asked, "response"))
    return found


def _typed(old: Cell, value: Json, how: str, locale: str) -> Cell:
    if how == "RAW":
        return rewritten(old, {"userEnteredValue": raw(value)}, VALUE)
    text_cell = number_format(old).get("type") == "TEXT"
    new, form = entered(value, locale, text_cell)
    cell = rewritten(old, {"userEnteredValue": new}, VALUE)
    if form is None or number_format(old):  # a format chosen before stays
        return cell
    return compute({**cell, "userEnteredFormat": {**cell.get("userEnteredFormat", {}), "numberFormat": form}})


def append(book: Spreadsheet, area: Area, given: Json, asked: Json) -> Json:
    """After the last row of the table found in the range, from that table's first column."""
    rows = by_rows(given)
    sheet = book.sheet(area.sheet_id)
    table = table_at(sheet, area)
    top = area.top if table is None else table.bottom or 0
    left = area.left if table is None else table.left
    target = Area(sheet.sheet_id, top, left, top + len(rows), left + max(map(len, rows), default=0))
    if asked.get("insertDataOption") == "INSERT_ROWS" and top < len(sheet.rows):
        book.insert(sheet, "ROWS", top, [Row()] * len(rows))
    grow(sheet, target)
    found: dict[str, Json] = {"spreadsheetId": book.spreadsheet_id}
    if table is not None:
        found["tableRange"] = written(sheet.title, table)
    return found | {"updates": put(book, target, rows, asked)}


def clear(book: Spreadsheet, area: Area, said: str = "") -> str:
    """Take the values and leave the formats; the answer is the range in A1 notation."""
    cut = book.cut(area, said)
    book.guard(cut)
    book.sheet(cut.sheet_id).each(cut, lambda old, row, column: rewritten(old, EMPTY, VALUE) if has_value(old) else old)
    return book.said(cut)


def check_same_tab(asked: str, given: Json) -> None:
    """A range in the body must be the range in the path."""
    if given.get("range") and split(given["range"]) != split(asked):
        raise Invalid(f"Requested writing within range [{asked}], but the body says [{given['range']}]")


def whole(sheet: Sheet) -> Area:
    return Area(sheet.sheet_id)
