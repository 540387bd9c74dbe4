"""`/healthz`, for whatever watches over this process. Says whether the store answers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from store.base import Store, StoreError

PATH = "/healthz"


def route(store: Callable[[], Store]) -> Route:
    """200 while the store can be asked, 503 while it cannot."""

    async def healthz(request: Request) -> JSONResponse:
        try:
            await run_in_threadpool(lambda: store().tables_mark())
        except StoreError as problem:
            return JSONResponse({"ok": False, "store": type(problem).__name__}, 503)
        return JSONResponse({"ok": True, "store": "ok"})

    return Route(PATH, healthz, methods=["GET"])
