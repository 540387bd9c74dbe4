"""A test server of one's own, real gspread signed in to it, and a spreadsheet that both share."""

from __future__ import annotations

from collections.abc import Iterator

import gspread
import pytest

from tests.sheets.client import client_for
from tests.sheets.server import Running, running


@pytest.fixture
def server() -> Iterator[Running]:
    with running() as up:
        yield up


@pytest.fixture
def client(server: Running) -> Iterator[gspread.Client]:
    signed_in = client_for(server)
    yield signed_in
    signed_in.http_client.session.close()


@pytest.fixture
def book(server: Running, client: gspread.Client) -> gspread.Spreadsheet:
    return client.open_by_key(server.shared_spreadsheet().spreadsheet_id)
