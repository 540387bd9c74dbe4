"""Draws the settings tables: what to put right, which table, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from casework.settings.changing import SettingsRow, lines, to_put_right
from record.column import SettingsTable
from record.tables import EDITABLE
from ui import blocks
from ui.markup import plain
from ui.page import Visit

COLUMNS, ROWS = 4, 50
"""How much of a table is listed; the rest is found by a word, and seen when a row is opened."""


def put_right(visit: Visit) -> None:
    """Rows that cannot be used as they stand, wherever they were written."""
    if found := to_put_right(visit.office):
        blocks.needs("To put right", [blocks.CitedSentence(each) for each in found])


def chosen() -> SettingsTable[Any]:
    """Which table it is about."""
    return EDITABLE[
        st.segmented_control("Table", list(EDITABLE), default=next(iter(EDITABLE)), key="table", required=True)
    ]


def found(visit: Visit, table: SettingsTable[Any]) -> Sequence[SettingsRow]:
    """The rows that hold what is looked for, to be changed and listed."""
    every = lines(visit.office, visit.person, table.name)
    wanted = (st.text_input("Find", live="500ms", key=f"find {table.name}") or "").strip().lower()
    return [each for each in every if wanted in " ".join([each.key, *each.values.values()]).lower()]


def rows(table: SettingsTable[Any], found: Sequence[SettingsRow]) -> None:
    """The rows, as far as they fit."""
    more = f" The first {ROWS} are listed: find others by a word." if len(found) > ROWS else ""
    blocks.quiet(f"{len(found)} {'row' if len(found) == 1 else 'rows'}.{more}")
    shown = found[:ROWS]
    keys = {} if table.is_numbered else {table.key.label: [plain(each.key) for each in shown]}
    cells = {column.label: [plain(_cell(each, column.name)) for each in shown] for column in table.on_page[:COLUMNS]}
    if shown:
        st.table({**keys, **cells})


def _cell(line: SettingsRow, column: str) -> str:
    return line.values.get(column, "").replace("\n", ", ")
