"""How the tabs look to the people who work in them: formats, drop-downs, warnings, and what no longer counts in grey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

from record.field import Shape
from store.sheets.layout.faults import a1
from store.sheets.layout.tabs import SAVE_ID, Style, Tab, TabColumn, TabContent, all_tabs

Request = Mapping[str, Any]
WARNING = "The app needs this column to know its rows"
CURRENT = "Current entries"
_GREY = {"red": 0.6, "green": 0.6, "blue": 0.6}
_NUMBER_FORMATS = {
    Style.TEXT: {"type": "TEXT", "pattern": "@"},
    Style.DATE: {"type": "DATE", "pattern": "d mmm yyyy"},
    Style.TIME: {"type": "TIME", "pattern": "h:mm"},
    Style.NUMBER: {"type": "NUMBER", "pattern": "0.######"},
}


def number_format(style: Style) -> Mapping[str, str]:
    """How Google is to show a cell of this style."""
    return _NUMBER_FORMATS[style]


def heading_cell(column: TabColumn) -> Mapping[str, Any]:
    """A heading, with the question's hint as its note."""
    note = {"note": column.note} if column.note else {}
    look = {"textFormat": {"bold": True}, "wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    return {"userEnteredValue": {"stringValue": column.heading}, "userEnteredFormat": look, **note}


HEADING_FIELDS = "userEnteredValue,userEnteredFormat(textFormat.bold,wrapStrategy,verticalAlignment),note"


def looks(tab: Tab, gid: int, where: Mapping[str, int], heading_row: int) -> Iterator[Request]:
    """Formats, drop-downs and warnings of columns. `where` gives each one's place, from 0; `heading_row` is from 1."""
    columns = sorted(((at, column) for key, at in where.items() if (column := tab.column(key))), key=lambda one: one[0])

    def below(first: int, last: int) -> Request:
        return {"sheetId": gid, "startRowIndex": heading_row, "startColumnIndex": first, "endColumnIndex": last + 1}

    for first, last, style in _runs([(at, column.style) for at, column in columns]):
        look = {"userEnteredFormat": {"numberFormat": number_format(style)}}
        yield {"repeatCell": {"range": below(first, last), "cell": look, "fields": "userEnteredFormat.numberFormat"}}
    for first, last, choices in _runs([(at, _choices(column)) for at, column in columns]):
        # Google reads what a list offers as if it was typed, and takes no formula there.
        values = [{"userEnteredValue": choice} for choice in choices if not choice.startswith(("=", "+"))]
        rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": False, "showCustomUi": True}
        if values:
            yield {"setDataValidation": {"range": below(first, last), "rule": rule}}
    for first, last, is_own in _runs([(at, column.is_own) for at, column in columns]):
        if is_own:
            protected = {"range": below(first, last), "description": WARNING, "warningOnly": True}
            yield {"addProtectedRange": {"protectedRange": protected}}


T = TypeVar("T")


def _runs(columns: Sequence[tuple[int, T]]) -> Iterator[tuple[int, int, T]]:
    """Columns side by side that are alike, as first, last and what they are: one request serves them all."""
    for _, run in groupby(enumerate(columns), key=lambda one: (one[1][0] - one[0], one[1][1])):
        alike = [column for _, column in run]
        yield alike[0][0], alike[-1][0], alike[0][1]


def _choices(column: TabColumn) -> tuple[str, ...]:
    if column.question is None:
        return ("yes",) if column.key == "@from_paper" else ()
    return ("yes", "no") if column.question.shape is Shape.YES_NO else column.question.choices


def greying(
    tab: Tab, gid: int, where: Mapping[str, int], heading_row: int, helper: str, *, view: bool, grey: bool
) -> Iterator[Request]:
    """Grey for rows that a later one corrects, which the tab titled `helper` lists, and a filter view without them. Only for
    tabs of forms."""
    if tab.holds is not TabContent.ENTRIES or SAVE_ID not in where:
        return
    first = heading_row + 1
    save_id = f"${a1(where[SAVE_ID], first)}"
    column = a1(helper_column(tab), 2).rstrip("0123456789")
    quoted = helper if helper.isalpha() else f"'{helper}'"
    listed = f'INDIRECT("{quoted}!{column}2:{column}")'
    is_superseded = f"IFERROR(LOOKUP({save_id},{listed})={save_id},FALSE)"
    below = {"sheetId": gid, "startRowIndex": heading_row}
    if grey:
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": f"={is_superseded}"}]}
        rule = {
            "ranges": [below],
            "booleanRule": {"condition": condition, "format": {"textFormat": {"foregroundColor": _GREY}}},
        }
        yield {"addConditionalFormatRule": {"rule": rule, "index": 0}}
    if view:
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": f"=NOT({is_superseded})"}]}
        criteria = [{"columnIndex": where[SAVE_ID], "filterCriteria": {"condition": condition}}]
        shown = {"title": CURRENT, "range": {"sheetId": gid, "startRowIndex": heading_row - 1}, "filterSpecs": criteria}
        yield {"addFilterView": {"filter": shown}}


def helper_column(tab: Tab) -> int:
    """Where the tab *Superseded* lists the save ids of this tab that a later row corrects. From 0."""
    return [each.title for each in all_tabs() if each.holds is TabContent.ENTRIES].index(tab.title)


def helper_cells(where: Mapping[str, tuple[str, int]]) -> list[Mapping[str, Any]]:
    """The two rows of the tab *Superseded*; `where` gives each form's tab today and the column of “Based on”, from 0."""
    forms = [each.title for each in all_tabs() if each.holds is TabContent.ENTRIES]
    titles = [{"userEnteredValue": {"stringValue": title}} for title in forms]
    formulas = [{"userEnteredValue": {"formulaValue": _listing(*where[title])}} for title in forms if title in where]
    return [{"values": titles}, {"values": formulas}]


def _listing(title: str, column: int) -> str:
    """One look-up for a whole tab: sorted, so that each row finds itself by halves."""
    letter = a1(column, 2).rstrip("0123456789")
    cells = f"'{title.replace(chr(39), chr(39) * 2)}'!{letter}2:{letter}"
    return f'=IFERROR(SORT(UNIQUE(FILTER(REGEXREPLACE({cells}&"","~.*$",""),{cells}<>""))),"")'
