"""Hands out the certificate of an erasure as a Word file, to the coordinators in whose areas it was."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.keeping import retention
from casework.keeping.retention import certificate
from casework.reading.office import Office
from letters.errors import LetterError
from store.contract import StoreError
from ui.letters.routes import WORD
from ui.sign_in import ticket

NOT_HERE = "There is no such certificate, or it is not yours to open. Look under Retention."


def address_of(number: str) -> str:
    """Where the certificate of an erasure is."""
    return f"/erasures/{number}.docx"


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def one(request: Request) -> Response:
        return await run_in_threadpool(_answer, office, request)

    return [Route("/erasures/{number}.docx", one, methods=["GET"])]


def _answer(office: Callable[[], Office], request: Request) -> Response:
    try:
        at = office()
        row = ticket.look_up(at.store, request.cookies.get(ticket.COOKIE))
        person = ticket.person_of(row) if row else None
        erasure = retention.find(at, person, request.path_params["number"]) if person else None
        if erasure is None or not erasure.is_finished:
            return PlainTextResponse(NOT_HERE, 404)
        headers = {
            "content-disposition": 'attachment; filename="Certificate of erasure.docx"',
            "cache-control": "no-store",
        }
        return Response(certificate(at, erasure), media_type=WORD, headers=headers)
    except LetterError as problem:
        return PlainTextResponse(str(problem), 422)
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
