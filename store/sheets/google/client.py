"""The one way to Google: every request of the Sheets API, within so many a minute."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import gspread
from google.auth.exceptions import RefreshError, TransportError
from google.auth.transport.requests import AuthorizedSession
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL, SPREADSHEET_URL
from requests import RequestException, Response

from store import metrics
from store.sheets.google.keys import Key
from store.sheets.google.refusals import Away, Busy, NotAllowed, sign_in_fault, told, view_only

A_MINUTE = 50


class Budget:
    """A bucket of tokens that fills evenly. For one thread at a time."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        a_minute: int = A_MINUTE,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._most = self._left = a_minute / 5
        """May go at once; with what fills in meanwhile, no minute of any clock sees more than 60."""
        self._a_second = a_minute / 60
        self._since = clock()

    def take(self) -> None:
        """Wait until one more request is allowed."""
        while not self._try():
            self._sleep((1 - self._left) / self._a_second)

    @property
    def left(self) -> float:
        """How many requests may go at once, as of the last one."""
        return self._left

    def _try(self) -> bool:
        now = self._clock()
        self._left = min(self._most, self._left + max(0.0, now - self._since) * self._a_second)
        self._since = now
        if self._left < 1 - 1e-9:
            return False
        self._left -= 1
        return True


GOOGLE = "https://sheets.googleapis.com"
DRIVE = "https://www.googleapis.com"
TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and between two pieces of an answer."""
TRIES = 4


class SheetsClient:
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
            "properties(title,locale),developerMetadata,sheets(properties,developerMetadata,protectedRanges(description),filterViews(title),"
            "conditionalFormats(booleanRule(condition)))"
        )
        return self._read("get", SPREADSHEET_URL % quote(self.spreadsheet, safe=""), params={"fields": fields})

    def modified(self) -> str:
        """When the spreadsheet was last changed, as Drive says it. Only for a key that is let into Drive."""
        url = f"{DRIVE}/drive/v3/files/{quote(self.spreadsheet, safe='')}"
        asked = {"fields": "modifiedTime", "supportsAllDrives": "true"}
        return str(self._read("get", url, params=asked).get("modifiedTime", ""))

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
            _take(self._writes, metrics.WRITES)
            try:
                return _json_of(self._ask("post", url, json={"requests": list(requests)}))
            except Busy as busy:  # nothing took effect, so it is safe to ask again
                if attempt == TRIES:
                    raise Away(str(busy)) from None
                self._wait(attempt)
            except NotAllowed as fault:
                raise view_only(self.address) if fault.missing == "shared" else fault from None
        raise AssertionError("the last attempt returns or raises")

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()  # type: ignore[no-untyped-call]

    def _read(self, verb: str, url: str, **more: Any) -> Mapping[str, Any]:
        for attempt in range(1, TRIES + 1):
            _take(self._reads, metrics.READS)
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
            return self._http.request(verb, self._at(url), **more)
        except APIError as fault:
            metrics.GOOGLE_REFUSALS.inc()
            raise told(fault, self.address) from None
        except RefreshError as fault:
            raise sign_in_fault(fault) from None
        except (RequestException, TransportError, OSError):
            raise Away("Google does not answer.") from None

    def _at(self, url: str) -> str:
        """Both of Google's hosts, or the one that stands for them."""
        return url if self._root == GOOGLE else url.replace(GOOGLE, self._root).replace(DRIVE, self._root)


def _take(budget: Budget, of: str) -> None:
    budget.take()
    metrics.GOOGLE_REQUESTS.labels(of).inc()
    metrics.QUOTA_LEFT.labels(of).set(budget.left)


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
