"""Requests about developer metadata, and finding it by a data filter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.sheets import masks
from tests.sheets.a1 import Area
from tests.sheets.changes.register import request
from tests.sheets.grid import Dimension, Sheet
from tests.sheets.refused import Invalid, Json
from tests.sheets.spreadsheet import Spreadsheet

TYPES: dict[Dimension, str] = {"ROWS": "ROW", "COLUMNS": "COLUMN"}


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of metadata, where it is now, and how to put another (or None) in its place."""

    value: Json
    area: Area | None
    """None for metadata of the whole spreadsheet."""
    put: Callable[[Json], None]

    @property
    def location(self) -> Json:
        return self.value["location"]


def all_metadata(book: Spreadsheet) -> list[Found]:
    """Every piece, each with its location as it is now."""
    found = [
        Found(
            {**one, "location": {"locationType": "SPREADSHEET", "spreadsheet": True}},
            None,
            _in_list(book.metadata, one),
        )
        for one in book.metadata
    ]
    for sheet in book.sheets:
        place = {"locationType": "SHEET", "sheetId": sheet.sheet_id}
        found += [
            Found({**one, "location": place}, Area(sheet.sheet_id), _in_list(sheet.metadata, one))
            for one in sheet.metadata
        ]
        for dimension in TYPES:
            found += _on_lines(sheet, dimension)
    return found


def _on_lines(sheet: Sheet, dimension: Dimension) -> list[Found]:
    found = []
    for n, line in enumerate(sheet.lines(dimension)):
        for one in line.metadata:
            span = {"sheetId": sheet.sheet_id, "dimension": dimension, "startIndex": n, "endIndex": n + 1}
            place = {"locationType": TYPES[dimension], "dimensionRange": span}
            area = Area(sheet.sheet_id, n, 0, n + 1) if dimension == "ROWS" else Area(sheet.sheet_id, 0, n, None, n + 1)
            found.append(Found({**one, "location": place}, area, _on_line(sheet, dimension, n, one)))
    return found


def _in_list(pieces: list[Json], old: Json) -> Callable[[Json], None]:
    def put(new: Json) -> None:
        at = pieces.index(old)
        pieces[at : at + 1] = [] if new is None else [new]

    return put


def _on_line(sheet: Sheet, dimension: Dimension, n: int, old: Json) -> Callable[[Json], None]:
    def put(new: Json) -> None:
        line = sheet.lines(dimension)[n]
        rest = tuple(new if one is old else one for one in line.metadata)
        sheet.set_line(dimension, n, replace(line, metadata=tuple(one for one in rest if one is not None)))

    return put


def matches(found: Found, data_filter: Json, book: Spreadsheet) -> bool:
    if "a1Range" in data_filter:
        return found.area is not None and found.area.meets(book.area(data_filter["a1Range"]))
    if "gridRange" in data_filter:
        return found.area is not None and found.area.meets(Area.of(data_filter["gridRange"]))
    lookup = data_filter.get("developerMetadataLookup", {})
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and found.value.get(name) != lookup[name]:
            return False
    if "locationType" in lookup and found.location["locationType"] != lookup["locationType"]:
        return False
    return "metadataLocation" not in lookup or _located(found, lookup)


def _located(found: Found, lookup: Json) -> bool:
    wanted = lookup["metadataLocation"]
    if wanted.get("spreadsheet"):
        return found.area is None
    if found.area is None:
        return False
    if "dimensionRange" in wanted:
        span = wanted["dimensionRange"]
        rows = span.get("dimension") == "ROWS"
        start, end = span.get("startIndex", 0), span.get("endIndex")
        area = (
            Area(span.get("sheetId", 0), start, 0, end) if rows else Area(span.get("sheetId", 0), 0, start, None, end)
        )
    else:
        area = Area(wanted.get("sheetId", 0))
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION":
        return found.area == area
    return found.area.meets(area)


@request("createDeveloperMetadata")
def create_developer_metadata(book: Spreadsheet, body: Json) -> Json:
    given = body.get("developerMetadata", {})
    taken = {found.value["metadataId"] for found in all_metadata(book)}
    if not given.get("metadataKey"):
        raise Invalid("developerMetadata.metadataKey must be set.")
    if given.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise Invalid("developerMetadata.visibility must be set.")
    number = given.get("metadataId") or book.new_id(taken)
    if number in taken or number < 1:
        raise Invalid(f"developerMetadata.metadataId {number} is already in use or not positive.")
    kept = {"metadataId": number, **{name: one for name, one in given.items() if name != "location"}}
    _keep(book, given.get("location", {}), kept)
    return {"developerMetadata": next(one.value for one in all_metadata(book) if one.value["metadataId"] == number)}


def _keep(book: Spreadsheet, location: Json, kept: Json) -> None:
    if location.get("spreadsheet"):
        book.metadata.append(kept)
    elif "dimensionRange" in location:
        span = location["dimensionRange"]
        sheet, dimension = book.sheet(span.get("sheetId", 0)), span.get("dimension")
        start, end = span.get("startIndex", 0), span.get("endIndex")
        if end != start + 1 or dimension not in TYPES or end > len(sheet.lines(dimension)):
            raise Invalid("The dimension range of developer metadata must be a single row or column of the grid.")
        line = sheet.lines(dimension)[start]
        sheet.set_line(dimension, start, replace(line, metadata=(*line.metadata, kept)))
    elif "sheetId" in location:
        book.sheet(location["sheetId"]).metadata.append(kept)
    else:
        raise Invalid("developerMetadata.location must be set.")


@request("updateDeveloperMetadata")
def update_developer_metadata(book: Spreadsheet, body: Json) -> Json:
    given, mask = body.get("developerMetadata", {}), masks.for_update(body.get("fields", ""))
    if "location" in mask:
        raise Invalid("This test server does not move developer metadata.")
    changed = _matching(book, body.get("dataFilters", []))
    for found in changed:
        found.put({name: one for name, one in masks.updated(found.value, given, mask).items() if name != "location"})
    numbers = {found.value["metadataId"] for found in changed}
    return {"developerMetadata": [found.value for found in all_metadata(book) if found.value["metadataId"] in numbers]}


@request("deleteDeveloperMetadata")
def delete_developer_metadata(book: Spreadsheet, body: Json) -> Json:
    gone = _matching(book, [body.get("dataFilter", {})])
    for found in gone:
        found.put(None)
    return {"deletedDeveloperMetadata": [found.value for found in gone]}


def _matching(book: Spreadsheet, filters: list[Json]) -> list[Found]:
    if not filters:
        raise Invalid("At least one data filter must be given.")
    return [found for found in all_metadata(book) if any(matches(found, one, book) for one in filters)]
