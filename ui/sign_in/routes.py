"""The pages `/sign-in` and `/sign-out`, and the few files they need. No script runs on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from casework.sample import guided
from store.contract import SignedIn, Store
from ui.guides import GUIDES, Guide, guide_named
from ui.shell.settings import Settings
from ui.sign_in import next_page, ticket
from ui.sign_in.next_page import refusal
from ui.sign_in.people import People, Person, find, groups
from ui.sign_in.plain_page import HERE, LONGEST_FORM, begin_row, draw, let_through, posted
from ui.sign_in.providers import NAMES, address_of

FILES = {
    "/sign-in/look.css": (HERE / "look.css", "text/css"),
    "/sign-in/font.woff2": (next(Path(get_static_dir()).glob("static/media/SourceSansVF-Upright*")), "font/woff2"),
    "/enter/link.js": (HERE / "enter.js", "text/javascript"),
    "/favicon.png": (HERE.parent / "icon.png", "image/png"),
}


class SignIn:
    """The sign-in pages over one store."""

    def __init__(
        self, settings: Settings, store: Callable[[], Store], people: People, accounts: Sequence[str] = ()
    ) -> None:
        """`accounts` are the providers people may sign in with."""
        self._settings, self._store, self._people, self._accounts = settings, store, people, accounts

    def routes(self) -> list[Route]:
        """To be given to the app; the gate lets everyone reach them."""
        return [
            Route("/sign-in", self.ask, methods=["GET"]),
            Route("/sign-in", self.enter, methods=["POST"]),
            Route("/sign-out", self.leave, methods=["POST"]),
            *(Route(address, _file) for address in FILES),
        ]

    async def ask(self, request: Request) -> Response:
        """Who are you?"""
        return await self._page(request, wanted=request.query_params.get("next"))

    async def enter(self, request: Request) -> Response:
        """Sign in as the person whose button was pressed, or whose guided case was, under a fresh secret."""
        if refused := refusal(request, LONGEST_FORM):
            return refused
        form = await posted(request, 10)
        guide = guide_named(str(form.get("guide", "")))
        person = await run_in_threadpool(self._chosen, str(form.get("person", "")), guide)
        wanted = guide.steps[0].address if guide else str(form.get("next", ""))
        if person is None:
            return await self._page(request, wanted=wanted, problem="Choose a person from the list", status=422)
        old = request.cookies.get(ticket.COOKIE)
        secret = await run_in_threadpool(begin_row, self._store(), dict(person), old)
        await run_in_threadpool(self._guide, person, guide)
        return let_through(secret, wanted)

    async def leave(self, request: Request) -> Response:
        """End this browser's row at once."""
        if refused := refusal(request, LONGEST_FORM):
            return refused
        await run_in_threadpool(ticket.revoke, self._store(), request.cookies.get(ticket.COOKIE))
        response = RedirectResponse("/sign-in", status_code=303)
        response.delete_cookie(ticket.COOKIE, httponly=True, samesite="lax")
        return response

    async def _page(self, request: Request, *, wanted: str | None, problem: str = "", status: int = 200) -> Response:
        here = await run_in_threadpool(ticket.look_up, self._store(), request.cookies.get(ticket.COOKIE))
        demo = self._settings.demo
        offered = groups(await run_in_threadpool(self._people)) if demo else []
        guides = GUIDES if demo and await run_in_threadpool(guided.are_offered, self._store()) else ()
        following = next_page.local(wanted)
        ways: dict[str, object] = {"demo": demo, "links": "links" in self._settings.ways_in, "groups": offered}
        ways["guides"] = guides
        ways["enter"] = next_page.leading("/enter", following)
        ways["accounts"] = [(NAMES[each], next_page.leading(address_of(each), following)) for each in self._accounts]
        return draw("page.html", status, next=following, problem=problem, here=_name(here), **ways)

    def _chosen(self, key: str, guide: Guide | None) -> Person | None:
        if not self._settings.demo:
            return None
        if guide is None:
            return find(self._people(), key)
        is_there = guided.are_offered(self._store())
        return next((each for each in self._people() if is_there and each["name"] == guide.person), None)

    def _guide(self, person: Person, guide: Guide | None) -> None:
        """Begin the guide; whoever comes in without one leaves an earlier one behind."""
        who = ticket.person_said(person)
        if guide:
            guided.begin(self._store(), who, guide.name)
        else:
            guided.stop(self._store(), who)


def _name(row: SignedIn | None) -> str:
    return str(row.person["name"]) if row else ""


async def _file(request: Request) -> Response:
    path, media_type = FILES[request.url.path]
    return FileResponse(path, media_type=media_type, headers={"cache-control": "public, max-age=3600"})
