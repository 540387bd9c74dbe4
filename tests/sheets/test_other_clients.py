"""Not gspread alone: Google's own client, plain HTTP, and many clients at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httplib2  # type: ignore[import-untyped]
import pytest
from google.auth.transport.requests import AuthorizedSession
from googleapiclient.discovery import build  # type: ignore[import-untyped]
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from tests.sheets.client import client_for, session_for
from tests.sheets.server import Running


class OverRequests:
    """The transport that Google's client wants, on google-auth's session for the server."""

    def __init__(self, session: AuthorizedSession) -> None:
        self.session = session

    def request(self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **_: Any) -> Any:
        found = self.session.request(method, uri, data=body, headers=headers)  # type: ignore[no-untyped-call]
        return httplib2.Response({**found.headers, "status": str(found.status_code)}), found.content

    def close(self) -> None:
        self.session.close()  # type: ignore[no-untyped-call]


@pytest.fixture
def sheets(server: Running) -> Iterator[Any]:
    """Google's own client for Python, made from the same discovery document that the server holds requests to."""
    with build("sheets", "v4", http=OverRequests(session_for(server))) as service:
        yield service.spreadsheets()


def test_googles_own_client_reads_and_writes(server: Running, sheets: Any) -> None:
    spreadsheet_id = server.shared_spreadsheet().spreadsheet_id
    body = {"values": [["Reference", "Start"], ["MM-TEST0001", "7/9/2026"]]}
    written = sheets.values().update(
        spreadsheetId=spreadsheet_id, range="Sheet1!A1:B2", valueInputOption="USER_ENTERED", body=body
    )
    assert written.execute()["updatedCells"] == 4
    found = sheets.values().get(spreadsheetId=spreadsheet_id, range="A1:Z", valueRenderOption="UNFORMATTED_VALUE")
    assert found.execute()["values"] == [["Reference", "Start"], ["MM-TEST0001", 46272]]
    with pytest.raises(HttpError, match="No sheet with id: 9"):
        sheets.batchUpdate(spreadsheetId=spreadsheet_id, body={"requests": [{"deleteSheet": {"sheetId": 9}}]}).execute()


def test_many_clients_at_once_lose_nothing(server: Running) -> None:
    spreadsheet_id = server.shared_spreadsheet().spreadsheet_id

    def append(number: int) -> None:
        client = client_for(server)
        sheet = client.open_by_key(spreadsheet_id).sheet1
        for n in range(5):
            sheet.append_row([f"{number}.{n}"])
        client.http_client.session.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(append, range(8)))
    found = [
        row.cells[0]["userEnteredValue"]["stringValue"]
        for row in server.book(spreadsheet_id).sheets[0].rows
        if row.cells
    ]
    assert sorted(found) == sorted(f"{number}.{n}" for number in range(8) for n in range(5))
