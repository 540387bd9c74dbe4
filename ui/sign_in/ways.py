"""Every way in that this site was told to have, as routes; and what of them answers without a session row."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from casework.people.pins import Hashing
from store.contract import Store
from ui.shell.settings import Settings, SettingWrong
from ui.sign_in import enter, providers
from ui.sign_in.people import people_of
from ui.sign_in.routes import FILES, SignIn

OPEN_TO_ALL = (
    frozenset({"/sign-in", "/sign-out", *FILES})
    | enter.OPEN_TO_ALL
    | {f"{providers.address_of(name)}{back}" for name in providers.NAMES for back in ("", "/back")}
)
"""What answers without a session row."""
NOT_INSTALLED = "To let people sign in with accounts, first run: pip install -r requirements-site.txt"


def routes(settings: Settings, store: Callable[[], Store], hashing: Callable[[], Hashing]) -> list[Route]:
    """To be given to the app; the gate lets everyone reach them. Raises SettingWrong."""
    by_account, offered = _by_account(settings, store)
    by_link = enter.Enter(store, hashing()).routes() if "links" in settings.ways_in else []
    once = [] if settings.demo else enter.routes_once(store)
    ours = [
        *SignIn(settings, store, lambda: people_of(store()), offered).routes(),
        *(*once, *by_link, *by_account),
    ]
    return [*ours, *(Route(each, _nothing_here, methods=["GET", "POST"]) for each in sorted(OPEN_TO_ALL))]


async def _nothing_here(request: Request) -> PlainTextResponse:
    """At the address of a way in that this site does not have, or asked for in another way: else Streamlit would answer."""
    return PlainTextResponse("There is nothing here.", 404)


def _by_account(settings: Settings, store: Callable[[], Store]) -> tuple[list[Route], list[str]]:
    if "accounts" not in settings.ways_in:
        return [], []
    # Asked for here, so that a site without accounts need not load what speaks to their providers.
    try:
        from ui.sign_in.accounts import ByAccount
    except ModuleNotFoundError:
        raise SettingWrong(NOT_INSTALLED) from None

    accounts = providers.read(settings.secrets)
    return ByAccount(accounts, store).routes(), [each.name for each in accounts.providers]
