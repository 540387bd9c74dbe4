"""The pages under `/enter`: a school’s shared link, then a name and a PIN, or a one-time code the first time.

The key stands behind the # of the link, which is never sent by whoever scans mail nor written to a log; it comes here in the
body of a form. The cookie keeps it for this browser: it is worth what its hash in the Access table is worth, asked of the table
each time, and opens nothing without a name and a PIN. One link may cost this process only so many tries a minute.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from casework.people import entering, known_browsers
from casework.people.access_table import Link, doors
from casework.people.entering import NotLetIn, PinWontDo
from casework.people.one_time_link import enter_by_link
from casework.people.pins import Hashing, TooBusy
from record.words import ENGLAND
from store.contract import Json, Store, StoreError
from ui.sign_in import next_page, ticket
from ui.sign_in.next_page import refusal
from ui.sign_in.plain_page import LONGEST_FORM, begin_row, draw, let_through, posted

A_MINUTE = 30


class OpeningLimit:
    """A bucket for each link that opens: as many as there are links, whatever is sent."""

    def __init__(self, a_minute: int = A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._lock, self._clock = float(a_minute), Lock(), clock
        self._left: dict[str, tuple[float, float]] = {}

    def may_go_on(self, link: str) -> bool:
        """Whether another try of this link may be judged now; counts it if so."""
        now = self._clock()
        with self._lock:
            left, since = self._left.get(link, (self._most, now))
            left = min(self._most, left + (now - since) * self._most / 60)
            self._left[link] = (max(left - 1, 0.0) if left >= 1 else left, now)
            return left >= 1


COOKIE = "managed_moves_link"
ONCE = "/sign-in/once"
"""The page of a one-time link for somebody of the authority, made on the computer the site runs on."""
KNOWN = "managed_moves_known"
"""Keeps whom this browser let in before."""
OPEN_TO_ALL = frozenset({ONCE, "/enter", "/enter/first", "/enter/person", "/enter/other"})
DOES_NOT_OPEN = (
    "This link does not work. Check that you copied all of it. It may have expired or been replaced: ask a colleague, "
    "or the coordinator, for the school’s link."
)
TOO_MANY = "Too many people are signing in at the moment, so this attempt was not counted. Wait a minute and try again."
DIFFERENT = "The two PINs are different. Type the same one twice."
_LONGEST_KEY = 100

Proving = Callable[[Store, Link, Mapping[str, str], Mapping[str, str]], Mapping[str, Json]]


class Enter:
    """The pages over one store."""

    def __init__(
        self, store: Callable[[], Store], hashing: Hashing, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store, self._hashing = store, hashing
        self._pace, self._noted = OpeningLimit(clock=clock), OpeningLimit(clock=clock)

    def routes(self) -> list[Route]:
        """To be given to the app; the gate lets everyone reach them."""
        return [
            Route("/enter", self.ask, methods=["GET"]),
            Route("/enter", self.open, methods=["POST"]),
            Route("/enter/first", self.ask, methods=["GET"]),
            Route("/enter/first", self._posted(self._first), methods=["POST"]),
            Route("/enter/person", self._posted(self._person), methods=["POST"]),
            Route("/enter/other", self.other, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """The link first; where this browser has it, who."""
        return await _safely(self._page, request, request.query_params.get("next"))

    async def open(self, request: Request) -> Response:
        """Keep a key that opens. Any other gets one and the same answer."""
        if refused := refusal(request, LONGEST_FORM):
            return refused
        form = await posted(request, 5)
        return await _safely(self._open, key_in(str(form.get("key", ""))), str(form.get("next", "")))

    def _open(self, key: str, wanted: str) -> Response:
        if self._link(key) is None:
            # Bounded like the tries themselves, so that whoever guesses cannot fill the audit.
            if self._noted.may_go_on(""):
                entering.note_wrong_link(self._store(), key)
            return draw("enter.html", 422, problem=DOES_NOT_OPEN, at="key", next=next_page.local(wanted))
        response = RedirectResponse(next_page.leading("/enter", wanted), status_code=303)
        response.set_cookie(COOKIE, key, httponly=True, samesite="lax", path="/enter")
        return response

    async def other(self, request: Request) -> Response:
        """Forget the link on this browser."""
        if refused := refusal(request, LONGEST_FORM):
            return refused
        response = RedirectResponse("/enter", status_code=303)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", path="/enter")
        return response

    def _posted(self, prove: Proving) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            if refused := refusal(request, LONGEST_FORM):
                return refused
            form = await posted(request, 8)
            return await _safely(self._prove, request, _texts(form), prove)

        return answer

    def _prove(self, request: Request, said: Mapping[str, str], prove: Proving) -> Response:
        store, wanted = self._store(), said.get("next")
        link, kept = self._link(request.cookies.get(COOKIE, "")), request.cookies.get(KNOWN, "")
        if link is None:
            return self._page(request, wanted, problem=DOES_NOT_OPEN, status=422)
        try:
            # A browser that let somebody of this school in before waits for nobody else who has the link.
            known = known_browsers.known(store, kept, datetime.now(UTC))
            theirs = [known[each] for each in known if each in {one.key for one in doors(store).people_of(link.school)}]
            if not self._pace.may_go_on(" ".join([link.school, *theirs[:1]])):
                raise TooBusy
            person = prove(store, link, said, known)
        except TooBusy:
            return self._page(request, wanted, problem=TOO_MANY, status=429, name=said.get("name", ""))
        except (NotLetIn, PinWontDo) as why:
            return self._page(request, wanted, problem=str(why), status=422, name=said.get("name", ""))
        secret = begin_row(store, dict(person), request.cookies.get(ticket.COOKIE))
        response, member = let_through(secret, wanted or ""), str(person["holder"]).partition(" ")[2]
        kept = known_browsers.remember(store, kept, member, datetime.now(UTC))
        lasts = int(known_browsers.LASTS.total_seconds())
        response.set_cookie(KNOWN, kept, httponly=True, samesite="lax", path="/enter", max_age=lasts)
        return response

    def _person(
        self, store: Store, link: Link, said: Mapping[str, str], known: Mapping[str, str]
    ) -> Mapping[str, Json]:
        return entering.enter(store, self._hashing, link, said.get("name", ""), said.get("pin", ""), known)

    def _first(self, store: Store, link: Link, said: Mapping[str, str], known: Mapping[str, str]) -> Mapping[str, Json]:
        pin = said.get("pin", "")
        if pin != said.get("again", ""):
            raise PinWontDo(DIFFERENT)
        return entering.enter_first(store, self._hashing, link, said.get("name", ""), said.get("code", ""), pin, known)

    def _page(
        self, request: Request, wanted: str | None, *, problem: str = "", status: int = 200, name: str = ""
    ) -> Response:
        following = next_page.local(wanted)
        link = self._link(request.cookies.get(COOKIE, ""))
        if link is None:
            return draw("enter.html", status, problem=problem, at="key", next=following)
        school = doors(self._store()).schools.get(link.school)
        first = request.url.path == "/enter/first"
        links = {"enter": next_page.leading("/enter", wanted), "enter_first": next_page.leading("/enter/first", wanted)}
        said = {"school": school.name if school else "", "first": first, "name": name}
        return draw("name.html", status, problem=problem, next=following, **said, **links)

    def _link(self, key: str) -> Link | None:
        return entering.open_link(self._store(), key, datetime.now(ENGLAND).date()) if key else None


async def _safely(answer: Callable[..., Response], *asked: object) -> Response:
    try:
        return await run_in_threadpool(answer, *asked)
    except StoreError as problem:
        return PlainTextResponse(str(problem), 503)


def key_in(pasted: str) -> str:
    """The key, from a whole link or from the key alone."""
    return pasted.strip().rpartition("#")[2][:_LONGEST_KEY]


def _texts(form: FormData) -> Mapping[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}


def routes_once(store: Callable[[], Store]) -> list[Route]:
    """The page of a one-time link. What only looks at links, as scanners of mail do, uses nothing up: a person presses."""
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

    return [Route(ONCE, ask, methods=["GET"]), Route(ONCE, come_in, methods=["POST"])]
