"""Whether something was sent by a page of ours: asked of everything that is posted."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response


def refusal(request: Request, longest: int) -> Response | None:
    """None when a page of this site sent at most `longest` bytes. The cookie alone proves nothing: every site's form carries it."""
    if urlsplit(request.headers.get("origin", "")).netloc != request.headers.get("host"):
        return PlainTextResponse("This was not sent from this site. Open the sign-in page and try again.", 403)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > longest:
        return PlainTextResponse("This is longer than anything this site takes here.", 413)
    return None
