"""A spreadsheet as Google describes it: which of its tabs is which of ours, whatever they are called today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.sheets.layout.tabs import Tab

MARK = "managed-moves-tab"
"""Developer metadata of a tab: which of ours it is."""
KEPT = "managed-moves-kept"
"""Developer metadata of the spreadsheet: how many rows were written to each tab."""
MADE_AS = "managed-moves-spreadsheet"
"""Developer metadata of the spreadsheet: its own id, so that a copy of it is known as one."""


@dataclass(frozen=True, slots=True)
class TabNow:
    """One tab of the spreadsheet."""

    gid: int
    title: str
    columns: int
    rows: int = 0
    marked: str = ""
    """Which of our tabs it was made as."""
    warnings: frozenset[str] = frozenset()
    views: frozenset[str] = frozenset()
    is_greying: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """The whole spreadsheet, without a cell."""

    title: str
    locale: str
    tabs: tuple[TabNow, ...]
    made_as: str = ""
    """The id it had when it was set up; empty when that was never noted."""
    metadata: tuple[Mapping[str, Any], ...] = ()
    """All that is noted of the spreadsheet as a whole."""

    @property
    def cells(self) -> int:
        """How many there are, blank ones too: Google allows ten million."""
        return sum(each.columns * each.rows for each in self.tabs)

    def ours(self, tabs: Sequence[Tab], remembered: Mapping[str, int]) -> Mapping[str, TabNow]:
        """By our title: the tab that was ours last time, else the one marked so. One that is only called so is somebody's own."""
        found: dict[str, TabNow] = {}
        for tab in tabs:
            candidates = [
                *[each for each in self.tabs if each.gid == remembered.get(tab.title)],
                *[each for each in self.tabs if each.marked == tab.title and each.title == tab.title],
                *[each for each in self.tabs if each.marked == tab.title],
            ]
            if candidates:
                found[tab.title] = candidates[0]
        return found

    def marked(self, title: str) -> TabNow | None:
        """The tab that was made as this one of ours."""
        its = [each for each in self.tabs if each.marked == title]
        return next((each for each in its if each.title == title), its[0] if its else None)

    def only_called(self, title: str) -> TabNow | None:
        """The tab called so today that nothing marks."""
        return next((each for each in self.tabs if each.title == title and not each.marked), None)


def read_book(described: Mapping[str, Any]) -> Book:
    """From the answer of `spreadsheets.get`."""
    properties = described.get("properties", {})
    tabs = tuple(_tab(each) for each in described.get("sheets", []))
    made_as = next(
        (each.get("metadataValue", "") for each in _metadata(described) if each.get("metadataKey") == MADE_AS), ""
    )
    return Book(properties.get("title", ""), properties.get("locale", ""), tabs, made_as, tuple(_metadata(described)))


def _metadata(described: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = described.get("developerMetadata", [])
    return found


def _tab(sheet: Mapping[str, Any]) -> TabNow:
    properties = sheet.get("properties", {})
    marks = {each.get("metadataKey"): each.get("metadataValue", "") for each in _metadata(sheet)}
    return TabNow(
        gid=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        columns=properties.get("gridProperties", {}).get("columnCount", 0),
        rows=properties.get("gridProperties", {}).get("rowCount", 0),
        marked=marks.get(MARK, ""),
        warnings=frozenset(each.get("description", "") for each in sheet.get("protectedRanges", [])),
        views=frozenset(each.get("title", "") for each in sheet.get("filterViews", [])),
        is_greying=bool(sheet.get("conditionalFormats")),
    )
