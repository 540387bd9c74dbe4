"""Hands out a workbook, to whoever made it a moment ago."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from store.contract import Store
from ui import handing_out

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORT = handing_out.Sort(
    "/workbooks/{number}.xlsx",
    XLSX,
    "There is no such file any more. Make the workbook again.",
    handing_out.named("Managed moves.xlsx"),
)


def address_of(number: str) -> str:
    """Where it is, for a quarter of an hour."""
    return SORT.path.format(number=number)


def routes(store: Callable[[], Store]) -> list[Route]:
    """To be given to the app, behind its gate."""
    return [handing_out.route(store, SORT)]
