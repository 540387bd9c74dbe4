"""Requests about what hangs on ranges: conditional formats, protection, filters, named ranges, banding."""

from __future__ import annotations

import re

from tests.sheets import conditions, masks
from tests.sheets.a1 import Area
from tests.sheets.changes.register import request
from tests.sheets.grid import Sheet
from tests.sheets.reading import protected
from tests.sheets.refused import Invalid, Json
from tests.sheets.spreadsheet import Spreadsheet

CELL_OR_BOOLEAN = re.compile(r"true|false|[a-z]{1,3}\d+|r\d+c\d+", re.IGNORECASE)


def _replace(parts: list[Json], at: int, new: Json) -> None:
    parts[at] = new


def _sheet_of_rule(book: Spreadsheet, rule: Json) -> Sheet:
    ranges = rule.get("ranges", [])
    if not ranges:
        raise Invalid("At least one range must be specified.")
    if not ("booleanRule" in rule or "gradientRule" in rule):
        raise Invalid("A conditional format rule must be a boolean rule or a gradient rule.")
    if "booleanRule" in rule:
        conditions.check(rule["booleanRule"].get("condition", {}), "conditional formatting")
    ids = {one.get("sheetId", 0) for one in ranges}
    if len(ids) > 1:
        raise Invalid("All ranges of a conditional format rule must be on the same sheet.")
    return book.sheet(ids.pop())


@request("addConditionalFormatRule")
def add_conditional_format_rule(book: Spreadsheet, body: Json) -> None:
    rule = body.get("rule", {})
    rules = _sheet_of_rule(book, rule).parts.setdefault("conditionalFormats", [])
    index = body.get("index", 0)
    if index > len(rules):
        raise Invalid(f"Index {index} is out of bounds. There are {len(rules)} conditional format rules.")
    rules.insert(index, rule)


def _rules(book: Spreadsheet, body: Json) -> tuple[list[Json], int]:
    rules = book.sheet(body.get("sheetId", 0)).parts.setdefault("conditionalFormats", [])
    index = body.get("index", 0)
    if not 0 <= index < len(rules):
        raise Invalid(f"No conditional format on sheet: {body.get('sheetId', 0)} at index: {index}")
    return rules, index


@request("updateConditionalFormatRule")
def update_conditional_format_rule(book: Spreadsheet, body: Json) -> Json:
    if "rule" in body:
        sheet_id = _sheet_of_rule(book, body["rule"]).sheet_id
        rules, index = _rules(book, {**body, "sheetId": sheet_id})
        old, rules[index] = rules[index], body["rule"]
        return {"oldRule": old, "newRule": body["rule"], "newIndex": index}
    rules, index = _rules(book, body)
    rule = rules.pop(index)
    rules.insert(body.get("newIndex", 0), rule)
    return {"oldIndex": index, "newRule": rule, "newIndex": body.get("newIndex", 0)}


@request("deleteConditionalFormatRule")
def delete_conditional_format_rule(book: Spreadsheet, body: Json) -> Json:
    rules, index = _rules(book, body)
    return {"rule": rules.pop(index)}


def _add(book: Spreadsheet, name: str, id_name: str, given: Json) -> Json:
    """Keep a part with an id of its own on the tab its range is on, and return it."""
    taken = {part[id_name] for _, part in book.all_parts(name)}
    number = given.get(id_name) or book.new_id(taken)
    if number in taken:
        raise Invalid(f"The {id_name} {number} is already in use.")
    part = {id_name: number, **_with_range(book, given)}
    book.sheet(part["range"].get("sheetId", 0)).parts.setdefault(name, []).append(part)
    return part


def _with_range(book: Spreadsheet, given: Json) -> Json:
    """A named range stands for its range."""
    if "range" in given:
        book.sheet(given["range"].get("sheetId", 0))
        return given
    for named in book.named_ranges:
        if named["namedRangeId"] == given.get("namedRangeId"):
            return {**given, "range": named["range"]}
    raise Invalid("One of range or namedRangeId must be set.")


def _found(book: Spreadsheet, name: str, id_name: str, number: int, what: str) -> tuple[list[Json], int]:
    for sheet, part in book.all_parts(name):
        if part[id_name] == number:
            return sheet.parts[name], sheet.parts[name].index(part)
    raise Invalid(f"No {what} with id: {number}")


@request("addProtectedRange")
def add_protected_range(book: Spreadsheet, body: Json) -> Json:
    given = dict(body.get("protectedRange", {}))
    if not given.get("warningOnly"):
        users = given.get("editors", {}).get("users", [])
        given["editors"] = {**given.get("editors", {}), "users": sorted({*users, book.editor, book.owner})}
    part = _add(book, "protectedRanges", "protectedRangeId", given)
    return {"protectedRange": protected(book, part, book.editor)}


@request("updateProtectedRange")
def update_protected_range(book: Spreadsheet, body: Json) -> None:
    given = body.get("protectedRange", {})
    number = given.get("protectedRangeId", 0)
    parts, at = _found(book, "protectedRanges", "protectedRangeId", number, "protected range")
    book.guard(Area.of(parts[at]["range"]))
    parts[at] = masks.updated(parts[at], given, masks.for_update(body.get("fields", "")))


@request("deleteProtectedRange")
def delete_protected_range(book: Spreadsheet, body: Json) -> None:
    number = body.get("protectedRangeId", 0)
    parts, at = _found(book, "protectedRanges", "protectedRangeId", number, "protected range")
    book.guard(Area.of(parts[at]["range"]))
    del parts[at]


@request("addFilterView")
def add_filter_view(book: Spreadsheet, body: Json) -> Json:
    given = {"title": "Filter 1", **body.get("filter", {})}
    return {"filter": _add(book, "filterViews", "filterViewId", given)}


@request("updateFilterView")
def update_filter_view(book: Spreadsheet, body: Json) -> None:
    given = body.get("filter", {})
    parts, at = _found(book, "filterViews", "filterViewId", given.get("filterViewId", 0), "filter view")
    parts[at] = masks.updated(parts[at], given, masks.for_update(body.get("fields", "")))


@request("duplicateFilterView")
def duplicate_filter_view(book: Spreadsheet, body: Json) -> Json:
    parts, at = _found(book, "filterViews", "filterViewId", body.get("filterId", 0), "filter view")
    copy = {name: one for name, one in parts[at].items() if name != "filterViewId"}
    return {"filter": _add(book, "filterViews", "filterViewId", {**copy, "title": f"Copy of {copy['title']}"})}


@request("deleteFilterView")
def delete_filter_view(book: Spreadsheet, body: Json) -> None:
    parts, at = _found(book, "filterViews", "filterViewId", body.get("filterId", 0), "filter view")
    del parts[at]


@request("setBasicFilter")
def set_basic_filter(book: Spreadsheet, body: Json) -> None:
    given = _with_range(book, body.get("filter", {}))
    book.sheet(given["range"].get("sheetId", 0)).parts["basicFilter"] = [given]


@request("clearBasicFilter")
def clear_basic_filter(book: Spreadsheet, body: Json) -> None:
    book.sheet(body.get("sheetId", 0)).parts["basicFilter"] = []


@request("addBanding")
def add_banding(book: Spreadsheet, body: Json) -> Json:
    given = body.get("bandedRange", {})
    area = Area.of(given.get("range", {}))
    if any(Area.of(part["range"]).meets(area) for _, part in book.all_parts("bandedRanges")):
        raise Invalid(
            "You cannot add alternating background colors to a range that already has alternating background colors."
        )
    return {"bandedRange": _add(book, "bandedRanges", "bandedRangeId", given)}


@request("deleteBanding")
def delete_banding(book: Spreadsheet, body: Json) -> None:
    parts, at = _found(book, "bandedRanges", "bandedRangeId", body.get("bandedRangeId", 0), "banded range")
    del parts[at]


def _check_name(name: str) -> None:
    """As the help pages say: letters, digits and underscores, no digit first, neither a cell nor true or false."""
    if not re.fullmatch(r"[^\W\d]\w{0,249}", name) or CELL_OR_BOOLEAN.fullmatch(name):
        raise Invalid(f"The name {name} is not one for a named range.")


@request("addNamedRange")
def add_named_range(book: Spreadsheet, body: Json) -> Json:
    given = body.get("namedRange", {})
    _check_name(given.get("name", ""))
    if any(named["name"].casefold() == given["name"].casefold() for named in book.named_ranges):
        raise Invalid(f"A named range with the name {given['name']} already exists.")
    book.sheet(given.get("range", {}).get("sheetId", 0))
    named = {"namedRangeId": str(book.new_id(set())), **given}
    book.named_ranges.append(named)
    return {"namedRange": named}


def _named(book: Spreadsheet, named_range_id: str) -> int:
    for n, named in enumerate(book.named_ranges):
        if named["namedRangeId"] == named_range_id:
            return n
    raise Invalid(f"No named range with id: {named_range_id}")


@request("updateNamedRange")
def update_named_range(book: Spreadsheet, body: Json) -> None:
    given = body.get("namedRange", {})
    at = _named(book, given.get("namedRangeId", ""))
    if "name" in given:
        _check_name(given["name"])
    book.named_ranges[at] = masks.updated(book.named_ranges[at], given, masks.for_update(body.get("fields", "")))


@request("deleteNamedRange")
def delete_named_range(book: Spreadsheet, body: Json) -> None:
    del book.named_ranges[_named(book, body.get("namedRangeId", ""))]
