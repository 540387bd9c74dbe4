"""The plain pages in front of Streamlit: drawn from a template, kept by nobody, under the strictest policy they work with."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from store.contract import AuditEvent, Json, SignedIn, Store
from ui.sign_in import next_page, ticket

HERE = Path(__file__).parent
LONGEST_FORM = 10_000
"""Bytes."""
_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_WITH_A_SCRIPT = frozenset({"enter.html", "once.html"})
_AS_OUR_PAGES_SEND_IT = "application/x-www-form-urlencoded"
_pages = Environment(loader=FileSystemLoader(HERE), autoescape=True)


async def posted(request: Request, most: int) -> FormData:
    """At most `most` fields of a form, as one of our pages sends it; none of one sent otherwise.

    A form in parts names the script of its own text, and half a character of one would stop whatever reads it.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return await request.form(max_files=0, max_fields=most) if kind == _AS_OUR_PAGES_SEND_IT else FormData()


def draw(template: str, status: int = 200, **values: object) -> Response:
    """One page. Whatever stands in `values` is written as text, never as HTML."""
    page = _pages.get_template(template).render(**values)
    policy = f"{_POLICY}; script-src 'self'" if template in _WITH_A_SCRIPT else _POLICY
    return HTMLResponse(page, status, {"content-security-policy": policy})


def let_through(secret: str, wanted: str) -> Response:
    """On to the page that was wanted, carrying the cookie of a fresh row."""
    response = RedirectResponse(next_page.local(wanted), status_code=303)
    response.set_cookie(ticket.COOKIE, secret, httponly=True, samesite="lax", max_age=int(ticket.LASTS.total_seconds()))
    return response


def begin_row(store: Store, said: dict[str, Json], old_secret: str | None) -> str:
    """A fresh row for somebody in place of the browser's last, and a line of the audit; the cookie's secret. Raises StoreError."""
    secret = ticket.issue(store, said, instead_of=old_secret)
    row: SignedIn | None = ticket.look_up(store, secret)
    if row is not None:
        who, role, school = (str(said[part]) for part in ("name", "role", "school"))
        store.note(AuditEvent(row.begun_at, who, role, school, "signed in"))
    return secret
