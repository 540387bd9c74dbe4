"""Hands out a sign-in card, to whoever made its link a moment ago."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from store.base import Store, StoreError
from ui import handed
from ui.letters.routes import WORD
from ui.sign_in import ticket

NOT_HERE = "There is no such card. A link is told once: replace it to have a new card."


def address_of(number: str) -> str:
    """Where a card is, for a quarter of an hour."""
    return f"/cards/{number}.docx"


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def card(request: Request) -> Response:
        return await run_in_threadpool(_answer, store, request)

    return [Route("/cards/{number}.docx", card, methods=["GET"])]


def _answer(store: Callable[[], Store], request: Request) -> Response:
    try:
        row = ticket.look_up(store(), request.cookies.get(ticket.COOKIE))
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    content = handed.find(request.path_params["number"], ticket.person_of(row)) if row else None
    if content is None:
        return PlainTextResponse(NOT_HERE, 404)
    headers = {"content-disposition": 'attachment; filename="Sign-in card.docx"', "cache-control": "no-store"}
    return Response(content, media_type=WORD, headers=headers)
