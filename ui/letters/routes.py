"""Hands out letters, and everything held on a child: our own addresses, for Streamlit's own downloads go to anyone who has the address.

Whoever may not have a letter, asks for one that cannot be made yet, or for a case that does not exist, gets one and the
same answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.keeping.held import NotToBeHad, everything
from casework.letters import making, zips
from casework.letters.making import NoSuchLetter
from casework.reading.access import Seen, see
from casework.reading.office import Office
from letters.errors import LetterError
from letters.make import NotReady
from record.person import Person
from store.contract import StoreError
from ui.sign_in import ticket

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
NOT_HERE = (
    "There is no such letter, or it is not yours to open, or it cannot be made yet. Look at the Letters of the case."
)

LARGE_PRINT = "?print=large"
"""Put after the address of a letter, or of all of them."""

File = tuple[bytes, str, str]
"""Content, media type and file name."""


def address_of(reference: str, letter_id: str, n: int) -> str:
    """Where one copy of a letter is."""
    return f"/letters/{quote(reference, safe='')}/{letter_id}/{n}.docx"


def address_of_all(reference: str) -> str:
    """Where all letters of a case are, as one zip."""
    return f"/letters/{quote(reference, safe='')}.zip"


def address_of_everything(reference: str) -> str:
    """Where everything held on the child of a case is, as one zip, for its coordinator."""
    return f"/held/{quote(reference, safe='')}.zip"


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app, behind its gate."""

    async def one(request: Request) -> Response:
        asked = request.path_params
        letter_id, n = str(asked["letter"]), _number(asked["n"])

        def make(at: Office, person: Person, seen: Seen) -> File:
            made = making.make(at, person, seen, letter_id, n, _is_large(request))
            return made.content, WORD, made.file_name

        return await run_in_threadpool(_answer, office, request, make)

    async def every(request: Request) -> Response:
        def make(at: Office, person: Person, seen: Seen) -> File:
            return zips.make_all(at, person, seen, _is_large(request)), ZIP, f"{seen.case.reference} letters.zip"

        return await run_in_threadpool(_answer, office, request, make)

    async def held(request: Request) -> Response:
        def make(at: Office, person: Person, seen: Seen) -> File:
            return everything(at, person, seen), ZIP, f"{seen.case.reference} everything held.zip"

        return await run_in_threadpool(_answer, office, request, make)

    return [
        Route("/held/{reference}.zip", held, methods=["GET"]),
        Route("/letters/{reference}/{letter}/{n}.docx", one, methods=["GET"]),
        Route("/letters/{reference}.zip", every, methods=["GET"]),
    ]


def _answer(office: Callable[[], Office], request: Request, make: Callable[[Office, Person, Seen], File]) -> Response:
    try:
        at = office()
        row = ticket.look_up(at.store, request.cookies.get(ticket.COOKIE))
        person = ticket.person_of(row) if row else None
        seen = see(at, person, request.path_params["reference"]) if person else None
        if person is None or seen is None:
            return _not_here()
        return _file(*make(at, person, seen))
    except (NoSuchLetter, NotReady, NotToBeHad):
        return _not_here()
    except LetterError as problem:
        return PlainTextResponse(str(problem), 422)
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)


def _is_large(request: Request) -> bool:
    return f"?{request.url.query}" == LARGE_PRINT


def _number(text: str) -> int:
    """The number of a copy; 0, which no copy has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"content-disposition": attachment(name), "cache-control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def attachment(name: str) -> str:
    """The header that names a download: as it is, and for old browsers with the letters of ASCII alone."""
    old = name.replace("’", "'").encode("ascii", "replace").decode()
    old = re.sub(r'[^ -~]|["?\\]', "_", old)
    return f"attachment; filename=\"{old}\"; filename*=UTF-8''{quote(name, safe='')}"


def _not_here() -> Response:
    return PlainTextResponse(NOT_HERE, 404)
