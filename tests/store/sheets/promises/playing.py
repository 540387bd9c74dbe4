"""Two people at the app and a coordinator at the sheet, in an order that a seed decides. `holding` says what must hold then."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from store.contract import SavedEntry
from store.sheets.layout.tabs import all_tabs
from tests.sheets.faults import USUAL
from tests.sheets.meddling import LEVELS, Coordinator
from tests.sheets.server import Running
from tests.store.rows import NOW, entry, table_row
from tests.store.sheets.serving import open_by_turns, spreadsheet_of

IN_USE = ("Start", "Weekly report", "Weekly report – incidents", "More answers", "Schools")
QUIET = frozenset({"protect_the_tab"})
"""Not among her acts: it shuts the app out, which `test_troubles` looks at."""
ANY: frozenset[str] = frozenset()
"""Of her acts: whatever comes to her mind."""


class Play:
    """One interleaving."""

    def __init__(self, google: Running, folder: Path, seed: int, acts: frozenset[str] = ANY) -> None:
        """`acts` are all that the coordinator does, and then she does them often; else whatever comes to her mind."""
        self.google, self.folder, self.chance = google, folder, random.Random(seed)
        self.store = open_by_turns(folder)
        self.book = spreadsheet_of(folder)
        self.saved: dict[str, SavedEntry] = {}
        """Every submission that was acknowledged, as it was."""
        self.did: Counter[str] = Counter()
        others = frozenset(tab.title for tab in all_tabs()) - set(IN_USE)
        level = self.chance.choice(["polite", "rude", "ruinous"]) if acts == ANY else "ruinous"
        rate, never = (0.15, QUIET) if acts == ANY else (0.5, frozenset(LEVELS["ruinous"]) - acts)
        alone = others | {"Register", "Superseded", "Sheet1"}
        self.coordinator = Coordinator(google.google, self.book, seed, level, rate, alone, never)
        self._until_read()

    @classmethod
    @contextmanager
    def of(cls, google: Running, folder: Path, seed: int, acts: frozenset[str] = ANY) -> Iterator[Play]:
        """The interleaving of a seed, played; its store is open until one has looked."""
        own = folder / str(seed)
        own.mkdir()
        play = cls(google, own, seed, acts)
        try:
            play.play()
            yield play
        finally:
            play.store.close()

    def _until_read(self) -> None:
        for _ in range(30):
            self.store.worker.run_once()
            if not self.store.standing().trouble:
                return
        raise AssertionError("the spreadsheet could not be read")

    def play(self, steps: int = 14) -> None:
        """Everybody at once; then the coordinator goes home, Google is well again, and the app finishes."""
        server = self.google.google
        server.log.forget()
        server.between.append(self.coordinator.perhaps_act)
        server.faults.at_random(self.chance.randrange(10**6), 0.15, USUAL)
        acts = [self.file, self.file, self.press_again, self.revise_twice, self.set_something, self.restart]
        acts += [self.turn] * 3
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
        self.store.worker.run_once()

    def told(self) -> str:
        """What the coordinator did, for a person who looks into a seed."""
        return "\n".join(map(str, self.coordinator.done))

    def figures(self) -> Counter[str]:
        """What happened, counted."""
        log = list(self.google.google.log)
        return self.did + Counter(
            {
                "interleavings": 1,
                "acknowledged": len(self.saved) + self.did["settings"],
                "acts of the coordinator": len(self.coordinator.done),
                "requests": len(log),
                "faults given": sum(1 for line in log if line.fault),
            }
        )

    def restart(self) -> None:
        self.did["restarts"] += 1
        self.store.close()
        self.store = open_by_turns(self.folder)

    def file(self) -> None:
        number = len(self.saved)
        kind = self.chance.choice(["start", "weekly_report"])
        self._save(entry(f"s{number}", kind=kind, entry_id=f"e{number}", answers=self._answers(kind, number)))

    def press_again(self) -> None:
        """Somebody whose line broke presses Submit once more, with the same save id."""
        if self.saved:
            again = self.chance.choice(list(self.saved.values()))
            self.did["pressed again"] += 1
            self._save(again)

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
        self.did["settings"] += 1
        self.store.put(table_row(f"10000{self.chance.randrange(3)}", name=f"School {self.chance.randrange(1000)}"))

    def _save(self, new: SavedEntry) -> None:
        moment = NOW + timedelta(minutes=len(self.saved))
        saved = self.store.save(replace(new, saved_at=moment))
        self.saved.setdefault(new.save_id, saved)

    def _answers(self, kind: str, number: int) -> dict[str, Any]:
        if kind == "start":
            return {"did_start": True, "started_on": "2026-09-14", "why_not": f"Words {number}"}
        incidents = [{"what": f"Incident {number}.{n}", "happened_on": "2026-09-15"} for n in range(number % 3)]
        return {"week_commencing": "2026-09-14", "went_well": f"Well {number}", "incidents": incidents, "odd": [number]}
