"""Real gspread, sent to the test server: nothing of it changed but where it finds Google."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gspread
from google.oauth2.service_account import Credentials
from gspread.http_client import HTTPClient

from tests.sheets.server import Running

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.metadata.readonly")


def client_for(server: Running, scopes: Sequence[str] = SCOPES) -> gspread.Client:
    """gspread's own client, signed in with the account's key by google-auth."""

    class Elsewhere(HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
            for host in HOSTS:
                endpoint = endpoint.replace(host, server.root)
            return super().request(method, endpoint, *args, **kwargs)

    credentials = Credentials.from_service_account_info(server.key, scopes=list(scopes))  # type: ignore[no-untyped-call]
    client = gspread.Client(credentials, http_client=Elsewhere)
    client.set_timeout(20)
    return client
