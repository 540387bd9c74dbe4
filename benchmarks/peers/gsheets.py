"""st-gsheets-connection in its own process: submissions as its documentation writes them, one request at a time.

Spoken to over stdin and stdout, a line each. `begin S NAME` has session S submit a form; before each of its requests the
process says `asks`, and sends it on `go S`; at the end it says `done`, or `refused` when Google's quota was used up.
Only one session runs at a time, so the order of the lines is the order of the requests.
"""

from __future__ import annotations

import json
import logging
import sys
from threading import Event, Thread, current_thread
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import requests
from gspread.exceptions import APIError
from requests.adapters import HTTPAdapter
from streamlit_gsheets.gsheets_connection import GSheetsServiceAccountClient  # type: ignore[import-not-found]

TAB = "Sheet1"
GO: dict[str, Event] = {}


class OneByOne(HTTPAdapter):
    """Takes what is meant for Google to the test server, each request when it is its session's turn."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self.root = root

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Wait for `go`, then send."""
        url = urlsplit(request.url or "")
        if (go := GO.get(current_thread().name)) and "/token" not in url.path:
            say("asks")
            go.wait()
            go.clear()
        request.url = f"{self.root}{url.path}" + (f"?{url.query}" if url.query else "")
        return super().send(request, *args, **kwargs)


def say(word: str) -> None:
    """One line to whoever started this."""
    print(word, flush=True)


def connected(key: dict[str, str], spreadsheet: str, root: str) -> GSheetsServiceAccountClient:
    """The connection as its secrets describe it, with its transport led to the test server."""
    address = f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit"
    client = GSheetsServiceAccountClient({**key, "spreadsheet": address})
    session = client._client.session
    for each in (session, session._auth_request.session):
        each.mount("https://", OneByOne(root))
    return client


def submit(client: GSheetsServiceAccountClient, row: dict[str, str]) -> None:
    """Read the tab, add a row, write the tab, and say how that went."""
    try:
        # A value that stands nowhere, for sessions not to wait for each other's cache: as in processes of their own.
        before = client.read(worksheet=TAB, ttl=0, na_values=[current_thread().name + "?"]).dropna(how="all")
        client.update(worksheet=TAB, data=pd.concat([before, pd.DataFrame([row])], ignore_index=True))
    except APIError as fault:
        say("refused" if fault.response.status_code == 429 else f"failed: {fault}")
    except Exception as fault:
        say(f"failed: {type(fault).__name__}: {fault}")
    else:
        say("done")


def main() -> None:
    """The first line says where and how; every other line is a `begin` or a `go`."""
    logging.disable(logging.CRITICAL)  # Streamlit warns of every run outside its own server
    told = json.loads(sys.stdin.readline())
    client = connected(told["key"], told["spreadsheet"], told["root"])
    say("ready")
    for line in sys.stdin:
        what, session, *rest = line.rstrip("\n").split(" ", 2)
        if what == "go":
            GO[session].set()
            continue
        GO[session] = Event()
        Thread(target=submit, args=(client, json.loads(rest[0])), name=session, daemon=True).start()


if __name__ == "__main__":
    main()
