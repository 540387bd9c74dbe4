"""The one way to Google: gspread's client with a timeout, a budget of requests a minute, and retries that end.

The only module that knows gspread and google-auth. What Google refuses comes out as one of four errors, each with a
sentence a person can act on.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import gspread
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL
from requests import RequestException, Response

from store.base import StoreError
from store.sheets.budget import A_MINUTE, Budget

SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
GOOGLE = "https://sheets.googleapis.com"
TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and between two pieces of an answer."""
TRIES = 4
_AGAIN = frozenset({429, 500, 502, 503, 504})


class Away(StoreError):
    """Google does not answer, or not now. The request may or may not have taken effect."""


class Refused(StoreError):
    """Google does not accept the request as it is written. Nothing took effect."""


class NotAllowed(StoreError):
    """The key, the sharing or the address must be put right by a person. Nothing took effect."""

    def __init__(self, sentence: str, missing: str) -> None:
        super().__init__(sentence)
        self.missing = missing
        """Which step of the set-up: a name of `steps.STEPS`."""


@dataclass(frozen=True, slots=True)
class Key:
    """A service account's key file, read."""

    account: Credentials

    @property
    def address(self) -> str:
        """The account's e-mail address: what the spreadsheet is shared with."""
        return str(self.account.service_account_email)


def read_key(place: Path | str) -> Key:
    """Read a key file. Raises NotAllowed."""
    try:
        text = Path(place).read_text("utf-8", "replace")
    except OSError:
        raise NotAllowed("The key file is not there, or this site may not read it. Check its path.", "key") from None
    return key_in(text)


def key_in(text: str) -> Key:
    """The key in the text of a key file. Raises NotAllowed."""
    try:
        info = json.loads(text)
        return Key(_Account.from_service_account_info(info, scopes=list(SCOPES)))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, KeyError, AttributeError, GoogleAuthError):
        told = (
            "The key file is not the key of a service account. In the Google Cloud console open “Service accounts”, "
            "choose the account, “Keys”, “Add key”, “JSON”, and use the file that is downloaded."
        )
        raise NotAllowed(told, "key") from None


class _Account(Credentials):
    """A service account that asks no third address in which regions it may be used: the spreadsheet's says so itself."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


class Line:
    """A signed-in line to one spreadsheet. For one thread at a time. `sleep` and the budgets' clock can be a test's."""

    def __init__(
        self,
        spreadsheet: str,
        key: Key,
        root: str = GOOGLE,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        a_minute: int = A_MINUTE,
    ) -> None:
        self.spreadsheet = spreadsheet
        self.address = key.address
        session = AuthorizedSession(key.account, refresh_timeout=20)  # type: ignore[no-untyped-call]
        self._http = gspread.Client(key.account, session=session, http_client=HTTPClient).http_client
        self._http.set_timeout(TIMEOUT)
        self._root, self._sleep = root, sleep
        self._reads, self._writes = Budget(clock, sleep, a_minute), Budget(clock, sleep, a_minute)
        self._session = session
        self.titles: dict[int, str] = {}
        """What each tab was called when its values were last read."""

    def tabs(self) -> Mapping[str, Any]:
        """Title, tabs and what dresses them: `spreadsheets.get` without a single cell."""
        fields = (
            "properties(title,locale),sheets(properties,developerMetadata,protectedRanges(description),filterViews(title),"
            "conditionalFormats(booleanRule(condition)))"
        )
        return self._read("get", SPREADSHEET_URL % quote(self.spreadsheet, safe=""), params={"fields": fields})

    def values(self, gids: Sequence[int]) -> Sequence[Sequence[Sequence[Any]]]:
        """Every row of these tabs, in the same order, in one request; blank ends left out."""
        if not gids:
            return []
        body = {
            "dataFilters": [{"gridRange": {"sheetId": gid}} for gid in gids],
            "majorDimension": "ROWS",
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        url = f"{SPREADSHEET_URL % quote(self.spreadsheet, safe='')}/values:batchGetByDataFilter"
        found: dict[int, Sequence[Sequence[Any]]] = {}
        for one in self._read("post", url, json=body).get("valueRanges", []):
            for asked in one.get("dataFilters", []):
                gid, values = asked["gridRange"].get("sheetId", 0), one.get("valueRange", {})
                found[gid] = values.get("values", [])
                self.titles[gid] = _title_in(values.get("range", ""))
        return [found.get(gid, []) for gid in gids]

    def write(self, requests: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
        """One `batchUpdate`, all or nothing. Raises Away when nobody knows whether it took effect."""
        url = SPREADSHEET_BATCH_UPDATE_URL % quote(self.spreadsheet, safe="")
        for attempt in range(1, TRIES + 1):
            self._writes.take()
            try:
                return _json_of(self._ask("post", url, json={"requests": list(requests)}))
            except Busy as busy:  # nothing took effect, so it is safe to ask again
                if attempt == TRIES:
                    raise Away(str(busy)) from None
                self._wait(attempt)
            except NotAllowed as fault:
                raise _view_only(self.address) if fault.missing == "shared" else fault from None
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()  # type: ignore[no-untyped-call]

    def _read(self, verb: str, url: str, **more: Any) -> Mapping[str, Any]:
        for attempt in range(1, TRIES + 1):
            self._reads.take()
            try:
                return _json_of(self._ask(verb, url, **more))
            except Away:
                if attempt == TRIES:
                    raise
                self._wait(attempt)
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, attempt: int) -> None:
        """Longer each time, and never at the same moment as everybody else."""
        self._sleep(min(20.0, 2.0**attempt) * random.uniform(0.5, 1.0))  # noqa: S311 – nothing secret hangs on it

    def _ask(self, verb: str, url: str, **more: Any) -> Response:
        try:
            return self._http.request(verb, url.replace(GOOGLE, self._root), **more)
        except APIError as fault:
            raise _told(fault, self.address) from None
        except RefreshError as fault:
            raise _sign_in_fault(fault) from None
        except (RequestException, TransportError, OSError):
            raise Away("Google does not answer.") from None


class Busy(Away):
    """Google has had too many requests this minute. Nothing took effect."""


def _title_in(cells: str) -> str:
    """The tab's title in a range such as `'Start (2)'!A1:U60`."""
    title = cells.rpartition("!")[0]
    return title[1:-1].replace("''", "'") if title.startswith("'") else title


def _json_of(response: Response) -> Mapping[str, Any]:
    try:
        found = response.json()
    except (ValueError, RequestException):
        raise Away("Google's answer broke off.") from None
    return found if isinstance(found, Mapping) else {}


def _view_only(address: str) -> NotAllowed:
    told = f"{address} may look at the spreadsheet but not write. Press “Share”, find this address, choose “Editor”."
    return NotAllowed(told, "edit")


def _sign_in_fault(fault: RefreshError) -> StoreError:
    if fault.retryable:
        return Away("Google does not answer.")
    told = (
        "Google no longer accepts the key: it was deleted, or this computer's clock is wrong. Check the clock; "
        "otherwise make a new key for the service account and use that file."
    )
    return NotAllowed(told, "key")


def _told(fault: APIError, address: str) -> StoreError:
    code, words = fault.code, str(fault)
    if code == 429:
        return Busy("Google has had too many requests this minute.")
    if code in _AGAIN:
        return Away("Google has a fault of its own just now.")
    if code == 404:
        told = "There is no spreadsheet at this link. Open it in the browser and copy the whole address from there."
        return NotAllowed(told, "link")
    if code == 401:
        return NotAllowed("Google does not accept the key. Make a new one for the service account.", "key")
    if code == 403 and ("SERVICE_DISABLED" in words or "has not been used" in words):
        told = (
            "The Google Sheets API is not switched on for the project of this key. In the Google Cloud console open "
            "“APIs & Services”, search for “Google Sheets API” and press “Enable”."
        )
        return NotAllowed(told, "api")
    if code == 403:
        told = f"The spreadsheet is not shared with {address}. Press “Share” in the spreadsheet, paste this address, choose “Editor”."
        return NotAllowed(told, "shared")
    return Refused(words[:300])
