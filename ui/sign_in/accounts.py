"""Signing in with Google or Microsoft: away to them and back, and then a row like everybody's.

What must not be mixed up on the way (state, nonce, the PKCE verifier, the page that was wanted) travels in a signed cookie
of ten minutes that only these addresses receive. Nothing the provider gives is kept: neither token nor picture.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from anyio import CapacityLimiter, to_thread
from authlib.integrations.base_client import BaseApp, MismatchingStateError, OAuth2Mixin, OAuthError, OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from requests import RequestException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from casework.people import accounts
from casework.people.accounts import Account
from casework.people.entering import NotLetIn
from casework.people.staff import GOOGLE
from store.contract import Store, StoreError
from ui.sign_in import next_page, ticket
from ui.sign_in.plain_page import begin_row, draw, let_through
from ui.sign_in.providers import NAMES, Accounts, Provider, address_of

COOKIE = "managed_moves_way"
TEN_MINUTES = 600
SECONDS = 10.0
"""How long the provider may take for one answer."""
AT_ONCE = 10
"""People who may wait for a provider together: while it is slow, the other threads go on serving everybody else."""
WANTED, WAY = "wanted", "way"
NOT_TOLD = (OAuthError, JoseError, RequestException, ValueError, KeyError, RuntimeError)
"""What asking a provider raises when it does not say who somebody is."""


class ProviderClient(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc]
    """What asks one provider, with authlib over `requests`."""

    client_cls = OAuth2Session


class OfItsOwn:
    """ASGI middleware: what stands in the scope from here on is not seen from outside.

    Streamlit has a session of its own around every route, and would keep ours too, in its cookie, for fourteen days.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a copy."""
        await self._app({**scope}, receive, send)


class ByAccount:
    """The routes of every provider that is set up."""

    def __init__(self, settings: Accounts, store: Callable[[], Store]) -> None:
        self._settings, self._store = settings, store
        self._clients = {each.name: _client(each) for each in settings.providers}
        self._waiting = CapacityLimiter(AT_ONCE)

    def routes(self) -> list[Route]:
        """To be given to the app; the gate lets everyone reach them."""
        secrets = "".join(each.client_secret for each in self._settings.providers)
        kept_on_the_way = Middleware(
            SessionMiddleware,
            secret_key=sha256(f"on the way {secrets}".encode()).hexdigest(),
            session_cookie=COOKIE,
            max_age=TEN_MINUTES,
            path="/sign-in",
            same_site="lax",
            https_only=self._settings.address.startswith("https"),
        )
        return [
            Route(
                address, self._apart(answer, each), methods=["GET"], middleware=[Middleware(OfItsOwn), kept_on_the_way]
            )
            for each in self._settings.providers
            for address, answer in ((address_of(each.name), self._away), (f"{address_of(each.name)}/back", self._back))
        ]

    def _apart(
        self, answer: Callable[[Provider, Request], Response], provider: Provider
    ) -> Callable[[Request], Awaitable[Response]]:
        """The answer, given in a thread of its own: it waits for the provider."""

        async def answered(request: Request) -> Response:
            return await to_thread.run_sync(partial(answer, provider, request), limiter=self._waiting)

        return answered

    def _away(self, provider: Provider, request: Request) -> Response:
        request.session.clear()
        request.session[WANTED] = next_page.local(request.query_params.get("next"))
        try:
            way = self._clients[provider.name].create_authorization_url(
                self._back_address(provider), prompt="select_account"
            )
        except NOT_TOLD:
            return self._sorry(provider)
        request.session[WAY] = {each: way[each] for each in ("state", "nonce", "code_verifier")}
        return RedirectResponse(way["url"], 302)

    def _back(self, provider: Provider, request: Request) -> Response:
        wanted, way = str(request.session.get(WANTED, "")), request.session.get(WAY, {})
        request.session.clear()
        try:
            claims = self._claims(provider, _code(request.query_params, way.get("state", "")), way)
        except NOT_TOLD:
            return self._sorry(provider)
        return self._enter(provider, claims, wanted, request.cookies.get(ticket.COOKIE))

    def _claims(self, provider: Provider, code: str, way: Mapping[str, str]) -> Mapping[str, object]:
        """What the provider says of the person, in the token it signs. Raises one of NOT_TOLD."""
        client = self._clients[provider.name]
        token = client.fetch_access_token(
            self._back_address(provider),
            grant_type="authorization_code",
            code=code,
            code_verifier=way["code_verifier"],
        )
        return client.parse_id_token(token, nonce=way["nonce"]) or {}

    def _back_address(self, provider: Provider) -> str:
        return f"{self._settings.address}{address_of(provider.name)}/back"

    def _enter(self, provider: Provider, claims: Mapping[str, object], wanted: str, old: str | None) -> Response:
        try:
            said = accounts.enter_by_account(self._store(), _account(provider, claims))
            return let_through(begin_row(self._store(), dict(said), old), wanted)
        except NotLetIn as why:
            return self._page(str(why), 403)
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)

    def _sorry(self, provider: Provider) -> Response:
        return self._page(f"{NAMES[provider.name]} did not say who you are. Try again.", 422)

    def _page(self, problem: str, status: int) -> Response:
        offered = [(NAMES[each.name], address_of(each.name)) for each in self._settings.providers]
        return draw("page.html", status, problem=problem, at="ways", accounts=offered, next=next_page.FRONT)


def _client(provider: Provider) -> Any:
    return ProviderClient(
        None,
        provider.name,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.metadata,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
        id_token_signing_alg_values_supported=["RS256"],  # where the provider's own description names none
    )


def _code(sent: Mapping[str, str], state: str) -> str:
    """The code that the provider sends with somebody who went there from here. Raises OAuthError."""
    if "error" in sent:
        raise OAuthError(sent["error"], sent.get("error_description"))
    if not state or not compare_digest(sent.get("state", "").encode(), state.encode()):
        raise MismatchingStateError
    return sent.get("code", "")


def _account(provider: Provider, claims: Mapping[str, object]) -> Account:
    return accounts.google(claims) if provider.name == GOOGLE else accounts.microsoft(claims, provider.tenant)
