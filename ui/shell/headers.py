"""What every answer carries: the content security policy and its companions. A route may set its own, stricter policy."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_KEPT_FOR_EVER = ("/static/", "/sign-in/", "/favicon.png")

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: with that a browser sends no Origin with our own forms, and they could not be told from forged ones.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def content_security_policy(index_html: str | None = None) -> str:
    """The policy Streamlit's pages work under; their inline scripts are let in by hash, so it follows Streamlit's version."""
    html = index_html if index_html is not None else (Path(get_static_dir()) / "index.html").read_text("utf-8")
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in _INLINE_SCRIPT.findall(html))
    return "; ".join(
        [
            "default-src 'none'",
            # blob: is how Streamlit loads a small component of our own.
            f"script-src 'self' {hashes} blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def _hash(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


THIS_HOSTS = "__Host-"
"""Before a cookie's name: a browser takes it from this very host alone, by TLS, for every path."""
THIS_PATHS = "__Secure-"
"""The same for one that is not for every path."""
OURS = {
    "managed_moves": THIS_HOSTS,
    **dict.fromkeys(("managed_moves_link", "managed_moves_known", "managed_moves_way"), THIS_PATHS),
}
"""Our cookies, by the name they have in this code and, without TLS, in the browser: what stands before it where TLS is."""


def _as_ours(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """The request's cookies under our own names: one that came without its prefix may be another site's of the same domain."""
    name, value = header
    if name != b"cookie":
        return header
    kept = (_our_name(each.strip()) for each in value.decode("latin-1").split(";"))
    return name, "; ".join(filter(None, kept)).encode("latin-1")


def _our_name(cookie: str) -> str:
    name, _, value = cookie.partition("=")
    if name.strip() in OURS:
        return ""
    return next((f"{ours}={value}" for ours, before in OURS.items() if name == before + ours), cookie)


def _lock_names(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", OURS.get(cookie.partition("=")[0], "") + cookie)


class SecurityHeaders:
    """ASGI middleware. With `secure`, cookies are always marked Secure; without, only when the request came by TLS."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self._app, self._secure, self._policy = app, secure, content_security_policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, adding to the head of each answer."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        if scope["scheme"] in ("https", "wss"):
            scope = {**scope, "headers": [*map(_as_ours, scope["headers"])]}
        if scope["type"] == "websocket":
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(scope, MutableHeaders(scope=message))
            await send(message)

        return await self._app(scope, receive, send_with_headers)

    def _add(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in ALWAYS.items():
            headers[name] = value
        headers.setdefault("content-security-policy", self._policy)
        if not scope["path"].startswith(_KEPT_FOR_EVER):
            headers["cache-control"] = "no-store"
        if scope["scheme"] == "https":
            headers["strict-transport-security"] = "max-age=31536000"
        if self._secure or scope["scheme"] == "https":
            _mark_cookies_secure(headers)
        if scope["scheme"] == "https":  # browsers take no such name without TLS, also not from this computer itself
            _lock_names(headers)


def _mark_cookies_secure(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")
