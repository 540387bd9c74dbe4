"""The app's own pages around an empty store, asked as a browser on this computer would ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from store.choose import open_store
from store.contract import Json, Store
from tests.ui.visitor import Visitor
from ui.keep_typing import route as typing
from ui.shell import gate, headers, health
from ui.shell.settings import Settings
from ui.sign_in.people import SAMPLE
from ui.sign_in.routes import SignIn
from ui.sign_in.ways import OPEN_TO_ALL

HOSTS = ("localhost", "127.0.0.1", "::1", "*.example.org")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def kept() -> dict[str, Json]:
    """Last words that reached the draft `draft-1`."""
    return {}


@pytest.fixture
def app(store: Store, kept: dict[str, Json]) -> Callable[..., Starlette]:
    """Everything but Streamlit, which is stood in for by a page that says it was reached."""

    def build(*, demo: bool = True, store_now: Callable[[], Store] = lambda: store) -> Starlette:
        settings = Settings(frozenset({"demo"}) if demo else frozenset({"links"}))

        def keep(person: object, draft_id: str, answers: typing.LastWords) -> bool:
            kept.update(answers)
            return draft_id == "draft-1"

        return Starlette(
            routes=[
                *SignIn(settings, store_now, lambda: SAMPLE).routes(),
                typing.route(store_now, keep),
                *health.routes(store_now),
                WebSocketRoute("/_stcore/stream", _stream),
                Route("/{path:path}", _streamlit, methods=["GET", "POST", "PUT", "DELETE"]),
            ],
            middleware=[
                Middleware(headers.SecurityHeaders, secure=not demo),
                Middleware(gate.Gate, store_now, OPEN_TO_ALL | health.PATHS, HOSTS, demo),
            ],
        )

    return build


@pytest.fixture
def visitor(app: Callable[..., Starlette]) -> Visitor:
    """A browser on this computer; nobody is signed in."""
    return Visitor(app())


async def _streamlit(request: Request) -> PlainTextResponse:
    answer = PlainTextResponse("Streamlit")
    answer.set_cookie("_streamlit_xsrf", "token")
    return answer


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("Streamlit")
    await socket.close()
