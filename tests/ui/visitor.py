"""A browser reduced to what the gate looks at: who asks whom, by which name, with which cookies. Speaks ASGI to an app."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope

from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE, key_of

HERE = "127.0.0.1"
ORIGIN = f"http://{HERE}:8501"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status_code: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class Visitor:
    """Keeps cookies, follows no redirect, runs no script. Headers given to a request replace the usual ones."""

    app: ASGIApp
    scheme: str = "http"
    client: tuple[str, int] | None = (HERE, 50_000)
    server: tuple[str, int | None] | None = (HERE, 8501)
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, name: str = "Amina Yusuf", wanted: str = "/") -> str:
        """Press somebody's button; returns the cookie's secret."""
        person = next(person for person in SAMPLE if person["name"] == name)
        assert self.post("/sign-in", {"person": key_of(person), "next": wanted}).status_code == 303
        return next(
            secret for name, secret in self.cookies.items() if name in (ticket.COOKIE, f"__Host-{ticket.COOKIE}")
        )

    def get(self, path: str, *, version: str = "1.1", **headers: str) -> Answer:
        return self.request("GET", path, headers=headers, version=version)

    def post(self, path: str, form: Mapping[str, str] | None = None, **headers: str) -> Answer:
        kind = {"content_type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urlencode(form or {}).encode(), headers=kind | headers)

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        length: bool = True,
        version: str = "1.1",
    ) -> Answer:
        """Ask once. With `length` False the body comes without saying how long it is."""
        measured = {"content_length": str(len(body))} if body is not None and length else {}
        scope = self._scope("http", path, measured | dict(headers or {})) | {"method": method, "http_version": version}
        sent = self._run(scope, [{"type": "http.request", "body": body or b"", "more_body": False}])
        head = sent[0]
        answer = Answer(
            head["status"],
            Headers(raw=head["headers"]),
            b"".join(part.get("body", b"") for part in sent if part["type"] == "http.response.body"),
        )
        self._keep_cookies(answer.headers.getlist("set-cookie"))
        return answer

    def opens_socket(self, path: str, **headers: str) -> bool:
        """Whether a socket is accepted."""
        scope = self._scope("websocket", path, headers) | {"subprotocols": []}
        sent = self._run(scope, [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}])
        return sent[0]["type"] == "websocket.accept"

    def _scope(self, kind: str, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
        parts = urlsplit(f"{self.scheme}://x{path}")
        host = f"{HERE}:8501"
        usual = {"host": host, "origin": f"{self.scheme}://{host}", "accept": "text/html,*/*;q=0.8"}
        if self.cookies:
            usual["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return {
            "type": kind,
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": self.scheme if kind == "http" else self.scheme.replace("http", "ws"),
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "root_path": "",
            "query_string": parts.query.encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in (usual | given).items()],
            "client": self.client,
            "server": self.server,
        }

    def _run(self, scope: Scope, incoming: Iterable[Message]) -> list[Message]:
        waiting, sent = list(incoming), []

        async def receive() -> Message:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        async def ask() -> None:
            await self.app(scope, receive, send)

        # In a thread of its own: a browser driven in the same process keeps this thread's loop running.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, ask()).result()
        return sent

    def _keep_cookies(self, lines: Iterable[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
