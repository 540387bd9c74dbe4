"""Hands out the zip of a week's weekly reports, to whoever made it a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from starlette.routing import Route

from store.contract import Store
from ui import handing_out
from ui.letters.routes import ZIP


def _name(parts: Mapping[str, str]) -> str | None:
    try:
        return f"Weekly reports, week of {date.fromisoformat(parts['monday']).isoformat()}.zip"
    except ValueError:
        return None


SORT = handing_out.Sort(
    "/weekly-reports-of/{monday}/{number}.zip",
    ZIP,
    "There is no such file any more. Make the reports again under Weekly reports.",
    _name,
)


def address_of(monday: date, number: str) -> str:
    """Where a zip is, for a quarter of an hour."""
    return SORT.path.format(monday=monday.isoformat(), number=number)


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""
    return [handing_out.route(store, SORT)]
