"""Where somebody goes once signed in. Only ever a page of this site, whatever the address asks for."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

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
