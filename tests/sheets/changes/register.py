"""The list of batchUpdate requests by name."""

from __future__ import annotations

from collections.abc import Callable

from tests.sheets.refused import Json
from tests.sheets.spreadsheet import Spreadsheet

Change = Callable[[Spreadsheet, Json], Json]

changes: dict[str, Change] = {}


def request(name: str) -> Callable[[Change], Change]:
    """Enter a function under the name of the request it carries out."""

    def enter(change: Change) -> Change:
        changes[name] = change
        return change

    return enter
