"""Hands out the report for governors and headteachers, as Word and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.figures import report
from casework.figures.periods import Period
from casework.figures.published import to_publish
from casework.reading.office import Office
from letters.errors import LetterError
from record.person import Person
from store.contract import StoreError
from ui.letters.routes import WORD
from ui.sign_in import ticket

NOT_HERE = "There is no such report, or it is not yours to open. Look under Figures."
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAKES: dict[str, tuple[Callable[[Office, Person, Period], bytes], str]] = {
    "docx": (report.as_word, WORD),
    "xlsx": (report.as_workbook, SPREADSHEET),
}


def address_of(period: Period, form: str) -> str:
    """Where the report on one period is; `form` is `docx` or `xlsx`."""
    return f"/figures/{period.key}.{form}"


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def figures(request: Request) -> Response:
        return await run_in_threadpool(_answer, office, request)

    return [Route("/figures/{period}.{form}", figures, methods=["GET"])]


def _answer(office: Callable[[], Office], request: Request) -> Response:
    try:
        at = office()
        row = ticket.look_up(at.store, request.cookies.get(ticket.COOKIE))
        person = ticket.person_of(row) if row else None
        wanted, form = request.path_params["period"], request.path_params["form"]
        period = next((each for each in to_publish(at, person) if each.key == wanted), None) if person else None
        if person is None or period is None or form not in _MAKES:
            return PlainTextResponse(NOT_HERE, 404)
        make, media_type = _MAKES[form]
        name = f'attachment; filename="Managed moves {period.key}.{form}"'
        headers = {"content-disposition": name, "cache-control": "no-store"}
        return Response(make(at, person, period), media_type=media_type, headers=headers)
    except report.NotPublished:
        return PlainTextResponse(NOT_HERE, 404)
    except LetterError as problem:
        return PlainTextResponse(str(problem), 422)
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
