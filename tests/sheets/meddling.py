"""The meddling coordinator: a person at the sheet while the app works, who does anything at any moment, from a seed.

She keeps account of what she did: everything she typed is one of a kind, so a test can ask whether it is still there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tests.sheets import rude_hand  # noqa: F401 – enters its acts
from tests.sheets.google import Google
from tests.sheets.hand import Act, Hand, HandEdit, Row, polite, rude, ruinous
from tests.sheets.refused import Invalid
from tests.sheets.showing import formatted
from tests.sheets.spreadsheet import Spreadsheet

LEVELS: dict[str, dict[str, Act]] = {
    "polite": polite,
    "rude": polite | rude,
    "ruinous": polite | rude | ruinous,
}
"""What she may do: polite never changes what others wrote; rude edits, deletes rows and renames; ruinous stops at nothing."""


@dataclass(frozen=True, slots=True)
class Done:
    """One act."""

    number: int
    act: str
    tab: str
    said: str
    edits: tuple[HandEdit, ...]
    removed: tuple[Row, ...]

    def __str__(self) -> str:
        return f"{self.number}. {self.tab}: {self.said}"


class Coordinator:
    """`google.between.append(coordinator.perhaps_act)` lets her act between any two requests."""

    def __init__(
        self,
        google: Google,
        spreadsheet_id: str,
        seed: int,
        level: str = "rude",
        rate: float = 0.3,
        leaves_alone: frozenset[str] = frozenset(),
        without: frozenset[str] = frozenset(),
    ) -> None:
        """`rate` is how likely she acts before a request; `leaves_alone` are tabs' titles, `without` acts' names."""
        self.google, self.spreadsheet_id, self.rate = google, spreadsheet_id, rate
        self.chance = random.Random(seed)
        self.leaves_alone = leaves_alone
        self.acts = [act for name, act in LEVELS[level].items() if name not in without]
        self.done: list[Done] = []
        self.standing: dict[str, HandEdit] = {}
        """What she typed and has not herself written over or deleted since, by its text."""
        self.lost: list[HandEdit] = []
        """What she typed and somebody else wrote over or deleted."""

    def perhaps_act(self) -> None:
        with self.google.lock:  # requests come in threads
            if self.chance.random() < self.rate:
                self.act()

    def act(self, name: str = "") -> Done | None:
        """One act, by name or at random; None when nothing could be done, as in an empty spreadsheet."""
        with self.google.lock:
            self.look()
            for act in self._tries(name):
                try:
                    done: Done | None = self.google.edit(self.spreadsheet_id, partial(self._one, act=act))
                except Invalid:  # Sheets would not let her; a real person tries something else
                    continue
                if done is not None:
                    self.done.append(done)
                    self._account(done)
                    return done
        return None

    def _tries(self, name: str) -> list[Act]:
        if name:
            return [LEVELS["ruinous"][name]]
        return self.chance.sample(self.acts, len(self.acts))

    def _one(self, book: Spreadsheet, act: Act) -> Done | None:
        tabs = [
            sheet
            for sheet in book.sheets
            if sheet.title not in self.leaves_alone and any(row.cells for row in sheet.rows)
        ]
        if not tabs:
            return None
        hand = Hand(book, self.chance.choice(tabs), self.chance, len(self.done) + 1)
        tab = hand.sheet.title
        said = act(hand)
        if said is None:
            return None
        return Done(hand.number, act.__name__, tab, said, tuple(hand.edits), tuple(hand.removed))

    def look(self) -> list[HandEdit]:
        """Notice what of hers is gone though she did not do it, and return all that was ever lost so."""
        there = set(shown(self.google.spreadsheets[self.spreadsheet_id]))
        for text in [text for text in self.standing if text not in there]:
            self.lost.append(self.standing.pop(text))
        return self.lost

    def _account(self, done: Done) -> None:
        there = set(shown(self.google.spreadsheets[self.spreadsheet_id]))
        self.standing |= {edit.text: edit for edit in done.edits}
        self.standing = {text: edit for text, edit in self.standing.items() if text in there}


def shown(book: Spreadsheet) -> Iterator[str]:
    """What every filled cell of a spreadsheet shows."""
    for sheet in book.sheets:
        for row in sheet.rows:
            yield from (formatted(cell, book.locale) for cell in row.cells if cell)
