"""Google as far as these tests go: spreadsheets, accounts, quotas, faults and a log, behind one `answer`.

Requests are answered one after another, as edits of one spreadsheet are. Nothing here knows of sockets.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from tests.sheets import discovery, drive, masks
from tests.sheets.changes.tabs import copied_tab
from tests.sheets.clock import Clock
from tests.sheets.discovery import Method
from tests.sheets.faults import WORDS, Fault, Faults
from tests.sheets.log import Log, Logged, changed_cells
from tests.sheets.methods import Asked, answers, mask_of
from tests.sheets.quota import Quota
from tests.sheets.refused import Json, Refused, not_found, not_permitted, scope_insufficient, service_disabled
from tests.sheets.spreadsheet import Spreadsheet
from tests.sheets.tokens import Account, GrantRefused, Token, Tokens

PROJECT = "123456789012"
OWNER = "coordinator@example.org"
APP = "managed-moves@managed-moves-test.iam.gserviceaccount.com"
SERVICES = {
    "sheets": ("sheets.googleapis.com", "Google Sheets API"),
    "drive": ("drive.googleapis.com", "Google Drive API"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over the wire; a status of 0 is a dropped connection."""

    status: int
    body: bytes
    pause: float = 0.0
    """Seconds before each of twenty pieces of the body."""
    latency: float = 0.0


class Google:
    """The whole of it. A test holds this object and turns its knobs; clients see only the server."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.clock = Clock()
        self.tokens = Tokens(self.clock)
        self.quota = Quota(self.clock, PROJECT)
        self.faults = Faults()
        self.log = Log()
        self.spreadsheets: dict[str, Spreadsheet] = {}
        self.disabled: set[str] = set()
        """Of `sheets` and `drive`, those never switched on in the project."""
        self.between: list[Callable[[], None]] = []
        """Called before every API request, such as a meddling coordinator's `perhaps_act`."""
        self.crashes: list[Exception] = []
        """Faults of this server itself, answered with 500: `running` raises the first, so that no test takes one for Google's."""
        self.lock = threading.RLock()

    def be_itself(self) -> None:
        """As if no test had turned a knob: real time, no quota, no faults, every API switched on, nobody meddles."""
        self.clock.go_on()
        self.quota.on = False
        self.quota.forget()
        self.faults.stop()
        self.disabled.clear()
        self.between.clear()

    def new_account(self, email: str = APP) -> Account:
        account = self.tokens.accounts[email] = Account(email)
        return account

    def new_spreadsheet(self, title: str = "Managed moves", owner: str = OWNER, locale: str = "en_GB") -> Spreadsheet:
        """As a person creates one: a single tab, shared with nobody."""
        with self.lock:
            spreadsheet_id = secrets.token_urlsafe(33)
            book = Spreadsheet.new(spreadsheet_id, owner, title, locale, self.clock.now(), self.seed)
            self.spreadsheets[spreadsheet_id] = book
            return book

    def share(self, spreadsheet_id: str, email: str = APP, role: str = "writer") -> None:
        """Role: `writer`, `reader`, or `none` to stop sharing."""
        with self.lock:
            book = self.spreadsheets[spreadsheet_id]
            book.writers.discard(email)
            book.readers.discard(email)
            if role != "none":
                (book.writers if role == "writer" else book.readers).add(email)

    def edit(self, spreadsheet_id: str, change: Callable[[Spreadsheet], Json], editor: str = OWNER) -> Json:
        """Change a spreadsheet as a person at a browser does: all of it or, when it raises, nothing; not in the log."""
        with self.lock:
            book = self.spreadsheets[spreadsheet_id].copy(editor)
            found = change(book)
            book.modified = self.clock.now()
            self.spreadsheets[spreadsheet_id] = book
            return found

    def answer(self, verb: str, target: str, authorization: str, raw: bytes) -> Reply:
        """The reply to one HTTP request."""
        url = urlsplit(target)
        if url.path.endswith("/allowedLocations"):  # google-auth asks in the background, whenever it likes: not logged
            return Reply(200, b'{"locations": [], "encodedLocations": "0x0"}')
        query = parse_qsl(url.query, keep_blank_values=True)
        line = Logged(0, self.clock.seconds(), verb, url.path, "", "", query, _as_json(raw))
        self.log.enter(line)
        if url.path == "/token":
            line.method, line.body = "token", {}
            return self._with_faults(line, lambda: self._token(raw))
        try:
            method, path = discovery.find(verb, url.path)
        except Refused as refusal:
            return self._refuse(line, refusal)
        line.method = method.id
        return self._with_faults(line, lambda: self._api(line, method, path, authorization, raw))

    def _with_faults(self, line: Logged, answer: Callable[[], tuple[int, Json]]) -> Reply:
        fault = self.faults.meet(line.method)
        line.fault = "" if fault is None else f"{fault.kind}{' after' if fault.after else ''}"
        if fault is None or fault.kind in ("latency", "slow body"):
            return self._reply(line, answer(), fault)
        if fault.after:
            answer()
        if fault.kind == "drop":
            return Reply(0, b"")
        return self._refuse(line, Refused(fault.status, fault.words or WORDS.get(fault.status, "Error.")))

    def _reply(self, line: Logged, found: tuple[int, Json], fault: Fault | None = None) -> Reply:
        line.status = found[0]
        seconds = fault.seconds if fault else 0.0
        body = json.dumps(found[1], ensure_ascii=False).encode()
        if fault and fault.kind == "slow body":
            return Reply(found[0], body, pause=seconds)
        return Reply(found[0], body, latency=seconds)

    def _refuse(self, line: Logged, refusal: Refused) -> Reply:
        return self._reply(line, (refusal.code, refusal.body))

    def _token(self, raw: bytes) -> tuple[int, Json]:
        try:
            return 200, self.tokens.exchange(raw)
        except GrantRefused as refusal:
            return 400, refusal.body

    def _api(
        self, line: Logged, method: Method, path: dict[str, str], authorization: str, raw: bytes
    ) -> tuple[int, Json]:
        try:
            token = self._let_in(method, authorization)
            line.user = token.email
            asked = Asked(
                method, path, discovery.check_query(method, line.query), discovery.check_body(method, raw), token.email
            )
            for meddle in self.between:
                meddle()
            with self.lock:
                found = drive.answer(self.spreadsheets, asked) if method.api == "drive" else self._sheets(line, asked)
        except Refused as refusal:
            return refusal.code, refusal.body
        except Exception as crash:
            self.crashes.append(crash)
            return 500, Refused(500, f"This test server is at fault: {crash!r}").body
        return 200, found

    def _let_in(self, method: Method, authorization: str) -> Token:
        """Who asks, in the order in which Google says no: token, API, scope, quota."""
        token = self.tokens.bearer(authorization)
        if method.api in self.disabled:
            raise service_disabled(*SERVICES[method.api], PROJECT)
        if not set(method.scopes) & set(token.scopes):
            raise scope_insufficient(method.id)
        if method.api == "sheets":
            self.quota.take(token.email, method.writes)
        return token

    def _sheets(self, line: Logged, asked: Asked) -> Json:
        if asked.method.id == "sheets.spreadsheets.sheets.copyTo":
            found = self._copy_to(asked)
            line.took_effect = True
            return found
        if asked.method.id not in answers:
            raise Refused(501, "This test server does not know this method.")
        mask = mask_of(asked)
        book = self._open(asked)
        if not asked.method.writes:
            found = answers[asked.method.id](book, asked)
        else:
            copy = book.copy(asked.user)
            found = answers[asked.method.id](copy, asked)
            copy.modified = self.clock.now()
            line.took_effect, line.changed = True, changed_cells(book, copy)
            self.spreadsheets[book.spreadsheet_id] = copy
        return found if mask is None else masks.chosen(found, mask)

    def _copy_to(self, asked: Asked) -> Json:
        """The one method that reads one spreadsheet and writes another."""
        source = self._open(asked)
        wanted = asked.body.get("destinationSpreadsheetId", "")
        target = self._open(replace(asked, path={**asked.path, "spreadsheetId": wanted})).copy(asked.user)
        found = copied_tab(source.sheet(int(asked.path["sheetId"]), "sheet"), target)
        target.modified = self.clock.now()
        self.spreadsheets[wanted] = target
        return found

    def _open(self, asked: Asked) -> Spreadsheet:
        book = self.spreadsheets.get(asked.path["spreadsheetId"])
        if book is None:
            raise not_found()
        if not (book.may_write(asked.user) if asked.method.writes else book.may_read(asked.user)):
            raise not_permitted()
        return book


def _as_json(raw: bytes) -> Json:
    try:
        return json.loads(raw) if raw else {}
    except ValueError:
        return {}
