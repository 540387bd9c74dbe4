"""How a file of the table is handed out, or refused: the one place where bytes leave this site, and a line of the audit each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.figures import report
from casework.forms.drafts import NotYours
from casework.keeping.held import NotToBeHad
from casework.letters.making import NoSuchLetter
from casework.reading import door
from casework.reading.office import Office
from letters.errors import LetterError
from letters.make import NotReady
from store.contract import StoreError
from ui.shell.downloads import DOWNLOADS, FEED, Download, DownloadRequest, Letters, NamedFile

MEDIA_TYPES = {
    "age": "application/octet-stream",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""By the ending of an address."""


def routes(office: Callable[[], Office]) -> list[Route]:
    """To be given to the app, behind its gate."""
    return [_route(office, each) for each in DOWNLOADS]


def _route(office: Callable[[], Office], of: Download) -> Route:
    async def file(request: Request) -> Response:
        return await run_in_threadpool(_answer, office, of, request)

    return Route(of.path, file, methods=["GET"])


def _answer(office: Callable[[], Office], of: Download, request: Request) -> Response:
    try:
        file = _file(office(), of, request)
    except LetterError as problem:
        return PlainTextResponse(str(problem), 422)
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)
    return file or PlainTextResponse(of.gone, 404)


def _file(at: Office, of: Download, request: Request) -> Response | None:
    person = of.asker(at.store, request)
    asked = DownloadRequest(at, person or door.NOBODY, request.path_params, request.url.query)
    made = _made(of, asked) if person else None
    if made is None:
        door.refused(at, asked.person, of.what, asked.parts.get("reference", ""))
        return None
    file = made if isinstance(made, NamedFile) else NamedFile(made, of.name.format_map(asked.parts))
    _note(of, asked, file)
    headers = {"cache-control": "no-store", **({"content-disposition": attachment(file.name)} if file.name else {})}
    return Response(file.content, media_type=MEDIA_TYPES[request.url.path.rpartition(".")[2]], headers=headers)


def _made(of: Download, asked: DownloadRequest) -> bytes | NamedFile | None:
    """The file, where there is one for whoever asks."""
    try:
        return of.make(asked) if of.whose(asked) else None
    except (NoSuchLetter, NotReady, NotToBeHad, NotYours, report.NotPublished):
        return None


def _note(of: Download, asked: DownloadRequest, file: NamedFile) -> None:
    """Before it is handed out: nobody has more than could be written down. Raises StoreError."""
    if of is FEED:
        door.fetched(asked.office, asked.person, of.what)
    elif not isinstance(file, Letters):
        detail = {name: asked.parts[name] for name in of.noted}
        door.handed_out(asked.office, asked.person, of.what, asked.parts.get("reference", ""), **detail)


def attachment(name: str) -> str:
    """The header that names a download: as it is, and for old browsers with the letters of ASCII alone."""
    old = name.replace("’", "'").encode("ascii", "replace").decode()
    old = re.sub(r'[^ -~]|["?\\]', "_", old)
    return f"attachment; filename=\"{old}\"; filename*=UTF-8''{quote(name, safe='')}"
