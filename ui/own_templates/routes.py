"""Hands out letter templates to coordinators: ours to begin from, and every version they gave, with its comments."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.forms.drafts import NotYours
from casework.letters import own_templates
from casework.letters.template_backup import backup
from casework.reading.office import Office
from letters.catalogue import BY_ID
from record.person import Role
from store.contract import StoreError
from ui.letters.routes import WORD, ZIP, attachment
from ui.sign_in import ticket

NOT_HERE = "There is no such template, or it is not yours to open. Look under Letter templates."


ADDRESS_OF_ALL = "/letter-templates.zip"
"""Where all of them and the logos are, to keep."""


def address_of(letter_id: str, number: int, comments: bool = False) -> str:
    """Where a template is; number 0 is ours."""
    return f"/letter-templates/{letter_id}/{number}{'-comments' if comments else ''}.docx"


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def one(request: Request) -> Response:
        return await run_in_threadpool(_answer, office, request)

    async def every(request: Request) -> Response:
        return await run_in_threadpool(_everything, office, request)

    return [
        Route("/letter-templates/{letter}/{number}.docx", one, methods=["GET"]),
        Route(ADDRESS_OF_ALL, every, methods=["GET"]),
    ]


def _everything(office: Callable[[], Office], request: Request) -> Response:
    try:
        at = office()
        row = ticket.look_up(at.store, request.cookies.get(ticket.COOKIE))
        content = backup(at, ticket.person_of(row)) if row else None
    except NotYours:
        content = None
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    if content is None:
        return PlainTextResponse(NOT_HERE, 404)
    headers = {"content-disposition": attachment("Letter templates and logos.zip"), "cache-control": "no-store"}
    return Response(content, media_type=ZIP, headers=headers)


def _answer(office: Callable[[], Office], request: Request) -> Response:
    try:
        at = office()
        row = ticket.look_up(at.store, request.cookies.get(ticket.COOKIE))
        asked = request.path_params
        may = row is not None and ticket.person_of(row).role == Role.COORDINATOR
        content = _content(at, str(asked["letter"]), str(asked["number"])) if may else None
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    if content is None:
        return PlainTextResponse(NOT_HERE, 404)
    name = f"{asked['letter']} {asked['number']}.docx"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=WORD, headers=headers)


def _content(office: Office, letter_id: str, asked: str) -> bytes | None:
    letter = BY_ID.get(letter_id)
    if letter is None:
        return None
    if asked == "0":
        return letter.template.read_bytes()
    number, _, comments = asked.partition("-")
    version = next((each for each in own_templates.given(office, letter_id) if str(each.number) == number), None)
    if version is None:
        return None
    return own_templates.again(office, version).comments or version.content if comments else version.content
