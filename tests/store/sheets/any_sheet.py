"""Hypothesis strategies: any entry a store may be given, and the spreadsheet values its lines stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hypothesis import strategies as st

from record.answers import kept
from record.forms.kinds import KINDS
from store.contract import SavedEntry
from store.sheets.layout.cells import Cell
from store.sheets.layout.rows import SheetRow
from store.sheets.layout.tabs import Tab, tab_titled
from tests.record.any_entry import any_entry, any_facts
from tests.store.rows import entry
from tests.store.test_every_store_is_like_its_model import json, texts


@st.composite
def any_saved(draw: st.DrawFn, save_id: str = "save-1") -> SavedEntry:
    """An entry that a form could have submitted; sometimes with answers that no form would."""
    kind = draw(st.sampled_from(KINDS))
    filled = kept(draw(any_facts.flatmap(lambda facts: any_entry(kind, facts))))
    odd = draw(st.just({}) | st.dictionaries(st.sampled_from([*list(kind.model_fields), "other"]) | texts, json))
    return entry(
        save_id,
        kind=kind.kind,
        saved_at=draw(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1))).replace(tzinfo=UTC),
        answers={**filled, **odd},
        reasons=draw(st.dictionaries(texts, texts, max_size=2)),
        from_paper=draw(st.booleans()),
    )


def by_tab(lines: Sequence[SheetRow]) -> Mapping[str, list[SheetRow]]:
    """Lines by the title of their tab."""
    tabs: dict[str, list[SheetRow]] = defaultdict(list)
    for line in lines:
        tabs[line.tab].append(line)
    return tabs


def grid(title: str, lines: Sequence[SheetRow]) -> list[list[Cell]]:
    """A tab as the API gives it, with its headings."""
    tab = tab_titled(title)
    return [[column.heading for column in tab.columns], *(cells_in_order(tab, line) for line in lines)]


def cells_in_order(tab: Tab, line: SheetRow) -> list[Cell]:
    """A line's cells under the headings in their first order."""
    return [line.cells.get(column.key, "") for column in tab.columns]
