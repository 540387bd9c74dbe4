"""Signing in with Google or Microsoft: away to them and back, and then a row like everybody's.

What must not be mixed up on the way (state, nonce, the PKCE verifier, the page that was wanted) travels in a signed cookie
of ten minutes that only these addresses receive. Nothing the provider gives is kept: neither token nor picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import httpx2
from authlib.integrations.starlette_client import OAuth, OAuthError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from casework import accounts
from casework.accounts import Account
from casework.entering import NotLetIn
from casework.staff import GOOGLE
from store.base import Store, StoreError
from ui.sign_in import next_page, ticket
from ui.sign_in.plain_page import begin_row, draw, let_through
from ui.sign_in.providers import NAMES, Accounts, Provider, address_of

COOKIE = "managed_moves_way"
TEN_MINUTES = 600
SECONDS = 10.0
"""How long the provider may take for one answer."""
WANTED = "wanted"


class ByAccount:
    """The routes of every provider that is set up."""

    def __init__(self, settings: Accounts, store: Callable[[], Store]) -> None:
        self._settings, self._store, self._oauth = settings, store, OAuth()
        for each in settings.providers:
            self._oauth.register(
                each.name,
                client_id=each.client_id,
                client_secret=each.client_secret,
                server_metadata_url=each.metadata,
                client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": SECONDS},
            )

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
            route
            for each in self._settings.providers
            for route in (
                Route(address_of(each.name), self._away(each), methods=["GET"], middleware=[kept_on_the_way]),
                Route(f"{address_of(each.name)}/back", self._back(each), methods=["GET"], middleware=[kept_on_the_way]),
            )
        ]

    def _away(self, provider: Provider) -> Callable[[Request], Any]:
        async def away(request: Request) -> Response:
            request.session.clear()
            request.session[WANTED] = next_page.local(request.query_params.get("next"))
            back = f"{self._settings.address}{address_of(provider.name)}/back"
            try:
                response: Response = await self._client(provider).authorize_redirect(
                    request, back, prompt="select_account"
                )
            except (OAuthError, httpx2.HTTPError, ValueError, RuntimeError):
                return self._sorry(provider)
            return response

        return away

    def _back(self, provider: Provider) -> Callable[[Request], Any]:
        async def back(request: Request) -> Response:
            wanted = str(request.session.get(WANTED, ""))
            try:
                token = await self._client(provider).authorize_access_token(request)
                claims = token.get("userinfo") or {}
            except (OAuthError, JoseError, httpx2.HTTPError, ValueError, KeyError, RuntimeError):
                return self._sorry(provider)
            finally:
                request.session.clear()
            return await run_in_threadpool(self._enter, provider, claims, wanted, request.cookies.get(ticket.COOKIE))

        return back

    def _enter(self, provider: Provider, claims: Mapping[str, object], wanted: str, old: str | None) -> Response:
        try:
            said = accounts.enter_by_account(self._store(), _account(provider, claims))
            return let_through(begin_row(self._store(), dict(said), old), wanted)
        except NotLetIn as why:
            return self._page(str(why), 403)
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)

    def _client(self, provider: Provider) -> Any:
        return self._oauth.create_client(provider.name)

    def _sorry(self, provider: Provider) -> Response:
        return self._page(f"{NAMES[provider.name]} did not say who you are. Try again.", 422)

    def _page(self, problem: str, status: int) -> Response:
        offered = [(NAMES[each.name], address_of(each.name)) for each in self._settings.providers]
        return draw("page.html", status, problem=problem, at="ways", accounts=offered, next=next_page.FRONT)


def _account(provider: Provider, claims: Mapping[str, object]) -> Account:
    return accounts.google(claims) if provider.name == GOOGLE else accounts.microsoft(claims, provider.tenant)
