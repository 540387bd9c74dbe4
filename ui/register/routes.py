"""Hands out the register sheet as a Word file, to a school's own people alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.desk import register
from casework.reading.office import Office
from letters.errors import LetterError
from store.contract import StoreError
from ui.letters.routes import WORD
from ui.sign_in import ticket

NOT_HERE = "There is no such sheet, or it is not yours to open. Look under Register."


def address_of(monday: date) -> str:
    """Where one week's sheet is."""
    return f"/registers/{monday.isoformat()}.docx"


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def sheet(request: Request) -> Response:
        return await run_in_threadpool(_answer, office, request)

    return [Route("/registers/{monday}.docx", sheet, methods=["GET"])]


def _answer(office: Callable[[], Office], request: Request) -> Response:
    try:
        at = office()
        row = ticket.look_up(at.store, request.cookies.get(ticket.COOKIE))
        person = ticket.person_of(row) if row else None
        monday = _monday(request.path_params["monday"], at.today())
        if person is None or not person.is_at_a_school or monday is None:
            return PlainTextResponse(NOT_HERE, 404)
        name = f'attachment; filename="Register sheet {monday.isoformat()}.docx"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(register.as_word(at, person, monday), media_type=WORD, headers=headers)
    except LetterError as problem:
        return PlainTextResponse(str(problem), 422)
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)


def _monday(text: str, today: date) -> date | None:
    """One of the weeks there are to choose from; None for anything else."""
    return next((each for each in register.weeks(today) if each.isoformat() == text), None)
