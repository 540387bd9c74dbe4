"""The page `/sign-in/once`: a link that lets one person in once, made on the computer the site runs on.

As with a school's link, the key stands behind the # and comes here in the body of a form, when a person presses the button:
what only looks at links, as scanners of mail do, uses nothing up.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework.people.entering import NotLetIn
from casework.people.one_time_link import enter_by_link
from store.contract import Store, StoreError
from ui.sign_in import ticket
from ui.sign_in.enter import TOO_MANY, OpeningLimit, key_in
from ui.sign_in.next_page import refusal
from ui.sign_in.plain_page import LONGEST_FORM, begin_row, draw, let_through, posted

PAGE = "/sign-in/once"


def routes_once(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app; the gate lets everyone reach them."""
    limit = OpeningLimit()

    async def ask(request: Request) -> Response:
        return draw("once.html", at="key")

    async def come_in(request: Request) -> Response:
        if refused := refusal(request, LONGEST_FORM):
            return refused
        form = await posted(request, 3)
        return await run_in_threadpool(_answer, request, key_in(str(form.get("key", ""))))

    def _answer(request: Request, key: str) -> Response:
        if not limit.may_go_on(""):
            return draw("once.html", 429, problem=TOO_MANY, at="key")
        try:
            said = enter_by_link(store(), key)
            return let_through(begin_row(store(), dict(said), request.cookies.get(ticket.COOKIE)), "/")
        except NotLetIn as why:
            return draw("once.html", 422, problem=str(why), at="key")
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)

    return [Route(PAGE, ask, methods=["GET"]), Route(PAGE, come_in, methods=["POST"])]
