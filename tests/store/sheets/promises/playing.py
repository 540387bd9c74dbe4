"""Two people at the app and a coordinator at the sheet, in an order that a seed decides; and what must hold after it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from record.revisions import merge
from store.base import SavedEntry
from store.outbox import State
from store.sheets.cells import serial
from store.sheets.faults import Fault, Sort
from store.sheets.finding import Headings, find_headings
from store.sheets.ledger import save_of
from store.sheets.tabs import all_tabs
from store.sql_schema import table_rows
from tests.sheets.faults import USUAL
from tests.sheets.log import Logged
from tests.sheets.meddling import Coordinator
from tests.sheets.server import Running
from tests.sheets.showing import formatted
from tests.store.rows import NOW, entry, table_row
from tests.store.sheets.serving import open_by_turns, spreadsheet_of

IN_USE = ("Start", "Weekly report", "Weekly report – incidents", "More answers", "Schools")
QUIET = frozenset({"protect_the_tab"})
"""Not among her acts: it shuts the app out, which `test_troubles` looks at."""
TAKING_AWAY = ("delete_a_row", "delete_the_tab", "delete_a_column")
"""Acts after which a row that was seen may be gone; without any of them, it may not."""


class Play:
    """One interleaving."""

    def __init__(self, google: Running, folder: Path, seed: int) -> None:
        self.google, self.folder, self.chance = google, folder, random.Random(seed)
        self.store = open_by_turns(folder)
        self.book = spreadsheet_of(folder)
        self.saved: dict[str, SavedEntry] = {}
        others = frozenset(tab.title for tab in all_tabs()) - set(IN_USE)
        level = self.chance.choice(["polite", "rude", "ruinous"])
        alone = others | {"Register", "Superseded", "Sheet1"}
        self.coordinator = Coordinator(google.google, self.book, seed, level, 0.15, alone, QUIET)
        self._until_read()

    def _until_read(self) -> None:
        for _ in range(30):
            self.store.keeper.turn()
            if not self.store.standing().trouble:
                return
        raise AssertionError("the spreadsheet could not be read")

    def play(self, steps: int = 14) -> None:
        """Everybody at once; then the coordinator goes home, Google is well again, and the app finishes."""
        server = self.google.google
        server.log.forget()
        server.between.append(self.coordinator.perhaps_act)
        server.faults.at_random(self.chance.randrange(10**6), 0.15, USUAL)
        acts = [
            self.file,
            self.file,
            self.revise_twice,
            self.set_something,
            self.turn,
            self.turn,
            self.turn,
            self.restart,
        ]
        try:
            for _ in range(steps):
                self.chance.choice(acts)()
                if self.chance.random() < 0.4:
                    self.coordinator.act()
        finally:
            server.between.clear()
            server.faults.stop()
        for _ in range(8):
            self.turn()

    def turn(self) -> None:
        self.store.tables_mark()  # somebody looks
        self.store.keeper.turn()

    def restart(self) -> None:
        self.store.close()
        self.store = open_by_turns(self.folder)

    def file(self) -> None:
        number = len(self.saved)
        kind = self.chance.choice(["start", "weekly_report"])
        self._save(entry(f"s{number}", kind=kind, entry_id=f"e{number}", answers=self._answers(kind, number)))

    def revise_twice(self) -> None:
        """Two people correct the same entry, having seen the same."""
        if not self.saved:
            return
        chosen = self.chance.choice(list(self.saved.values()))
        versions = self.store.ledger.versions(chosen.save_id)
        for _ in range(2):
            changed = {"seen_by": f"Person {len(self.saved)}"} if chosen.kind == "weekly_report" else {}
            answers = {**versions[-1].answers, **changed}
            base = versions[-1].save_id
            self._save(replace(chosen, save_id=f"s{len(self.saved)}", base=base, revision=2, answers=answers))

    def set_something(self) -> None:
        self.store.put(table_row(f"10000{self.chance.randrange(3)}", name=f"School {self.chance.randrange(1000)}"))

    def _save(self, new: SavedEntry) -> None:
        moment = NOW + timedelta(minutes=len(self.saved))
        self.saved[new.save_id] = self.store.save(replace(new, saved_at=moment))

    def _answers(self, kind: str, number: int) -> dict[str, Any]:
        if kind == "start":
            return {"did_start": True, "started_on": "2026-09-14", "why_not": f"Words {number}"}
        incidents = [{"what": f"Incident {number}.{n}", "happened_on": "2026-09-15"} for n in range(number % 3)]
        return {"week_commencing": "2026-09-14", "went_well": f"Well {number}", "incidents": incidents, "odd": [number]}


def acknowledged_and_not_there_once(play: Play) -> list[str]:
    """Saves that were acknowledged and that a reader does not find exactly once, with the answers that were saved."""
    found = Counter(each.save_id for each in play.store.entries())
    same = {each.save_id: each.answers for each in play.store.entries()}
    return [one for one, saved in play.saved.items() if found[one] != 1 or same[one] != saved.answers] + [
        one for one, count in found.items() if count != 1
    ]


def unsettled(play: Play) -> list[str]:
    """Lines that neither are in the sheet nor wait for something that the Sheet check page names."""
    faults = play.store.faults()
    blocked = {fault.tab for fault in faults if fault.sort in (Sort.HEADING_MISSING, Sort.HEADINGS_GONE)}
    blocked_saves = {
        each.save_id
        for each in play.store.outbox.since(0)
        if each.state is not State.SEEN and _called(play, each.tab) in blocked
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
    told = {fault.row for fault in play.store.faults() if fault.sort is Sort.VANISHED and took_away}
    there = set(_texts(play))
    gone = {fault.tab for fault in play.store.faults() if fault.sort is Sort.HEADINGS_GONE}
    return [
        f"{each.tab} {each.save_id} {each.item}"
        for each in play.store.outbox.since(0)
        if each.state is State.SEEN
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
        settings = connection.execute(select(table_rows.c["key"], table_rows.c["values"])).all()
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


def _speaks_of(fault: Fault, text: str, where: tuple[str, str]) -> bool:
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
        if len(differ) > 1 and None not in differ and not merge(revisions).clashes:
            silent.append(f"{[each.save_id for each in by_base]}")
    return silent
