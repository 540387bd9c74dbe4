"""The gate: what answers whom, before Streamlit sees the request. Streamlit itself hands a file to anyone with its address."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from store.contract import Store, StoreError
from ui.shell.downloads import FEEDS
from ui.sign_in import ticket
from ui.sign_in.next_page import sign_in_address

DEMO_STAYS_HOME = (
    "The demo lets anyone be anyone, so it serves this computer only. To serve others, set MANAGED_MOVES_WAYS_IN to links "
    "(schools’ shared links) or accounts (Google or Microsoft), and server.address and server.allowedHosts to this site’s."
)
NOT_OUR_NAME = "This site does not answer to that name. Add the name to server.allowedHosts in .streamlit/config.toml."
NOT_SIGNED_IN = "Sign in first."
FORWARDED = frozenset({"forwarded", "x-real-ip", "via"})
STREAMLITS_OWN = "/static/"
"""Streamlit's published scripts and fonts, the same for everyone. A page that has just been signed out needs some to leave."""
LAST_WORDS = "/typing/"
NOT_PAGES = ("/_stcore", "/media", "/static", "/component", "/typing", "/sign-")


class Gate:
    """ASGI middleware. `store` is asked at every request, so a row that is gone is gone at once."""

    def __init__(
        self,
        app: ASGIApp,
        store: Callable[[], Store],
        open_to_all: Collection[str],
        hosts: Collection[str],
        demo: bool,
    ) -> None:
        self._app, self._store, self._open = app, store, frozenset(open_to_all)
        self._hosts, self._demo = tuple(hosts), demo

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; answer the rest."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        answer = self._misdirected(scope) or await self._signed_out(scope)
        if answer is None:
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await WebSocketClose(code=1008)(scope, receive, send)
        return await answer(scope, receive, send)

    def _misdirected(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._demo and not stays_home(scope, headers):
            return PlainTextResponse(DEMO_STAYS_HOME, 403)
        if not is_known_host(headers.get("host", ""), self._hosts):
            return PlainTextResponse(NOT_OUR_NAME, 421)
        return None

    async def _signed_out(self, scope: Scope) -> Response | None:
        if scope["type"] == "http" and (
            scope["path"] in self._open or scope["path"].startswith((STREAMLITS_OWN, FEEDS))
        ):
            return None
        try:
            secret, grace = secret_in(Headers(scope=scope)), ticket.GRACE if is_last_words(scope) else timedelta()
            row = await run_in_threadpool(partial(ticket.look_up, self._store(), secret, grace=grace))
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)
        if row is not None:
            return None
        if is_page(scope):
            return RedirectResponse(sign_in_address(scope["path"], scope["query_string"].decode("latin-1")), 303)
        return PlainTextResponse(NOT_SIGNED_IN, 401)


def stays_home(scope: Scope, headers: Headers) -> bool:
    """True when a request came from this computer, to this computer, by this computer's own name, through no proxy."""
    forwarded = any(name in FORWARDED or name.startswith("x-forwarded-") for name in headers)
    ends = (scope.get("client"), scope.get("server"))
    return not forwarded and all(end and is_loopback(str(end[0])) for end in ends) and is_loopback(_name(headers))


def is_loopback(address: str) -> bool:
    """True for `localhost` and for an address that never leaves this computer."""
    if address == "localhost":
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


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


def is_last_words(scope: Scope) -> bool:
    """True for what was typed as a row ended: it may still go to its own draft, and nothing is answered."""
    path: str = scope["path"]
    return scope["type"] == "http" and scope["method"] == "POST" and path.startswith(LAST_WORDS)


def secret_in(headers: Headers) -> str | None:
    """The secret our cookie carries, if there is one."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(ticket.COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _name(headers: Headers) -> str:
    return host_name(headers.get("host", ""))
