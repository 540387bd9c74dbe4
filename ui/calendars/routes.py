"""Hands out calendars: as a file to whoever is signed in, and as a feed to a calendar program that knows the key."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.desk.calendar import appointments, as_ical, said_behind
from casework.reading.office import Office
from record.person import Person
from store.contract import Store, StoreError
from ui.sign_in import ticket

FILE = "/calendar.ics"
FEEDS = "/feeds/"
"""What answers without a session row: the key in the address is asked for instead."""
ICAL = "text/calendar; charset=utf-8"
NOT_HERE = "There is no such calendar. Make a new address under Calendar."
NAME = "Managed Moves"


def feed_of(key: str) -> str:
    """Where the calendar behind a key is."""
    return f"{FEEDS}{key}.ics"


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app."""

    async def file(request: Request) -> Response:
        return await run_in_threadpool(_answer, office, lambda store: _signed_in(store, request))

    async def feed(request: Request) -> Response:
        key = str(request.path_params["key"])
        return await run_in_threadpool(_answer, office, lambda store: _behind(store, key))

    return [Route(FILE, file, methods=["GET"]), Route(feed_of("{key}"), feed, methods=["GET"])]


def _signed_in(store: Store, request: Request) -> Person | None:
    row = ticket.look_up(store, request.cookies.get(ticket.COOKIE))
    return ticket.person_of(row) if row else None


def _behind(store: Store, key: str) -> Person | None:
    """Whoever made the key, as they stand now: who was let go has no calendar either."""
    said = said_behind(store, key)
    now = ticket.stands(store, said) if said else None
    return ticket.person_said(now) if now else None


def _answer(office: Callable[[], Office], who: Callable[[Store], Person | None]) -> Response:
    try:
        at = office()
        person = who(at.store)
        content = as_ical(appointments(at, person), NAME, at.now()) if person else None
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    headers = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
    if content is None:
        return PlainTextResponse(NOT_HERE, 404, headers=headers)
    return Response(content, media_type=ICAL, headers=headers)
