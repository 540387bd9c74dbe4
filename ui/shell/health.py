"""How this process is, for whatever watches over it: `/healthz`, `/readyz`, `/metrics`. None of them says anything of anybody."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from threading import Thread
from time import monotonic
from weakref import WeakKeyDictionary

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from store import metrics as tally
from store.contract import Store, StoreError
from store.sheets.contract import SpreadsheetStore
from store.upkeep import DamagedRow
from ui.shell.gate import TELLS_HOW_IT_IS, stays_home

PATHS = TELLS_HOW_IT_IS
LIVES, IS_READY, METRICS = "/healthz", "/readyz", "/metrics"
TOKEN_SETTING = "MANAGED_MOVES_METRICS_TOKEN"  # noqa: S105 - the name of a setting
SPACE_SETTING = "MANAGED_MOVES_LEAST_SPACE"
"""Megabytes that must be free on the disk of the store's file."""
LEAST_MEGABYTES = 500
WELL, LOW, NOT_WRITTEN = "ok", "low", "cannot be written"
TRIED_EVERY = 5.0
"""Seconds: whoever asks more often is told the same, and nothing is written for it."""
LOOKED_OVER_EVERY = 900.0
NOT_FOR_YOU = f"The numbers are for this computer itself, or for anyone who has the token of {TOKEN_SETTING}."


_tried: WeakKeyDictionary[Store, tuple[float, bool]] = WeakKeyDictionary()
_looked_over: WeakKeyDictionary[Store, float] = WeakKeyDictionary()


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app; the gate lets everyone reach them."""

    async def healthz(request: Request) -> Response:
        found = await run_in_threadpool(_look, store)
        return JSONResponse({name: found[name] for name in ("ok", "store")}, 200 if found["ok"] else 503)

    async def readyz(request: Request) -> Response:
        found = await run_in_threadpool(_is_ready, store)
        if not may_look(request):
            found.pop("rows")
        return JSONResponse(found, 200 if found["ok"] else 503)

    async def metrics(request: Request) -> Response:
        if not may_look(request):
            return PlainTextResponse(NOT_FOR_YOU, 403)
        await run_in_threadpool(_is_ready, store)
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


def _is_ready(store: Callable[[], Store]) -> dict[str, object]:
    """The same; and whether something can be written, before it is too late, and which rows cannot be read."""
    found: dict[str, object] = {**_look(store), "disk": "unknown", "audit_waiting": None, "damaged": None, "rows": []}
    if not found["ok"]:
        return found
    asked = store()
    look_over_if_due(asked)
    rows = asked.damaged()
    _count(rows)
    disk = disk_of(asked)
    tally.WRITABLE.set(disk != NOT_WRITTEN)
    tally.AUDIT_WAITING.set(asked.audit_waiting())
    named = [{"table": each.table, "key": each.key, "what": each.what} for each in rows]
    about = {"disk": disk, "audit_waiting": asked.audit_waiting(), "damaged": len(rows), "rows": named}
    return {**found, **about, "ok": disk == WELL}


def disk_of(store: Store) -> str:
    """Whether the store can be written to, which is tried, and will be tomorrow: one of three words."""
    free = store.space()
    if free is not None:
        tally.SPACE.set(free)
    known = _tried.get(store)
    if known is None or monotonic() - known[0] > TRIED_EVERY:
        known = monotonic(), _try(store)
        _tried[store] = known
    if not known[1]:
        return NOT_WRITTEN
    return LOW if free is not None and free < least_space() else WELL


def least_space() -> int:
    """Bytes under which a disk is called low."""
    said = os.environ.get(SPACE_SETTING, "").strip()
    return (int(said) if said.isdecimal() else LEAST_MEGABYTES) * 1_000_000


def _try(store: Store) -> bool:
    try:
        store.try_writing()
    except StoreError:
        return False
    return True


def look_over_if_due(store: Store) -> None:
    """Have every row read again, beside everything else, when that is long ago."""
    if monotonic() - _looked_over.get(store, -inf) > LOOKED_OVER_EVERY:
        _looked_over[store] = monotonic()
        Thread(target=_look_over, args=(store,), name="looking over", daemon=True).start()


def _look_over(store: Store) -> None:
    with suppress(StoreError):  # readiness says that the store is away
        store.look_over()


def _count(rows: Sequence[DamagedRow]) -> None:
    tally.DAMAGED.clear()
    for each in rows:
        tally.DAMAGED.labels(each.table, each.key, each.what).set(1)


def waiting_in(store: Store) -> int:
    """How many saves wait for Google; none where entries are not kept there. Raises StoreError."""
    return store.standing().waiting if isinstance(store, SpreadsheetStore) else 0
