"""One look at the whole spreadsheet, from the values as they come to what is kept and what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from operator import is_
from typing import Any

from store.sheets.layout.as_saved import Saved
from store.sheets.layout.cells import Cell
from store.sheets.layout.faults import SheetFault, SheetFaultKind
from store.sheets.layout.finding import FoundRow, FoundTab, Headings, Memory, Values, find, find_headings
from store.sheets.layout.spreadsheet import TabNow
from store.sheets.layout.tabs import REFERENCE, Tab, TabContent, tab_titled, with_own
from store.sheets.sync.apply_edits import EditApplier
from store.sheets.sync.compare_rows import RowComparer
from store.sheets.sync.ledger import Ledger
from store.sheets.sync.outbox import OutboxState
from store.sheets.sync.progress import Progress
from store.sheets.sync.settings_rows import SettingsRows
from store.sheets.sync.unknown_rows import import_unknown_rows, name_of, typed_faults

FAULTS, TYPED, ORDERS, GONE, DECIDED = "faults", "typed rows", "orders of columns", "columns gone", "decided"
"""Notes: what the Sheet check page shows; what can be adopted; the last known columns; what people decided."""

_IN_THE_SHEET = (OutboxState.SEEN, OutboxState.SENT)


@dataclass
class SheetReader:
    """Takes in the spreadsheet again and again; does nothing when nothing changed."""

    ledger: Ledger
    headings: dict[str, Headings] = field(default_factory=dict)
    """By our title, as they stood at the last look; a tab whose headings are gone has none."""
    of_archive: bool = False
    """Whether only forms are read: the settings of an earlier year stand for nothing."""
    progress: Progress = field(default_factory=Progress)
    name: str = "this year"
    """What is read, for whoever waits for it."""
    as_saved: Saved = field(default_factory=dict)
    """At a first look: what the app wrote, as it wrote it. Used once."""
    of_a_copy: bool = False
    """Whether the spreadsheet is a copy of another: what is not in it was meant to be left out."""
    _found: Sequence[FoundTab] = ()
    _others: object = None
    """What else the last look went by."""
    _memory: dict[str, Memory] = field(default_factory=lambda: defaultdict(Memory))
    """By our title."""

    def __post_init__(self) -> None:
        self.edits = EditApplier(self.ledger)
        self._comparer = RowComparer(self.edits.known, self.ledger.written)
        self._settings = SettingsRows(self.ledger)

    @property
    def orders(self) -> dict[str, list[str]]:
        """By our title, the keys of a tab's columns when last all of them were there."""
        return dict(self.ledger.outbox.note(ORDERS) or {})

    def read(self, tabs: Mapping[str, TabNow], values: Sequence[Sequence[Sequence[Cell]]]) -> None:
        """Take in what every tab holds now. Raises StoreError."""
        known = self.edits.known
        new = self.ledger.outbox.since(known.newest)
        known.learn(new)
        decided = self.ledger.outbox.note(DECIDED) or {}
        self.progress.begin(self.name, sum(map(len, values)))
        found = [self._find(*each) for each in zip(tabs.items(), values, strict=True)]
        others = dict(tabs), decided, self.ledger.own(), [each for each in new if each.state is not OutboxState.QUEUED]
        if (others, len(found)) == (self._others, len(self._found)) and all(map(is_, found, self._found)):
            return
        self.headings = {each.tab.title: each.headings for each in found if each.headings}
        self._remember_columns(found)
        if self.of_a_copy and self.as_saved:
            there = {cell for tab in values for row in tab for cell in row if isinstance(cell, str)}
            self.as_saved = {save_id: lines for save_id, lines in self.as_saved.items() if save_id in there}
        self._apply(found, decided)
        if self.as_saved:  # what was met for the first time is judged as at any later look
            self.as_saved = {}
            known.learn(self.ledger.outbox.since(known.newest))
            self._apply(found, decided)
        self._found, self._others = found, others
        self.progress.end()

    def lacks_columns(self) -> bool:
        """Whether an own question is asked that has no column yet."""
        orders = self.orders
        for title, headings in self.headings.items():
            own = self.ledger.own().of(tab_titled(title).name) if title in orders else ()
            if any(each.name not in headings.where and each.name not in orders[title] for each in own):
                return True
        return False

    def _find(self, tab: tuple[str, TabNow], rows: Values) -> FoundTab:
        ours, now = tab
        found = find(self._tab(ours, rows), now.title, now.gid, rows, self._memory[ours])
        self.progress.step(len(rows))
        return found

    def _tab(self, title: str, rows: Values) -> Tab:
        """One of our tabs, with the columns of own questions that it has or has had: one to come is nobody's fault."""
        tab, own = tab_titled(title), self.ledger.own()
        if self.of_archive or not own.of(tab.name):
            return tab
        headings = find_headings(tab, rows)
        return with_own(tab, own, {*(headings.where if headings else ()), *self.orders.get(title, ())})

    def _apply(self, found: Sequence[FoundTab], decided: Mapping[str, str]) -> None:
        titles = {each.tab.title: each for each in found}
        known = self.edits.known
        gone = self.ledger.outbox.note(GONE) or {}
        comparison = self._comparer.compare(found, gone)
        faults = [fault for each in found for fault in each.faults]
        faults += self.edits.apply(comparison, titles)
        unknown = _of_forms(comparison.unknown) if self.of_archive else comparison.unknown
        faults += import_unknown_rows(self.ledger, known, unknown, titles, self.progress, self.as_saved)
        faults += self._settings.apply(comparison, titles)
        faults = self._settings.of_those_shut_out(faults)
        copied = [row for _, row in comparison.copies]
        faults += typed_faults(comparison.typed, copied, decided, titles)
        self._note(FAULTS, [asdict(fault) for fault in faults])
        typed = {
            name_of(row): _as_note(row.tab.title, row.cells)
            for row in (*comparison.typed, *copied)
            if row.tab.holds is TabContent.ENTRIES
        }
        self._note(TYPED, typed)

    def _remember_columns(self, found: Sequence[FoundTab]) -> None:
        """Keep the order of columns while all are there; when one is not, up to which line it has been missed."""
        orders, gone = self.orders, dict(self.ledger.outbox.note(GONE) or {})
        for each in found:
            title = each.tab.title
            if each.headings is None:
                continue
            missing = [key for key in each.headings.missing(each.tab) if key in orders.get(title, ())]
            if missing:
                lines = self.edits.known.lines.values()
                newest = max((one.n for one in lines if one.tab == title and one.state in _IN_THE_SHEET), default=0)
                gone[title] = {**gone.get(title, {}), **dict.fromkeys(missing, newest)}
            elif not each.headings.missing(each.tab):
                orders[title] = list(each.headings.order)
        self._note(ORDERS, orders)
        self._note(GONE, gone)

    def _note(self, name: str, value: Any) -> None:
        if self.ledger.outbox.note(name) != value:
            self.ledger.outbox.keep_note(name, value)


def _of_forms(unknown: Mapping[str, Sequence[FoundRow]]) -> Mapping[str, Sequence[FoundRow]]:
    """Without what a row of a settings table has in *More answers*."""
    return {save_id: rows for save_id, rows in unknown.items() if any(row.cells.get(REFERENCE) for row in rows)}


def _as_note(tab: str, cells: Mapping[str, Cell]) -> dict[str, Any]:
    return {"tab": tab, "cells": dict(cells)}


def read_faults(noted: Sequence[Mapping[str, Any]]) -> tuple[SheetFault, ...]:
    """Faults from the note they were kept in."""
    return tuple(SheetFault(**{**each, "sort": SheetFaultKind(each["sort"])}) for each in noted)
