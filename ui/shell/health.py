"""How this process is, for whatever watches over it: `/healthz`, `/readyz`, `/metrics`. None of them says anything of anybody."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from store import metrics as tally
from store.contract import Store, StoreError
from store.sheets.contract import SpreadsheetStore
from ui.shell.gate import stays_home

LIVES, IS_READY, METRICS = "/healthz", "/readyz", "/metrics"
PATHS = frozenset({LIVES, IS_READY, METRICS})
TOKEN_SETTING = "MANAGED_MOVES_METRICS_TOKEN"  # noqa: S105 - the name of a setting
NOT_FOR_YOU = f"The numbers are for this computer itself, or for whoever has the token of {TOKEN_SETTING}."


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app; the gate lets everyone reach them."""

    async def healthz(request: Request) -> Response:
        found = await run_in_threadpool(_look, store)
        return JSONResponse({name: found[name] for name in ("ok", "store")}, 200 if found["ok"] else 503)

    async def readyz(request: Request) -> Response:
        found = await run_in_threadpool(_look, store)
        return JSONResponse(found, 200 if found["ok"] else 503)

    async def metrics(request: Request) -> Response:
        if not may_look(request):
            return PlainTextResponse(NOT_FOR_YOU, 403)
        await run_in_threadpool(_look, store)
        return Response(generate_latest(tally.REGISTRY), media_type=CONTENT_TYPE_LATEST)

    return [
        Route(path, asked, methods=["GET"])
        for path, asked in ((LIVES, healthz), (IS_READY, readyz), (METRICS, metrics))
    ]


def may_look(request: Request) -> bool:
    """Whether a request comes from this computer itself, through no proxy, or has the token that was set."""
    token, said = os.environ.get(TOKEN_SETTING, ""), request.headers.get("authorization", "")
    has_it = bool(token) and secrets.compare_digest(said.encode(), f"Bearer {token}".encode())
    return has_it or stays_home(request.scope, Headers(scope=request.scope))


def _look(store: Callable[[], Store]) -> dict[str, object]:
    """Whether the store answers, and what waits; the numbers are brought up to date by it."""
    try:
        asked = store()
        asked.tables_mark()
        waiting = waiting_in(asked)
    except StoreError as problem:
        tally.STORE_UP.set(0)
        return {"ok": False, "store": type(problem).__name__, "waiting": None}
    tally.STORE_UP.set(1)
    tally.WAITING.set(waiting)
    return {"ok": True, "store": "ok", "waiting": waiting}


def waiting_in(store: Store) -> int:
    """How many saves wait for Google; none where entries are not kept there. Raises StoreError."""
    return store.standing().waiting if isinstance(store, SpreadsheetStore) else 0
