"""Hands out a sign-in card, to whoever made it a moment ago."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from store.contract import Store
from ui import handing_out
from ui.letters.routes import WORD

SORT = handing_out.Sort(
    "/cards/{number}.docx",
    WORD,
    "There is no such card. A link is told once: replace it to have a new card.",
    handing_out.named("Sign-in card.docx"),
)


def address_of(number: str) -> str:
    """Where it is, for a quarter of an hour."""
    return SORT.path.format(number=number)


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""
    return [handing_out.route(store, SORT)]
