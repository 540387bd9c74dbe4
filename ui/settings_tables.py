"""Draws the settings tables: what to put right, which table, its rows, and one row to change or add.

What was typed stays while something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from casework.settings.changing import NotYoursToChange, SettingsRow, change, lines, may_add, remove, to_put_right
from casework.settings.setting_rows import SETTINGS_ROWS
from record.column import SettingsColumn, SettingsTable
from record.tables import EDITABLE, SCHOOLS, SETTINGS
from record.valid_text import remarks
from ui import blocks
from ui.markup import plain
from ui.shell import session
from ui.shell.page import Visit

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
    more = f" The first {ROWS} are listed. Search for a word to find others." if len(found) > ROWS else ""
    blocks.quiet(f"{len(found)} {'row' if len(found) == 1 else 'rows'}.{more}")
    shown = found[:ROWS]
    keys = {} if table.is_numbered else {table.key.label: [each.key for each in shown]}
    cells = {column.label: [_cell(each, column.name) for each in shown] for column in table.on_page[:COLUMNS]}
    if shown:
        blocks.table({**keys, **cells})


def _cell(line: SettingsRow, column: str) -> str:
    return line.values.get(column, "").replace("\n", ", ")


_NEW = ""
_CAME, _WRONG, _ADDED = "what came of a row", "what is wrong with a row", "rows added"


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What was wrong when a row was last pressed to be kept."""

    row: str
    faults: Mapping[str, str]


def one(visit: Visit, table: SettingsTable[Any], found: Sequence[SettingsRow]) -> None:
    """One row to change, or a new one."""
    st.header(f"Change or add a {table.one}", anchor=False)
    with st.container(key="what came of it"):
        if came := session.kept(_CAME, str):
            st.success(came)
            session.forget(_CAME)
    own = {each.key: each for each in found if each.may_change}
    keys = [*([_NEW] if may_add(visit.person, table.name) else []), *own]
    if not keys:
        blocks.quiet("Only an administrator, or a coordinator for the whole authority, can change these rows.")
        return
    picked = st.selectbox(
        "Which?", keys, format_func=lambda key: _called(table, own.get(key)), key=f"row of {table.name}"
    )
    _row(visit, table, own.get(picked))


def _called(table: SettingsTable[Any], line: SettingsRow | None) -> str:
    if line is None:
        return f"Add a {table.one}"
    of = line.values
    parts = (
        of.get("name") or of.get("what") or of.get("label", ""),
        of.get("first") or ("" if table.is_numbered else line.key),
    )
    return " · ".join(part for part in parts if part)


def _row(visit: Visit, table: SettingsTable[Any], line: SettingsRow | None) -> None:
    version = line.changed_at.isoformat() if line else str(session.kept(_ADDED, int) or 0)
    at = f"{table.name} {line.key if line else _NEW} {version}"
    last = session.kept(_WRONG, _Wrong)
    wrong = last.faults if last and last.row == at else {}
    with st.container(key="row problems"):
        if wrong:
            blocks.problems([(_anchor(name), blocks.CitedSentence(said)) for name, said in wrong.items()])
    key = line.key if line else _key(table, at, wrong)
    values = {each.name: _box(each, at, line, wrong.get(each.name, "")) for each in table.on_page}
    with st.container(horizontal=True):
        keeps = st.button("Save this row", type="primary", key=f"keep {at}")
        takes_away = line is not None and table.name != SCHOOLS and st.button("Remove it", key=f"remove {at}")
    if keeps:
        base = line.changed_at if line else None
        came = " ".join(("The row is saved.", *remarks((key, values))))
        _act(at, lambda: change(visit.office, visit.person, table.name, key, values, base), came)
    if takes_away and line is not None:
        _act(at, lambda: remove(visit.office, visit.person, table.name, line.key), "The row is removed.")


def _act(at: str, act: Callable[[], Mapping[str, str]], came: str) -> None:
    try:
        wrong = act()
    except NotYoursToChange as refused:
        st.error(str(refused))
        return
    session.keep(_WRONG, _Wrong(at, wrong))
    if not wrong:
        session.keep(_ADDED, (session.kept(_ADDED, int) or 0) + 1)
        session.keep(_CAME, came)
    st.rerun()


def _key(table: SettingsTable[Any], at: str, wrong: Mapping[str, str]) -> str:
    _fault("", wrong.get("", ""))
    if table.is_numbered:
        return _NEW
    if table.name == SETTINGS:
        names = list(SETTINGS_ROWS)
        return st.selectbox(table.key.label, names, format_func=lambda name: f"{name}: {SETTINGS_ROWS[name]}", key=at)
    return st.text_input(_label(table.key), key=f"{at} key", autocomplete="off") or ""


def _box(column: SettingsColumn, at: str, line: SettingsRow | None, wrong: str) -> str:
    _fault(column.name, wrong)
    now, key = line.values.get(column.name, "") if line else "", f"{at} {column.name}"
    if column.choices:
        index = column.choices.index(now) if now in column.choices else None
        return st.selectbox(_label(column), column.choices, index=index, key=key) or ""
    if column.has_lines:
        return st.text_area(_label(column), value=now, key=key) or ""
    return st.text_input(_label(column), value=now, key=key, autocomplete="off") or ""


def _label(column: SettingsColumn) -> str:
    words = plain(column.label if column.is_needed else f"{column.label} (optional)")
    return f"{words}\n\n{plain(column.hint)}" if column.hint else words


def _fault(name: str, wrong: str) -> None:
    with st.container(key=f"fault of {name or 'the key'}"):
        if wrong:
            blocks.fault(_anchor(name), [blocks.CitedSentence(wrong)])


def _anchor(name: str) -> str:
    return f"row-{name.replace(' ', '-') or 'key'}"
