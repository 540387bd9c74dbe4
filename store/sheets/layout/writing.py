"""From an entry to the lines that are appended for it: the form, its repeating groups, and what fits no cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC

from record.field import questions
from record.own_questions import OwnQuestions
from store.contract import Json, SavedEntry, TableRow
from store.sheets.layout.cells import Cell, cell_of, fits, shown, stamp
from store.sheets.layout.rows import SheetRow, sheet_row
from store.sheets.layout.tabs import MORE_TITLE, NONE, OTHER, Tab, tab_of_kind, table_tab, tabs_of_groups, with_own

_PART = 30_000
"""Characters of a part of a long answer. They are all ASCII there, so no way of counting makes them more."""
ANSWER, REASON = "answer", "reason"


def entry_lines(entry: SavedEntry, asked: OwnQuestions = NONE) -> tuple[SheetRow, ...]:
    """Every line of an entry, the form itself first; answers to the authority's own questions `asked` have columns, too."""
    tab = with_own(tab_of_kind(entry.kind), asked)
    groups = {each.group.name: each for each in tabs_of_groups(entry.kind) if each.group}
    inside = {name: _items(groups[name], value) for name, value in entry.answers.items() if name in groups}
    items = [
        _item_line(entry, groups[name].title, f"{number}", {"@item": number, **cells})
        for name, rows in inside.items()
        for number, cells in enumerate(rows or (), start=1)
    ]
    cells, more = _main_cells(tab, entry, placed={name for name, rows in inside.items() if rows})
    more_lines = list(_more_lines(entry, more))
    elsewhere = "; ".join([f"{name} {len(rows)}" for name, rows in inside.items() if rows])
    parts = [elsewhere, f"{MORE_TITLE} {len(more_lines)}"] if more_lines else [elsewhere]
    own = {**_own_cells(entry, tab), "@elsewhere": "; ".join(part for part in parts if part)}
    return (sheet_row(tab.title, entry.save_id, "", entry.reference, {**cells, **own}), *items, *more_lines)


def _main_cells(tab: Tab, entry: SavedEntry, placed: set[str]) -> tuple[dict[str, Cell], list[tuple[str, str, Json]]]:
    """Cells of the form's own row, and what must go to *More answers*."""
    cells: dict[str, Cell] = {}
    more: list[tuple[str, str, Json]] = []
    for name, value in entry.answers.items():
        if name in placed:
            continue
        column = tab.column(name)
        question = column.question if column else None
        cell = cell_of(question, value) if question else None
        if cell is None:
            more.append((ANSWER, name, value))
        if question:
            cells[name] = shown(question, value) if cell is None else cell
    return cells, more + [(REASON, rule, why) for rule, why in entry.reasons.items()]


def _items(tab: Tab, value: Json) -> Sequence[Mapping[str, Cell]] | None:
    """The items of a repeating group as cells; None when there is one that cells cannot hold exactly."""
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return None
    rows = [_item_cells(tab, item) for item in value]
    return [row for row in rows if row is not None] if None not in rows else None


def _item_cells(tab: Tab, item: Json) -> Mapping[str, Cell] | None:
    assert tab.group and tab.group.item
    if not isinstance(item, Mapping):
        return None
    asked = {each.name: each for each in questions(tab.group.item)}
    if [name for name in asked if name in item] != list(item):
        return None
    cells = {name: cell_of(asked[name], value) for name, value in item.items()}
    return {name: cell for name, cell in cells.items() if cell is not None} if None not in cells.values() else None


def _item_line(entry: SavedEntry, tab: str, item: str, cells: Mapping[str, Cell]) -> SheetRow:
    own: dict[str, Cell] = {
        "@reference": entry.reference,
        "@entry_id": entry.entry_id,
        "@revision": entry.revision,
        "@save_id": entry.save_id,
    }
    return sheet_row(tab, entry.save_id, item, entry.reference, {**cells, **own})


def _more_lines(entry: SavedEntry, more: Sequence[tuple[str, str, Json]]) -> Iterator[SheetRow]:
    """Each as JSON in ASCII, cut into parts: any text comes back as it was given."""
    for number, (sort, name, value) in enumerate(more, start=1):
        for item, cells in _parts(number, sort, name, value):
            yield _item_line(entry, MORE_TITLE, item, cells)


def _parts(number: int, sort: str, name: str, value: Json) -> Iterator[tuple[str, Mapping[str, Cell]]]:
    whole = json.dumps([name, value], default=_plainly)
    parts = [whole[start : start + _PART] for start in range(0, len(whole), _PART)]
    label = "".join(character for character in name if character.isprintable())[:200]
    for part, text in enumerate(parts, start=1):
        item = f"{number}.{part}"
        # Never `2.1` alone, which a sheet would take for a number.
        cells = {"@item": f"no {item}", "@sort": sort, "@name": label, "@part": f"{part} of {len(parts)}"}
        yield item, {**cells, "@text": text}


def _plainly(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _own_cells(entry: SavedEntry, tab: Tab) -> dict[str, Cell]:
    kind = {"@kind": entry.kind} if tab is OTHER else {}
    return {
        **kind,
        "@reference": entry.reference,
        "@saved_at": stamp(entry.saved_at.astimezone(UTC)),
        "@saved_by": entry.saved_by,
        "@saved_for": entry.saved_for,
        "@from_paper": "yes" if entry.from_paper else "",
        "@la": entry.la,
        "@pack": entry.pack,
        "@base": entry.base or "",
        "@entry_id": entry.entry_id,
        "@revision": entry.revision,
        "@save_id": entry.save_id,
    }


def table_lines(row: TableRow, row_id: str) -> tuple[SheetRow, ...]:
    """The lines of a row of a settings table: the row, and what fits no cell of it."""
    tab = table_tab(row.table)
    fitting = {name: value for name, value in row.values.items() if tab.column(name) and _is_simple(value)}
    cells: dict[str, Cell] = {
        "@key": row.key,
        "@changed_at": stamp(row.changed_at.astimezone(UTC)),
        "@changed_by": row.changed_by,
        "@save_id": row_id,
        **fitting,
    }
    rest = {name: value for name, value in row.values.items() if name not in fitting and value}
    more = [
        sheet_row(MORE_TITLE, row_id, item, "", {"@save_id": row_id, **part})
        for number, (name, value) in enumerate(rest.items(), start=1)
        for item, part in _parts(number, row.table, name, value)
    ]
    return (sheet_row(tab.title, row_id, "", "", cells), *more)


def _is_simple(value: str) -> bool:
    return fits(value) and value.strip() == value and all(each.isprintable() or each == "\n" for each in value)
