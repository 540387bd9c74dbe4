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
    if parts.scheme or parts.netloc or parts.path.startswith(("//", "/sign-")):
        return FRONT
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def sign_in_address(path: str, query: str = "") -> str:
    """The address of the sign-in page that leads back to `path`."""
    wanted = local(f"{path}?{query}" if query else path)
    return "/sign-in" if wanted == FRONT else f"/sign-in?next={quote(wanted, safe='/')}"
