"""The methods of the Sheets API: what each does to a working copy, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.sheets import changes, masks, reading, values
from tests.sheets.a1 import Area
from tests.sheets.changes.metadata import all_metadata, matches
from tests.sheets.discovery import Method, schemas
from tests.sheets.refused import Invalid, Json, not_found
from tests.sheets.spreadsheet import Spreadsheet
from tests.sheets.values import Render


@dataclass(frozen=True, slots=True)
class Asked:
    """One checked request."""

    method: Method
    path: dict[str, str]
    query: dict[str, Json]
    body: Json
    user: str

    @property
    def options(self) -> Json:
        """Query and body together, for options that are in the one or the other."""
        return {**self.body, **self.query}


Answer = Callable[[Spreadsheet, Asked], Json]
answers: dict[str, Answer] = {}


def answering(method: str) -> Callable[[Answer], Answer]:
    def enter(answer: Answer) -> Answer:
        answers["sheets.spreadsheets." + method] = answer
        return answer

    return enter


def mask_of(asked: Asked) -> masks.Mask | None:
    """The `fields` of the query, held to what the method answers with. Raises Invalid."""
    if not asked.query.get("fields"):
        return None
    mask = masks.parse(asked.query["fields"])
    known = schemas(asked.method)
    if asked.method.response:
        masks.check(mask, known[asked.method.response], known)
    return mask


@answering("get")
def get(book: Spreadsheet, asked: Asked) -> Json:
    areas = tuple(book.area(text) for text in asked.query.get("ranges", []))
    for area, text in zip(areas, asked.query.get("ranges", []), strict=True):
        book.cut(area, text)
    return reading.spreadsheet(book, _wanted(asked, areas), asked.user)


def _wanted(asked: Asked, areas: tuple[Area, ...]) -> reading.Wanted:
    """A mask says by itself whether grids are wanted; without one, includeGridData does."""
    mask = mask_of(asked)
    grids = bool(asked.options.get("includeGridData")) if mask is None else masks.covers(mask, "sheets", "data")
    return reading.Wanted(areas, grids, mask)


@answering("getByDataFilter")
def get_by_data_filter(book: Spreadsheet, asked: Asked) -> Json:
    areas = tuple(area for one in asked.body.get("dataFilters", []) for area in areas_of(book, one))
    return reading.spreadsheet(book, _wanted(asked, areas), asked.user)


def areas_of(book: Spreadsheet, data_filter: Json) -> list[Area]:
    """The areas a data filter selects. Raises Invalid."""
    if "a1Range" in data_filter:
        return [book.area(data_filter["a1Range"])]
    if "gridRange" in data_filter:
        area = Area.of(data_filter["gridRange"])
        book.sheet(area.sheet_id)
        return [area]
    if "developerMetadataLookup" not in data_filter:
        raise Invalid("A data filter must say what it selects.")
    found = [one.area for one in all_metadata(book) if matches(one, data_filter, book)]
    return [area for area in found if area is not None]


@answering("batchUpdate")
def batch_update(book: Spreadsheet, asked: Asked) -> Json:
    replies = changes.apply(book, asked.body.get("requests", []))
    found = {"spreadsheetId": book.spreadsheet_id, "replies": replies}
    if asked.body.get("includeSpreadsheetInResponse"):
        areas = tuple(book.area(text) for text in asked.body.get("responseRanges", []))
        wanted = reading.Wanted(areas, bool(asked.body.get("responseIncludeGridData")))
        found["updatedSpreadsheet"] = reading.spreadsheet(book, wanted, asked.user)
    return found


@answering("developerMetadata.get")
def developer_metadata_get(book: Spreadsheet, asked: Asked) -> Json:
    for found in all_metadata(book):
        if str(found.value["metadataId"]) == asked.path["metadataId"]:
            return found.value
    raise not_found()


@answering("developerMetadata.search")
def developer_metadata_search(book: Spreadsheet, asked: Asked) -> Json:
    filters = asked.body.get("dataFilters", [])
    found = []
    for one in all_metadata(book):
        if fitting := [data_filter for data_filter in filters if matches(one, data_filter, book)]:
            found.append({"developerMetadata": one.value, "dataFilters": fitting})
    return {"matchedDeveloperMetadata": found} if found else {}


@answering("values.get")
def values_get(book: Spreadsheet, asked: Asked) -> Json:
    text = asked.path["range"]
    return values.value_range(book, book.area(text), Render.of(asked.query), text)


@answering("values.batchGet")
def values_batch_get(book: Spreadsheet, asked: Asked) -> Json:
    render = Render.of(asked.query)
    found = [values.value_range(book, book.area(text), render, text) for text in asked.query.get("ranges", [])]
    return {"spreadsheetId": book.spreadsheet_id, "valueRanges": found}


@answering("values.batchGetByDataFilter")
def values_batch_get_by_data_filter(book: Spreadsheet, asked: Asked) -> Json:
    filters = asked.body.get("dataFilters", [])
    if not filters:
        raise Invalid("Must specify at least one data filter.")
    render = Render.of(asked.body)
    found = []
    for n, one in enumerate(filters):
        for area in located(book, one, n):
            found.append({"valueRange": values.value_range(book, area, render), "dataFilters": [one]})
    return {"spreadsheetId": book.spreadsheet_id, "valueRanges": found}


def located(book: Spreadsheet, data_filter: Json, n: int) -> list[Area]:
    try:
        return areas_of(book, data_filter)
    except Invalid as refusal:
        raise refusal.at(f"dataFilters[{n}]") from refusal


@answering("values.update")
def values_update(book: Spreadsheet, asked: Asked) -> Json:
    text = asked.path["range"]
    values.check_same_tab(text, asked.body)
    return values.update(book, book.area(text), asked.body, asked.query, text)


@answering("values.append")
def values_append(book: Spreadsheet, asked: Asked) -> Json:
    text = asked.path["range"]
    area = book.area(text)
    book.cut(area, text)
    return values.append(book, area, asked.body, asked.query)


@answering("values.clear")
def values_clear(book: Spreadsheet, asked: Asked) -> Json:
    text = asked.path["range"]
    return {"spreadsheetId": book.spreadsheet_id, "clearedRange": values.clear(book, book.area(text), text)}


@answering("values.batchClear")
def values_batch_clear(book: Spreadsheet, asked: Asked) -> Json:
    cleared = [values.clear(book, book.area(text), text) for text in asked.body.get("ranges", [])]
    return {"spreadsheetId": book.spreadsheet_id, "clearedRanges": cleared}


@answering("values.batchClearByDataFilter")
def values_batch_clear_by_data_filter(book: Spreadsheet, asked: Asked) -> Json:
    filters = asked.body.get("dataFilters", [])
    cleared = [values.clear(book, area) for n, one in enumerate(filters) for area in located(book, one, n)]
    return {"spreadsheetId": book.spreadsheet_id, "clearedRanges": cleared}


@answering("values.batchUpdate")
def values_batch_update(book: Spreadsheet, asked: Asked) -> Json:
    responses = []
    for n, one in enumerate(asked.body.get("data", [])):
        text = one.get("range", "")
        try:
            responses.append(values.update(book, book.area(text), one, asked.body, text))
        except Invalid as refusal:
            raise refusal.at(f"data[{n}]") from refusal
    return _totals(book, responses)


@answering("values.batchUpdateByDataFilter")
def values_batch_update_by_data_filter(book: Spreadsheet, asked: Asked) -> Json:
    responses = []
    for n, one in enumerate(asked.body.get("data", [])):
        for area in located(book, one.get("dataFilter", {}), n):
            found = values.update(book, area, one, asked.body, book.said(area))
            del found["spreadsheetId"]
            responses.append({**found, "dataFilter": one["dataFilter"]})
    return _totals(book, responses)


def _totals(book: Spreadsheet, responses: list[Json]) -> Json:
    tabs = {one["updatedRange"].rpartition("!")[0] for one in responses}
    found: dict[str, Json] = {"spreadsheetId": book.spreadsheet_id, "responses": responses}
    for total, name in (("Rows", "updatedRows"), ("Columns", "updatedColumns"), ("Cells", "updatedCells")):
        found["totalUpdated" + total] = sum(one.get(name, 0) for one in responses)
    return {**found, "totalUpdatedSheets": len(tabs)}
