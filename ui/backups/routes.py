"""Hands out a backup, to whoever made it a moment ago."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from store.contract import Store
from ui import handing_out
from ui.letters.routes import ZIP

SORT = handing_out.Sort(
    "/backups/{number}.zip",
    ZIP,
    "There is no such file any more. Make the backup again.",
    handing_out.named("Managed moves backup.zip"),
)


def address_of(number: str) -> str:
    """Where it is, for a quarter of an hour."""
    return SORT.path.format(number=number)


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""
    return [handing_out.route(store, SORT)]
