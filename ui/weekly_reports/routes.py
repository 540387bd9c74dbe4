"""Hands out the zip of a week's weekly reports, to whoever made it a moment ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from store.base import Store, StoreError
from ui import handed
from ui.letters.routes import ZIP, attachment
from ui.sign_in import ticket

NOT_HERE = "There is no such file any more. Make the reports again under Weekly reports."


def address_of(monday: date, number: str) -> str:
    """Where a zip is, for a quarter of an hour."""
    return f"/weekly-reports-of/{monday.isoformat()}/{number}.zip"


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def week(request: Request) -> Response:
        return await run_in_threadpool(_answer, store, request)

    return [Route("/weekly-reports-of/{monday}/{number}.zip", week, methods=["GET"])]


def _answer(store: Callable[[], Store], request: Request) -> Response:
    try:
        row = ticket.look_up(store(), request.cookies.get(ticket.COOKIE))
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    content = handed.find(request.path_params["number"], ticket.person_of(row)) if row else None
    monday = _day(request.path_params["monday"])
    if content is None or monday is None:
        return PlainTextResponse(NOT_HERE, 404)
    headers = {
        "content-disposition": attachment(f"Weekly reports, week of {monday.isoformat()}.zip"),
        "cache-control": "no-store",
    }
    return Response(content, media_type=ZIP, headers=headers)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
