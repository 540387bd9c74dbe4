"""The gate: what answers whom, before Streamlit sees the request. Streamlit itself hands a file to anyone with its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from store.contract import Store, StoreError
from store.settings import is_loopback
from ui.shell.downloads import FEEDS
from ui.shell.heard import heard
from ui.shell.sent_files import SENT_TO, SentFiles
from ui.sign_in import ticket
from ui.sign_in.next_page import sign_in_address

DEMO_STAYS_HOME = (
    "In the demonstration anyone can sign in as anyone, so it works on this computer only. To serve others, set "
    "MANAGED_MOVES_WAYS_IN to links (schools’ shared links) or accounts (Google or Microsoft), and server.address and "
    "server.allowedHosts to this site’s."
)
NOT_OUR_NAME = "This site does not answer to that name. Add the name to server.allowedHosts in .streamlit/config.toml."
NOT_SIGNED_IN = "Sign in first."
ANOTHER_SITES = "This request came from another site’s page."
"""Said here: Streamlit, asked by a foreign name, first asks a server elsewhere what address this computer has."""
TOO_LONG = "This is longer than this site accepts."
HOLDS_ENOUGH = (
    "Your open pages already hold as many files as they can. Close pages you do not need, then upload the file again."
)
CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
USUAL_PORTS = (80, 443)
"""A browser leaves out the one of its scheme; a server in front may write it down."""
AROUND_A_FILE = 1 << 20
"""Bytes that a browser may send around the largest file."""
FORWARDED = frozenset({"forwarded", "x-real-ip", "x-client-ip", "x-original-host", "true-client-ip", "via"})
STREAMLITS_FIGURES = "/_stcore/metrics"
"""Says of everybody's tabs what they hold. Whoever watches over the site has /metrics."""
NO_FIGURES = "There is nothing here. What the site counts is at /metrics."
LAST_WORDS = "/typing/"
TELLS_HOW_IT_IS = frozenset({"/healthz", "/readyz", "/metrics"})
"""What answers also when nothing else does."""
_FEED = re.compile(re.escape(FEEDS) + r"[^/]+\.ics")
# Streamlit's scripts and fonts, the same for everyone. A page that has just been signed out needs some to leave.
_PUBLISHED = re.compile(r"/static(/[\w.-]*\w[\w.-]*)+", re.ASCII)
NOT_PAGES = ("/_stcore", "/media", "/static", "/component", "/typing", "/sign-", FEEDS)


class Gate:
    """ASGI middleware. `store` is asked at every request, so a row that is gone is gone at once."""

    def __init__(
        self,
        app: ASGIApp,
        store: Callable[[], Store],
        open_to_all: Collection[str],
        hosts: Collection[str],
        demo: bool,
        largest: int = 100,
    ) -> None:
        """`largest` is that of a file, in megabytes."""
        self._app, self._store, self._open = app, store, frozenset(open_to_all)
        self._longest = (largest << 20) + AROUND_A_FILE
        self._sent = SentFiles(2 * self._longest)
        self._hosts, self._demo = tuple(hosts), demo

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer the rest."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        answer = self._misdirected(scope) or await self._signed_out(scope)
        if answer is None:
            return await self._pass_on(scope, self._counted(scope, receive), send)
        if scope["type"] == "websocket":
            return await WebSocketClose(code=1008)(scope, receive, send)
        return await answer(scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" or scope["method"] != "PUT" or not scope["path"].startswith(SENT_TO):
            return await self._app(scope, receive, send)
        try:
            row = await run_in_threadpool(ticket.look_up, self._store(), secret_in(scope))
        except StoreError as problem:
            return await PlainTextResponse(str(problem), 503)(scope, receive, send)
        if row is None:
            return await PlainTextResponse(NOT_SIGNED_IN, 401)(scope, receive, send)
        length = _length(Headers(scope=scope)) or self._longest
        with self._sent.coming(ticket.person_of(row), scope["path"], length) as may_come:
            return await (self._app if may_come else PlainTextResponse(HOLDS_ENOUGH, 413))(scope, receive, send)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """The request as it comes, which ends where it is longer than any may be: one without a length is counted. Of a socket, what
        pages say."""
        if scope["type"] == "websocket":
            return heard(receive)
        came = 0

        async def receive_and_count() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            return message if came <= self._longest else {"type": "http.disconnect"}

        return receive_and_count

    def _misdirected(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._demo and not stays_home(scope, headers):
            return PlainTextResponse(DEMO_STAYS_HOME, 403)
        if not is_known_host(headers.get("host", ""), self._hosts):
            return PlainTextResponse(NOT_OUR_NAME, 421)
        acts = scope["type"] == "websocket" or scope["method"] not in CHANGES_NOTHING
        if acts and _page_of(headers) != _site(f"//{headers.get('host', '')}"):
            return PlainTextResponse(ANOTHER_SITES, 403)
        return PlainTextResponse(TOO_LONG, 413) if _length(headers) > self._longest else None

    async def _signed_out(self, scope: Scope) -> Response | None:
        path: str = scope["path"]
        if scope["type"] == "http" and (path in self._open or is_published(path) or is_feed(path)):
            return await self._no_demonstration(path)
        try:
            secret, grace = secret_in(scope), ticket.GRACE if is_last_words(scope) else timedelta()
            row = await run_in_threadpool(partial(ticket.look_up, self._store(), secret, grace=grace))
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)
        if row is not None:
            is_figures = scope["path"].rstrip("/").endswith(STREAMLITS_FIGURES)
            return PlainTextResponse(NO_FIGURES, 404) if is_figures else None
        if is_page(scope):
            return RedirectResponse(sign_in_address(scope["path"], scope["query_string"].decode("latin-1")), 303)
        return PlainTextResponse(NOT_SIGNED_IN, 401)

    async def _no_demonstration(self, path: str) -> Response | None:
        """What is answered instead of a page that is open to all, once the demonstration has a store that is not its own."""
        if not self._demo or path in TELLS_HOW_IT_IS or is_published(path):
            return None
        try:
            await run_in_threadpool(self._store)
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)
        return None


def stays_home(scope: Scope, headers: Headers) -> bool:
    """True when a request came from this computer, to this computer, by this computer's own name, through no proxy.

    A proxy that says nothing of itself still speaks HTTP/1.0, as no browser does, or hands on whose page a browser was on.
    """
    forwarded = any(name in FORWARDED or name.startswith("x-forwarded") for name in headers)
    ends = (scope.get("client"), scope.get("server"))
    by_a_browser = scope.get("http_version") != "1.0" and is_loopback(_origin(headers))
    here = all(end and is_loopback(str(end[0])) for end in ends) and is_loopback(_name(headers))
    return here and by_a_browser and not forwarded


def is_known_host(host: str, allowed: Collection[str]) -> bool:
    """True when `host` is in the list; `*.example.org` stands for every name under example.org."""
    name = host_name(host)
    return bool(name) and any(
        name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:])) for pattern in allowed
    )


def host_name(host: str) -> str:
    """The name in a Host header, without its port; empty when the header is malformed."""
    try:
        parts = urlsplit(f"//{host}")
        port_is_number = parts.port is None or parts.port >= 0
    except ValueError:
        return ""
    plain = port_is_number and "@" not in host and not (parts.path or parts.query or parts.fragment)
    return (parts.hostname or "").rstrip(".") if plain else ""


def is_page(scope: Scope) -> bool:
    """True when a browser is opening a page, so that sending it to sign in makes sense."""
    asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    return asked and wants_page and not scope["path"].startswith(NOT_PAGES)


def is_feed(path: str) -> bool:
    """True for the address of somebody's calendar, and for nothing that only begins like one: behind it would be Streamlit."""
    return _FEED.fullmatch(path) is not None


def is_published(path: str) -> bool:
    """True for the address of one of Streamlit's published files; of what only begins so it would give its own first page."""
    return _PUBLISHED.fullmatch(path) is not None


def is_last_words(scope: Scope) -> bool:
    """True for what was typed as a row ended: it may still go to its own draft, and nothing is answered."""
    path: str = scope["path"]
    return scope["type"] == "http" and scope["method"] == "POST" and path.startswith(LAST_WORDS)


def secret_in(scope: Scope) -> str | None:
    """The secret our cookie carries, if there is one: read as the routes behind read it, or they would see somebody else."""
    return HTTPConnection(scope).cookies.get(ticket.COOKIE)


def _origin(headers: Headers) -> str:
    """Whose page was open in the browser; our own where it does not say."""
    try:
        return urlsplit(headers.get("origin", f"//{headers.get('host', '')}")).hostname or ""
    except ValueError:
        return ""


def _page_of(headers: Headers) -> tuple[str, int | None] | None:
    """The same with its port: another program on this computer has the same name, and browsers give it our cookies."""
    return _site(headers.get("origin", f"//{headers.get('host', '')}"))


def _site(address: str) -> tuple[str, int | None] | None:
    """A name and a port, where it is not the usual one; None where it is malformed."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").rstrip("."), None if parts.port in USUAL_PORTS else parts.port
    except ValueError:
        return None


def _length(headers: Headers) -> int:
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


def _name(headers: Headers) -> str:
    return host_name(headers.get("host", ""))
