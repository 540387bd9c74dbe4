"""Real gspread and google-auth, sent to the test server: nothing of them is changed, only where their transport goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from requests.adapters import HTTPAdapter

from tests.sheets.server import Running

GOOGLE = ("sheets.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com", "iamcredentials.googleapis.com")
SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.metadata.readonly")


class ToServer(HTTPAdapter):
    """Mounted on a session for `https://`, takes what is meant for Google to the server, and lets nothing else out."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self.root = root

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        url = urlsplit(request.url or "")
        if url.hostname not in GOOGLE:
            raise requests.ConnectionError(f"Tests do not go to {url.hostname}.")
        request.url = f"{self.root}{url.path}" + (f"?{url.query}" if url.query else "")
        return super().send(request, *args, **kwargs)


def session_for(server: Running, scopes: Sequence[str] = SCOPES) -> AuthorizedSession:
    """google-auth's own session, signed in with the account's key. Close it when done."""
    credentials = Credentials.from_service_account_info(server.key, scopes=list(scopes))  # type: ignore[no-untyped-call]
    signing_in = requests.Session()
    signing_in.mount("https://", ToServer(server.root))
    session = AuthorizedSession(credentials, auth_request=Request(signing_in))  # type: ignore[no-untyped-call]
    session.mount("https://", ToServer(server.root))
    return session


def client_for(server: Running, scopes: Sequence[str] = SCOPES) -> gspread.Client:
    """gspread's own client on such a session."""
    client = gspread.Client(None, session=session_for(server, scopes))  # type: ignore[arg-type]
    client.set_timeout(20)
    return client
