"""What must hold once everybody has gone home: each check names what it found wrong, and finds nothing when all is well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sqlalchemy import select

from casework.reading.cases import as_filed
from store.contract import SavedEntry
from store.sheets.layout.cells import serial
from store.sheets.layout.faults import SheetFault, SheetFaultKind
from store.sheets.layout.finding import Headings, find_headings
from store.sheets.layout.tabs import all_tabs
from store.sheets.sync.ledger import save_of
from store.sheets.sync.outbox import OutboxState
from store.sql.schema import table_rows
from tests.sheets.hand import polite
from tests.sheets.log import Logged
from tests.sheets.showing import formatted
from tests.store.sheets.promises.playing import Play

TAKING_AWAY = ("delete_a_row", "delete_the_tab", "delete_a_column")
"""Acts after which a row that was seen may be gone; without any of them, it may not."""

OF_EDITS = (
    SheetFaultKind.BY_HAND,
    SheetFaultKind.UNREADABLE,
    SheetFaultKind.AMBIGUOUS,
    SheetFaultKind.OWN_COLUMN,
    SheetFaultKind.SUPERSEDED,
)


def broken(play: Play) -> Mapping[str, list[str]]:
    """By the name of each check that found something, what it found."""
    found = {check.__name__: check(play) for check in CHECKS}
    return {name: wrong for name, wrong in found.items() if wrong}


def acknowledged_and_not_there_once(play: Play) -> list[str]:
    """Saves that were acknowledged and that a reader does not find exactly once, with the answers that were saved."""
    found = Counter(each.save_id for each in play.store.entries())
    same = {each.save_id: each.answers for each in play.store.entries()}
    lost = [one for one, saved in play.saved.items() if found[one] != 1 or same[one] != saved.answers]
    return lost + [one for one, count in found.items() if count != 1 or save_of(one) not in play.saved]


def edits_nobody_made(play: Play) -> list[str]:
    """Edits “by hand” that count or are shown, although the coordinator changed nothing that others wrote."""
    if any(done.act not in polite for done in play.coordinator.done):
        return []
    with play.store.reading() as connection:
        settings = list(connection.execute(select(table_rows.c["key"])).scalars())
    too_many = settings if len(settings) > play.did["settings"] else []
    shown = [f"{fault.sort}: {fault.tab} {fault.cell}" for fault in play.store.faults() if fault.sort in OF_EDITS]
    return [each.save_id for each in play.store.entries() if save_of(each.save_id) != each.save_id] + too_many + shown


def unsettled(play: Play) -> list[str]:
    """Lines that neither are in the sheet nor wait for something that the Sheet check page names."""
    faults = play.store.faults()
    blocked = {
        fault.tab for fault in faults if fault.sort in (SheetFaultKind.HEADING_MISSING, SheetFaultKind.HEADINGS_GONE)
    }
    blocked_saves = {
        each.save_id
        for each in play.store.outbox.since(0)
        if each.state is not OutboxState.SEEN and _called(play, each.tab) in blocked
    }
    return [
        f"{each.tab} {each.save_id} {each.item}: {each.state}"
        for each in play.store.outbox.since(10**9)
        if each.save_id not in blocked_saves
    ]


def _called(play: Play, title: str) -> str:
    gids: dict[str, int] = play.store.outbox.note("tabs")
    return next((each.title for each in play.google.book(play.book).sheets if each.sheet_id == gids.get(title)), title)


def not_seen_and_not_told(play: Play) -> list[str]:
    """Lines that the app believes in the sheet, are not, and nobody is told."""
    took_away = any(done.act in TAKING_AWAY for done in play.coordinator.done)
    told = {fault.row for fault in play.store.faults() if fault.sort is SheetFaultKind.VANISHED and took_away}
    there = set(_texts(play))
    gone = {fault.tab for fault in play.store.faults() if fault.sort is SheetFaultKind.HEADINGS_GONE}
    return [
        f"{each.tab} {each.save_id} {each.item}"
        for each in play.store.outbox.since(0)
        if each.state is OutboxState.SEEN
        and each.fingerprint not in there
        and each.save_id not in there
        and f"line {each.n}" not in told
        and _called(play, each.tab) not in gone
    ]


def _texts(play: Play) -> Iterator[str]:
    for sheet in play.google.book(play.book).sheets:
        for row in sheet.rows:
            for cell in row.cells:
                yield from map(str, cell.get("userEnteredValue", {}).values())


def written_over(play: Play) -> list[str]:
    """Cells that a request of the app changed, set-up's own and the Register apart; and edits by hand that are gone."""
    changed = [
        f"{line.asks}: {[str(cell) for cell in line.changed]}"
        for line in play.google.google.log.that_changed_cells(is_set_up)
    ]
    return changed + [edit.text for edit in play.coordinator.look()]


def is_set_up(line: Logged) -> bool:
    """Whether a request only adds what a set-up adds."""
    return any(each in ("addSheet", "insertDimension") for each in line.asks)


def unheard(play: Play) -> list[str]:
    """What the coordinator typed under a heading of ours that neither counts nor is shown on the Sheet check page."""
    faults = play.store.faults()
    with play.store.reading() as connection:  # every setting that ever stood: a later one may have replaced it since
        settings = connection.execute(select(*[table_rows.c[name] for name in ("key", "values", "changed_by")])).all()
    heard = repr([[each.answers for each in play.store.entries()], settings])
    missing = []
    for edit in play.coordinator.standing.values():
        where = _where(play, edit.text)
        if where and not _counts(edit.text, heard) and not any(_speaks_of(fault, edit.text, where) for fault in faults):
            missing.append(f"{where}: {edit.text}")
    return missing


def _counts(text: str, heard: str) -> bool:
    """Whether the app took a text in, or the number that the sheet made of a date."""
    day = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    number = str(serial(date(int(day[3]), int(day[2]), int(day[1])))) if day else text
    return text.strip() in heard or number in heard


def _where(play: Play, text: str) -> tuple[str, str] | None:
    """The tab and row number of a text under one of our headings."""
    gids: dict[str, int] = play.store.outbox.note("tabs")
    book = play.google.book(play.book)
    for tab in all_tabs():
        sheet = next((each for each in book.sheets if each.sheet_id == gids.get(tab.title)), None)
        if sheet is None:
            continue
        shown = [[formatted(cell, book.locale) if cell else "" for cell in row.cells] for row in sheet.rows]
        headings = find_headings(tab, shown)
        for number, row in enumerate(shown, start=1):
            if headings and number != headings.row and text in row and _is_headed(headings, row.index(text)):
                return sheet.title, str(number)
    return None


def _is_headed(headings: Headings, at: int) -> bool:
    return at < len(headings.order) and bool(headings.order[at])


def _speaks_of(fault: SheetFault, text: str, where: tuple[str, str]) -> bool:
    title, number = where
    in_row = fault.tab == title and (fault.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").split(":")[0] == number)
    return text in fault.says or in_row


def clashes_not_shown(play: Play) -> list[str]:
    """Pairs of corrections of one base that answered a question differently, and no clash is told of."""
    silent = []
    by_entry: dict[str, list[SavedEntry]] = {}
    for each in play.store.entries():
        by_entry.setdefault(each.entry_id, []).append(each)
    for revisions in by_entry.values():
        heads = [each for each in revisions if each.save_id not in {save.base for save in revisions}]
        by_base = [each for each in heads if Counter(one.base for one in heads)[each.base] > 1 and each.base]
        differ = {each.answers.get("seen_by") for each in by_base if save_of(each.save_id) == each.save_id}
        if len(differ) > 1 and None not in differ and not as_filed(revisions).clashes:
            silent.append(f"{[each.save_id for each in by_base]}")
    return silent


CHECKS: tuple[Callable[[Play], list[str]], ...] = (
    acknowledged_and_not_there_once,
    edits_nobody_made,
    unsettled,
    not_seen_and_not_told,
    written_over,
    unheard,
    clashes_not_shown,
)
