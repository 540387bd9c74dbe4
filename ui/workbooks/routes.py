"""Hands out a workbook, to whoever made it a moment ago."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from store.base import Store, StoreError
from ui import handed
from ui.sign_in import ticket

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_HERE = "There is no such file any more. Make the workbook again."


def address_of(number: str) -> str:
    """Where a workbook is, for a quarter of an hour."""
    return f"/workbooks/{number}.xlsx"


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def made(request: Request) -> Response:
        return await run_in_threadpool(_answer, store, request)

    return [Route(address_of("{number}"), made, methods=["GET"])]


def _answer(store: Callable[[], Store], request: Request) -> Response:
    try:
        row = ticket.look_up(store(), request.cookies.get(ticket.COOKIE))
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    content = handed.find(request.path_params["number"], ticket.person_of(row)) if row else None
    if content is None:
        return PlainTextResponse(NOT_HERE, 404)
    headers = {
        "content-disposition": 'attachment; filename="Managed moves.xlsx"',
        "cache-control": "no-store",
    }
    return Response(content, media_type=XLSX, headers=headers)
