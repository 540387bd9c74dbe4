"""The address of a file that was made a moment ago (`ui/handed.py`): it answers whoever made it, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from store.contract import Store, StoreError
from ui import handed
from ui.letters.routes import attachment
from ui.sign_in import ticket


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of file."""

    path: str
    """With `{number}`, and whatever else its name is made of."""
    media_type: str
    gone: str
    """What is said where there is no such file, or it is not theirs: what to do."""
    name: Callable[[Mapping[str, str]], str | None]
    """The file's name by the parts of the path; None where they are none of ours."""


def named(name: str) -> Callable[[Mapping[str, str]], str]:
    """A name that is always the same."""
    return lambda parts: name


def route(store: Callable[[], Store], sort: Sort) -> Route:
    """To be given to the app, behind its gate."""

    async def file(request: Request) -> Response:
        return await run_in_threadpool(_answer, store, sort, request)

    return Route(sort.path, file, methods=["GET"])


def _answer(store: Callable[[], Store], sort: Sort, request: Request) -> Response:
    try:
        row = ticket.look_up(store(), request.cookies.get(ticket.COOKIE))
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    content = handed.find(request.path_params["number"], ticket.person_of(row)) if row else None
    name = sort.name(request.path_params)
    if content is None or name is None:
        return PlainTextResponse(sort.gone, 404)
    headers = {"content-disposition": attachment(name), "cache-control": "no-store"}
    return Response(content, media_type=sort.media_type, headers=headers)
