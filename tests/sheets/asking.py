"""Short ways for tests to ask the server what gspread has no method for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

API = "https://sheets.googleapis.com/v4/spreadsheets"


def batch(book: gspread.Spreadsheet, *requests: dict[str, Any]) -> list[Any]:
    """The replies of one batchUpdate."""
    return list(book.batch_update({"requests": list(requests)})["replies"])


def appending(sheet_id: int, *rows: Sequence[str | float | None]) -> dict[str, Any]:
    """One appendCells request of typed cells; None is an empty cell."""
    return {
        "appendCells": {
            "sheetId": sheet_id,
            "fields": "userEnteredValue",
            "rows": [{"values": [typed(value) for value in row]} for row in rows],
        }
    }


def typed(value: str | float | bool | None) -> dict[str, Any]:
    if value is None:
        return {}
    kind = "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue"
    return {"userEnteredValue": {kind: value}}


def posted(book: gspread.Spreadsheet, method: str, body: dict[str, Any], **params: Any) -> Any:
    return book.client.request("post", f"{API}/{book.id}{method}", json=body, params=params).json()


def got(book: gspread.Spreadsheet, path: str = "", **params: Any) -> Any:
    return book.client.request("get", f"{API}/{book.id}{path}", params=params).json()


def refusal(book: gspread.Spreadsheet, *requests: dict[str, Any]) -> str:
    """Why a batch is refused."""
    with pytest.raises(APIError) as refused:
        batch(book, *requests)
    assert refused.value.code == 400
    return str(refused.value.error["message"])


def area(tab: gspread.Worksheet, top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    sides = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
    return {"sheetId": tab.id, **sides}


def lines(tab: gspread.Worksheet, dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": tab.id, "dimension": dimension, "startIndex": start, "endIndex": end}
