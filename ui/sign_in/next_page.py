"""Where somebody goes once signed in, only ever a page of this site; and whether what was posted came from one of ours."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

FRONT = "/"
_LONGEST = 2000


def local(wanted: str | None) -> str:
    """`wanted` when it is a path of this site with at most a query; the front page when it is anything else."""
    if not wanted or len(wanted) > _LONGEST or not wanted.isascii() or not wanted.isprintable():
        return FRONT
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted or " " in wanted:
        return FRONT
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or parts.path.startswith(("//", "/sign-", "/enter")):
        return FRONT
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def sign_in_address(path: str, query: str = "") -> str:
    """The address of the sign-in page that leads back to `path`."""
    return leading("/sign-in", f"{path}?{query}" if query else path)


def leading(page: str, wanted: str | None) -> str:
    """The address of one of the plain pages that leads on to `wanted`."""
    following = local(wanted)
    return page if following == FRONT else f"{page}?next={quote(following, safe='/')}"


def refusal(request: Request, longest: int) -> Response | None:
    """None when a page of this site sent at most `longest` bytes. The cookie alone proves nothing: every site's form carries it."""
    if _sender(request) != request.headers.get("host"):
        return PlainTextResponse("This was not sent from this site. Open the sign-in page and try again.", 403)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > longest:
        return PlainTextResponse("This is longer than this page accepts.", 413)
    return None


def _sender(request: Request) -> str:
    """The name of the page's site; empty where it is malformed, or not said."""
    try:
        return urlsplit(request.headers.get("origin", "")).netloc
    except ValueError:
        return ""
